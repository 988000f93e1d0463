import type { Leaf } from "./bodies.ts";
import { type ActorRecord, actorOf, type Corpus } from "./corpus.ts";
import { type Identity, openId } from "./identity.ts";
import { byCode, slug } from "./ids.ts";
import { holdersOn, isUnnamed, type Office, office, sameOffice } from "./office.ts";
import { compareNames, isCommon } from "./variants.ts";
import { titleWords, type WorldIndex } from "./world.ts";

/** What a text says of a person besides the name: the ground on which likeness of names is weighed. */
export interface Context {
  countries: Set<string>;
  bodies: Set<string>;
  offices: Office[];
  /** Countries and bodies in whose name the person sits at a table; a party's country is not among them. */
  speaksFor: Set<string>;
  /** Titles of two words or more as they stand, also those that name nobody they act for. */
  titles: Set<string>;
}

export const emptyContext = (): Context => ({
  countries: new Set(),
  bodies: new Set(),
  offices: [],
  speaksFor: new Set(),
  titles: new Set(),
});

export const addContext = (to: Context, from: Context): void => {
  if (from === NO_CONTEXT) return;
  for (const country of from.countries) to.countries.add(country);
  for (const body of from.bodies) to.bodies.add(body);
  for (const side of from.speaksFor) to.speaksFor.add(side);
  for (const title of from.titles) to.titles.add(title);
  for (const held of from.offices)
    if (!to.offices.some(({ body, words }) => body === held.body && words.join(" ") === held.words.join(" ")))
      to.offices.push(held);
};

const meet = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean => {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  for (const item of small) if (large.has(item)) return true;
  return false;
};

export type Fit = "office" | "country" | "title" | "neutral" | "clash";

/** Whether two contexts can be one person's. A clash: both act for countries, and for none in common. */
export const agreement = (one: Context, other: Context): Fit => {
  for (const a of one.offices)
    for (const b of other.offices) if (a.body === b.body && sameOffice(a.words, b.words)) return "office";
  if (meet(one.countries, other.countries) || meet(one.bodies, other.bodies)) return "country";
  if (one.countries.size > 0 && other.countries.size > 0) return "clash";
  return meet(one.titles, other.titles) ? "title" : "neutral";
};

/** What a person's name says by itself, whatever other articles say. */
export interface PersonName {
  /** `full`: two parts or more; `short`: a surname or given name alone; `unnamed`: the wording of an office. */
  form: "full" | "short" | "unnamed";
  /** Persons of the world with this very name. */
  named: readonly string[];
  /** Where it belongs when it is none of these. */
  open: Leaf;
}

/** A person's record with all that decides who it is. */
export interface PersonRecord {
  record: ActorRecord;
  context: Context;
  form: PersonName["form"];
  /** Null while it is open: short names and unnamed holders that their article does not explain. */
  leaf: Leaf | null;
}

export interface PersonStage {
  corpus: Corpus;
  world: WorldIndex;
  identity: Identity;
  /** Node id of a country or body record, after bodies are resolved. */
  bodyId: (record: number) => string;
  /** The country a record of a country or body belongs to. */
  countryId: (record: number) => string | null;
  /** The countries an article mentions, by name or through a body. */
  mentioned: (article: number) => ReadonlySet<string>;
}

/** Of whoever has no office: nothing. Never added to. */
const NO_CONTEXT = emptyContext();

const contextOf = (record: ActorRecord, stage: PersonStage): Context => {
  const { corpus } = stage;
  const { roles } = record.entity;
  if (roles.length === 0) return NO_CONTEXT;
  const sides = roles.flatMap(({ represents }): (string | null)[] => {
    const body = actorOf(corpus, record.article, represents);
    if (body === undefined || body.family === "person") return [null, null];
    return [stage.bodyId(body.index), stage.countryId(body.index)];
  });
  const made = record.memo.context;
  if (made?.sides.every((side, at) => side === sides[at])) return made.context;
  const context = makeContext(record, sides, stage);
  record.memo.context = { context, sides };
  return context;
};

/** @param sides the body and the country of each role */
const makeContext = (
  record: ActorRecord,
  sides: readonly (string | null)[],
  { corpus, world }: PersonStage,
): Context => {
  const context = emptyContext();
  record.entity.roles.forEach(({ title, represents }, at) => {
    const words = titleWords(title);
    if (words.length >= 2) context.titles.add(words.join(" "));
    const [body, country] = [sides[2 * at]!, sides[2 * at + 1]!];
    if (body === null) return;
    const { name } = actorOf(corpus, record.article, represents)!.entity;
    context.bodies.add(body);
    context.speaksFor.add(body);
    context.offices.push(office(title, body, name, world));
    if (country !== null) {
      if (world.actors.get(body)?.official) context.speaksFor.add(country);
      context.countries.add(country);
      if (country !== body)
        context.offices.push(office(title, country, world.actors.get(country)?.ar ?? name, world));
    }
  });
  return context;
};

const worldContexts = new WeakMap<WorldIndex, Map<string, Context>>();

/** The context of a row of the world, of all its offices. Not to be changed. */
export const worldContext = (id: string, world: WorldIndex): Context => {
  const made = worldContexts.get(world) ?? new Map<string, Context>();
  worldContexts.set(world, made);
  const known = made.get(id);
  if (known) return known;
  const actor = world.actors.get(id)!;
  const context = emptyContext();
  if (actor.country) context.countries.add(actor.country);
  for (const { title, body } of actor.offices) {
    const words = titleWords(title);
    if (words.length >= 2) context.titles.add(words.join(" "));
    if (!body) continue;
    context.bodies.add(body);
    const country = world.actors.get(body)?.country;
    if (country) context.countries.add(country);
    context.offices.push(office(title, body, world.actors.get(body)?.ar ?? "", world));
  }
  made.set(id, context);
  return context;
};

/** Reads every person's record and gives full names their leaf. */
export const personRecords = (stage: PersonStage): PersonRecord[] => {
  const { corpus, world } = stage;
  const persons: PersonRecord[] = [];
  for (const record of corpus.actors) {
    if (record.family !== "person") continue;
    const context = contextOf(record, stage);
    record.memo.person ??= {
      form: formOf(record, world),
      named: world.named("person", record.key),
      open: { id: openId(record.key), known: null },
    };
    const { form } = record.memo.person;
    const person: PersonRecord = { record, context, form, leaf: null };
    if (form === "full") person.leaf = fullLeaf(person, stage);
    else if (form === "unnamed") person.leaf = officeLeaf(person, corpus, world);
    persons.push(person);
  }
  splitByCountry(persons, stage);
  return persons;
};

const formOf = (record: ActorRecord, world: WorldIndex): PersonName["form"] => {
  if (isUnnamed(record.entity)) return "unnamed";
  const { parts } = record.name!;
  // «بن سلمان بن عبد العزيز» lacks the name of whom it means.
  if (parts.length < 2 || parts[0]!.lineage !== "") return "short";
  // دي ميستورا has two parts and is a surname all the same.
  const surname = world.called(record.key).length > 0 && world.named("person", record.key).length === 0;
  return surname ? "short" : "full";
};

const known = (id: string): Leaf => ({ id, known: id });

const fullLeaf = (person: PersonRecord, stage: PersonStage): Leaf => {
  const { record, context } = person;
  const { world } = stage;
  const { named, open } = record.memo.person!;
  if (named.length === 1 && supports(person, named[0]!, stage)) return known(named[0]!);
  if (named.length > 1) {
    const fitting = named.filter((id) =>
      ["office", "country", "title"].includes(agreement(context, worldContext(id, world))),
    );
    if (fitting.length === 1) return known(fitting[0]!);
  }
  // The reader's hint counts for a name that can be a form of the known one, not for whoever shares a surname.
  const hint = world.recognised(record.entity.known, "person");
  if (named.length === 0 && hint !== null && agreement(context, worldContext(hint, world)) !== "clash") {
    const likeness = world.namesOf(hint).map((name) => compareNames(record.name!, name, world).score);
    if (Math.max(0, ...likeness) >= HINT_LIKENESS) return known(hint);
  }
  return open;
};

/** «محمد يونس» is a thousand people: names made of first names only need their country in the article. */
const supports = ({ record, context }: PersonRecord, id: string, stage: PersonStage): boolean => {
  const { world } = stage;
  if (!isCommon(record.name!.parts, world)) return true;
  const candidate = worldContext(id, world);
  // A clash is for splitByCountry to weigh, over all articles together.
  if (agreement(context, candidate) !== "neutral") return true;
  if (candidate.countries.size === 0) return true;
  return meet(candidate.countries, stage.mentioned(record.article));
};

const HINT_LIKENESS = 0.87;

const officeLeaf = ({ record, context }: PersonRecord, corpus: Corpus, world: WorldIndex): Leaf | null => {
  const day = corpus.days[record.article] ?? null;
  if (day === null) return null;
  const holders = new Set(context.offices.flatMap((held) => holdersOn(held, day, world)));
  return holders.size === 1 ? known([...holders][0]!) : null;
};

// A wrong country slips into one article in a dozen or so. One stray report does not split a man whom many
// articles know; two namesakes with one article each are still told apart.
const STRAY_SHARE = 0.12;
/** How many articles a row of the world is worth when its country is contradicted. */
const WORLD_WEIGHT = 10;

/**
 * Namesakes: one name, but acting for countries that no report brings together. Each group of countries becomes a
 * leaf of its own, the largest keeps the plain id, and the reason is recorded as a conflict.
 */
export const splitByCountry = (persons: readonly PersonRecord[], stage: PersonStage): void => {
  const byLeaf = Map.groupBy(
    persons.filter(({ leaf }) => leaf !== null),
    ({ leaf }) => leaf!.id,
  );
  for (const [id, group] of byLeaf) {
    const components = countryComponents(group, group[0]!.leaf!.known, stage.world);
    if (components.length < 2) continue;
    const [main, ...others] = components;
    for (const { countries, articles } of others) {
      if (articles.size < Math.max(1, STRAY_SHARE * main!.weight)) {
        stage.identity.conflicts.push({
          code: "country_doubtful",
          message: `${id} acts for ${list(main!.countries)}, but ${articles.size} of its articles say ${list(countries)}.`,
          ids: [id],
        });
        continue;
      }
      const key = group.map(({ record }) => record.key).sort(byCode)[0]!;
      const apart = `${openId(key)}-${slug([...countries].sort()[0]!.slice(4))}`;
      for (const person of group)
        if ([...person.context.countries].some((country) => countries.has(country)))
          person.leaf = { id: apart, known: null };
      stage.identity.conflicts.push({
        code: "same_name_apart",
        message: `Same name, kept apart: ${id} acts for ${list(main!.countries)}, ${apart} for ${list(countries)}.`,
        ids: [id, apart],
      });
    }
  }
};

const list = (ids: ReadonlySet<string>): string => [...ids].sort().join(", ");

interface Component {
  countries: Set<string>;
  articles: Set<number>;
  weight: number;
}

const countryComponents = (
  group: readonly PersonRecord[],
  row: string | null,
  world: WorldIndex,
): Component[] => {
  let components: Component[] = [];
  const add = (countries: ReadonlySet<string>, article: number | null): void => {
    if (countries.size === 0) return;
    const met = components.filter((component) => meet(component.countries, countries));
    // Most reports only repeat what others say.
    if (met.length === 1 && article !== null && [...countries].every((one) => met[0]!.countries.has(one))) {
      met[0]!.articles.add(article);
      return;
    }
    const joined: Component = { countries: new Set(countries), articles: new Set(), weight: 0 };
    if (article !== null) joined.articles.add(article);
    else joined.weight = WORLD_WEIGHT;
    for (const component of met) {
      for (const country of component.countries) joined.countries.add(country);
      for (const one of component.articles) joined.articles.add(one);
      joined.weight += component.weight;
    }
    components = components.filter((component) => !met.includes(component));
    components.push(joined);
  };
  if (row !== null) add(worldContext(row, world).countries, null);
  for (const { record, context } of group) add(context.countries, record.article);
  for (const component of components) component.weight += component.articles.size;
  return components.sort(
    (one, other) => other.weight - one.weight || byCode(list(one.countries), list(other.countries)),
  );
};
