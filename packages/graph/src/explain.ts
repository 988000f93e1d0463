import type { Article, Span } from "./article.ts";
import { type Analysis, analyser } from "./extract.ts";
import type { Extraction, Kind, Status } from "./extraction.ts";
import type { Language } from "./language.ts";
import type { Clause } from "./meetings/clause.ts";
import { type NotAlone, whyNotAlone } from "./meetings/joinTellings.ts";
import { isSport } from "./meetings/political.ts";
import { subjectOf } from "./meetings/subjects.ts";
import type { Telling } from "./meetings/telling.ts";
import type { ActorMention } from "./mentions/mention.ts";

/**
 * What became of a word that may tell of a meeting. `made` the first to tell of one, `joined` told of it again; all
 * others are reasons why it told of none:
 *
 * - `press`, `sport`, `idiom`: talk to journalists, a match, «قمة التوتر»
 * - `carries`: a verb that only brings the noun behind it; `counted`: told by the noun before it
 * - `no_noun`: such a verb without the noun of a meeting; `cue`: the word that must stand near is not there
 * - `no_sides`, `one_side`: nobody, or only one side, is named in its reach
 * - `unfit`: people are named, but not where its frame looks for them
 * - `attendance`: who came to a meeting that is told nowhere; `anaphoric`: goes back to a meeting told nowhere
 * - `unpolitical`, `at_home`, `states_only`: nobody of politics; nobody left home; only states whose people are not named
 */
export type Outcome =
  | "made"
  | "joined"
  | "press"
  | "sport"
  | "idiom"
  | "carries"
  | "counted"
  | "no_noun"
  | "cue"
  | "no_sides"
  | "unfit"
  | "states_only"
  | Exclude<NotAlone, "nobody">;

/** A word with a frame in the tables of meetings, and what became of it. */
export interface ExplainedFrame extends Span {
  /** Index of its sentence. */
  sentence: number;
  word: "verb" | "noun" | "carrier";
  /** Ids of the rows of meeting-verbs, event-nouns or light-verbs that have this form. */
  rows: string[];
  /** The rule that told of a meeting, or null. */
  rule: string | null;
  status: Status | null;
  /** Ids in the extraction of the meetings that it tells of; a tour tells of several. */
  meetings: string[];
  outcome: Outcome;
  /** Names of those whom a verb's grammar makes its subject. */
  subject: string[];
}

export interface ExplainedMention extends Span {
  kind: Kind;
  /** Id in the extraction. */
  entity: string | null;
  name: string;
  /** By name, by office alone, as people of somebody, as a body that data/ does not know, or as somebody's homeland. */
  form: ActorMention["form"];
  /** Titles beside the name, as written. */
  titles: string[];
  /** Id in data/world, or null. */
  known: string | null;
}

export interface ExplainedDate extends Span {
  text: string;
  kind: string;
  edtf: string | null;
  inferred: boolean;
}

/** An article as the stages read it. */
export interface Explanation {
  extraction: Extraction;
  sentences: Span[];
  mentions: ExplainedMention[];
  dates: ExplainedDate[];
  frames: ExplainedFrame[];
}

/**
 * Like `extractor`, but shows its work: every mention and date, and every word that may tell of a meeting with the
 * meeting it made or the reason why it made none. Reasons of words whose arguments did not fit are inferred from what
 * stands around them.
 *
 * @example
 * ```ts
 * import { ar } from "@liqa/graph/ar";
 *
 * const explain = explainer(ar);
 * explain(articles[0]).frames; // → [{ rows: ["receive"], outcome: "made", meetings: ["m1"], rule: "verb:receive" }]
 * ```
 */
export const explainer = (language: Language): ((article: Article) => Explanation) => {
  const analyse = analyser(language);
  return (article) => {
    const analysis = analyse(article);
    const { clauses, dates, extraction, mentions, actors } = analysis;
    const ids = new Set(extraction.entities.map(({ id }) => id));
    return {
      extraction,
      sentences: clauses.map(({ sentence: { start, end } }) => ({ start, end })),
      mentions: mentions.actors.map(({ start, end, kind, name, form, titles, entry }, at) => {
        const actor = actors.of[at] ?? -1;
        const id = `e${actor + 1}`;
        return {
          start,
          end,
          kind,
          name,
          form,
          entity: actor >= 0 && ids.has(id) ? id : null,
          titles: titles.map((title) => article.text.slice(title.start, title.end)),
          known: entry?.id ?? null,
        };
      }),
      dates: dates.map(({ start, end, text, kind, edtf, inferred }) => ({
        start,
        end,
        text,
        kind,
        edtf,
        inferred,
      })),
      frames: clauses.flatMap((clause, sentence) => framesOf(analysis, clause, sentence)),
    };
  };
};

/** Tokens between a light verb and the noun that it brings, or a noun and what it counts. */
const REACH = 16;

const framesOf = (analysis: Analysis, clause: Clause, at: number): ExplainedFrame[] => {
  const { scan, sentence } = clause;
  const found: ExplainedFrame[] = [];
  for (let token = sentence.from; token < sentence.to; token++) {
    if (clause.covering(token) >= 0 || !scan.isWord(token)) continue;
    const verb = scan.verb(token);
    const meeting = verb?.values.filter((value) => value.meeting && value.form.tense !== "noun") ?? [];
    const light = verb?.values.filter((value) => value.light && value.form.tense !== "noun") ?? [];
    const event = scan.event(token);
    if (meeting.length + light.length === 0 && !event) continue;
    const to = event && meeting.length + light.length === 0 ? event.to : token + 1;
    const tellings = analysis.tellings.filter((one) => one.sentence === sentence && one.at === token);
    const telling = tellings[0];
    const word = meeting.length > 0 ? "verb" : light.length > 0 ? "carrier" : "noun";
    const rows = [
      ...meeting.map((value) => value.meeting!.id),
      ...light.map((value) => value.light!.id),
      ...(event ? event.values.map(({ id }) => id) : []),
    ];
    const form = (meeting[0] ?? light[0])?.form;
    const subject = form ? (subjectOf(clause, token, form.number)?.mentions ?? []) : [];
    const told = [...analysis.meetings.entries()].filter(([, { tellings: all }]) =>
      tellings.some((one) => all.includes(one)),
    );
    const first = told.some(([, { tellings: all }]) => tellings.includes(all[0]!));
    found.push({
      start: scan.tokens[token]!.start,
      end: scan.tokens[to - 1]!.end,
      sentence: at,
      word,
      rows: [...new Set(rows)],
      rule: telling?.rule ?? null,
      status: telling?.status ?? null,
      meetings: told.map(([made]) => `m${made + 1}`),
      outcome:
        told.length > 0
          ? first
            ? "made"
            : "joined"
          : telling
            ? dropped(telling, analysis)
            : whyNone(clause, token, word, found),
      subject: subject.map((mention) => clause.mention(mention).name),
    });
    token = to - 1;
  }
  return found;
};

/** Why what a sentence tells is no meeting of the article. */
const dropped = (telling: Telling, { actors }: Analysis): Outcome => {
  const reason = whyNotAlone(telling, actors.all);
  return reason === null ? "states_only" : reason === "nobody" ? "no_sides" : reason;
};

/** Why a word tells of nothing, as far as its surroundings show. */
const whyNone = (
  clause: Clause,
  at: number,
  word: ExplainedFrame["word"],
  before: readonly ExplainedFrame[],
): Outcome => {
  const { scan, sentence } = clause;
  if (isSport(scan, sentence)) return "sport";
  if (word !== "carrier" && (scan.role(at + 1, "press") || scan.role(at + 2, "press"))) return "press";
  if (scan.role(at, "none")) return "idiom";
  if (word === "carrier") {
    for (let token = at + 1; token < Math.min(sentence.to, at + REACH); token++)
      if (clause.covering(token) < 0 && scan.event(token)) return "carries";
    return "no_noun";
  }
  const last = before.at(-1);
  const near = last?.rule && last.word !== "carrier" && scan.tokens[at]!.start - last.end < REACH;
  if (word === "noun" && near) return "counted";
  const cue = scan.verb(at)?.values.find(({ meeting }) => meeting?.cue)?.meeting?.cue;
  if (word === "verb" && cue) return "cue";
  const sides = clause.all().filter((mention) => clause.mention(mention).kind !== "place").length;
  return sides === 0 ? "no_sides" : sides === 1 ? "one_side" : "unfit";
};
