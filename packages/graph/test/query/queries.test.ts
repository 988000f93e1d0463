import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GraphIndex, type Neighbour, type Paged } from "../../src/index.ts";
import { arbitraryFacts, arbitraryFilter } from "./arbitraryFacts.ts";
import { admits, isDated, peopleOf, sharedMeetings, spanOf } from "./oracle.ts";

const RUNS = { numRuns: 1500 };
const everyPage = <T>(page: (cursor?: string) => Paged<T>): T[] => {
  const rows: T[] = [];
  for (let cursor: string | undefined, turns = 0; turns < 100; turns++) {
    const { items, nextCursor } = page(cursor);
    rows.push(...items);
    if (nextCursor === null) return rows;
    cursor = nextCursor;
  }
  throw new Error("the cursor never ends");
};

describe("against the slow way", () => {
  it("neighbours: the same people, counts, meetings, sources and dates", () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitraryFilter, fc.nat(6), (facts, filter, pick) => {
        const index = GraphIndex.from(facts);
        const id = facts.entities[pick % facts.entities.length]!.id;
        const rows = index.neighbours(id, filter).items;
        const expected = facts.entities
          .map((other) => ({ id: other.id, shared: sharedMeetings(facts, filter, id, other.id) }))
          .filter(({ shared }) => shared.length > 0);
        expect(rows.map((row) => row.entity.id).sort()).toEqual(expected.map((row) => row.id).sort());
        for (const { id: other, shared } of expected) {
          const row = rows.find(({ entity }) => entity.id === other)!;
          expect(row.count).toBe(shared.length);
          expect([...row.meetings].sort()).toEqual(shared.map((meeting) => meeting.id).sort());
          expect(row.sources).toBe(new Set(shared.flatMap((meeting) => meeting.sources)).size);
          const known = shared.filter(isDated);
          if (known.length === 0) expect([row.first, row.last]).toEqual([null, null]);
          else {
            const starts = known.map((meeting) => startOf(spanOf(meeting))).sort();
            const ends = known.map((meeting) => endOf(spanOf(meeting))).sort();
            const edtfOf = (date: string | null) => spanOf(shared.find((m) => m.date?.edtf === date)!);
            expect(startOf(edtfOf(row.first))).toBe(starts[0]);
            expect(endOf(edtfOf(row.last))).toBe(ends.at(-1));
          }
        }
      }),
      RUNS,
    );
  });

  it("neighbours: sorted, and pages of any size join to the whole", () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitraryFilter, fc.integer({ min: 1, max: 3 }), (facts, filter, limit) => {
        const index = GraphIndex.from(facts);
        const id = facts.entities[0]!.id;
        const whole = index.neighbours(id, filter).items;
        const pages = everyPage<Neighbour>((cursor) =>
          index.neighbours(id, { ...filter, limit, ...(cursor === undefined ? {} : { cursor }) }),
        );
        expect(pages).toEqual(whole);
        for (let at = 1; at < whole.length; at++) {
          const [before, after] = [whole[at - 1]!, whole[at]!];
          expect(before.count).toBeGreaterThanOrEqual(after.count);
        }
      }),
      RUNS,
    );
  });

  it("meetings: those admitted, with all participants, in order of date, page by page", () => {
    fc.assert(
      fc.property(
        arbitraryFacts,
        arbitraryFilter,
        fc.subarray(["a", "b", "constructor"]),
        fc.constantFrom("asc" as const, "desc" as const),
        fc.integer({ min: 1, max: 4 }),
        (facts, filter, participant, order, limit) => {
          const index = GraphIndex.from(facts);
          const rows = everyPage((cursor) =>
            index.meetings({
              ...filter,
              participant,
              order,
              limit,
              ...(cursor === undefined ? {} : { cursor }),
            }),
          );
          const expected = facts.meetings.filter(
            (meeting) =>
              admits(facts, filter, meeting) &&
              participant.every((id) => meeting.participants.some(({ entity }) => entity === id)),
          );
          expect(rows.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
          const starts = rows.filter(isDated).map((meeting) => startOf(spanOf(meeting)));
          expect(starts).toEqual(
            starts.toSorted((a, b) => (order === "asc" ? 1 : -1) * (a < b ? -1 : a > b ? 1 : 0)),
          );
          expect(rows.slice(starts.length).some(isDated)).toBe(false);
        },
      ),
      RUNS,
    );
  });

  it("common: shared meetings and contacts", () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitraryFilter, (facts, filter) => {
        const [a, b] = [facts.entities[0]!.id, facts.entities[1]!.id];
        const common = GraphIndex.from(facts).common(a, b, filter);
        const met = (x: string, y: string) => sharedMeetings(facts, filter, x, y).length > 0;
        expect(common.meetings.map(({ id }) => id).sort()).toEqual(
          sharedMeetings(facts, filter, a, b)
            .map(({ id }) => id)
            .sort(),
        );
        expect(common.contacts.map(({ id }) => id).sort()).toEqual(
          facts.entities
            .map(({ id }) => id)
            .filter((id) => met(a, id) && met(b, id))
            .sort(),
        );
      }),
      RUNS,
    );
  });

  it("between: every pair of the two sides that met, once", () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitraryFilter, fc.nat(6), fc.nat(6), (facts, filter, one, two) => {
        const pick = (at: number) => facts.entities[at % facts.entities.length]!.id;
        const { pairs, meetings } = GraphIndex.from(facts).between(pick(one), pick(two), filter);
        const expected = new Map<string, number>();
        const all = new Set<string>();
        for (const a of peopleOf(facts, pick(one))) {
          for (const b of peopleOf(facts, pick(two))) {
            const shared = sharedMeetings(facts, filter, a, b);
            if (shared.length > 0) expected.set([a, b].sort().join(" "), shared.length);
            for (const { id } of shared) all.add(id);
          }
        }
        const found = pairs.map(({ a, b, count }) => [[a.id, b.id].sort().join(" "), count] as const);
        expect(new Map(found)).toEqual(expected);
        expect(found).toHaveLength(expected.size);
        expect(meetings.map(({ id }) => id).sort()).toEqual([...all].sort());
      }),
      RUNS,
    );
  });

  it("timeline: every admitted meeting in exactly one period, none finer than its date", () => {
    fc.assert(
      fc.property(
        arbitraryFacts,
        arbitraryFilter,
        fc.constantFrom("year" as const, "month" as const, "day" as const),
        (facts, filter, unit) => {
          const index = GraphIndex.from(facts);
          const width = { year: 4, month: 7, day: 10 }[unit];
          const expected = new Map<string, number>();
          for (const meeting of facts.meetings.filter((each) => admits(facts, filter, each))) {
            const { from, to } = spanOf(meeting);
            let common = 10;
            while (from.slice(0, common) !== to.slice(0, common) || ![10, 7, 4].includes(common)) {
              common--;
              if (common < 4) break;
            }
            const period = common < 4 ? "XXXX" : from.slice(0, Math.min(common, width));
            expected.set(period, (expected.get(period) ?? 0) + 1);
          }
          const bins = index.timeline(null, filter, unit);
          expect(new Map(bins.map(({ period, count }) => [period, count]))).toEqual(expected);
        },
      ),
      RUNS,
    );
  });

  it("subgraph: whole meetings only, never more than asked for", () => {
    fc.assert(
      fc.property(
        arbitraryFacts,
        arbitraryFilter,
        fc.nat(3),
        fc.integer({ min: 1, max: 12 }),
        (facts, filter, depth, most) => {
          const index = GraphIndex.from(facts);
          const center = facts.entities[0]!.id;
          const drawn = index.subgraph(center, depth, filter, most);
          expect(drawn.entities.length + drawn.meetings.length).toBeLessThanOrEqual(most);
          expect(drawn.entities).toContain(center);
          for (const id of drawn.meetings) {
            for (const { entity } of index.meeting(id)!.participants)
              expect(drawn.entities).toContain(entity);
          }
          const nearby = facts.meetings.filter(
            (meeting) =>
              admits(facts, filter, meeting) && meeting.participants.some(({ entity }) => entity === center),
          );
          if (depth > 0 && !drawn.truncated)
            expect(drawn.meetings).toEqual(expect.arrayContaining(nearby.map(({ id }) => id)));
        },
      ),
      RUNS,
    );
  });
});

const startOf = ({ from, to }: { from: string; to: string }): string => (from === "0000-00-00" ? to : from);
const endOf = ({ from, to }: { from: string; to: string }): string => (to === "9999-99-99" ? from : to);
