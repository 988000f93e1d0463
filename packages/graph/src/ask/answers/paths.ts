import { STATUSES, type Status } from "../../extraction.ts";
import { nameOf } from "../../prose/names.ts";
import { pathProse } from "../../prose/pathSentence.ts";
import { DEFAULT_STATUSES } from "../../query/filter.ts";
import type { Path, PathAnswer } from "../../query/types.ts";
import { type Context, periodOf } from "../context.ts";
import { idsOf } from "./meant.ts";

/** Actors that a path may be led through. */
const MOST_THROUGH = 4;

/** Work for one question, however many a name may mean. */
const BUDGET = 2_000_000;

/** What did not come about links nobody. */
const NOT_TO_BE: readonly Status[] = ["cancelled", "denied", "failed"];
const MAY_BE = STATUSES.filter((status) => !NOT_TO_BE.includes(status));

/**
 * Through whom X could have reached Y: over what was held where that is no longer, else over what was to be; over what
 * was cancelled or denied only when there is no other way.
 */
export const path = (context: Context): void => {
  const { draft, index, words, parts } = context;
  const [from, to] = parts.actors;
  let best: Path | null = null;
  let reason = "no_path";
  const persons = parts.has("only", "person") || parts.has("kind", "person");
  let left = BUDGET;
  const search = (a: string, b: string, status: readonly Status[], via: "persons" | "any"): PathAnswer => {
    const answer = index.paths({
      ...periodOf(context),
      from: a,
      to: b,
      via,
      status,
      through: parts.through.flatMap(({ ids }) => ids.slice(0, 1)).slice(0, MOST_THROUGH),
      avoid: idsOf(parts.avoid),
      budget: Math.max(1, left),
    });
    left -= answer.budget.expanded;
    return answer;
  };
  for (const status of [DEFAULT_STATUSES, MAY_BE, STATUSES]) {
    if (best !== null && status === STATUSES) break;
    for (const a of from!.ids)
      for (const b of to!.ids) {
        const answer = search(a, b, status, persons ? "persons" : "any");
        const found = answer.items[0];
        if (found && (best === null || found.hops.length < best.hops.length)) best = found;
        if (!found && answer.reason !== undefined) reason = answer.reason;
      }
  }
  if (best === null) {
    const [a, b] = [from!, to!].map(({ ids }) => nameOf(index, words.prose, ids[0]!));
    draft.say(`ask-${reason.replaceAll("_", "-")}`, { a: a!, b: b! });
    if (persons && search(from!.ids[0]!, to!.ids[0]!, STATUSES, "any").items.length > 0)
      draft.say("ask-through-bodies");
    return;
  }
  draft.paths.push(best.nodes);
  for (const id of best.nodes.filter((_, at) => at % 2 === 0)) draft.answer(id);
  draft.take(best.hops.map(({ meeting }) => index.meeting(meeting)!));
  draft.include(pathProse(index, words.prose, best));
};
