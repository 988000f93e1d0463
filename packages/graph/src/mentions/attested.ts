import type { NameEntry } from "../language.ts";
import type { Scan } from "../lexicon/scan.ts";

const memory = new WeakMap<Scan, ReadonlySet<string>>();

/** ISO codes of the countries that a text is surely of: by an unambiguous name, a city or an adjective with its article. */
const attested = (scan: Scan): ReadonlySet<string> => {
  const known = memory.get(scan);
  if (known) return known;
  const found = new Set<string>();
  for (let at = 0; at < scan.tokens.length; at++) {
    const match = scan.name(at);
    if (!match) continue;
    for (const entry of match.values) {
      const adjective = entry.use === "adjective" && match.reading.definite;
      if (entry.kind === "country" && (adjective || (entry.use === "full" && !entry.ambiguous)))
        found.add(entry.id);
      if (entry.kind === "place" && !entry.ambiguous && entry.country) found.add(entry.country);
    }
  }
  memory.set(scan, found);
  return found;
};

/**
 * Whether a country's name that is also a word («قطر») means the country: something of the country is named elsewhere
 * in the text, or a preposition of place stands before it and no number behind.
 */
export const meansCountry = (scan: Scan, entry: NameEntry, at: number): boolean =>
  attested(scan).has(entry.id) ||
  (scan.role(at - 1, "place", "direction", "with", "between") !== null &&
    scan.tokens[at + 1]?.kind !== "number");

/**
 * A country and a city of another one that are written alike («عمان»): the city when only its country is named
 * elsewhere in the text. Null when nothing is written alike.
 */
export const cityLike = (scan: Scan, entry: NameEntry, at: number): NameEntry | null => {
  if (entry.kind !== "country" || !entry.ambiguous) return null;
  const city = scan.name(at)?.values.find((one) => one.kind === "place" && one.use === "full");
  if (!city) return null;
  const of = attested(scan);
  return of.has(city.country) && !of.has(entry.id) ? city : null;
};
