import type {
  ComplementEntry,
  EventNoun,
  GroupEntry,
  Language,
  NameEntry,
  ParticleEntry,
  TitleEntry,
  VerbEntry,
} from "../language.ts";
import { offsetAfter, type Token } from "../text/tokens.ts";
import type { Match, Phrases } from "./phrases.ts";

type Memo<T> = (Match<T> | null | undefined)[];

/**
 * A text under the reader's eye: its tokens, and what each table of the language finds at each of them. Every
 * table is asked at most once per token, however many stages want to know.
 */
export class Scan {
  readonly language: Language;
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly #names: Memo<NameEntry> = [];
  readonly #titles: Memo<TitleEntry> = [];
  readonly #honorifics: Memo<string> = [];
  readonly #namesakes: Memo<string> = [];
  readonly #complements: Memo<ComplementEntry> = [];
  readonly #groups: Memo<GroupEntry> = [];
  readonly #placeHeads: Memo<string> = [];
  readonly #particles: Memo<ParticleEntry> = [];
  readonly #verbs: Memo<VerbEntry> = [];
  readonly #events: Memo<EventNoun> = [];

  constructor(language: Language, text: string, tokens: readonly Token[]) {
    this.language = language;
    this.text = text;
    this.tokens = tokens;
  }

  name(at: number): Match<NameEntry> | null {
    return this.#ask(this.#names, this.language.names, at, 1);
  }
  title(at: number): Match<TitleEntry> | null {
    return this.#ask(this.#titles, this.language.titles, at, 2);
  }
  honorific(at: number): Match<string> | null {
    return this.#ask(this.#honorifics, this.language.honorifics, at, 4);
  }
  namesake(at: number): Match<string> | null {
    return this.#ask(this.#namesakes, this.language.namesakes, at, 2048);
  }
  complement(at: number): Match<ComplementEntry> | null {
    return this.#ask(this.#complements, this.language.complements, at, 8);
  }
  group(at: number): Match<GroupEntry> | null {
    return this.#ask(this.#groups, this.language.groups, at, 16);
  }
  placeHead(at: number): Match<string> | null {
    return this.#ask(this.#placeHeads, this.language.placeHeads, at, 32);
  }
  /** One-word particles agree in their article: «الآن» is not «أن». */
  particle(at: number): Match<ParticleEntry> | null {
    const known = this.#particles[at];
    if (known !== undefined) return known;
    let match = this.#ask(this.#particles, this.language.particles, at, 64);
    if (match && match.to - at === 1) {
      const { definite } = match.reading;
      const values = match.values.filter((value) => value.definite === definite);
      match = values.length ? { ...match, values } : null;
      this.#particles[at] = match;
    }
    return match;
  }
  /**
   * Finite verbs take no article, and of the glued particles only و ف and, in the present, ل of purpose
   * («ليغادرها»); what else seems a verb is a noun («لبحث», «القادة»).
   */
  verb(at: number): Match<VerbEntry> | null {
    const known = this.#verbs[at];
    if (known !== undefined) return known;
    let match = this.#ask(this.#verbs, this.language.verbs, at, 128);
    if (match) {
      const { definite, proclitic } = match.reading;
      const noun = this.language.nounEndings.includes(this.tokens[match.to - 1]!.word.written.at(-1) ?? " ");
      // «من أجل» is no verb of postponing.
      const part = (this.role(at - 1, "none")?.to ?? 0) > at;
      // «نوه» says something, and is not «نوى» with a pronoun.
      const says = this.role(at, "speech") !== null;
      // «أعلن عن عقد اجتماع»: what a preposition leads in is the noun of the verb.
      const led =
        match.values.some(({ form }) => form.tense === "noun") &&
        this.role(at - 1, "topic", "direction", "after", "before", "during") !== null;
      const values = match.values.filter(({ form, article }) => {
        if (form.tense === "noun") return true;
        // «قادة», «استضافة» fold like verbs with a pronoun.
        if (led || part || ((noun || says) && form.object)) return false;
        if (definite !== article) return false;
        return /^[وف]?$/u.test(proclitic) || (form.tense === "present" && proclitic.endsWith("ل"));
      });
      match = values.length ? { ...match, values } : null;
      this.#verbs[at] = match;
    }
    return match;
  }
  event(at: number): Match<EventNoun> | null {
    return this.#ask(this.#events, this.language.events, at, 256);
  }

  /** Whether a particle with one of these roles begins here; the match when it does. */
  role(at: number, ...roles: string[]): Match<ParticleEntry> | null {
    const match = this.particle(at);
    return match?.values.some((value) => roles.includes(value.role)) ? match : null;
  }

  /** An ordinary word, which no name is made of. */
  isCommon(at: number): boolean {
    const word = this.tokens[at]?.word;
    if (word === undefined) return false;
    word.common ??= this.language.isCommon(word);
    return word.common;
  }

  isWord(at: number): boolean {
    return this.tokens[at]?.kind === "word";
  }

  /** A punctuation mark that is one of `marks`. */
  isMark(at: number, marks: string): boolean {
    const token = this.tokens[at];
    return token?.kind === "punctuation" && marks.includes(this.text.charAt(token.start));
  }

  folded(at: number): string {
    return this.tokens[at]?.word.folded ?? "";
  }

  /** The words from token `from` (its clitics off) to token `to`, as written. */
  written(from: number, to: number, skip = 0): { start: number; end: number; text: string } {
    const start = offsetAfter(this.text, this.tokens[from]!, skip);
    const end = this.tokens[to - 1]!.end;
    return { start, end, text: this.text.slice(start, end) };
  }

  #ask<T>(memo: Memo<T>, table: Phrases<T>, at: number, bit: number): Match<T> | null {
    const known = memo[at];
    if (known !== undefined) return known;
    const token = this.tokens[at];
    if (!token || !table.mayBegin(token.word, bit)) return null;
    const match = token.kind === "word" || token.kind === "number" ? table.longest(this.tokens, at) : null;
    memo[at] = match;
    return match;
  }
}
