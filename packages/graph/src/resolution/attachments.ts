import { refOf } from "./corpus.ts";
import { openId } from "./identity.ts";
import type { NamePart } from "./nameKey.ts";
import { sameOffice } from "./office.ts";
import { addContext, type Context, emptyContext, type PersonRecord, type PersonStage } from "./persons.ts";
import { standsFor, suits } from "./shortForms.ts";
import { skeleton } from "./transliteration.ts";
import { compareSurnames } from "./variants.ts";

/** A resolved person whom a surname may mean. */
interface Bearer {
  member: number;
  leaf: string;
  context: Context;
  parts: readonly NamePart[];
}

/** Persons by the consonants of the parts of their names that may stand alone. */
export type Bearers = ReadonlyMap<string, readonly Bearer[]>;

const codeOf = (part: NamePart): string => skeleton(part.bare) || part.bare;

/** From here on two surnames are spellings of one; without a full name to lean on the bar is high. */
const SURNAME_LIKENESS = 0.93;
/** Grounds of {@link suits} for a surname spelt otherwise, or one that several bear. */
const FIRM = 2;
/** Grounds for a given name alone: nothing less than the same office. */
const CERTAIN = 3;

/**
 * Finds, in the whole corpus, the person whom a bare surname or an unnamed office-holder means.
 * @returns the bearers of surnames, for what is still open afterwards
 */
export const attachShortForms = (persons: readonly PersonRecord[], stage: PersonStage): Bearers => {
  const { identity } = stage;
  const bearers = collectBearers(persons, stage);
  const reports = officeReports(persons, stage);
  const told = new Set<string>();
  for (const person of persons) {
    if (person.leaf) continue;
    if (person.form === "unnamed") {
      const holder = holderNear(person, reports, stage);
      if (holder !== null) identity.unite(person.record.index, holder);
    } else attachSurname(person, bearers, stage.mentioned(person.record.article), stage, told);
  }
  return bearers;
};

const attachSurname = (
  { record, context }: PersonRecord,
  bearers: Bearers,
  mentioned: ReadonlySet<string>,
  stage: PersonStage,
  told: Set<string>,
): void => {
  const { identity, corpus, world } = stage;
  const { parts } = record.name!;
  const last = parts.at(-1);
  if (!last) return;
  const namesakes = bearers.get(codeOf(last)) ?? [];
  const exact = namesakes.filter((bearer) => standsFor(parts, bearer.parts));
  const rootsOf = (some: readonly Bearer[]): Set<number> =>
    new Set(some.map(({ member }) => identity.clusters.find(member)));
  // A given name may be anybody's; so may a surname of several, unless the article points at one of them.
  const given = world.isAnybodys(last.bare);
  const needed = given ? CERTAIN : rootsOf(exact).size > 1 ? FIRM : 1;
  let scored = exact
    .map((bearer) => ({ bearer, ground: suits(context, bearer.context, mentioned) }))
    .filter(({ ground }) => ground >= needed);
  if (scored.length === 0 && parts.length === 1 && !given)
    scored = namesakes
      .filter((bearer) => compareSurnames(bearer.parts.at(-1)!, last, world) >= SURNAME_LIKENESS)
      .map((bearer) => ({ bearer, ground: suits(context, bearer.context, mentioned) }))
      .filter(({ ground }) => ground >= FIRM);
  const best = Math.max(...scored.map(({ ground }) => ground));
  const chosen = scored.filter(({ ground }) => ground === best).map(({ bearer }) => bearer);
  const roots = rootsOf(chosen);
  const reason =
    best >= 3 ? "same office" : best >= 2 ? "same country, body or title" : "its country is mentioned";
  if (roots.size === 1 && identity.unite(record.index, chosen[0]!.member)) {
    // One decision a surname and person, not one a mention.
    const pair = `${record.key} ${[...roots][0]}`;
    if (!told.has(pair))
      identity.decide(refOf(corpus, record), chosen[0]!.leaf, "same", best >= FIRM ? 0.95 : 0.9, [
        `surname ${record.entity.name}`,
        reason,
      ]);
    told.add(pair);
  } else
    for (const { leaf } of roots.size > 1 ? chosen : [])
      identity.decide(openId(record.key), leaf, "unsure", 0.6, [
        `surname ${record.entity.name}`,
        "several bear it",
      ]);
};

const collectBearers = (persons: readonly PersonRecord[], stage: PersonStage): Bearers => {
  const { identity, world } = stage;
  const clusters = new Map<number, Context>();
  const seen = new Map<string, Bearer>();
  for (const { form, leaf, record, context } of persons) {
    if (form !== "full" || !leaf) continue;
    const root = identity.clusters.find(record.index);
    const sum = clusters.get(root) ?? emptyContext();
    addContext(sum, context);
    clusters.set(root, sum);
    const id = `${root} ${record.key}`;
    if (seen.has(id)) continue;
    const known = identity.knownOf(record.index);
    const country = known === null ? null : world.actors.get(known)!.country;
    if (country) sum.countries.add(country);
    seen.set(id, { member: record.index, leaf: leaf.id, context: sum, parts: record.name!.parts });
  }
  const bearers = new Map<string, Bearer[]>();
  for (const bearer of seen.values()) {
    const alone = bearer.parts.filter(
      (part, at) => at > 0 && (part.lineage !== "" || at === bearer.parts.length - 1),
    );
    for (const code of new Set(alone.map(codeOf))) {
      const list = bearers.get(code);
      if (list) list.push(bearer);
      else bearers.set(code, [bearer]);
    }
  }
  return bearers;
};

/** How many people the articles know of whom this name alone might mean. */
export const countBearers = ({ record }: PersonRecord, bearers: Bearers, stage: PersonStage): number => {
  const { parts } = record.name!;
  const last = parts.at(-1);
  if (!last) return 0;
  const exact = (bearers.get(codeOf(last)) ?? []).filter((bearer) => standsFor(parts, bearer.parts));
  return new Set(exact.map(({ member }) => stage.identity.clusters.find(member))).size;
};

/** Reports of one office further apart than this may well mean two holders. */
const SAME_TERM_DAYS = 200;

/** The one named person whom reports of about the same time give this office. */
const holderNear = (person: PersonRecord, reports: OfficeReports, stage: PersonStage): number | null => {
  const { corpus, identity } = stage;
  const day = corpus.days[person.record.article] ?? null;
  if (day === null) return null;
  const roots = new Set<number>();
  for (const { body, words } of person.context.offices)
    for (const report of reports.get(`${body} ${words[0]}`) ?? [])
      if (Math.abs(report.day - day) <= SAME_TERM_DAYS && sameOffice(report.words, words)) {
        roots.add(identity.clusters.find(report.member));
        if (roots.size > 1) return null;
      }
  return roots.size === 1 ? [...roots][0]! : null;
};

/** Who was reported in which office when; by body and head word of the title. */
type OfficeReports = Map<string, { member: number; words: readonly string[]; day: number }[]>;

const officeReports = (persons: readonly PersonRecord[], stage: PersonStage): OfficeReports => {
  const reports: OfficeReports = new Map();
  const seen = new Set<string>();
  for (const { form, leaf, record, context } of persons) {
    const day = stage.corpus.days[record.article] ?? null;
    if (form !== "full" || !leaf || day === null) continue;
    for (const { body, words } of context.offices) {
      // One report a person, office and month is enough to know.
      const id = `${leaf.id} ${body} ${words.join(" ")} ${Math.floor(day / 30)}`;
      if (seen.has(id)) continue;
      seen.add(id);
      const key = `${body} ${words[0]}`;
      const list = reports.get(key);
      const report = { member: record.index, words, day };
      if (list) list.push(report);
      else reports.set(key, [report]);
    }
  }
  return reports;
};
