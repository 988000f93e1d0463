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
import { type LexicalWord, lexicalWord } from "./lexicalWord.ts";
import type { Match, Phrases, WordsAt } from "./phrases.ts";

/** What the tables hold at a token: the matches of those that hold something. */
type Found = readonly Match<unknown>[];

/**
 * A text under the reader's eye: its tokens, and what each table of the language finds at each of them. The tables
 * are searched once per token, however many stages want to know.
 */
export class Scan {
  readonly language: Language;
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly #words: LexicalWord[];
  readonly #wordAt: WordsAt = (at) => this.#words[at];
  /** The tables that may hold something at each token; once they were searched there, those that do. */
  readonly #tables: Int32Array;
  /** Undefined where nobody has searched yet. */
  readonly #found: (Found | undefined)[];
  readonly #verbs = new Map<number, Match<VerbEntry> | null>();

  constructor(language: Language, text: string, tokens: readonly Token[]) {
    this.language = language;
    this.text = text;
    this.tokens = tokens;
    this.#words = new Array(tokens.length);
    this.#found = new Array(tokens.length);
    this.#tables = new Int32Array(tokens.length);
    for (let at = 0; at < tokens.length; at++) {
      const { kind, word } = tokens[at]!;
      const lexical = lexicalWord(language, word);
      this.#words[at] = lexical;
      if (kind === "word" || kind === "number") this.#tables[at] = lexical.tables;
    }
  }

  name(at: number): Match<NameEntry> | null {
    return this.#match(this.language.names, at);
  }
  title(at: number): Match<TitleEntry> | null {
    return this.#match(this.language.titles, at);
  }
  honorific(at: number): Match<string> | null {
    return this.#match(this.language.honorifics, at);
  }
  namesake(at: number): Match<string> | null {
    return this.#match(this.language.namesakes, at);
  }
  complement(at: number): Match<ComplementEntry> | null {
    return this.#match(this.language.complements, at);
  }
  group(at: number): Match<GroupEntry> | null {
    return this.#match(this.language.groups, at);
  }
  placeHead(at: number): Match<string> | null {
    return this.#match(this.language.placeHeads, at);
  }
  particle(at: number): Match<ParticleEntry> | null {
    return this.#match(this.language.particles, at);
  }
  verb(at: number): Match<VerbEntry> | null {
    const match = this.#match(this.language.verbs, at);
    if (!match) return null;
    let verb = this.#verbs.get(at);
    if (verb === undefined) {
      verb = this.#verb(match);
      this.#verbs.set(at, verb);
    }
    return verb;
  }
  event(at: number): Match<EventNoun> | null {
    return this.#match(this.language.events, at);
  }

  /** Whether a particle with one of these roles begins here; the match when it does. */
  role(at: number, ...roles: string[]): Match<ParticleEntry> | null {
    const match = this.particle(at);
    if (match)
      for (const { role } of match.values) for (const wanted of roles) if (role === wanted) return match;
    return null;
  }

  /** Whether a token is inside a longer phrase of no meaning here that begins before it: «من أجل» is no delay. */
  isIdle(at: number): boolean {
    return (this.role(at - 1, "none")?.to ?? 0) > at;
  }

  /** The particle of two words with one of these roles that ends right before a token: «من بينهم», «على مستوى». */
  roleEndingAt(at: number, ...roles: string[]): Match<ParticleEntry> | null {
    const match = this.role(at - 2, ...roles);
    return match?.to === at ? match : null;
  }

  /** Whether a phrase of some table may begin here. */
  begins(at: number): boolean {
    return this.#tables[at] !== 0;
  }

  /** What the tables say of the word at a token by itself. */
  lexical(at: number): LexicalWord | undefined {
    return this.#words[at];
  }

  /** An ordinary word, which no name is made of. */
  isCommon(at: number): boolean {
    return this.#words[at]?.common ?? false;
  }

  isWord(at: number): boolean {
    return this.tokens[at]?.kind === "word";
  }

  /** A punctuation mark that is one of `marks`. */
  isMark(at: number, marks: string): boolean {
    const token = this.tokens[at];
    return token?.kind === "punctuation" && marks.includes(token.word.raw);
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

  #match<T>(table: Phrases<T>, at: number): Match<T> | null {
    // Most words begin a phrase of one table or of none.
    if (((this.#tables[at] ?? 0) & (1 << table.number)) === 0) return null;
    const found = this.#found[at] ?? this.#search(at);
    for (const match of found) if (match.table === table.number) return match as Match<T>;
    return null;
  }

  #search(at: number): Found {
    const word = this.#words[at]!;
    let found: Found;
    if (this.language.phrases.goesOn(word, this.#words[at + 1])) found = this.#fitting(at, this.#wordAt);
    else {
      // Most often: what a word says by itself it says everywhere.
      word.alone ??= this.#fitting(at, (to) => (to === at ? word : undefined));
      found = placed(word.alone, at);
    }
    let tables = 0;
    for (const { table } of found) tables |= 1 << table;
    this.#tables[at] = tables;
    this.#found[at] = found;
    return found;
  }

  #fitting(at: number, words: WordsAt): Found {
    const { phrases, particles, titles, verbs } = this.language;
    return phrases
      .longest(words, at)
      .map((match) => {
        // The particle of the future stands before verbs only: «سكوري» is no Korean.
        if (match.table !== verbs.number && this.glued(match.reading.proclitic, "future")) return null;
        if (match.table === particles.number) return this.#spelt(agreeing(match as Match<ParticleEntry>), at);
        return match.table === titles.number ? this.#spelt(match as Match<TitleEntry>, at) : match;
      })
      .filter((match) => match !== null);
  }

  /** Whether the particle that stands next to the word, of those glued to it, is one of these: «وبالوزير» has «in». */
  glued(proclitic: string, ...particles: (keyof Language["proclitics"])[]): boolean {
    return particles.some((particle) => proclitic.endsWith(this.language.proclitics[particle]));
  }

  /** Whether nothing but a conjunction is glued. */
  joins(proclitic: string): boolean {
    const { and, so } = this.language.proclitics;
    return proclitic === and || proclitic === so;
  }

  /** What folds alike may be two words: «آن» is not «أن», «أمام» no «إمام». */
  #spelt<T extends { form: string }>(match: Match<T> | null, at: number): Match<T> | null {
    if (!match) return null;
    const written = this.tokens[at]!.word.written.slice(match.reading.skip);
    return withValues(match, ({ form }) => this.language.spellsAlike(written, form));
  }

  /**
   * Finite verbs take no article, and of the glued particles only و ف and, in the present, ل of purpose
   * («ليغادرها»); what else seems a verb is a noun («لبحث», «القادة»).
   */
  #verb(match: Match<VerbEntry>): Match<VerbEntry> | null {
    const at = match.from;
    const { definite, proclitic } = match.reading;
    const noun = this.language.nounEndings.includes(this.tokens[match.to - 1]!.word.written.at(-1) ?? " ");
    // «من أجل» is no verb of postponing, «أدى إلى» none of paying a visit.
    const part = this.isIdle(at) || (this.role(at, "none")?.to ?? 0) > match.to;
    // «نوه» says something, and is not «نوى» with a pronoun.
    const says = this.role(at, "speech") !== null;
    // «أعلن عن عقد اجتماع»: what a preposition leads in is the noun of the verb.
    const led =
      match.values.some(({ form }) => form.tense === "noun") &&
      this.role(at - 1, "topic", "direction", "after", "before", "during") !== null;
    // «تم عقد الاجتماع»: so is what an auxiliary carries.
    const carried =
      this.role(at - 1, "auxiliary") !== null && match.values.some(({ form }) => form.tense === "noun");
    const values = match.values.filter(({ form, article, light }) => {
      if (form.tense === "noun") return true;
      // «قادة», «استضافة» fold like verbs with a pronoun.
      if (led || (carried && light) || part || ((noun || says) && form.object)) return false;
      if (definite !== article) return false;
      return (
        proclitic === "" ||
        this.joins(proclitic) ||
        (form.tense === "present" && this.glued(proclitic, "for"))
      );
    });
    return values.length ? { ...match, values } : null;
  }
}

/** What a word says by itself, said at token `at`. */
const placed = (alone: Found, at: number): Found => {
  const found: Match<unknown>[] = [];
  for (const { reading, values, table } of alone)
    found.push({ from: at, to: at + 1, reading, values, table });
  return found;
};

/** One-word particles agree in their article: «الآن» is not «أن». */
const agreeing = (match: Match<ParticleEntry>): Match<ParticleEntry> | null => {
  if (match.to - match.from > 1) return match;
  const { definite } = match.reading;
  return withValues(match, (value) => value.definite === definite);
};

const withValues = <T>(match: Match<T>, fits: (value: T) => boolean): Match<T> | null => {
  const values = match.values.filter(fits);
  if (values.length === match.values.length) return match;
  return values.length ? { ...match, values } : null;
};
