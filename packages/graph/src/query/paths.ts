import { STATUSES } from "../extraction.ts";
import type { Adjacency } from "./adjacency.ts";
import { DOUBTFUL, PERSON } from "./adjacency.ts";
import { allShortestPaths } from "./allShortest.ts";
import type { Catalogue } from "./catalogue.ts";
import { checkFields, MeetingFilter, PATH_FIELDS, QueryError, within } from "./filter.ts";
import { TimeSweep } from "./inTime.ts";
import { Budget, type Constraints, hopsOf, shortestPath, type Walk } from "./shortest.ts";
import { type Costs, StrengthSearch } from "./strongest.ts";
import { ThroughSearch } from "./through.ts";
import type { Hop, Path, PathAnswer, PathQuery, PathReason, ShortestCount } from "./types.ts";

const DEFAULT_HOPS = 6;
const MOST_HOPS = 12;
const MOST_PATHS = 20;
const MOST_THROUGH = 4;
const DEFAULT_BUDGET = 2_000_000;

/** Costs are integers; this many make one hop through a meeting of two. */
const COST_UNIT = 1000;

/**
 * How weak a contact is, by how many took part: 1 for a meeting of two and 1 more for every doubling of the others.
 * (Newman, "Scientific collaboration networks II", 2001, divides by n − 1 itself; its logarithm keeps a summit from
 * costing more than a chain of a dozen tête-à-têtes.) A state or body as go-between costs
 * four more.
 */
export const contactCost = (attendance: number): number =>
  Math.round(COST_UNIT * (1 + Math.log2(Math.max(1, attendance - 1))));

const DEFAULT_WEAK = 4;
const LARGEST_COST = 10_000;

/** @throws QueryError when a cost is no number from 0 (a contact: above 0) to 10,000. */
const costsOf = ({ costs }: PathQuery): Costs => {
  const { contact } = costs ?? {};
  const weak = within("costs.weak", costs?.weak ?? DEFAULT_WEAK, 0, LARGEST_COST);
  return {
    contact: contact
      ? (attendance) => {
          const cost = contact(attendance);
          if (!(cost > 0 && cost <= LARGEST_COST))
            throw new QueryError("costs.contact", `costs.contact: ${cost} for ${attendance} participants`);
          return Math.ceil(COST_UNIT * cost);
        }
      : contactCost,
    // Searches from both ends each count half of it.
    weak: 2 * Math.round((weak * COST_UNIT) / 2),
  };
};

/** Actors between the ends. */
const goBetweens = (walk: Walk): number[] =>
  walk.filter((_, at) => at % 2 === 0 && at > 0 && at < walk.length - 1);

const route = (walk: Walk): string => walk.filter((_, at) => at % 2 === 0).join(" ");

/** Answers path queries over one index. */
export class PathFinder {
  readonly #adjacency: Adjacency;
  readonly #catalogue: Catalogue;
  readonly #sweep: TimeSweep;
  readonly #strength: StrengthSearch;

  constructor(adjacency: Adjacency, catalogue: Catalogue) {
    this.#adjacency = adjacency;
    this.#catalogue = catalogue;
    this.#sweep = new TimeSweep(adjacency);
    this.#strength = new StrengthSearch(adjacency);
  }

  /** @throws QueryError when a parameter is out of its range. */
  paths(query: PathQuery): PathAnswer {
    checkFields(query, PATH_FIELDS);
    const wanted = within("k", query.k ?? 1, 1, MOST_PATHS);
    within("maxHops", query.maxHops ?? DEFAULT_HOPS, 1, MOST_HOPS);
    const budget = new Budget(within("budget", query.budget ?? DEFAULT_BUDGET, 1, Number.MAX_SAFE_INTEGER));
    const source = this.#catalogue.actor(query.from);
    const target = this.#catalogue.actor(query.to);
    const none = (reason: PathReason): PathAnswer => ({
      items: [],
      budget: { expanded: budget.spent, exhausted: budget.exhausted },
      reason,
    });
    const through = (query.through ?? []).map((id) => this.#catalogue.actor(id));
    within("through", through.length, 0, MOST_THROUGH);
    if (source === undefined || target === undefined || through.includes(undefined))
      return none("unknown_entity");
    if (source === target) return none("same_entity");
    const walks = this.#diverse(query, source, target, wanted, budget);
    if (walks.length === 0) return none(this.#reason(query, source, target, budget));
    return {
      items: walks.map((walk) => this.#path(walk)),
      budget: { expanded: budget.spent, exhausted: budget.exhausted },
    };
  }

  /** Counts the shortest paths; `k`, `through`, `weight` and `timeRespecting` play no part. */
  countShortest(query: PathQuery): ShortestCount {
    checkFields(query, PATH_FIELDS);
    const budget = new Budget(query.budget ?? DEFAULT_BUDGET);
    const source = this.#catalogue.actor(query.from);
    const target = this.#catalogue.actor(query.to);
    let found: { hops: number; count: number } | null = null;
    if (source !== undefined && target !== undefined) {
      const filter = new MeetingFilter(query, this.#adjacency, this.#catalogue);
      const { actors, meetings } = this.#avoided(query);
      const constraints: Constraints = {
        maxHops: within("maxHops", query.maxHops ?? DEFAULT_HOPS, 1, MOST_HOPS),
        personsOnly: query.via === "persons",
        blockedActors: actors,
        blockedMeetings: meetings,
      };
      found = allShortestPaths(this.#adjacency, source, target, filter, constraints, budget);
    }
    return {
      hops: found?.hops ?? null,
      count: found?.count ?? 0,
      budget: { expanded: budget.spent, exhausted: budget.exhausted },
    };
  }

  #avoided(query: PathQuery): { actors: number[]; meetings: number[] } {
    const actors: number[] = [];
    const meetings: number[] = [];
    for (const id of query.avoid ?? []) {
      const actor = this.#catalogue.actor(id);
      const meeting = this.#catalogue.meetingNumber(id);
      if (actor !== undefined) actors.push(actor);
      else if (meeting !== undefined) meetings.push(meeting);
    }
    return { actors, meetings };
  }

  /**
   * Up to k paths with different go-betweens. First paths that share none, each the best that avoids all earlier
   * ones'; when those run out, paths that avoid at least one go-between of an earlier path, least repetition first.
   */
  #diverse(query: PathQuery, source: number, target: number, wanted: number, budget: Budget): Walk[] {
    const walks: Walk[] = [];
    const known = new Set<string>();
    const { actors: avoidActors, meetings: avoidMeetings } = this.#avoided(query);
    const used = new Set<number>();
    const keep = (walk: Walk | null): boolean => {
      if (walk === null || (wanted > 1 && known.has(route(walk)))) return false;
      walks.push(walk);
      if (wanted === 1) return true;
      known.add(route(walk));
      const between = goBetweens(walk);
      for (const actor of between) used.add(actor);
      if (between.length === 0) avoidMeetings.push(...this.#sharedMeetings(source, target));
      return true;
    };
    const filter = new MeetingFilter(query, this.#adjacency, this.#catalogue);
    const solve = (blocked: Iterable<number>, persons: boolean): Walk | null =>
      this.#solve(
        query,
        filter,
        source,
        target,
        [...avoidActors, ...blocked],
        avoidMeetings,
        persons,
        budget,
      );

    const personsOnly = query.via === "persons";
    if (!keep(solve([], personsOnly))) return [];
    if (wanted > 1 && this.#isWeak(walks[0]!)) keep(solve(used, true));
    while (walks.length < wanted && keep(solve(used, personsOnly)));

    const repeats = (walk: Walk): number => goBetweens(walk).filter((actor) => used.has(actor)).length;
    const candidates: Walk[] = [];
    for (let seen = 0; walks.length < wanted && !budget.exhausted; ) {
      for (; seen < walks.length; seen++) {
        for (const actor of goBetweens(walks[seen]!)) {
          const candidate = solve([actor], personsOnly);
          if (candidate !== null) candidates.push(candidate);
        }
      }
      const fresh = candidates.filter((walk) => !known.has(route(walk)));
      if (fresh.length === 0) break;
      fresh.sort((a, b) => repeats(a) - repeats(b) || a.length - b.length);
      keep(fresh[0]!);
    }
    return walks;
  }

  #solve(
    query: PathQuery,
    filter: MeetingFilter,
    source: number,
    target: number,
    blockedActors: readonly number[],
    blockedMeetings: readonly number[],
    personsOnly: boolean,
    budget: Budget,
  ): Walk | null {
    const constraints: Constraints = {
      maxHops: query.maxHops ?? DEFAULT_HOPS,
      personsOnly,
      blockedActors,
      blockedMeetings,
    };
    const timed = query.timeRespecting === true;
    if (query.through !== undefined && query.through.length > 0) {
      const through = new Set(query.through.map((id) => this.#catalogue.actor(id)!));
      through.delete(source);
      through.delete(target);
      const solve = (limits: Constraints): Walk | null =>
        new ThroughSearch(
          this.#adjacency,
          source,
          target,
          [...through],
          filter,
          limits,
          timed,
          budget,
        ).best();
      return this.#preferringPersons(solve(constraints), constraints, solve);
    }
    if (timed && query.prefer === "latest") {
      return (
        this.#sweep.best(target, source, filter, constraints, true, "earliest", budget)?.reverse() ?? null
      );
    }
    if (timed && query.prefer === "earliest") {
      return this.#sweep.best(source, target, filter, constraints, false, "earliest", budget);
    }
    if (timed) {
      const solve = (limits: Constraints): Walk | null =>
        this.#sweep.best(source, target, filter, limits, false, "fewest", budget);
      return this.#preferringPersons(solve(constraints), constraints, solve);
    }
    if (query.weight === "strength") {
      return this.#strength.best(source, target, filter, constraints, costsOf(query), budget);
    }
    const solve = (limits: Constraints): Walk | null =>
      shortestPath(this.#adjacency, source, target, filter, limits, budget);
    const walk = this.#preferringPersons(solve(constraints), constraints, solve);
    if (walk === null || personsOnly || !this.#isWeak(walk)) return walk;
    const sameLength = { ...constraints, maxHops: hopsOf(walk) };
    return allShortestPaths(this.#adjacency, source, target, filter, sameLength, budget)?.walk ?? walk;
  }

  /** The walk itself, or one of the same length with nobody but people between. */
  #preferringPersons(
    walk: Walk | null,
    constraints: Constraints,
    solve: (limits: Constraints) => Walk | null,
  ): Walk | null {
    if (walk === null || constraints.personsOnly || !this.#isWeak(walk)) return walk;
    return solve({ ...constraints, maxHops: hopsOf(walk), personsOnly: true }) ?? walk;
  }

  #isWeak(walk: Walk): boolean {
    return goBetweens(walk).some((actor) => !this.#isPerson(actor));
  }

  /** Why there is no path: the first demand without which there would be one, the cheapest to drop first. */
  #reason(query: PathQuery, source: number, target: number, budget: Budget): PathReason {
    if (budget.exhausted) return "budget_spent";
    const exists = (relaxed: PathQuery): boolean =>
      this.#diverse(relaxed, source, target, 1, budget).length > 0;
    const { since: _since, until: _until, timeRespecting: _order, ...timeless } = query;
    const { timeRespecting: _, ...unordered } = query;
    if (query.timeRespecting === true && exists(unordered)) return "not_in_time";
    if (budget.hopsEnded && exists({ ...unordered, maxHops: MOST_HOPS * MOST_HOPS })) return "too_many_hops";
    const anyLength = { ...timeless, maxHops: MOST_HOPS * MOST_HOPS };
    if ((query.since ?? query.until) !== undefined && exists(anyLength)) return "window_too_narrow";
    if (exists({ ...anyLength, status: STATUSES })) return "statuses_excluded";
    return budget.exhausted ? "budget_spent" : "no_path";
  }

  #isPerson(actor: number): boolean {
    return this.#adjacency.arrays.kinds[actor] === PERSON;
  }

  #sharedMeetings(a: number, b: number): number[] {
    const { actorOffsets, actorMeetings } = this.#adjacency.arrays;
    const shared: number[] = [];
    const [few, many] = this.#adjacency.degree(a) <= this.#adjacency.degree(b) ? [a, b] : [b, a];
    for (let p = actorOffsets[few]!; p < actorOffsets[few + 1]!; p++) {
      if (this.#adjacency.attended(many, actorMeetings[p]!)) shared.push(actorMeetings[p]!);
    }
    return shared;
  }

  #path(walk: Walk): Path {
    const hops: Hop[] = [];
    const nodes = [this.#catalogue.actorId(walk[0]!)];
    for (let at = 0; at + 2 < walk.length; at += 2) {
      const [from, meeting, to] = [walk[at]!, walk[at + 1]!, walk[at + 2]!];
      const meetingId = this.#catalogue.meetingId(meeting);
      nodes.push(meetingId, this.#catalogue.actorId(to));
      hops.push({
        from: this.#catalogue.actorId(from),
        meeting: meetingId,
        to: this.#catalogue.actorId(to),
        date: this.#catalogue.date(meeting),
        place: this.#catalogue.place(meeting),
        weak: !this.#isPerson(from) || !this.#isPerson(to),
        evidence: this.#catalogue.evidence(meeting, from, to),
      });
    }
    return { nodes, hops, certain: this.#isCertain(walk.filter((_, at) => at % 2 === 1)) };
  }

  /** Whether no reading of the dates puts a hop before the one it follows. One hop has no order to break. */
  #isCertain(meetings: readonly number[]): boolean {
    if (meetings.length < 2) return true;
    const { earliest, latest, codes } = this.#adjacency.arrays;
    let latestSoFar = Number.NEGATIVE_INFINITY;
    for (const meeting of meetings) {
      if ((codes[meeting]! & DOUBTFUL) !== 0 || earliest[meeting]! < latestSoFar) return false;
      latestSoFar = Math.max(latestSoFar, latest[meeting]!);
    }
    return true;
  }
}
