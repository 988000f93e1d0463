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
  const { world, corpus } = stage;
  const families = familiesOf(persons);
  for (const [article, present] of Map.groupBy(persons, ({ record }) => record.article)) {
    const full = present.filter(({ form }) => form === "full");
    const seated = new Set(
      corpus.articles[article]!.meetings.flatMap(({ meeting }) =>
        meeting.participants.map(({ entity }) => entity),
      ),
    );
    for (const person of present) {
      if (person.form === "full") person.leaf = longerName(person, full, world) ?? person.leaf;
      if (person.leaf) continue;
      if (person.form === "unnamed") person.leaf = only(full.filter((other) => shareOffice(person, other)));
      else
        person.leaf =
          only(bearers(person, full)) ??
          calledByWorld(person, seated.has(person.record.entity.id), families, stage);
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

/** Surname → leaf → how many full names, in all articles, end in it and mean the leaf. */
type Families = ReadonlyMap<string, ReadonlyMap<string, number>>;

const familiesOf = (persons: readonly PersonRecord[]): Families => {
  const families = new Map<string, Map<string, number>>();
  for (const { form, leaf, record } of persons) {
    if (form !== "full" || !leaf) continue;
    const surname = record.name!.parts.at(-1)!.bare;
    const family = families.get(surname) ?? new Map<string, number>();
    families.set(surname, family.set(leaf.id, (family.get(leaf.id) ?? 0) + 1));
  }
  return families;
};

/** How often the surname comes with his full name, and how often with whosesoever. */
const shareOf = (id: string, surname: string | undefined, families: Families): [own: number, all: number] => {
  const family = families.get(surname ?? "");
  let all = 0;
  for (const count of family?.values() ?? []) all += count;
  return [family?.get(id) ?? 0, all];
};

/** From so many articles with his full name on, a surname may be used without more. */
const FAMOUS = 2;

/**
 * The one person whom newsrooms call so and who fits what the article says.
 * @param seated somebody at a table, by this article
 */
const calledByWorld = (
  person: PersonRecord,
  seated: boolean,
  families: Families,
  stage: PersonStage,
): Leaf | null => {
  const { world } = stage;
  const { key, article, entity, name } = person.record;
  const { parts } = name!;
  const mentioned = stage.mentioned(article);
  const called = [...new Set([...world.called(key), ...world.named("person", key)])];
  // In «سلال الحبوب» and «فيلم لبيد» nobody of the world is meant: who is neither titled nor met, and whom no article
  // names in full, says too little.
  const acts = seated || entity.roles.length > 0;
  const needed = (id: string): number => {
    // «سليمان» in an article that mentions Lebanon is hardly its president, «نصر الله» is.
    if (world.isAnybodys(key)) return 2;
    // A nickname («أبو مازن») or a surname of several words («دي ميستورا») is no ordinary word.
    const surname = parts.length === 1 && world.namesOf(id).some((full) => standsFor(parts, full.parts));
    const [own, all] = shareOf(id, parts.at(-1)?.bare, families);
    if (!acts && parts.length === 1) return surname && (own < FAMOUS || 2 * own <= all) ? 2 : 1;
    // «لافروف» needs no Russia, unless others of that name are about.
    return called.length === 1 && !world.isAmbiguous(id) && own === all ? 0 : 1;
  };
  const scored = called
    .map((id) => {
      const candidate = worldContext(id, world);
      const clash = agreement(person.context, candidate) === "clash";
      return { id, score: clash ? -1 : suits(person.context, candidate, mentioned) };
    })
    .filter(({ id, score }) => score >= needed(id));
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
