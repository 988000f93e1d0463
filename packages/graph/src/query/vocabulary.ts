import { searchWords } from "./find.ts";

/** Words that searchers use and the facts do not contain. Everything in it is optional. */
export interface Vocabulary {
  /** Further names of an entity: adjectives of its nationality, names in other scripts. */
  names?: (id: string) => readonly string[];
  /**
   * Id of the country that a place lies in or a person is of: what was held in a town was held in its country, and
   * «وزير الدفاع الروسي» may be called «وزير الدفاع» where everybody knows whose.
   */
  countryOf?: (id: string) => string | undefined;
  /** Id of the country whose government a town stands for in the news: «واشنطن». */
  capitalOf?: (place: string) => string | undefined;
  /** Id of whomever somebody is known to act for in an office that an article titles so without saying whose. */
  servedBy?: (person: string, title: string) => string | undefined;
  /** What a folded word is in the language of the titles: "minister" is «وزير», "syria" «سوريا». */
  meanings?: (word: string) => readonly string[];
  /** Phrases that mean the same, across languages: `["وزير الخارجية", "foreign minister"]`. */
  synonyms?: readonly (readonly string[])[];
}

/** The columns of data/world that name search can use. Pass the module `@liqa/graph/world`. */
export interface WorldNames {
  countries?: readonly {
    id: string;
    forms: readonly string[];
    nisba: readonly string[];
    nisbaPlural: readonly string[];
    en: readonly string[];
    /** Ids of places. */
    capital?: string;
    metonyms?: readonly string[];
  }[];
  places?: readonly { id: string; country: string }[];
  organizations?: readonly { id: string; kind: string }[];
  /** `roles`: title@body@from@until */
  people?: readonly { id: string; country: string; roles: readonly string[] }[];
  /** Words of offices and bodies in another language. */
  nameWords?: readonly { forms: readonly string[]; ar: readonly string[] }[];
}

/** The offices of one person by the first word of their titles: whom each acts for. */
type Offices = ReadonlyMap<string, ReadonlySet<string>>;

/** Other words for a word: those of the table, and the names of one word that a country has by another one. */
const meaningsIn = ({ countries = [], nameWords = [] }: WorldNames): Map<string, string[]> => {
  const meanings = new Map<string, string[]>();
  const add = (word: string, others: readonly string[]): void => {
    meanings.set(word, [...(meanings.get(word) ?? []), ...others]);
  };
  for (const { forms, ar } of nameWords) for (const form of forms) add(form, ar.flatMap(searchWords));
  for (const { forms, nisba, en } of countries) {
    const own = [...forms, ...nisba].map(searchWords).flatMap((words) => (words.length === 1 ? words : []));
    for (const name of en.map(searchWords)) if (name.length === 1) add(name[0]!, own);
  }
  return meanings;
};

const headOf = (title: string): string => searchWords(title)[0] ?? "";

/**
 * What the world tables know beyond the facts: a country's other names and its adjectives and the words of offices, so
 * that «وزير الخارجية المصري» and "Egyptian foreign minister" find whoever represents Egypt, and which country a place
 * lies in.
 *
 * @example
 * ```ts
 * import * as world from "@liqa/graph/world";
 *
 * const knowing = GraphIndex.from(facts, { vocabulary: worldVocabulary(world) });
 * knowing.find("Turkish").map(({ id }) => id); // → ["cty:tr", "per:mevlut-cavusoglu"]
 * knowing.meetings({ place: "cty:eg" }).items.length; // → 1
 * index.meetings({ place: "cty:eg" }).items.length; // → 0
 * ```
 */
export const worldVocabulary = (world: WorldNames, synonyms: Vocabulary["synonyms"] = []): Vocabulary => {
  const names = new Map<string, string[]>();
  for (const { id, forms, nisba, nisbaPlural, en } of world.countries ?? []) {
    names.set(`cty:${id}`, [...forms, ...nisba, ...nisbaPlural, ...en]);
  }
  const countries = new Map<string, string>();
  const bodies = new Map<string, string>();
  for (const { id } of world.countries ?? []) bodies.set(id, `cty:${id}`);
  for (const { id, kind } of world.organizations ?? [])
    bodies.set(id, `${kind === "group" ? "grp" : "org"}:${id}`);
  for (const { id, country } of world.places ?? []) if (country) countries.set(`plc:${id}`, `cty:${country}`);
  const offices = new Map<string, Offices>();
  for (const { id, country, roles } of world.people ?? []) {
    if (country) countries.set(`per:${id}`, `cty:${country}`);
    const served = new Map<string, Set<string>>();
    for (const [title = "", body = ""] of roles.map((role) => role.split("@"))) {
      const known = bodies.get(body);
      if (known === undefined) continue;
      served.set(headOf(title), (served.get(headOf(title)) ?? new Set()).add(known));
    }
    offices.set(`per:${id}`, served);
  }
  const meanings = meaningsIn(world);
  const capitals = new Map(
    (world.countries ?? []).flatMap(({ id, capital, metonyms = [] }) =>
      [capital ?? "", ...metonyms].map((place): [string, string] => [`plc:${place}`, `cty:${id}`]),
    ),
  );
  return {
    names: (id) => names.get(id) ?? [],
    meanings: (word) => meanings.get(word) ?? [],
    countryOf: (id) => countries.get(id),
    capitalOf: (id) => capitals.get(id),
    // Who was an envoy of two is, without a word more, an envoy of neither.
    servedBy: (person, title) => {
      const served = [...(offices.get(person)?.get(headOf(title)) ?? [])];
      return served.length === 1 ? served[0] : undefined;
    },
    synonyms,
  };
};
