import type { Leaf } from "./bodies.ts";
import type { NamePart } from "./nameKey.ts";
import { sameOffice } from "./office.ts";
import { agreement, type Context, type PersonRecord, type PersonStage, worldContext } from "./persons.ts";
import type { WorldIndex } from "./world.ts";

/**
 * Surnames, given names and offices that stand for a person whom their own article or the world explains. What is
 * still open afterwards is matched against the whole corpus, once its full names are resolved (see variants).
 */
export const explainWithinArticles = (persons: readonly PersonRecord[], stage: PersonStage): void => {
  const { world } = stage;
  for (const [article, present] of Map.groupBy(persons, ({ record }) => record.article)) {
    const full = present.filter(({ form }) => form === "full");
    for (const person of present) {
      if (person.form === "full") person.leaf = longerName(person, full, world) ?? person.leaf;
      if (person.leaf) continue;
      if (person.form === "unnamed") person.leaf = only(full.filter((other) => shareOffice(person, other)));
      else
        person.leaf = only(bearers(person, full)) ?? calledByWorld(person, stage.mentioned(article), stage);
    }
  }
};

/** «جابري أنصاري» beside «حسين جابري أنصاري»: two parts, but no given name among them. */
const longerName = (person: PersonRecord, full: readonly PersonRecord[], world: WorldIndex): Leaf | null => {
  const { parts } = person.record.name!;
  if (person.leaf?.known !== null || world.isGivenName(parts[0]!.text)) return null;
  return only(full.filter(({ record: { name } }) => standsFor(parts, name!.parts)));
};

const shareOffice = (one: PersonRecord, other: PersonRecord): boolean =>
  one.context.offices.some((a) =>
    other.context.offices.some((b) => a.body === b.body && sameOffice(a.words, b.words)),
  );

const only = (persons: readonly PersonRecord[]): Leaf | null => {
  const first = persons[0]?.leaf ?? null;
  return first !== null && persons.every(({ leaf }) => leaf?.id === first.id) ? first : null;
};

/** Equal but for an article that one writer leaves out: never جيفري for الجعفري. */
const samePart = (one: NamePart, other: NamePart): boolean =>
  one.lineage === other.lineage &&
  (one.text === other.text || (one.bare === other.bare && one.article !== other.article));

/**
 * True when the short name is how the long one ends (شكري; دي ميستورا), or its بن سلمان. In «محمد بن سلمان» a bare
 * سلمان is the father, not he.
 */
export const standsFor = (short: readonly NamePart[], long: readonly NamePart[]): boolean => {
  if (short.length === 0 || short.length >= long.length) return false;
  const [first] = short;
  if (short.length === 1 && first!.lineage) return long.some((part) => samePart(part, first!));
  const from = long.length - short.length;
  return short.every((part, at) => samePart(part, long[from + at]!));
};

/** Full names of the article that end in the short one, or else begin with it. */
const bearers = ({ record }: PersonRecord, full: readonly PersonRecord[]): PersonRecord[] => {
  const { parts } = record.name!;
  const bySurname = full.filter(({ record: { name } }) => standsFor(parts, name!.parts));
  if (bySurname.length > 0 || parts.length > 1) return bySurname;
  return full.filter(({ record: { name } }) => name!.parts[0]!.text === parts[0]?.text);
};

/** The one person whom newsrooms call so and who fits what the article says. */
const calledByWorld = (
  person: PersonRecord,
  mentioned: ReadonlySet<string>,
  stage: PersonStage,
): Leaf | null => {
  const { world } = stage;
  const { key } = person.record;
  const called = [...new Set([...world.called(key), ...world.named("person", key)])];
  // «سليمان» in an article that mentions Lebanon is hardly its president; «لافروف» needs no Russia.
  const needed = world.isGivenName(key) ? 2 : called.length === 1 && !world.isAmbiguous(called[0]!) ? 0 : 1;
  const scored = called
    .map((id) => {
      const candidate = worldContext(id, world);
      const clash = agreement(person.context, candidate) === "clash";
      return { id, score: clash ? -1 : suits(person.context, candidate, mentioned) };
    })
    .filter(({ score }) => score >= needed);
  const best = Math.max(...scored.map(({ score }) => score));
  const chosen = scored.filter(({ score }) => score === best);
  return chosen.length === 1 ? { id: chosen[0]!.id, known: chosen[0]!.id } : null;
};

/** 3 same office, 2 same country or body, 1 its country is mentioned, 0 no reason to think so. */
export const suits = (context: Context, candidate: Context, mentioned: ReadonlySet<string>): number => {
  switch (agreement(context, candidate)) {
    case "office":
      return 3;
    case "country":
      return 2;
    case "title":
      return 2;
    case "clash":
      return 0;
    case "neutral":
      for (const country of candidate.countries) if (mentioned.has(country)) return 1;
      return 0;
  }
};
