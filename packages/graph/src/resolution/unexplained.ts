import { shortHash } from "../text/hash.ts";
import { type Bearers, countBearers } from "./attachments.ts";
import { refOf } from "./corpus.ts";
import { openId } from "./identity.ts";
import { byCode, slug } from "./ids.ts";
import { type PersonRecord, type PersonStage, splitByCountry } from "./persons.ts";

/** An office-holder nobody names is taken for the same person over reports no further apart than this. */
const SAME_HOLDER_DAYS = 365;

/**
 * Gives nodes of their own to names that nobody explains. A surname shares one node over articles. A given name, or a
 * surname that several people bear, stays inside its article: one node for every «محمد» would make strangers meet.
 * Unnamed holders are one by office, body and term.
 */
export const settleRest = (persons: readonly PersonRecord[], bearers: Bearers, stage: PersonStage): void => {
  const { identity, world } = stage;
  const left = persons.filter(({ leaf, record }) => !leaf && identity.isAlone(record.index));
  const { short = [], unnamed = [] } = Object.groupBy(left, ({ form }) =>
    form === "short" ? "short" : "unnamed",
  );
  const { vague = [], shared = [] } = Object.groupBy(short, (person) =>
    world.isGivenName(person.record.key) || countBearers(person, bearers, stage) > 1 ? "vague" : "shared",
  );
  for (const person of vague) person.leaf = { id: own(person, stage), known: null };
  for (const person of shared) person.leaf = { id: openId(person.record.key), known: null };
  splitByCountry(shared, stage);
  // «الوزير» without a ministry or country is nobody outside his article.
  const { nobody = [], holders = [] } = Object.groupBy(unnamed, ({ context }) =>
    context.offices.length === 0 ? "nobody" : "holders",
  );
  for (const person of nobody) person.leaf = { id: own(person, stage), known: null };
  const offices = Map.groupBy(
    holders,
    ({
      context: {
        offices: [held],
      },
    }) => `${held!.body} ${held!.words.join(" ")}`,
  );
  for (const term of offices.values()) settleTerms(term, stage);
  for (const [key, people] of Map.groupBy(vague, ({ record }) => record.key))
    if (people.length > 1)
      identity.conflicts.push({
        code: "name_too_common",
        message: `«${key}» alone may be anybody; ${people.length} mentions that say no more keep a node each.`,
        ids: people.map(({ leaf }) => leaf!.id).sort(byCode),
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
