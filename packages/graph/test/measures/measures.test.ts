import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  betweenness,
  brokers,
  busiestVenues,
  communities,
  degreeOverTime,
  degrees,
  GraphIndex,
} from "../../src/index.ts";
import { arbitraryFacts, arbitraryFilter, dated, entity, facts, meeting } from "../query/arbitraryFacts.ts";
import { allPaths, peopleOf, sharedMeetings } from "../query/oracle.ts";

describe("degree", () => {
  it("is the number of neighbours, weighted the sum of their counts", () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitraryFilter, (drawn, filter) => {
        const index = GraphIndex.from(drawn);
        const rows = new Map(degrees(index, filter).map((row) => [row.entity.id, row]));
        for (const { id } of drawn.entities) {
          const { items } = index.neighbours(id, filter);
          expect(rows.get(id)?.degree ?? 0).toBe(items.length);
          expect(rows.get(id)?.weighted ?? 0).toBe(items.reduce((sum, { count }) => sum + count, 0));
        }
      }),
    );
  });

  it("goes period by period", () => {
    const people = ["per:a", "per:b", "per:c"].map((id) => entity(id, "person"));
    const index = GraphIndex.from(
      facts(people, [
        meeting("mtg:1", ["per:a", "per:b"], { date: dated("2019-03-05") }),
        meeting("mtg:2", ["per:a", "per:b"], { date: dated("2019-07-01") }),
        meeting("mtg:3", ["per:a", "per:b", "per:c"], { date: dated("2020") }),
      ]),
    );
    expect(degreeOverTime(index, "per:a")).toEqual([
      { period: "2019", degree: 1, weighted: 2 },
      { period: "2020", degree: 2, weighted: 2 },
    ]);
  });
});

describe("betweenness", () => {
  it("is the share of shortest paths, counted one by one", () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitraryFilter, (drawn, filter) => {
        const index = GraphIndex.from(drawn);
        const { items, exact } = betweenness(index, filter);
        expect(exact).toBe(true);
        const ids = drawn.entities.map(({ id }) => id);
        const active = ids.filter((id) =>
          index.meetings({ ...filter, participant: id }).items.some((each) => {
            const { arrays } = index.adjacency;
            const actor = index.catalogue.actor(id)!;
            const number = index.catalogue.meetingNumber(each.id)!;
            return arrays.actorMeetings
              .subarray(arrays.actorOffsets[actor], arrays.actorOffsets[actor + 1])
              .includes(number);
          }),
        );
        const expected = new Map<string, number>();
        for (const from of ids) {
          for (const to of ids) {
            const paths = allPaths(drawn, { ...filter, from, to });
            const shortest = Math.min(...paths.map(({ meetings }) => meetings.length));
            const best = paths.filter(({ meetings }) => meetings.length === shortest);
            for (const { actors } of best) {
              for (const id of actors.slice(1, -1))
                expected.set(id, (expected.get(id) ?? 0) + 1 / best.length);
            }
          }
        }
        const pairs = (active.length - 1) * (active.length - 2);
        expect(items.map(({ entity: { id } }) => id).sort()).toEqual([...expected.keys()].sort());
        for (const { entity: found, score } of items) {
          expect(score).toBeCloseTo(expected.get(found.id)! / pairs, 10);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("samples near the exact scores, the same every time", () => {
    const people = Array.from({ length: 60 }, (_, at) => entity(`per:${at}`, "person"));
    // Two rings that only per:0 joins.
    const ring = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) =>
        meeting(`mtg:${from + at}`, [
          `per:${from + at}`,
          `per:${at + 1 === to - from ? from : from + at + 1}`,
        ]),
      );
    const index = GraphIndex.from(
      facts(people, [...ring(0, 30), ...ring(30, 60), meeting("mtg:bridge", ["per:0", "per:30"])]),
    );
    const exact = betweenness(index);
    const sampled = betweenness(index, {}, { exactUpTo: 10, samples: 40 });
    expect(sampled.exact).toBe(false);
    expect(sampled).toEqual(betweenness(index, {}, { exactUpTo: 10, samples: 40 }));
    const top = (rows: typeof exact) =>
      rows.items
        .slice(0, 2)
        .map(({ entity: { id } }) => id)
        .sort();
    expect(top(exact)).toEqual(["per:0", "per:30"]);
    expect(top(sampled)).toEqual(top(exact));
    expect(Math.abs(sampled.items[0]!.score - exact.items[0]!.score)).toBeLessThan(0.15);
  });
});

describe("brokers", () => {
  it("met both of a pair that has not met", () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitraryFilter, fc.nat(6), fc.nat(6), (drawn, filter, one, two) => {
        const pick = (at: number) => drawn.entities[at % drawn.entities.length]!.id;
        const [left, right] = [pick(one), pick(two)];
        const met = (a: string, b: string) => sharedMeetings(drawn, filter, a, b).length > 0;
        const sides = [peopleOf(drawn, left), peopleOf(drawn, right)] as const;
        const expected = new Map<string, number>();
        for (const { id } of drawn.entities) {
          if (sides[0].has(id) || sides[1].has(id)) continue;
          let pairs = 0;
          for (const a of sides[0]) {
            for (const b of sides[1]) if (a !== b && met(a, id) && met(b, id) && !met(a, b)) pairs++;
          }
          if (pairs > 0) expected.set(id, pairs);
        }
        const found = brokers(GraphIndex.from(drawn), left, right, filter);
        expect(new Map(found.map(({ entity: { id }, pairs }) => [id, pairs]))).toEqual(expected);
      }),
    );
  });
});

describe("communities", () => {
  it("parts two cliques that one meeting joins, and repeats itself", () => {
    const ids = ["__proto__", "constructor", "per:c", "per:x", "per:y", "per:z"];
    const clique = (members: string[], name: string) =>
      members.flatMap((a, i) => members.slice(i + 1).map((b, j) => meeting(`mtg:${name}${i}${j}`, [a, b])));
    const index = GraphIndex.from(
      facts(
        ids.map((id) => entity(id, "person")),
        [
          ...clique(ids.slice(0, 3), "one"),
          ...clique(ids.slice(3), "two"),
          meeting("mtg:bridge", ["per:c", "per:x"]),
          meeting("mtg:planned", ["per:c", "per:z"], { status: "planned" }),
        ],
      ),
    );
    const found = communities(index);
    expect(found.items.map((group) => group.map(({ id }) => id))).toEqual([
      ["__proto__", "constructor", "per:c"],
      ["per:x", "per:y", "per:z"],
    ]);
    expect(found.modularity).toBeGreaterThan(0.3);
    expect(communities(index)).toEqual(found);
  });

  it("of nothing are none", () => {
    expect(communities(GraphIndex.from(facts([], [])))).toEqual({ items: [], modularity: 0 });
  });
});

describe("busiest venues", () => {
  it("counts meetings by place", () => {
    const index = GraphIndex.from(
      facts(
        [entity("per:a", "person"), entity("plc:cairo", "place"), entity("plc:geneva", "place")],
        [
          meeting("mtg:1", ["per:a"], { place: "plc:geneva", date: dated("2019-03-05") }),
          meeting("mtg:2", ["per:a"], { place: "plc:geneva", date: dated("2018-12-30") }),
          meeting("mtg:3", ["per:a"], { place: "plc:cairo" }),
          meeting("mtg:4", ["per:a"], { place: "plc:cairo", status: "planned" }),
        ],
      ),
    );
    expect(busiestVenues(index).map(({ place, ...rest }) => [place.id, rest])).toEqual([
      ["plc:geneva", { count: 2, first: "2018-12-30", last: "2019-03-05" }],
      ["plc:cairo", { count: 1, first: null, last: null }],
    ]);
    expect(busiestVenues(index, { status: ["planned"] })).toHaveLength(1);
  });
});
