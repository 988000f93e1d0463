import { STATUSES, type Status } from "../extraction.ts";
import type { Evidence, Meeting, Relation } from "../facts.ts";
import { entityOf, relationsOf, servedIn } from "../prose/names.ts";
import { DEFAULT_STATUSES } from "../query/filter.ts";
import type { GraphIndex } from "../query/graphIndex.ts";
import type { Filter } from "../query/types.ts";
import type { Draft } from "./answer.ts";
import type { QuestionWords } from "./grammar.ts";
import type { Names } from "./names.ts";
import type { Parts } from "./parts.ts";

/** Meetings looked at for one answer. */
const MOST_MEETINGS = 5000;
const PAGE = 1000;

interface Relations {
  from: ReadonlyMap<string, readonly Relation[]>;
  to: ReadonlyMap<string, readonly Relation[]>;
}

const relationMaps = new WeakMap<GraphIndex, Relations>();

const relationsBoth = (index: GraphIndex): Relations => {
  const known = relationMaps.get(index);
  if (known) return known;
  const from = new Map<string, Relation[]>();
  const to = new Map<string, Relation[]>();
  const put = (map: Map<string, Relation[]>, key: string, relation: Relation): void => {
    const list = map.get(key);
    if (list) list.push(relation);
    else map.set(key, [relation]);
  };
  for (const relation of relationsOf(index)) {
    put(from, relation.from, relation);
    put(to, relation.to, relation);
  }
  const both = { from, to };
  relationMaps.set(index, both);
  return both;
};

/** Everything that the answer to one question is made of. */
export interface Context {
  index: GraphIndex;
  words: QuestionWords;
  languages: readonly QuestionWords[];
  names: Names;
  parts: Parts;
  draft: Draft;
  /** Of a question about a period: what has no date as well, or nothing but that of it which was news in the period. */
  undated?: "any" | "news";
}

export const relationsFrom = ({ index }: Context, id: string, type: Relation["type"]): readonly Relation[] =>
  (relationsBoth(index).from.get(id) ?? []).filter((relation) => relation.type === type);

export const relationsTo = ({ index }: Context, id: string, type: Relation["type"]): readonly Relation[] =>
  (relationsBoth(index).to.get(id) ?? []).filter((relation) => relation.type === type);

/** The period of the question as a filter. */
export const periodOf = ({ parts, undated }: Context): Filter => ({
  ...(undated ? { undated: true } : {}),
  ...(parts.since === null ? {} : { since: parts.since }),
  ...(parts.until === null ? {} : { until: parts.until }),
});

/** Whether a meeting without a date was the news of an article in the period, where the question goes by that. */
export const wasNews = (
  { index, parts: { since, until }, undated }: Context,
  { date, background, articles }: Meeting,
): boolean => {
  if (undated !== "news") return true;
  if (date?.edtf || background) return false;
  return articles.some((id) => {
    const day = index.article(id)?.publishedAt?.slice(0, 10) ?? "";
    return day >= (since ?? "") && day <= (until ?? "") && day !== "";
  });
};

/**
 * Which meetings answer: those the question names the status of; what was held for a question about the past; what
 * is still to come for one about the future; else all that `otherwise` lists.
 */
export const statusesOf = (
  { parts }: Context,
  otherwise: readonly Status[] = STATUSES,
): readonly Status[] => {
  if (parts.statuses.size > 0) return [...parts.statuses];
  if (parts.past && !parts.future) return DEFAULT_STATUSES;
  if (parts.future && !parts.past) return ["planned", "ongoing", "called_for", "postponed"];
  return otherwise;
};

/** Whether a meeting took place, as far as is told. */
export const happened = ({ status }: Meeting): boolean => DEFAULT_STATUSES.includes(status);

/** All meetings that a filter admits, oldest first, undated last; of huge graphs the first few thousand. */
export const meetingsOf = (
  index: GraphIndex,
  filter: Filter & { participant?: string | readonly string[] },
): Meeting[] => {
  const found: Meeting[] = [];
  let cursor: string | undefined;
  do {
    const page = index.meetings({
      ...filter,
      order: "asc",
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && found.length < MOST_MEETINGS);
  return found;
};

export interface Service {
  id: string;
  title: string;
  evidence: readonly Evidence[];
}

/** Whom an entity acts for: whomever its roles represent, what these are a part of, and for whom these act in turn. */
export const representedBy = (context: Context, id: string, articles?: readonly string[]): Service[] => {
  const found: Service[] = [];
  for (const { id: served, title, evidence } of servicesOf(context, id, articles)) {
    found.push({ id: served, title, evidence });
    for (const whole of relationsFrom(context, served, "part_of"))
      found.push({ id: whole.to, title, evidence: [...evidence, ...whole.evidence] });
    // Who leads the government's delegation is there for the state.
    for (const state of servicesOf(context, served))
      found.push({ id: state.id, title, evidence: [...evidence, ...state.evidence] });
  }
  return found;
};

const servicesOf = ({ index }: Context, id: string, articles?: readonly string[]): Service[] =>
  (entityOf(index, id)?.roles ?? []).flatMap((role) => {
    const served = servedIn(index, id, role);
    const evidence = articles
      ? role.evidence.filter(({ article }) => articles.includes(article))
      : role.evidence;
    return served === null || evidence.length === 0 ? [] : [{ id: served, title: role.title, evidence }];
  });

/** Without delegations, ministers and officials beside whomever they act for: one party stands once. */
export const partiesOnce = (context: Context, ids: readonly string[]): string[] =>
  ids.filter(
    (id) =>
      entityOf(context.index, id)?.kind !== "group" ||
      !representedBy(context, id).some((owner) => owner.id !== id && ids.includes(owner.id)),
  );
