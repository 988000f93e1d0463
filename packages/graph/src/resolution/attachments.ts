import { refOf } from "./corpus.ts";
import { byCode, shortHash, slug } from "./ids.ts";
import { sameOffice } from "./office.ts";
import {
  addContext,
  type Context,
  emptyContext,
  type PersonRecord,
  type PersonStage,
  splitByCountry,
} from "./persons.ts";
import { mentionedByArticle, samePart, suits } from "./shortForms.ts";
import { skeleton } from "./transliteration.ts";
import { compareSurnames } from "./variants.ts";

/** A resolved person that a surname or an office may mean. */
interface Bearer {
  member: number;
  leaf: string;
  context: Context;
}

/** From here on two surnames are spellings of one; without a full name to lean on the bar is high. */
const SURNAME_LIKENESS = 0.93;

/**
 * Finds, in the whole corpus, the person a bare surname or an unnamed office-holder means. Then gives what is left
 * nodes of its own.
 */
export const attachShortForms = (persons: readonly PersonRecord[], stage: PersonStage): void => {
  const { identity, corpus } = stage;
  const open = persons.filter(({ leaf }) => !leaf);
  const bearers = collectBearers(persons, stage);
  const mentioned = mentionedByArticle(stage);
  const reports = officeReports(persons, stage);
  const decided = new Map<string, Set<number>>();
  for (const person of open) {
    const { record, context } = person;
    if (person.form === "unnamed") {
      const holder = holderNear(person, reports, stage);
      if (holder !== null) identity.unite(record.index, holder);
      continue;
    }
    const wanted = record.name!.parts[0];
    if (!wanted) continue;
    const scored = (bearers.get(skeleton(wanted.bare) || wanted.bare) ?? [])
      .map((bearer) => {
        const exact = bearer.parts.some((part) => samePart(part, wanted));
        const alike =
          exact ||
          bearer.parts.some((part) => compareSurnames(part, wanted, stage.world) >= SURNAME_LIKENESS);
        const ground = alike ? suits(context, bearer.context, mentioned(record.article)) : 0;
        // A misspelt surname needs more than a country that happens to be mentioned.
        return { bearer, ground: exact ? ground + 0.5 : ground >= 2 ? ground : 0 };
      })
      .filter(({ ground }) => ground >= 1);
    const best = Math.max(0, ...scored.map(({ ground }) => ground));
    const chosen = scored.filter(({ ground }) => ground === best).map(({ bearer }) => bearer);
    const roots = new Set(chosen.map(({ member }) => identity.clusters.find(member)));
    if (roots.size === 1 && identity.unite(record.index, chosen[0]!.member)) {
      const id = `per:${slug(record.key)}`;
      const told = decided.get(id) ?? new Set();
      const root = [...roots][0]!;
      // One record a surname and person, not one a mention.
      if (!told.has(root)) {
        const reason =
          best >= 3 ? "same office" : best >= 2 ? "same country or body" : "its country is mentioned";
        identity.decide(refOf(corpus, record), chosen[0]!.leaf, "same", 0.9, [
          `surname ${record.entity.name}`,
          reason,
        ]);
      }
      decided.set(id, told.add(root));
    } else if (roots.size > 1) {
      for (const { leaf } of chosen)
        identity.decide(`per:${slug(record.key)}`, leaf, "unsure", 0.6, [
          `surname ${record.entity.name}`,
          "several bear it",
        ]);
    }
  }
  settleRest(open, stage);
};

interface SurnameBearer extends Bearer {
  parts: NonNullable<PersonRecord["record"]["name"]>["parts"];
}

const collectBearers = (
  persons: readonly PersonRecord[],
  stage: PersonStage,
): Map<string, SurnameBearer[]> => {
  const { identity, world } = stage;
  const clusters = new Map<number, Context>();
  const seen = new Map<string, SurnameBearer>();
  for (const { form, leaf, record, context } of persons) {
    if (form !== "full" || !leaf) continue;
    const root = identity.clusters.find(record.index);
    const sum = clusters.get(root) ?? emptyContext();
    addContext(sum, context);
    clusters.set(root, sum);
    const id = `${root} ${record.key}`;
    if (!seen.has(id)) {
      const known = identity.knownOf(record.index);
      if (known !== null) {
        const actor = world.actors.get(known)!;
        if (actor.country) sum.countries.add(actor.country);
      }
      seen.set(id, { member: record.index, leaf: leaf.id, context: sum, parts: record.name!.parts.slice(1) });
    }
  }
  const bySkeleton = new Map<string, SurnameBearer[]>();
  for (const bearer of seen.values())
    for (const code of new Set(bearer.parts.map((part) => skeleton(part.bare) || part.bare))) {
      const list = bySkeleton.get(code);
      if (list) list.push(bearer);
      else bySkeleton.set(code, [bearer]);
    }
  return bySkeleton;
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

/** An office-holder nobody names is taken for the same person over reports no further apart than this. */
const SAME_HOLDER_DAYS = 365;

/** Surnames nobody explains share a node by name and country; unnamed holders by office, body and term. */
const settleRest = (open: readonly PersonRecord[], stage: PersonStage): void => {
  const { identity, corpus } = stage;
  const left = open.filter(({ record }) => identity.isAlone(record.index));
  const terms = new Map<string, PersonRecord[]>();
  for (const person of left) {
    const { record, context } = person;
    if (person.form === "short") {
      person.leaf = { id: `per:${slug(record.key)}`, known: null };
      continue;
    }
    const body = context.offices[0]?.body ?? null;
    // «الوزير» without a ministry or country is nobody outside his article.
    if (body === null)
      person.leaf = { id: `per:${slug(record.key)}-${shortHash(refOf(corpus, record))}`, known: null };
    else {
      const key = `${body} ${context.offices[0]!.words.join(" ")}`;
      const list = terms.get(key);
      if (list) list.push(person);
      else terms.set(key, [person]);
    }
  }
  splitByCountry(
    left.filter(({ form }) => form === "short"),
    stage,
  );
  for (const holders of terms.values()) settleTerms(holders, stage);
};

const settleTerms = (holders: PersonRecord[], stage: PersonStage): void => {
  const { corpus } = stage;
  const dayOf = ({ record }: PersonRecord): number | null => corpus.days[record.article] ?? null;
  holders.sort(
    (one, other) =>
      (dayOf(one) ?? Number.NEGATIVE_INFINITY) - (dayOf(other) ?? Number.NEGATIVE_INFINITY) ||
      one.record.index - other.record.index,
  );
  const terms: PersonRecord[][] = [];
  let last: number | null = null;
  for (const holder of holders) {
    const day = dayOf(holder);
    const current = terms.at(-1);
    if (current && (day === last || (day !== null && last !== null && day - last <= SAME_HOLDER_DAYS)))
      current.push(holder);
    else terms.push([holder]);
    last = day;
  }
  const shortest = [...holders]
    .map(({ record }) => record.key)
    .sort((a, b) => a.length - b.length || byCode(a, b))[0]!;
  const base = `per:${slug(shortest)}`;
  for (const term of terms) {
    const day = dayOf(term[0]!);
    const reported = corpus.extractions[term[0]!.record.article]!.article.publishedAt;
    const id = terms.length === 1 ? base : `${base}-${day === null ? "undated" : reported!.slice(0, 4)}`;
    for (const holder of term) holder.leaf = { id, known: null };
  }
};
