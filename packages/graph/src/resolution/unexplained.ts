import { type Bearers, countBearers } from "./attachments.ts";
import { refOf } from "./corpus.ts";
import { openId } from "./identity.ts";
import { byCode, shortHash, slug } from "./ids.ts";
import { type PersonRecord, type PersonStage, splitByCountry } from "./persons.ts";

/** An office-holder nobody names is taken for the same person over reports no further apart than this. */
const SAME_HOLDER_DAYS = 365;

/** Surnames nobody explains share a node by name and country; unnamed holders by office, body and term. */

/**
 * Gives nodes of their own to names that nobody explains. A surname shares one node over articles. A given name, or a
 * surname that several people bear, stays inside its article: one node for every «محمد» would make strangers meet.
 * Unnamed holders are one by office, body and term.
 */
export const settleRest = (persons: readonly PersonRecord[], bearers: Bearers, stage: PersonStage): void => {
  const { identity, world } = stage;
  const left = persons.filter(({ leaf, record }) => !leaf && identity.isAlone(record.index));
  const terms = new Map<string, PersonRecord[]>();
  const anybody = new Map<string, string[]>();
  const shared: PersonRecord[] = [];
  for (const person of left) {
    const { record, context } = person;
    if (person.form === "short") {
      const vague = world.isGivenName(record.key) || countBearers(person, bearers, stage) > 1;
      person.leaf = { id: vague ? own(person, stage) : openId(record.key), known: null };
      if (!vague) shared.push(person);
      else if (anybody.has(record.key)) anybody.get(record.key)!.push(person.leaf.id);
      else anybody.set(record.key, [person.leaf.id]);
      continue;
    }
    const body = context.offices[0]?.body ?? null;
    // «الوزير» without a ministry or country is nobody outside his article.
    if (body === null) person.leaf = { id: own(person, stage), known: null };
    else {
      const key = `${body} ${context.offices[0]!.words.join(" ")}`;
      const list = terms.get(key);
      if (list) list.push(person);
      else terms.set(key, [person]);
    }
  }
  splitByCountry(shared, stage);
  for (const holders of terms.values()) settleTerms(holders, stage);
  for (const [key, ids] of anybody)
    if (ids.length > 1)
      identity.conflicts.push({
        code: "name_too_common",
        message: `«${key}» alone may be anybody; ${ids.length} mentions that say no more keep a node each.`,
        ids: ids.sort(byCode),
      });
};

/** A node for one article's mention only. */
const own = ({ record }: PersonRecord, { corpus }: PersonStage): string =>
  `${openId(record.key)}-${shortHash(refOf(corpus, record))}`;

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
