import type { DateMention } from "../dates/mention.ts";
import { fold } from "../text/fold.ts";
import { type Token, Tokenizer } from "../text/tokens.ts";
import { type Cue, linkOf, type QuestionWords } from "./grammar.ts";
import { type Found, LONGEST_SPAN, type Names } from "./names.ts";
import { OfficeJoiner } from "./officeJoiner.ts";

/** A piece of the question, in its order: tokens `from` to `to`, and the glued particle before it as a link. */
export type Segment = { from: number; to: number; link: string } & (
  | { kind: "cue"; cue: Cue; also: readonly Cue[] }
  | {
      kind: "name";
      text: string;
      ids: string[];
      head?: Cue;
      /** Words that are no name. */
      ordinary?: boolean;
      /** Not by name but by office: «وزير الخارجية المصري». */
      office?: boolean;
    }
  | { kind: "number"; value: number }
  | { kind: "date"; mention: DateMention }
  | { kind: "article"; id: string; text: string }
  | { kind: "mark"; text: string }
);

type Piece = Segment extends infer S ? (S extends Segment ? Omit<S, "from" | "to"> : never) : never;

/** Questions are cut here: what follows is none. */
const LONGEST_QUESTION = 1000;
/** Unknown names that are worth a search. */
const MOST_SEARCHES = 6;

/** Cues that may as well stand inside a name: "group", «وفد». */
const INSIDE_NAMES: ReadonlySet<string> = new Set(["kind", "function"]);

const QUOTES = new Map([
  ["«", "»"],
  ["“", "”"],
  ['"', '"'],
]);

/** Finds the article whose headline holds a text; null when none does. */
export type Headlines = (text: string) => string | null;

/** A question cut into names, dates, numbers, and the words that say what is asked. */
export const readQuestion = (
  question: string,
  words: QuestionWords,
  names: Names,
  headlines: Headlines,
  today?: string,
): Segment[] => {
  const text = question.slice(0, LONGEST_QUESTION);
  const tokens = new Tokenizer(words).tokens(text);
  return new Reader(text, tokens, words, names, headlines, words.dates(tokens, text, today)).read();
};

class Reader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #words: QuestionWords;
  readonly #names: Names;
  readonly #headlines: Headlines;
  readonly #dates: ReadonlyMap<number, DateMention>;
  readonly #segments: Segment[] = [];
  #unknownFrom = -1;
  #searches = 0;

  constructor(
    text: string,
    tokens: readonly Token[],
    words: QuestionWords,
    names: Names,
    headlines: Headlines,
    dates: readonly DateMention[],
  ) {
    this.#text = text;
    this.#tokens = tokens;
    this.#words = words;
    this.#names = names;
    this.#headlines = headlines;
    this.#dates = new Map(dates.map((date) => [date.from, date]));
  }

  read(): Segment[] {
    let at = 0;
    while (at < this.#tokens.length) at = this.#step(at);
    this.#closeUnknown(at);
    // Words that are no names count as unknown names only where nobody else is named.
    const named = this.#segments.some((segment) => segment.kind === "name" && segment.ids.length > 0);
    const segments = this.#segments.filter((one) => !(named && one.kind === "name" && one.ordinary));
    return new OfficeJoiner(this.#text, this.#tokens, this.#words, this.#names).join(segments);
  }

  /** Reads one segment; the token behind it. */
  #step(at: number): number {
    const token = this.#tokens[at]!;
    const quoted = this.#quote(at);
    if (quoted !== null) return quoted;
    const date = this.#dates.get(at);
    const cue = this.#cue(at);
    const name = this.#name(at);
    if (date && date.to - at >= (name ? name.to - at : 0)) {
      this.#push(at, date.to, { kind: "date", mention: date, link: this.#dateLink(token) });
      return date.to;
    }
    // «وزيري خارجية السعودية وإيران» are two, whatever an article names by the first words of it.
    const several = cue?.values.some(({ role }) => role === "holders") ?? false;
    if (name && !several && (!cue || name.to > cue.to)) {
      const joined = this.#joinUnknown(at, name.to);
      if (joined !== null) return joined;
      const text = this.#text.slice(token.start, this.#tokens[name.to - 1]!.end);
      // «وفد المعارضة» is a name and says that a delegation is meant.
      const before = this.#segments.at(-1);
      // «وزير الخارجية المصري سامح شكري»: office and name of one man.
      if (before?.kind === "name" && before.to === at && name.ids.some((id) => before.ids.includes(id)))
        this.#segments.pop();
      const head = this.#headOf(at, name.to);
      const link = linkOf(this.#words, name.proclitic);
      const whole = name.given ? this.#givenAndFamily(at, name, link) : null;
      if (whole !== null) return whole;
      this.#push(at, name.to, {
        kind: "name",
        text,
        ids: name.ids,
        link,
        ...(head ? { head } : {}),
        ...(name.office ? { office: true } : {}),
      });
      // «بشار» followed by what nobody here is called is somebody else.
      if (name.given && this.#isUnknown(name.to)) {
        this.#segments.pop();
        this.#unknownFrom = at;
      }
      return name.to;
    }
    if (cue) {
      const [first, ...also] = cue.values;
      this.#push(at, cue.to, { kind: "cue", cue: first!, also, link: linkOf(this.#words, cue.proclitic) });
      return cue.to;
    }
    if (token.kind === "number") {
      if (token.word.number !== null)
        this.#push(at, at + 1, { kind: "number", value: token.word.number, link: "" });
      return at + 1;
    }
    if (token.kind !== "word") {
      this.#push(at, at + 1, { kind: "mark", text: token.word.folded, link: "" });
      return at + 1;
    }
    if (token.word.folded.length < 2) {
      const link = this.#words.proclitics.get(token.word.folded);
      if (link !== undefined)
        this.#push(at, at + 1, {
          kind: "cue",
          cue: { id: link, role: "link", value: link },
          also: [],
          link: "",
        });
      return at + 1;
    }
    if (this.#unknownFrom < 0) this.#unknownFrom = at;
    return at + 1;
  }

  #push(at: number, to: number, piece: Piece): void {
    this.#closeUnknown(at);
    this.#segments.push({ ...piece, from: at, to } as Segment);
  }

  /** «وفد المعارضة», "the Turkish delegation": that a delegation is meant, wherever the language puts the word. */
  #headOf(at: number, to: number): Cue | undefined {
    const last = this.#words.describesBefore ? to : at + 1;
    for (let token = at; token < last; token++) {
      const head = this.#cue(token)?.values.find(({ role }) => role === "function");
      if (head) return head;
    }
    return undefined;
  }

  /** «سيرغي» is somebody's given name here, but «سيرغي لافروف» is another man, spelt a little otherwise. */
  #givenAndFamily(at: number, name: Found, link: string): number | null {
    const family = name.to < this.#tokens.length ? this.#name(name.to) : null;
    if (family?.proclitic !== "" || this.#cue(name.to) || this.#dates.has(name.to)) return null;
    if (family.ids.some((id) => name.ids.includes(id)) || this.#searches++ >= MOST_SEARCHES) return null;
    const skip = this.#tokens[at]!.word.readings.find(({ proclitic }) => proclitic === name.proclitic)?.skip;
    const start = this.#tokens[at]!.start + (skip ?? 0);
    const text = this.#text.slice(start, this.#tokens[family.to - 1]!.end);
    const ids = this.#names.misspelt(text);
    if (ids.length === 0) return null;
    this.#push(at, family.to, { kind: "name", text, ids, link });
    return family.to;
  }

  /** An unknown word before a known name may be its misspelt beginning: "Sergey" before "Lavrov". */
  #joinUnknown(at: number, to: number): number | null {
    if (this.#unknownFrom < 0 || this.#ordinary(this.#unknownFrom, at)) return null;
    const from = this.#unknownFrom;
    const text = this.#text.slice(this.#tokens[from]!.start, this.#tokens[to - 1]!.end);
    const ids = this.#searches++ < MOST_SEARCHES ? this.#names.misspelt(text) : [];
    if (ids.length === 0) return null;
    this.#unknownFrom = -1;
    this.#segments.push({ kind: "name", from, to, text, ids, link: "" });
    return to;
  }

  #isUnknown(at: number): boolean {
    const token = this.#tokens[at];
    if (token?.kind !== "word" || token.word.folded.length < 2) return false;
    return !this.#cue(at) && !this.#dates.has(at) && !this.#name(at) && !this.#ordinary(at, at + 1);
  }

  #ordinary(from: number, to: number): boolean {
    return this.#tokens
      .slice(from, to)
      .every((token) => token.kind !== "word" || this.#words.isOrdinary(token.word, this.#text));
  }

  /** Words that are neither cue nor known name are one unknown name; perhaps it is only misspelt. */
  #closeUnknown(at: number): void {
    if (this.#unknownFrom < 0) return;
    const from = this.#unknownFrom;
    this.#unknownFrom = -1;
    const first = this.#tokens[from]!;
    const text = this.#text.slice(first.start, this.#tokens[at - 1]!.end);
    const ordinary = this.#ordinary(from, at);
    let ids: string[] = [];
    let link = "";
    // "Arab", "council": words that names are made of, and no name by themselves.
    const material = fold(text)
      .split(" ")
      .every((word) => this.#words.nameWords.has(word));
    if (!ordinary && !material && this.#searches++ < MOST_SEARCHES) {
      ids = this.#names.misspelt(text);
      // «لشكري»: without what may be glued to the first word.
      for (const { proclitic, skip } of first.word.readings) {
        if (ids.length > 0 || skip === 0) continue;
        ids = this.#names.misspelt(text.slice(skip));
        if (ids.length > 0) link = linkOf(this.#words, proclitic);
      }
    }
    this.#segments.push({ kind: "name", from, to: at, text, ids, link, ...(ordinary ? { ordinary } : {}) });
  }

  #cue(at: number): { to: number; values: readonly Cue[]; proclitic: string } | null {
    const match = this.#words.cues.longest(this.#tokens, at);
    return match && { to: match.to, values: match.values, proclitic: match.reading.proclitic };
  }

  #name(at: number): Found | null {
    if (this.#tokens[at]!.kind !== "word") return null;
    const whole = this.#names.whole(this.#tokens, at);
    let end = at;
    let unknown = false;
    while (end < this.#tokens.length && end - at < LONGEST_SPAN && this.#tokens[end]!.kind === "word") {
      const cue = this.#cue(end);
      if (cue && !cue.values.every(({ role }) => INSIDE_NAMES.has(role))) break;
      if (this.#dates.has(end)) break;
      unknown ||= !cue;
      end++;
    }
    const least = whole ? whole.to - at + 1 : 1;
    const longest = (unknown ? this.#names.inPart(this.#tokens, at, end, least) : null) ?? whole;
    const found = longest && this.#asksForKind(longest) ? (longest === whole ? null : whole) : longest;
    if (found === null || found.to === this.#tokens.length) return found;
    switch (this.#names.nationality(found, this.#tokens[found.to]!)) {
      case "own":
        return { ...found, to: found.to + 1 };
      case "other":
        return null;
      default:
        return found;
    }
  }

  /** «مسؤولين روس» asks for people of a state; that some article calls a group so is of no matter. */
  #asksForKind({ from, to, ids }: Found): boolean {
    if (to - from < 2 || !this.#names.areDescriptions(ids)) return false;
    for (let at = from; at < to; at++)
      if (this.#cue(at)?.values.some(({ role }) => role === "kind" || role === "holders")) return true;
    return false;
  }

  /** A headline in quotation marks names its article; other quotation marks say nothing. */
  #quote(at: number): number | null {
    const token = this.#tokens[at]!;
    const closing = QUOTES.get(this.#text.charAt(token.start));
    if (token.kind !== "punctuation" || closing === undefined) return null;
    const end = this.#tokens.findIndex(
      (other, index) =>
        index > at && other.kind === "punctuation" && this.#text.charAt(other.start) === closing,
    );
    if (end < 0) return null;
    const text = this.#text.slice(token.end, this.#tokens[end]!.start).trim();
    const id = this.#headlines(text);
    if (id === null) return null;
    this.#push(at, end + 1, { kind: "article", id, text, link: "" });
    return end + 1;
  }

  #dateLink(token: Token): string {
    return token.word.folded;
  }
}

/** Finds articles by their headline: the title, or the first line of the text. */
export const headlinesOf = (
  articles: Iterable<{ id: string; title: string | null; text: string }>,
): Headlines => {
  let headlines: { id: string; folded: string }[] | null = null;
  return (text) => {
    const wanted = fold(text);
    if (wanted.length < 8) return null;
    headlines ??= Array.from(articles, ({ id, title, text }) => {
      const line = text.trimStart().split("\n", 1)[0]!.slice(0, 300);
      return { id, folded: fold(`${title ?? ""} ${line}`) };
    });
    return headlines.find(({ folded }) => folded.includes(wanted))?.id ?? null;
  };
};
