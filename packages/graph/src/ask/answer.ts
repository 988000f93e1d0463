import type { Kind, MeetingFunction, MeetingType, Status } from "../extraction.ts";
import type { Evidence, Meeting } from "../facts.ts";
import { Citations, type Cited } from "../prose/citations.ts";
import { firstProof, meetingClause, proofOf } from "../prose/meetingSentence.ts";
import { entityOf, servedIn } from "../prose/names.ts";
import { type ProseWords, phrase, sentenceCase } from "../prose/words.ts";
import type { GraphIndex } from "../query/graphIndex.ts";

/** Something by its name. */
export interface Named {
  id: string;
  name: string;
}

/** A meeting in an answer: the shape that the service gives as well. */
export interface AnsweredMeeting {
  id: string;
  name: string | null;
  type: MeetingType;
  status: Status;
  date: { edtf: string | null } | null;
  place: Named | null;
  participants: (Named & { function: MeetingFunction })[];
  /** Ids of the articles that tell of it. */
  articles: string[];
}

/** What `ask` found. Every id in `paths` is described in `asked`, `entities` or `meetings`. */
export interface Answer {
  question: string;
  /** What the question was taken to be about; `unclear` when it was not understood. */
  intent: string;
  /** Whom and what the question names. */
  asked: Named[];
  /** The answer only, never what was asked about. */
  entities: (Named & { kind: Kind })[];
  meetings: AnsweredMeeting[];
  /** actor, meeting, actor, … */
  paths: string[][];
  /** The answer in sentences, in the language of the question; `[n]` is `evidence[n - 1]`. */
  text: string;
  evidence: Evidence[];
  /** Names that more than one entity bears. All of them are answered for. */
  ambiguous: { name: string; candidates: Named[] }[];
}

/** Meetings told one by one before the rest becomes a number. */
const MOST_SENTENCES = 10;

/** An answer in the making: what is put in is described, cited and never put in twice. */
export class Draft {
  readonly index: GraphIndex;
  readonly words: ProseWords;
  readonly citations = new Citations();
  readonly asked = new Map<string, Named>();
  readonly entities = new Map<string, Named & { kind: Kind }>();
  readonly meetings = new Map<string, Meeting>();
  readonly paths: string[][] = [];
  readonly ambiguous: { name: string; candidates: Named[] }[] = [];
  readonly #sentences: string[] = [];
  readonly #told = new Set<string>();

  constructor(index: GraphIndex, words: ProseWords) {
    this.index = index;
    this.words = words;
  }

  #named(id: string): Named & { kind: Kind } {
    const entity = entityOf(this.index, id);
    return { id, name: entity?.name ?? id, kind: entity?.kind ?? "group" };
  }

  ask(id: string): void {
    const { name } = this.#named(id);
    this.asked.set(id, { id, name });
  }

  /** Adds to the answer; what was asked about is no answer. */
  answer(id: string): void {
    if (!this.asked.has(id)) this.entities.set(id, this.#named(id));
  }

  /** Says something, with the passages that prove it. */
  say(id: string, slots: Readonly<Record<string, string>> = {}, proof: readonly Evidence[] = []): void {
    this.sayText(phrase(this.words, id, slots), proof);
  }

  sayText(text: string, proof: readonly Evidence[] = []): void {
    const marks = this.citations.cite(proof);
    this.#sentences.push(`${sentenceCase(text)}${marks && ` ${marks}`}${/[:.؟?]$/u.test(text) ? "" : "."}`);
  }

  /** Takes meetings into the answer without a word. */
  take(meetings: readonly Meeting[]): void {
    for (const meeting of meetings) this.meetings.set(meeting.id, meeting);
  }

  /** Takes in text that has citations of its own, numbered anew. */
  include({ text, evidence }: Cited): void {
    this.#sentences.push(
      text.replaceAll(/\[(\d+)\]/g, (whole, number: string) => {
        const passage = evidence[Number(number) - 1];
        return passage ? this.citations.cite([passage]) : whole;
      }),
    );
  }

  /** Takes meetings into the answer and tells them one by one, those of these participants first in the proof. */
  tell(meetings: readonly Meeting[], who: readonly string[] = []): void {
    for (const [at, meeting] of meetings.entries()) {
      this.meetings.set(meeting.id, meeting);
      // Of two people who bear one name both may have been there: it is told once.
      const isTold = this.#told.has(meeting.id);
      this.#told.add(meeting.id);
      if (at < MOST_SENTENCES && !isTold)
        this.sayText(meetingClause(this.index, this.words, meeting, who), proofOf(meeting, who));
    }
    const rest = meetings.length - MOST_SENTENCES;
    if (rest > 0)
      this.say(
        "ask-more",
        { n: String(rest) },
        meetings.slice(MOST_SENTENCES).map((m) => firstProof(m, who)),
      );
  }

  /** Whether nothing answers so far, whatever was said. */
  get isEmpty(): boolean {
    return this.entities.size + this.meetings.size + this.paths.length === 0;
  }

  finish(question: string, intent: string): Answer {
    if (this.#sentences.length === 0) this.say("ask-no-meetings");
    return {
      question,
      intent,
      asked: [...this.asked.values()],
      entities: [...this.entities.values()],
      meetings: [...this.meetings.values()].map((meeting) => this.#describe(meeting)),
      paths: this.paths,
      text: this.#sentences.join(" "),
      evidence: this.citations.evidence,
      ambiguous: this.ambiguous,
    };
  }

  #describe(meeting: Meeting): AnsweredMeeting {
    const { id, name, type, status, articles } = meeting;
    const place = meeting.place === null ? null : this.#named(meeting.place);
    return {
      id,
      name,
      type,
      status,
      date: meeting.date && { edtf: meeting.date.edtf },
      place: place && { id: place.id, name: place.name },
      participants: this.#participants(meeting).map((one) => ({ ...one, name: this.#named(one.id).name })),
      articles: [...articles],
    };
  }

  /**
   * Whoever took part, and the bodies behind those of whom only the articles know who they were: «وزراء خارجية دول
   * المجموعة» say little to whoever reads no more than the answer.
   */
  #participants({ participants }: Meeting): { id: string; function: MeetingFunction }[] {
    const all = new Map(participants.map(({ entity, function: fn }) => [entity, fn]));
    for (const { entity: id } of participants) {
      const entity = entityOf(this.index, id);
      if (entity?.kind !== "group") continue;
      for (const role of entity.roles) {
        const body = servedIn(this.index, id, role);
        if (body !== null && !all.has(body)) all.set(body, "represented");
      }
    }
    return [...all].map(([id, fn]) => ({ id, function: fn }));
  }
}
