import type { DateMention } from "../dates/findDates.ts";
import type { Kind } from "../extraction.ts";
import type { NameEntry } from "../language.ts";
import type { Scan } from "../lexicon/scan.ts";
import type { Actor, Actors } from "../mentions/actors.ts";
import type { ActorMention, AdjectiveMention } from "../mentions/mention.ts";
import type { Sentence } from "../text/sentences.ts";

/** A row of coordinated actors: «مصر وفرنسا وألمانيا», and the token behind it. */
export interface ActorList {
  mentions: number[];
  to: number;
}

/** Who stands in a row of people, and how many words of it no table may know. */
const ROWS: ReadonlySet<Kind> = new Set(["person", "group"]);
const UNKNOWN = 9;

/** One sentence with the actors in it, as the meeting rules look at it. */
export class Clause {
  readonly scan: Scan;
  readonly sentence: Sentence;
  readonly mentions: readonly ActorMention[];
  readonly actors: Actors;
  readonly adjectives: readonly AdjectiveMention[];
  /** Dates of the sentence, in order. */
  readonly dates: readonly DateMention[];
  /** All mentions of the sentence, in order. */
  readonly #all: readonly number[];
  /** The mention that covers each token of the text; those of the sentence are `#first` to `#end`, end exclusive. */
  readonly #covering: Int32Array;
  readonly #first: number;
  readonly #end: number;

  constructor(
    scan: Scan,
    sentence: Sentence,
    mentions: readonly ActorMention[],
    actors: Actors,
    adjectives: readonly AdjectiveMention[],
    covering: Int32Array,
    first: number,
    dates: readonly DateMention[],
  ) {
    this.scan = scan;
    this.sentence = sentence;
    this.mentions = mentions;
    this.actors = actors;
    this.dates = dates;
    this.adjectives = adjectives;
    this.#covering = covering;
    this.#first = first;
    const all: number[] = [];
    let end = first;
    for (; end < mentions.length && mentions[end]!.from < sentence.to; end++) all.push(end);
    this.#end = end;
    this.#all = all;
  }

  /** Index of the mention that begins at a token, or -1. */
  startingAt(token: number): number {
    const at = this.covering(token);
    return at >= 0 && this.mentions[at]!.from === token ? at : -1;
  }

  /** Index of the mention that covers a token, or -1. */
  covering(token: number): number {
    const at = this.#covering[token] ?? -1;
    return at >= this.#first && at < this.#end ? at : -1;
  }

  actor(mention: number): Actor | null {
    const at = this.actors.of[mention] ?? -1;
    return at < 0 ? null : this.actors.all[at]!;
  }

  mention(at: number): ActorMention {
    return this.mentions[at]!;
  }

  /** All mentions of the sentence in order. */
  all(): readonly number[] {
    return this.#all;
  }

  /** The actors coordinated with the one that begins at `token`, from it on. */
  listAt(token: number): ActorList | null {
    const first = this.startingAt(token);
    if (first < 0) return null;
    const list: ActorList = { mentions: [first], to: this.mention(first).to };
    const enumerated =
      this.scan.roleEndingAt(token, "each", "presence") ?? this.scan.role(token - 1, "each", "presence");
    for (;;) {
      const next = this.#coordinated(list.to, enumerated !== null);
      if (next < 0) return list;
      // A place among actors is a new phrase, not one more of them.
      if ((this.mention(next).kind === "place") !== (this.mention(first).kind === "place")) return list;
      list.mentions.push(next);
      list.to = this.mention(next).to;
    }
  }

  /** «ممثلين عن القائد خليفة حفتر»: the person for whom the group that ends at a token stands; -1 when none. */
  principalAt(end: number): number {
    const group = this.covering(end - 1);
    if (group < 0 || this.mention(group).form !== "group") return -1;
    const source = this.scan.role(end, "topic", "from");
    const person = source ? this.startingAt(source.to) : -1;
    return person >= 0 && this.mention(person).kind === "person" ? person : -1;
  }

  /** `enumerated`: a row that begins with «each of» or «in the presence of», where a comma alone may join people. */
  #coordinated(end: number, enumerated: boolean): number {
    const { scan } = this;
    const principal = this.principalAt(end);
    let token = principal >= 0 ? this.mention(principal).to : end;
    // «… في بلاده»، parentheses: short glosses between two members.
    if (scan.isMark(token, "(")) {
      for (let close = token + 1; close < token + 8 && close < this.sentence.to; close++) {
        if (scan.isMark(close, ")")) {
          token = close + 1;
          break;
        }
      }
    }
    const before = this.covering(end - 1);
    // «وفود الدول الضامنة: إيران وروسيا وتركيا»: a colon opens the list that a group sums up.
    const colon = scan.isMark(token, ":") && before >= 0 && this.mention(before).form === "group";
    const comma = scan.isMark(token, "،,");
    if (comma || colon) token++;
    const each = scan.role(token, "each", "and");
    if (each && each.reading.proclitic !== scan.language.proclitics.in && each.to - each.from <= 3)
      token = each.to;
    const next = this.startingAt(token);
    if (next < 0) return colon ? -1 : this.#behindUnknown(end);
    const { proclitic } = this.mention(next);
    if (proclitic === scan.language.proclitics.and || (colon && proclitic === "")) return next;
    if (each && proclitic === "") return next;
    // A comma alone coordinates only bare names of one kind: «مصر، الأردن، لبنان».
    const kind = this.mention(next).kind;
    return comma &&
      proclitic === "" &&
      before >= 0 &&
      this.mention(before).kind === kind &&
      (kind !== "person" || enumerated)
      ? next
      : -1;
  }

  /**
   * «أعضاء المجلس | لحجاج الداخل، وأعضاء اللجنة», «الوزير، | وضباط أقسام الشؤون الدينية، والسفير»: the next member of a row of people
   * behind words that no table knows, which end the one before it or are a member themselves; -1 when none follows.
   */
  #behindUnknown(end: number): number {
    const { scan, sentence } = this;
    const { and, for: to, in: inside } = scan.language.proclitics;
    const before = this.covering(end - 1);
    if (before < 0 || !ROWS.has(this.mention(before).kind)) return -1;
    const last = Math.min(sentence.to, end + UNKNOWN);
    for (let token = end; token < last; token++) {
      if (scan.isMark(token, "،,")) {
        if (!scan.tokens[token + 1]?.word.readings.some(({ proclitic }) => proclitic === and)) return -1;
        continue;
      }
      const next = this.covering(token);
      if (next >= 0) {
        const { kind, proclitic, to: behind, form } = this.mention(next);
        const joined = proclitic === and && ROWS.has(kind) && form !== "homeland";
        // «والوزير أكد»: another clause begins.
        if (joined) return this.verbAt(behind) ? -1 : next;
        if (ROWS.has(kind) || !["", to, inside].includes(proclitic)) return -1;
        token = behind - 1;
        continue;
      }
      if (!scan.isWord(token) || scan.particle(token) || scan.event(token) || scan.verb(token)) return -1;
      if (this.isDate(token) || scan.language.classOf(scan.tokens[token]!.word) === "verb") return -1;
    }
    return -1;
  }

  /** The coordinated actors of which `mention` is the last: found from its end backwards. */
  rowEndingAt(mention: number): number[] {
    for (const first of this.all()) {
      if (first > mention) break;
      const list = this.listAt(this.mention(first).from);
      const at = list?.mentions.indexOf(mention) ?? -1;
      if (list && at >= 0) return list.mentions.slice(0, at + 1);
    }
    return [mention];
  }

  /** The actor that data/ knows as `entry`, added to the article's when only implied so far. */
  known(entry: NameEntry): Actor {
    return this.actors.implied(entry);
  }

  /** Whether a token belongs to a date. */
  isDate(token: number): boolean {
    return this.dates.some((date) => token >= date.from && token < date.to);
  }

  /** Whether a finite verb stands at a token (and no name does). */
  verbAt(token: number) {
    if (this.covering(token) >= 0) return null;
    const match = this.scan.verb(token);
    if (!match?.values.some((value) => value.form.tense !== "noun")) return null;
    return match.reading.proclitic === "" || this.scan.glued(match.reading.proclitic, "and", "so", "for")
      ? match
      : null;
  }

  /** The nearest person mentioned before a token in this sentence who is none of `others`; -1 when none. */
  mentionBefore(token: number, others: readonly number[]): number {
    const actors = others.map((other) => this.actor(other));
    return (
      this.all().findLast(
        (at) =>
          this.mention(at).to <= token &&
          this.mention(at).kind === "person" &&
          !actors.includes(this.actor(at)),
      ) ?? -1
    );
  }

  /** The nearest person mentioned before a token in this sentence who is not behind a preposition. */
  subjectBefore(token: number, only?: Kind): number {
    for (let at = token - 1; at >= this.sentence.from; at--) {
      const mention = this.covering(at);
      // «الجزائر: مشاورات …»: who speaks in a headline does not act in what is said.
      if (mention < 0 && this.sentence.headline && this.scan.isMark(at, ":")) return -1;
      if (mention < 0) continue;
      const { kind, from, proclitic } = this.mention(mention);
      at = from;
      if (kind === "place" || (only && kind !== only) || this.scan.glued(proclitic, "in", "for")) continue;
      if (this.scan.role(from - 1, "with", "from", "place", "direction", "topic", "between")) continue;
      return mention;
    }
    return -1;
  }
}

/** Words between two tokens, names and dates not counted. */
export const wordsBetween = (clause: Clause, from: number, to: number): number => {
  let words = 0;
  for (let token = from; token < to; token++)
    if (clause.scan.isWord(token) && clause.covering(token) < 0 && !clause.isDate(token)) words++;
  return words;
};
