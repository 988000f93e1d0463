import type { Kind } from "../extraction.ts";
import type { Entity } from "../facts.ts";
import { Phrases } from "../lexicon/phrases.ts";
import { entitiesOf } from "../prose/names.ts";
import { searchWords } from "../query/find.ts";
import type { GraphIndex } from "../query/graphIndex.ts";
import { skeleton } from "../resolution/transliteration.ts";
import type { Token } from "../text/tokens.ts";
import type { QuestionWords } from "./grammar.ts";
import { isGlued, isLike, LEAST_CONSONANTS, stem } from "./likeness.ts";
import { Offices } from "./offices.ts";
import { initialsOf, isInitials, namesOf, ownSpellings, spellingsOf } from "./spellings.ts";

/** Entities that one name may mean. */
const MOST_CANDIDATES = 6;
/** Below this a misspelt name is another name. */
const LEAST_SCORE = 0.75;
/** Scores that differ by less say nothing about who is meant. */
const SAME_SCORE = 0.03;
/** Somebody this much rarer in the news is not who is meant by a short name. */
const RARER = 5;
/** Words of an office that says who is meant; «وزراء خارجية» are many. */
const LEAST_OFFICE = 3;
/** Longest name looked up by its words, in tokens; longest text handed to the fuzzy search. */
export const LONGEST_SPAN = 6;
const LONGEST_QUERY = 80;

/** A name in the question: tokens `from` to `to`, and whom it may mean, likeliest first; nobody when unknown. */
export interface Found {
  from: number;
  to: number;
  proclitic: string;
  ids: string[];
  /** Only the given name of somebody; what follows should be the rest of it. */
  given: boolean;
  /** Not a name but the title of an office, as an article words it. */
  office?: boolean;
}

interface Spelling {
  words: readonly string[];
}

/** Ids of data/world are Latin. */
const isCurated = (id: string): boolean => !/\P{ASCII}/u.test(id);

/**
 * The names of a graph as questions write them: whole, in part («الجعفري», «المجموعة المصغرة»), in the words of
 * another language ("Syria support group" for «مجموعة دعم سوريا»), or misspelt.
 */
export class Names {
  readonly #index: GraphIndex;
  readonly #words: QuestionWords;
  readonly #whole: Phrases<number>;
  /** «المبعوث الأممي إلى سوريا», as the articles word it. */
  readonly #titles: Phrases<number>;
  readonly #entities: readonly Entity[];
  readonly #spellings: Spelling[][] = [];
  readonly #byWord = new Map<string, number[]>();
  readonly #numbers = new Map<string, number>();
  readonly #initials = new Map<string, number[]>();
  /** Countries by the stems of their names of one word and of the adjectives made of them. */
  readonly #countries = new Map<string, number[]>();
  #sorted: string[] | null = null;
  #offices: Offices | null = null;

  constructor(index: GraphIndex, words: QuestionWords) {
    this.#index = index;
    this.#words = words;
    this.#whole = new Phrases(words);
    this.#titles = new Phrases(words);
    this.#entities = entitiesOf(index);
    for (const [number, entity] of this.#entities.entries()) {
      this.#numbers.set(entity.id, number);
      const spellings: Spelling[] = [];
      const own = new Set(ownSpellings(entity));
      const titled = entity.kind === "person" ? spellingsOf(entity).filter((name) => !own.has(name)) : [];
      for (const title of titled) this.#titles.add(title, number);
      for (const name of entity.kind === "person" ? own : namesOf(index, entity)) {
        this.#whole.add(name, number);
        const [word, ...more] = entity.kind === "country" ? searchWords(name) : [];
        if (word === undefined || more.length > 0) continue;
        const others = this.#countries.get(stem(word)) ?? [];
        if (!others.includes(number)) this.#countries.set(stem(word), [...others, number]);
      }
      for (const spelling of new Set(spellingsOf(entity))) {
        const parts = searchWords(spelling);
        if (parts.length === 0 || !own.has(spelling)) continue;
        const initials = entity.kind === "person" ? "" : initialsOf(spelling);
        if (initials.length > 1) {
          const others = this.#initials.get(initials);
          if (!others) this.#initials.set(initials, [number]);
          else if (others.at(-1) !== number) others.push(number);
        }
        spellings.push({ words: parts });
        for (const part of parts) {
          const numbers = this.#byWord.get(part);
          if (!numbers) this.#byWord.set(part, [number]);
          else if (numbers.at(-1) !== number) numbers.push(number);
        }
      }
      for (const { title } of entity.kind === "person" ? entity.roles : [])
        if (searchWords(title).length >= LEAST_OFFICE) this.#titles.add(title, number);
      this.#spellings.push(spellings);
    }
  }

  /** The longest name that stands at a token as the graph writes it. */
  whole(tokens: readonly Token[], at: number): Found | null {
    const match = this.#whole.longest(tokens, at);
    const written = tokens[at]!.word.written;
    const initials = isInitials(written) ? this.#initials.get(written) : undefined;
    if (initials && (match?.to ?? 0) <= at + 1) {
      const ids = this.#rank([...new Set([...(match?.values ?? []), ...initials])], [written]);
      return { from: at, to: at + 1, proclitic: "", ids, given: false };
    }
    if (!match) return this.#title(tokens, at) ?? this.#adjective(tokens, at);
    const asked = [...searchWords(match.reading.key), ...wordsAt(tokens, at + 1, match.to)];
    const ids = this.#choose([...match.values], asked);
    // Somebody whom an article knows by office only is whoever held it, as far as is told elsewhere.
    const unnamed = ids.length > 0 && ids.every((id) => this.#isUnnamed(id));
    const known = unnamed ? [...new Set([...ids, ...this.holders(asked.join(" "))])] : ids;
    return {
      from: at,
      to: match.to,
      proclitic: match.reading.proclitic,
      ids: known,
      given: this.#isGiven(ids, asked),
      ...(unnamed ? { office: true } : {}),
    };
  }

  /** Called by the title of an office and nothing else: «السفير الفرنسي». */
  #isUnnamed(id: string): boolean {
    const entity = this.#entities[this.#numbers.get(id) ?? -1];
    const name = searchWords(entity?.name ?? "").join(" ");
    return (
      entity?.kind === "person" && entity.roles.some(({ title }) => searchWords(title).join(" ") === name)
    );
  }

  /**
   * The longest stretch of `tokens` from `at` up to `end` whose words all stand in one name.
   * @param least tokens it must cover to be of use
   */
  inPart(tokens: readonly Token[], at: number, end: number, least: number): Found | null {
    for (let to = Math.min(end, at + LONGEST_SPAN); to >= at + least; to--) {
      if (tokens[to - 1]!.kind !== "word") continue;
      for (const reading of tokens[at]!.word.readings) {
        const asked = [...searchWords(reading.key), ...wordsAt(tokens, at + 1, to)];
        // "government" alone is nobody.
        if (asked.length === 1 && this.#words.nameWords.has(asked[0]!)) continue;
        const numbers = this.#holding(asked);
        if (numbers.length === 0) continue;
        const ids = this.#rank(numbers, asked);
        return { from: at, to, proclitic: reading.proclitic, ids, given: this.#isGiven(ids, asked) };
      }
    }
    return null;
  }

  #title(tokens: readonly Token[], at: number): Found | null {
    const match = this.#titles.longest(tokens, at);
    if (!match) return null;
    const asked = [...searchWords(match.reading.key), ...wordsAt(tokens, at + 1, match.to)];
    const ids = this.#rank(match.values, asked);
    return { from: at, to: match.to, proclitic: match.reading.proclitic, ids, given: false, office: true };
  }

  /** «الروسي», «الأفغانية» as its country, where the graph knows the country by its noun or another form only. */
  #adjective(tokens: readonly Token[], at: number): Found | null {
    for (const { key, proclitic } of tokens[at]!.word.readings) {
      const word = searchWords(key)[0] ?? "";
      const nouns = this.#words.countryNouns(word);
      for (const form of nouns.length > 0 ? [word, ...nouns] : []) {
        const numbers = this.#countries.get(stem(form)) ?? [];
        if (numbers.length > 0)
          return { from: at, to: at + 1, proclitic, ids: this.#rank(numbers, [form]), given: false };
      }
    }
    return null;
  }

  /** Whether these are groups that articles know by what they are only: «مسؤولين روس», whose state is known. */
  areDescriptions(ids: readonly string[]): boolean {
    return ids.every((id) => {
      const entity = this.#entities[this.#numbers.get(id) ?? -1];
      return entity?.kind === "group" && entity.roles.some(({ represents }) => represents !== null);
    });
  }

  /**
   * What an adjective of a country makes of the body behind which it stands: the same body where its own names have
   * the country («الائتلاف الوطني | السوري»), another one where they do not («وفد الحكومة | اليمنية»); null when no
   * such adjective stands at the token.
   */
  nationality({ ids }: Pick<Found, "ids">, token: Token): "own" | "other" | null {
    const bodies = ids.map((id) => this.#entities[this.#numbers.get(id) ?? -1]);
    if (this.#words.describesBefore || token.kind !== "word") return null;
    if (!bodies.every((body) => body?.kind === "organization" || body?.kind === "group")) return null;
    const word = searchWords(token.word.key)[0] ?? "";
    const nouns = this.#words.countryNouns(word);
    // Any relational adjective has a noun; only one that some name or table knows is a country's.
    const stems = new Set([word, ...nouns].map(stem));
    if (nouns.length === 0) return null;
    const isOwn = ids.some((id) =>
      this.#spellings[this.#numbers.get(id)!]!.some(({ words }) => words.some((one) => stems.has(stem(one)))),
    );
    if (isOwn) return "own";
    return [...stems].some((one) => this.#countries.has(one)) && !ids.every((id) => isCurated(id))
      ? "other"
      : null;
  }

  /**
   * Whoever holds an office that is named without its holder; nobody when many hold one like it.
   * @param whole their title has no words but these
   */
  holders(text: string, whole = false): string[] {
    const asked = searchWords(text);
    const isMere = (word: string): boolean =>
      this.#words.cues.get(word).some(({ value }) => value === "qualifier");
    const exact = this.#titled.holders(asked, whole);
    // «المبعوث الأممي الخاص», where he is titled «المبعوث الأممي».
    const found =
      exact.length > 0
        ? exact
        : this.#titled.holders(
            asked.filter((word) => !isMere(word)),
            whole,
          );
    return found.map((number) => this.#entities[number]!.id);
  }

  /** All who held such an office: «مبعوثو الأمم المتحدة إلى سوريا». */
  everyHolder(text: string): string[] {
    return this.#titled.everyHolder(searchWords(text)).map((number) => this.#entities[number]!.id);
  }

  /** Whether somebody is titled so, whatever else: «المبعوث الأممي» is a «مبعوث». */
  bears(id: string, title: string): boolean {
    const number = this.#numbers.get(id);
    return number !== undefined && this.#titled.bears(number, searchWords(title));
  }

  /** Those whose names have this word and who are titled so: «الملك سلمان». */
  titled(name: string, title: string): string[] {
    const asked = searchWords(name);
    const numbers = this.#holding(asked).filter((number) => this.#titled.bears(number, searchWords(title)));
    return this.#rank(numbers, []);
  }

  get #titled(): Offices {
    this.#offices ??= new Offices(this.#index, this.#entities, this.#words);
    return this.#offices;
  }

  #isGiven(ids: readonly string[], asked: readonly string[]): boolean {
    if (asked.length !== 1) return false;
    return ids.some((id) => {
      const entity = this.#entities[this.#numbers.get(id) ?? -1];
      return (
        entity?.kind === "person" &&
        !spellingsOf(entity).some((form) => searchWords(form).at(-1) === asked[0])
      );
    });
  }

  /** Whoever a misspelt or partly known name may mean. */
  misspelt(text: string): string[] {
    const asked = text.slice(0, LONGEST_QUERY);
    // Of so few consonants half the world's names are made.
    if (skeleton(asked).length < LEAST_CONSONANTS) return [];
    const hits = this.#index
      .find(asked, { limit: 2 * MOST_CANDIDATES })
      .filter(({ id, kind, score }) => score >= LEAST_SCORE && this.#isMeant(id, kind, asked, score));
    return hits
      .filter(({ score }) => score >= hits[0]!.score - SAME_SCORE)
      .slice(0, MOST_CANDIDATES)
      .map(({ id }) => id);
  }

  /** The search is generous; a name counts when it is nearly spelt so. */
  #isMeant(id: string, kind: Kind, asked: string, score: number): boolean {
    if (score === 1) return true;
    const entity = this.#entities[this.#numbers.get(id) ?? -1];
    if (!entity) return false;
    const words = searchWords(asked);
    // A body is not meant by one word of its long name.
    const long = (spelling: string): boolean =>
      kind !== "person" && kind !== "place" && searchWords(spelling).length > 2 * words.length;
    // «نظام بشار الأسد» is not called by him.
    const begins = (spelling: string): boolean =>
      kind === "person" || kind === "place" || isLike(searchWords(spelling)[0] ?? "", asked);
    return ownSpellings(entity).some(
      (spelling) => !long(spelling) && isLike(asked, spelling) && begins(spelling),
    );
  }

  /**
   * Whom a name means that stands in the graph as asked. Where it is only a short form of somebody's name, others
   * whose names begin alike may be meant as well.
   */
  #choose(numbers: readonly number[], asked: readonly string[]): string[] {
    const key = asked.join(" ");
    const full = numbers.filter((number) => this.#isFull(number, key));
    if (full.length > 0) return this.#rank(full, asked);
    // «محمد بن سلمان بن عبد العزيز» is not called by the name of his father.
    const isBegun = (number: number): boolean =>
      asked.length === 1 ||
      this.#entities[number]!.kind !== "person" ||
      this.#spellings[number]!.some(({ words }) => asked.every((word, at) => words[at] === word));
    const known = numbers.some((number) => this.#entities[number]!.kind === "person");
    const holding = this.#holding(asked).filter((number) => !known || isBegun(number));
    const longer = [...holding, ...this.#inside(asked, numbers)];
    return this.#rank([...new Set([...numbers, ...longer])], asked);
  }

  /**
   * Bodies in whose names the short form of another one goes on otherwise: «القادة السياسيين للمجموعة المصغرة
   * التابعة للتحالف الدولي», where «المجموعة المصغرة حول سوريا» is known.
   */
  #inside(asked: readonly string[], known: readonly number[]): number[] {
    const [first, ...others] = asked;
    if (first === undefined || others.length === 0) return [];
    const names = new Set(
      known.flatMap((number) => this.#spellings[number]!.map(({ words }) => words.join(" "))),
    );
    const lists = others.map((word) => this.#byWord.get(word) ?? []);
    const rarest = lists.reduce((best, list) => (list.length < best.length ? list : best));
    return rarest.filter((number) => {
      const { kind } = this.#entities[number]!;
      if ((kind !== "group" && kind !== "organization") || known.includes(number)) return false;
      return this.#spellings[number]!.some(({ words }) => {
        const at = words.findIndex(
          (word, at) => isGlued(first, word) && others.every((other, i) => words[at + 1 + i] === other),
        );
        if (at < 1 || words.length === at + asked.length) return false;
        return !names.has([first, ...words.slice(at + 1)].join(" "));
      });
    });
  }

  /** A name of its own, not merely the beginning or a word of a longer one. */
  #isFull(number: number, key: string): boolean {
    const { kind, id } = this.#entities[number]!;
    if (kind === "country" || kind === "place") return true;
    // A surname is somebody's who has one more name, too.
    if (kind === "person" && !key.includes(" ")) return false;
    // A body that only articles know may be the short form of one that the world knows.
    if (kind !== "person" && !isCurated(id)) return false;
    return !this.#spellings[number]!.some(({ words }) => {
      const longer = words.join(" ");
      return longer !== key && ` ${longer} `.includes(` ${key} `);
    });
  }

  #rank(numbers: readonly number[], asked: readonly string[]): string[] {
    const weight = (number: number): number => this.#index.adjacency.degree(number);
    let kept = numbers;
    // A family name alone means those who bear it, not those who have it for a given name.
    if (asked.length === 1 && kept.length > 1) {
      const bearers = kept.filter((number) =>
        this.#spellings[number]!.some(({ words }) => this.#isFamilyName(words, asked[0]!)),
      );
      if (bearers.length > 0) kept = bearers;
    }
    const sorted = [...kept].sort((a, b) => weight(b) - weight(a) || a - b);
    const most = weight(sorted[0] ?? 0);
    return sorted
      .filter((number) => this.#entities[number]!.kind !== "person" || weight(number) * RARER >= most)
      .slice(0, MOST_CANDIDATES)
      .map((number) => this.#entities[number]!.id);
  }

  /** Stands last, and not as the name of a father: محمد بن سلمان is not called سلمان. */
  #isFamilyName(words: readonly string[], asked: string): boolean {
    return words.at(-1) === asked && !this.#words.isPatronymic(words.at(-2) ?? "");
  }

  /** Entities with a spelling that holds all these words, its first among them unless it is a person's. */
  #holding(asked: readonly string[]): number[] {
    if (asked.length === 0) return [];
    // One word of a longer name says who is meant only of people: there are many groups and councils.
    const alone = asked.length === 1;
    const meanings = asked.map((word) => this.#meanings(word));
    const lists = meanings.map((words) => this.#numbersOf(words));
    const [rarest, ...others] = lists.toSorted((a, b) => a.size - b.size);
    const found: number[] = [];
    for (const number of rarest!) {
      if (!others.every((list) => list.has(number))) continue;
      const person = this.#entities[number]!.kind === "person";
      if (alone && !person) continue;
      const holds = this.#spellings[number]!.some(
        ({ words }) =>
          meanings.every((means) => words.some((word) => means.some((mean) => fits(word, mean)))) &&
          // «عبد الفتاح السيسي | عبد الله»: no word of a name is asked for twice.
          asked.every((word, at) => asked.indexOf(word) === at || isTwice(words, word)) &&
          (person || meanings.some((means) => means.some((mean) => fits(words[0]!, mean)))),
      );
      if (holds) found.push(number);
    }
    return found;
  }

  /** The word itself, what it is in the language of the names, and the other names of a country it names. */
  #meanings(word: string): string[] {
    const meanings = [word, ...(this.#words.nameWords.get(word) ?? [])];
    for (const number of this.#countries.get(stem(word)) ?? [])
      for (const name of namesOf(this.#index, this.#entities[number]!)) {
        const [other, ...more] = searchWords(name);
        if (other !== undefined && more.length === 0 && other !== word) meanings.push(`${stem(other)}*`);
      }
    return [...new Set(meanings)];
  }

  #numbersOf(meanings: readonly string[]): Set<number> {
    const numbers = new Set<number>();
    for (const meaning of meanings) {
      if (!meaning.endsWith("*")) {
        for (const number of this.#byWord.get(meaning) ?? []) numbers.add(number);
        continue;
      }
      const prefix = meaning.slice(0, -1);
      this.#sorted ??= [...this.#byWord.keys()].sort();
      for (let at = lowerBound(this.#sorted, prefix); at < this.#sorted.length; at++) {
        const word = this.#sorted[at]!;
        if (!word.startsWith(prefix)) break;
        if (fits(word, meaning)) for (const number of this.#byWord.get(word)!) numbers.add(number);
      }
    }
    return numbers;
  }
}

const isTwice = (words: readonly string[], word: string): boolean =>
  words.indexOf(word) !== words.lastIndexOf(word);

/** `stem*` takes up to three more letters: سوري*, but not سورينام. */
const fits = (word: string, meaning: string): boolean =>
  meaning.endsWith("*")
    ? word.startsWith(meaning.slice(0, -1)) && word.length <= meaning.length + 2
    : word === meaning;

const lowerBound = (words: readonly string[], wanted: string): number => {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The folded words of a stretch of tokens, the first without what is glued to it. */
const wordsAt = (tokens: readonly Token[], from: number, to: number): string[] => {
  const words: string[] = [];
  for (let at = from; at < to; at++) {
    const token = tokens[at]!;
    if (token.kind === "word" || token.kind === "number") words.push(...searchWords(token.word.folded));
  }
  return words;
};
