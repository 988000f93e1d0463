import type { Entity } from "../facts.ts";
import { servedIn } from "../prose/names.ts";
import { searchWords } from "../query/find.ts";
import type { GraphIndex } from "../query/graphIndex.ts";
import type { QuestionWords } from "./grammar.ts";
import { isGlued } from "./likeness.ts";
import { namesOf } from "./spellings.ts";

/** People whom an office may mean; of an office that more hold nobody is meant. */
const MOST_HOLDERS = 6;

interface Office {
  holder: number;
  /** Words of the title, its head first. */
  title: readonly string[];
  /** The names of whomever it acts for, as words. */
  body: readonly (readonly string[])[];
}

/** Who holds an office, as the articles title people: «وزير الخارجية المصري», "the UN envoy to Syria". */
export class Offices {
  readonly #words: QuestionWords;
  readonly #offices: Office[] = [];
  #byHolder: Map<number, Office[]> | null = null;
  readonly #weight: (holder: number) => number;
  /** The names of one word that a country has, by each of them: "syria" is «سوريا» in a title. */
  readonly #countries = new Map<string, readonly string[]>();

  constructor(index: GraphIndex, entities: readonly Entity[], words: QuestionWords) {
    this.#words = words;
    this.#weight = (holder) => index.adjacency.degree(holder);
    const countries = entities
      .filter(({ kind }) => kind === "country")
      .map((entity) => namesOf(index, entity).map(searchWords))
      .map((names) => [...new Set(names.flatMap((words) => (words.length === 1 ? words : [])))]);
    const bearers = Map.groupBy(countries.flat(), (name) => name);
    // «بلاده» in an article may be any of them.
    const own = countries.map((names) => names.filter((name) => bearers.get(name)!.length === 1));
    for (const names of own) for (const name of names) this.#countries.set(name, names);
    const byId = new Map(entities.map((entity) => [entity.id, entity]));
    for (const [holder, { id, kind, roles }] of entities.entries())
      for (const role of roles) {
        const parts = searchWords(role.title);
        if (parts.length === 0 || kind !== "person") continue;
        const represents = servedIn(index, id, role) ?? index.vocabulary.countryOf?.(id) ?? "";
        const body = byId.get(represents);
        const names =
          body === undefined ? (index.vocabulary.names?.(represents) ?? []) : namesOf(index, body);
        this.#offices.push({ holder, title: parts, body: names.map(searchWords) });
      }
  }

  /**
   * Numbers of the people whose title, together with the names of whomever it acts for, has all these words: begins
   * with them, else has few others; likeliest first. Who is «نائب وزير» is no «وزير»: the head of the title must be among the words.
   * @param whole the title must have no other words, nor may they hold the same office with regard to a country
   */
  holders(asked: readonly string[], whole: boolean): number[] {
    if (asked.length < 2) return this.#only(asked);
    const meanings = asked.map((word) => this.#meanings(word));
    let best = 0;
    let holders = new Set<number>();
    /** Whose title begins so: «المبعوث الأمريكي» and «المبعوث الأمريكي الخاص لسوريا». */
    const beginning = new Set<number>();
    for (const office of this.#offices) {
      if (!this.#hasAll(office, meanings)) continue;
      const { holder, title } = office;
      const said = title.filter((word) => meanings.some((means) => means.some((one) => isGlued(one, word))));
      const share = said.length / title.length;
      if (whole && (share < 1 || said.length < 2 || this.#isForCountry(holder, title[0]!))) continue;
      if (said.every((word, at) => word === title[at])) beginning.add(holder);
      if (share > best) holders = new Set();
      if (share >= best) holders.add(holder);
      best = Math.max(best, share);
    }
    if (beginning.size > 0 && beginning.size <= MOST_HOLDERS) holders = beginning;
    if (holders.size > MOST_HOLDERS) return [];
    return [...holders].sort((a, b) => this.#weight(b) - this.#weight(a) || a - b);
  }

  /** Numbers of all people with such a title, whatever other words it has; likeliest first. */
  everyHolder(asked: readonly string[]): number[] {
    const meanings = asked.map((word) => this.#meanings(word));
    const held = this.#offices.filter((office) => this.#hasAll(office, meanings));
    return [...new Set(held.map(({ holder }) => holder))].sort(
      (a, b) => this.#weight(b) - this.#weight(a) || a - b,
    );
  }

  /** Whether the head of a title, and all else that is asked for, stands in it or in the names of whomever it acts for. */
  #hasAll({ title, body }: Office, meanings: readonly (readonly string[])[]): boolean {
    if (!meanings[0]!.some((meaning) => isGlued(meaning, title[0]!)) && !this.#heads(meanings, title[0]!))
      return false;
    // «السوري» is of Syria, and not of every body that has the word in its name.
    const served = new Set(
      body.filter((name) => name.every((word) => meanings.some((means) => means.includes(word)))).flat(),
    );
    const known = (meaning: string): boolean =>
      served.has(meaning) || title.some((word) => isGlued(meaning, word));
    return meanings.every((means) => means.some(known));
  }

  /** «البابا»: where only one is titled so and no more. */
  #only(asked: readonly string[]): number[] {
    const meanings = asked.flatMap((word) => this.#meanings(word));
    const holders = new Set(
      this.#offices.flatMap(({ holder, title }) =>
        title.length === 1 && meanings.some((one) => isGlued(one, title[0]!)) ? [holder] : [],
      ),
    );
    return holders.size === 1 ? [...holders] : [];
  }

  /** «المبعوث الأممي إلى سوريا»: a country in the title that is not the one served. */
  #isForCountry(holder: number, head: string): boolean {
    return this.#of(holder).some(
      ({ title, body }) =>
        title[0] === head && title.some((word) => this.#countries.has(word) && !body.flat().includes(word)),
    );
  }

  #of(holder: number): readonly Office[] {
    this.#byHolder ??= Map.groupBy(this.#offices, (office) => office.holder);
    return this.#byHolder.get(holder) ?? [];
  }

  /** Whether somebody has a title with all these words. */
  bears(holder: number, asked: readonly string[]): boolean {
    const meanings = asked.map((word) => this.#meanings(word));
    return this.#of(holder).some(({ title }) =>
      meanings.every((means) => means.some((one) => title.some((word) => isGlued(one, word)))),
    );
  }

  /** Languages that put the country first: "the Egyptian foreign minister". */
  #heads(meanings: readonly (readonly string[])[], head: string): boolean {
    return (
      this.#words.describesBefore && meanings.some((means) => means.some((meaning) => isGlued(meaning, head)))
    );
  }

  #meanings(word: string): string[] {
    return [
      word,
      ...(this.#words.nameWords.get(word) ?? []),
      ...this.#words.countryNouns(word),
      ...(this.#countries.get(word) ?? []),
    ];
  }
}
