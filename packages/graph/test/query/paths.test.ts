import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type Facts, GraphIndex, type Path, type PathQuery, QueryError } from "../../src/index.ts";
import { contactCost } from "../../src/query/paths.ts";
import { arbitraryFacts, arbitraryFilter, dated, entity, facts, meeting } from "./arbitraryFacts.ts";
import {
  admits,
  allPaths,
  arrival,
  departure,
  inContact,
  isCertain,
  type OraclePath,
  weakBetween,
} from "./oracle.ts";

const RUNS = { numRuns: 1500 };

const arbitraryQuery = fc
  .tuple(
    arbitraryFacts,
    arbitraryFilter,
    fc.record(
      {
        via: fc.constantFrom("persons" as const, "any" as const),
        maxHops: fc.integer({ min: 1, max: 6 }),
        avoid: fc.subarray(["b", "constructor", "mtg:0", "mtg:1"]),
        timeRespecting: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    fc.nat(6),
    fc.nat(6),
  )
  .map(([drawn, filter, options, from, to]) => {
    const pick = (at: number) => drawn.entities[at % drawn.entities.length]!.id;
    const query: PathQuery = { ...filter, ...options, from: pick(from), to: pick(to) };
    return { facts: drawn, query };
  })
  .filter(({ query }) => query.from !== query.to);

/** The path in the facts' own terms; fails when a hop is not in them. */
const checked = (drawn: Facts, query: PathQuery, path: Path): OraclePath => {
  const actors = path.nodes.filter((_, at) => at % 2 === 0);
  const meetings = path.nodes
    .filter((_, at) => at % 2 === 1)
    .map((id) => drawn.meetings.find((m) => m.id === id)!);
  expect(actors[0]).toBe(query.from);
  expect(actors.at(-1)).toBe(query.to);
  expect(new Set(actors).size).toBe(actors.length);
  expect(path.hops).toHaveLength(meetings.length);
  const kind = (id: string) => drawn.entities.find((each) => each.id === id)!.kind;
  for (const [at, hop] of path.hops.entries()) {
    const via = meetings[at]!;
    expect(hop).toMatchObject({ from: actors[at], meeting: via.id, to: actors[at + 1] });
    expect(inContact(drawn, via)).toEqual(expect.arrayContaining([hop.from, hop.to]));
    expect(admits(drawn, query, via)).toBe(true);
    expect(hop.date).toBe(via.date?.edtf ?? null);
    expect(hop.weak).toBe(kind(hop.from) !== "person" || kind(hop.to) !== "person");
    expect(hop.evidence.map(({ quote }) => quote).sort()).toEqual([hop.from, hop.to].sort());
    expect(query.avoid ?? []).not.toContain(via.id);
  }
  for (const id of actors) expect(query.avoid ?? []).not.toContain(id);
  expect(path.certain).toBe(isCertain({ actors, meetings }));
  return { actors, meetings };
};

const fewest = (paths: readonly OraclePath[]): number =>
  Math.min(...paths.map(({ meetings }) => meetings.length));

describe("against all paths of a small graph", () => {
  it("finds one exactly when there is one, with the fewest meetings and then the fewest bodies between", () => {
    fc.assert(
      fc.property(arbitraryQuery, ({ facts: drawn, query }) => {
        const answer = GraphIndex.from(drawn).paths(query);
        const all = allPaths(drawn, query);
        expect(answer.items.length).toBe(all.length > 0 ? 1 : 0);
        expect(answer.reason !== undefined).toBe(all.length === 0);
        if (all.length === 0) return;
        const found = checked(drawn, query, answer.items[0]!);
        const hops = fewest(all);
        expect(found.meetings.length).toBe(hops);
        const shortest = all.filter(({ meetings }) => meetings.length === hops);
        const weak = Math.min(...shortest.map((path) => weakBetween(drawn, path)));
        // In time only people-only paths are looked for beside the first.
        if (!query.timeRespecting || weak === 0) expect(weakBetween(drawn, found)).toBe(weak);
      }),
      RUNS,
    );
  });

  it("arrives the earliest and departs the latest", () => {
    fc.assert(
      fc.property(arbitraryQuery, ({ facts: drawn, query: drawnQuery }) => {
        const query = { ...drawnQuery, timeRespecting: true };
        const index = GraphIndex.from(drawn);
        const all = allPaths(drawn, query);
        const earliest = index.paths({ ...query, prefer: "earliest" });
        const latest = index.paths({ ...query, prefer: "latest" });
        expect([earliest.items.length, latest.items.length]).toEqual(all.length > 0 ? [1, 1] : [0, 0]);
        if (all.length === 0) return;
        const first = all.map(arrival).sort()[0]!;
        const found = checked(drawn, query, earliest.items[0]!);
        expect(arrival(found)).toBe(first);
        expect(found.meetings.length).toBe(fewest(all.filter((path) => arrival(path) === first)));
        const last = all.map(departure).sort().at(-1)!;
        const left = checked(drawn, query, latest.items[0]!);
        expect(departure(left)).toBe(last);
        expect(left.meetings.length).toBe(fewest(all.filter((path) => departure(path) === last)));
      }),
      RUNS,
    );
  });

  it("weighs by strength, by its own weights or by others", () => {
    const arbitraryCosts = fc.option(
      fc.record({ table: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 8 }), weak: fc.nat(6) }),
    );
    fc.assert(
      fc.property(arbitraryQuery, arbitraryCosts, ({ facts: drawn, query: drawnQuery }, own) => {
        const weights = own && {
          contact: (attendance: number) => own.table[attendance % own.table.length]!,
          weak: own.weak,
        };
        const query: PathQuery = {
          ...drawnQuery,
          timeRespecting: false,
          weight: "strength",
          ...(weights ? { costs: weights } : {}),
        };
        const contact = weights ? (n: number) => 1000 * weights.contact(n) : contactCost;
        const cost = (path: OraclePath): number =>
          path.meetings.reduce((sum, { participants }) => sum + contact(participants.length), 0) +
          1000 * (weights?.weak ?? 4) * weakBetween(drawn, path);
        const all = allPaths(drawn, query);
        const answer = GraphIndex.from(drawn).paths(query);
        expect(answer.items.length).toBe(all.length > 0 ? 1 : 0);
        if (all.length === 0) return;
        expect(cost(checked(drawn, query, answer.items[0]!))).toBe(Math.min(...all.map(cost)));
      }),
      RUNS,
    );
  });

  it("goes through whom it must", () => {
    fc.assert(
      fc.property(
        arbitraryQuery,
        fc.subarray(["a", "b", "__proto__", "f"], { minLength: 1 }),
        (drawn, through) => {
          const known = through.filter((id) => drawn.facts.entities.some((each) => each.id === id));
          const query = { ...drawn.query, through: known };
          const all = allPaths(drawn.facts, query);
          const answer = GraphIndex.from(drawn.facts).paths(query);
          expect(answer.items.length).toBe(all.length > 0 ? 1 : 0);
          if (all.length === 0) return;
          const found = checked(drawn.facts, query, answer.items[0]!);
          expect(found.actors).toEqual(expect.arrayContaining(known));
          expect(found.meetings.length).toBe(fewest(all));
        },
      ),
      RUNS,
    );
  });

  it("gives k different, valid paths, the first a best one", () => {
    fc.assert(
      fc.property(
        arbitraryQuery,
        fc.integer({ min: 2, max: 5 }),
        ({ facts: drawn, query: drawnQuery }, k) => {
          const query = { ...drawnQuery, k };
          const { items } = GraphIndex.from(drawn).paths(query);
          const all = allPaths(drawn, query);
          const routes = items.map((path) => checked(drawn, query, path).actors.join(" "));
          expect(new Set(routes).size).toBe(routes.length);
          expect(routes.length).toBeLessThanOrEqual(k);
          if (all.length === 0) return;
          expect(items[0]!.hops).toHaveLength(fewest(all));
          // Whenever some pair of paths shares no go-between, the second must not repeat the first's.
          const between = (path: Path) => path.nodes.filter((_, at) => at % 2 === 0).slice(1, -1);
          if (items.length > 1) {
            const first = new Set(between(items[0]!));
            const disjoint = all.some(
              ({ actors }) =>
                actors.slice(1, -1).every((id) => !first.has(id)) && (first.size > 0 || actors.length > 2),
            );
            if (disjoint && first.size > 0)
              expect(between(items[1]!).some((id) => first.has(id))).toBe(false);
          }
        },
      ),
      RUNS,
    );
  });

  it("counts all shortest", () => {
    fc.assert(
      fc.property(arbitraryQuery, ({ facts: drawn, query: drawnQuery }) => {
        const query = { ...drawnQuery, timeRespecting: false };
        const all = allPaths(drawn, query);
        const hops = fewest(all);
        const { hops: found, count } = GraphIndex.from(drawn).countShortest(query);
        expect(found).toBe(all.length > 0 ? hops : null);
        expect(count).toBe(all.filter(({ meetings }) => meetings.length === hops).length);
      }),
      RUNS,
    );
  });

  it("is as long backwards as forwards", () => {
    fc.assert(
      fc.property(
        arbitraryQuery,
        fc.constantFrom("hops" as const, "strength" as const),
        ({ facts: drawn, query: drawnQuery }, weight) => {
          const query = { ...drawnQuery, weight, timeRespecting: false };
          const index = GraphIndex.from(drawn);
          const forwards = index.paths(query);
          const backwards = index.paths({ ...query, from: query.to, to: query.from });
          expect(backwards.items.length).toBe(forwards.items.length);
          if (weight === "hops") {
            expect(backwards.items[0]?.hops.length).toBe(forwards.items[0]?.hops.length);
          }
          expect(backwards.reason).toBe(forwards.reason);
        },
      ),
      RUNS,
    );
  });
});

test("weights that are none are refused", () => {
  const two = facts(
    [entity("per:a", "person"), entity("per:b", "person")],
    [meeting("mtg:1", ["per:a", "per:b"], {})],
  );
  const ask = (costs: NonNullable<PathQuery["costs"]>) => () =>
    GraphIndex.from(two).paths({ from: "per:a", to: "per:b", weight: "strength", costs });
  for (const contact of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
    expect(ask({ contact: () => contact })).toThrow(QueryError);
  expect(ask({ weak: -1 })).toThrow(QueryError);
  expect(ask({ weak: 0, contact: (n) => n })().items).toHaveLength(1);
});

describe("why there is no path", () => {
  const people = ["per:a", "per:b", "per:c", "per:d"].map((id) => entity(id, "person"));
  const chain = facts(people, [
    meeting("mtg:1", ["per:a", "per:b"], { date: dated("2019-03-06") }),
    meeting("mtg:2", ["per:b", "per:c"], { date: dated("2019-03-05") }),
    meeting("mtg:3", ["per:c", "per:d"], { status: "planned" }),
  ]);
  const reason = (query: Partial<PathQuery>) =>
    GraphIndex.from(chain).paths({ from: "per:a", to: "per:c", ...query }).reason;

  it.each<[string | undefined, Partial<PathQuery>]>([
    [undefined, {}],
    ["unknown_entity", { to: "per:nobody" }],
    ["same_entity", { to: "per:a" }],
    ["too_many_hops", { maxHops: 1 }],
    ["not_in_time", { timeRespecting: true }],
    ["window_too_narrow", { since: "2019-03-06" }],
    ["statuses_excluded", { to: "per:d" }],
    ["no_path", { avoid: ["per:b"] }],
    ["budget_spent", { budget: 1 }],
  ])("%s", (expected, query) => {
    expect(reason(query)).toBe(expected);
  });
});

describe("who has met whom", () => {
  it("a person whose deputy came has met nobody; a state through its delegates has", () => {
    const index = GraphIndex.from(
      facts(
        [entity("per:king", "person"), entity("cty:jo", "country"), entity("per:guest", "person")],
        [
          meeting("mtg:1", [], {
            participants: [
              { ...meeting("", ["per:king"]).participants[0]!, function: "represented" },
              { ...meeting("", ["cty:jo"]).participants[0]!, function: "represented" },
              { ...meeting("", ["per:guest"]).participants[0]!, function: "guest" },
            ],
          }),
        ],
      ),
    );
    expect(index.neighbours("per:guest").items.map(({ entity: { id } }) => id)).toEqual(["cty:jo"]);
    expect(index.neighbours("per:king").items).toEqual([]);
    expect(index.paths({ from: "per:king", to: "per:guest" }).items).toEqual([]);
    expect(index.meetings({ participant: "per:king" }).items).toHaveLength(1);
  });

  it("a visited country was not met, its minister who received the visitor was", () => {
    const index = GraphIndex.from(
      facts(
        [entity("per:visitor", "person"), entity("cty:eg", "country"), entity("per:minister", "person")],
        [
          meeting("mtg:1", [], {
            type: "visit",
            participants: [
              { ...meeting("", ["per:visitor"]).participants[0]!, function: "guest" },
              { ...meeting("", ["cty:eg"]).participants[0]!, function: "host" },
              { ...meeting("", ["per:minister"]).participants[0]!, function: "host" },
            ],
          }),
        ],
      ),
    );
    expect(index.neighbours("per:visitor").items.map(({ entity: { id } }) => id)).toEqual(["per:minister"]);
    expect(index.neighbours("cty:eg").items).toEqual([]);
    expect(index.entity("cty:eg")!.counts).toEqual({ meetings: 1, contacts: 0, articles: 1 });
  });

  it("a meeting and its parent count once, two meetings on one visit twice", () => {
    const index = GraphIndex.from(
      facts(
        [entity("per:a", "person"), entity("per:b", "person")],
        [
          meeting("mtg:visit", ["per:a", "per:b"], { type: "visit" }),
          meeting("mtg:talks", ["per:a", "per:b"], { parent: "mtg:visit" }),
          meeting("mtg:dinner", ["per:a", "per:b"], { parent: "mtg:visit" }),
        ],
      ),
    );
    expect(index.neighbours("per:a").items[0]!.meetings.sort()).toEqual(["mtg:dinner", "mtg:talks"]);
  });

  it("meetings that name each other as parent still count", () => {
    const index = GraphIndex.from(
      facts(
        [entity("per:a", "person"), entity("per:b", "person")],
        [
          meeting("mtg:1", ["per:a", "per:b"], { parent: "mtg:2" }),
          meeting("mtg:2", ["per:a", "per:b"], { parent: "mtg:1" }),
        ],
      ),
    );
    expect(index.neighbours("per:a").items[0]?.count).toBe(2);
  });

  it("prefers people over a state at the same length", () => {
    const everybody = [entity("per:a", "person"), entity("per:z", "person"), entity("cty:b", "country")];
    const index = GraphIndex.from(
      facts(
        [...everybody, entity("per:p", "person")],
        [
          meeting("mtg:1", ["per:a", "cty:b"]),
          meeting("mtg:2", ["cty:b", "per:z"]),
          meeting("mtg:3", ["per:a", "per:p"]),
          meeting("mtg:4", ["per:p", "per:z"]),
        ],
      ),
    );
    const [first, second] = index.paths({ from: "per:a", to: "per:z", k: 2 }).items;
    expect(first!.nodes).toEqual(["per:a", "mtg:3", "per:p", "mtg:4", "per:z"]);
    expect(first!.hops.map(({ weak }) => weak)).toEqual([false, false]);
    expect(second!.hops.map(({ weak }) => weak)).toEqual([true, true]);
  });
});
