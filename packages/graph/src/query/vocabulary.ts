/** Words that searchers use and the facts do not contain. Everything in it is optional. */
export interface Vocabulary {
  /** Further names of an entity: adjectives of its nationality, names in other scripts. */
  names?: (id: string) => readonly string[];
  /**
   * Id of the country that a place lies in or a person is of: what was held in a town was held in its country, and
   * «وزير الدفاع الروسي» may be called «وزير الدفاع» where everybody knows whose.
   */
  countryOf?: (id: string) => string | undefined;
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
  }[];
  places?: readonly { id: string; country: string }[];
  people?: readonly { id: string; country: string }[];
}

/**
 * What the world tables know beyond the facts: a country's other names and its adjectives, so that «وزير الخارجية
 * المصري» and "Egyptian" find whoever represents Egypt, and which country a place lies in.
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
  for (const { id, country } of world.places ?? []) if (country) countries.set(`plc:${id}`, `cty:${country}`);
  for (const { id, country } of world.people ?? []) if (country) countries.set(`per:${id}`, `cty:${country}`);
  return { names: (id) => names.get(id) ?? [], countryOf: (id) => countries.get(id), synonyms };
};
