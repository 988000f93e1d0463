import type { Leaf } from "./bodies.ts";
import type { NamePart } from "./nameKey.ts";
import { sameOffice } from "./office.ts";
import { agreement, type Context, type PersonRecord, type PersonStage, worldContext } from "./persons.ts";

/**
 * Surnames, given names and offices that stand for a person whom their own article or the world explains. What is
 * still open afterwards is matched against the whole corpus, once its full names are resolved (see variants).
 */
export const explainWithinArticles = (persons: readonly PersonRecord[], stage: PersonStage): void => {
  const { corpus } = stage;
  const byArticle: PersonRecord[][] = corpus.extractions.map(() => []);
  for (const person of persons) byArticle[person.record.article]!.push(person);
  byArticle.forEach((present, article) => {
    const full = present.filter(({ form }) => form === "full");
    let mentioned: Set<string> | null = null;
    for (const person of present) {
      if (person.leaf) continue;
      if (person.form === "unnamed") person.leaf = only(full.filter((other) => shareOffice(person, other)));
      else {
        mentioned ??= mentionedCountries(article, stage);
        person.leaf = only(bearers(person, full)) ?? calledByWorld(person, mentioned, stage);
      }
    }
  });
};

const shareOffice = (one: PersonRecord, other: PersonRecord): boolean =>
  one.context.offices.some((a) =>
    other.context.offices.some((b) => a.body === b.body && sameOffice(a.words, b.words)),
  );

const only = (persons: readonly PersonRecord[]): Leaf | null => {
  const first = persons[0]?.leaf ?? null;
  return first !== null && persons.every(({ leaf }) => leaf?.id === first.id) ? first : null;
};

/** True when the single part can stand for a name with this part: الجعفري for الجعفري, never جيفري for it. */
export const samePart = (one: NamePart, other: NamePart): boolean =>
  one.text === other.text ||
  (one.bare === other.bare && one.lineage === other.lineage && one.article !== other.article);

/** Full names of the article that have the short one as surname, or else as given name. */
const bearers = ({ record }: PersonRecord, full: readonly PersonRecord[]): PersonRecord[] => {
  const wanted = record.name!.parts[0];
  if (!wanted) return [];
  const bySurname = full.filter(({ record: { name } }) =>
    name!.parts.slice(1).some((part) => part.text === wanted.text),
  );
  if (bySurname.length > 0) return bySurname;
  const loosely = full.filter(({ record: { name } }) =>
    name!.parts.slice(1).some((part) => samePart(part, wanted)),
  );
  if (loosely.length > 0) return loosely;
  return full.filter(({ record: { name } }) => name!.parts[0]!.text === wanted.text);
};

const mentionedCountries = (article: number, stage: PersonStage): Set<string> => {
  const countries = new Set<string>();
  for (const index of stage.corpus.actorOf[article]!.values()) {
    if (stage.corpus.actors[index]!.family === "person") continue;
    const country = stage.countryId(index);
    if (country !== null) countries.add(country);
  }
  return countries;
};

/** The one person whom newsrooms call so and who fits what the article says. */
const calledByWorld = (
  person: PersonRecord,
  mentioned: ReadonlySet<string>,
  stage: PersonStage,
): Leaf | null => {
  const { world } = stage;
  const hint = world.recognised(person.record.entity.known, "person");
  const called = new Set([
    ...world.called(person.record.key),
    ...world.named("person", person.record.key),
    ...(hint ? [hint] : []),
  ]);
  if (called.size === 0) return null;
  const scored = [...called]
    .map((id) => {
      const candidate = worldContext(id, world);
      const score = suits(person.context, candidate, mentioned);
      // The reader's hint carries a name that nothing contradicts.
      return {
        id,
        score: score || id !== hint || agreement(person.context, candidate) === "clash" ? score : 0.5,
      };
    })
    .filter(({ score }) => score > 0);
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
    case "clash":
      return 0;
    case "neutral":
      for (const country of candidate.countries) if (mentioned.has(country)) return 1;
      return 0;
  }
};

/** Countries an article mentions, computed once each. */
export const mentionedByArticle = (stage: PersonStage): ((article: number) => ReadonlySet<string>) => {
  const memo = new Map<number, Set<string>>();
  return (article) => {
    const found = memo.get(article) ?? mentionedCountries(article, stage);
    memo.set(article, found);
    return found;
  };
};
