import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GraphIndex, SnapshotError } from "../../src/index.ts";
import { arbitraryFacts, arbitraryFilter, entity, facts, meeting } from "./arbitraryFacts.ts";

const small = facts(
  [entity("per:a", "person"), entity("per:b", "person"), entity("cty:c", "country")],
  [meeting("mtg:1", ["per:a", "per:b"]), meeting("mtg:2", ["per:b", "cty:c"], { parent: "mtg:1" })],
);

const faultOf = (load: () => unknown): string => {
  try {
    load();
  } catch (error) {
    if (error instanceof SnapshotError) return error.fault;
    throw error;
  }
  return "none";
};

describe("a snapshot", () => {
  it("answers as the index it was taken from", () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitraryFilter, (drawn, filter) => {
        const index = GraphIndex.from(drawn);
        const again = GraphIndex.fromSnapshot(index.toSnapshot(), drawn);
        const [a, b] = [drawn.entities[0]!.id, drawn.entities[1]!.id];
        expect(again.neighbours(a, filter)).toEqual(index.neighbours(a, filter));
        expect(again.meetings(filter)).toEqual(index.meetings(filter));
        expect(again.paths({ ...filter, from: a, to: b, k: 3 })).toEqual(
          index.paths({ ...filter, from: a, to: b, k: 3 }),
        );
      }),
    );
  });

  it("loads from any place in a larger buffer, and without the facts", () => {
    const bytes = GraphIndex.from(small).toSnapshot();
    for (const shift of [0, 1, 2, 4, 8]) {
      const larger = new Uint8Array(bytes.length + 16);
      larger.set(bytes, shift);
      const index = GraphIndex.fromSnapshot(larger.subarray(shift, shift + bytes.length));
      const [first] = index.ids().entities;
      expect(index.adjacency.meetings).toBe(2);
      expect(first).toBe("a0");
    }
  });

  it("is the same bytes for the same facts, whatever their order", () => {
    const turned = { ...small, entities: small.entities.toReversed(), meetings: small.meetings.toReversed() };
    expect(GraphIndex.from(turned).toSnapshot()).toEqual(GraphIndex.from(small).toSnapshot());
  });

  it("refuses every single damaged byte", () => {
    const bytes = GraphIndex.from(small).toSnapshot();
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at]! ^= 1 << (at % 8);
      const fault = faultOf(() => GraphIndex.fromSnapshot(damaged));
      expect(fault, `byte ${at}`).not.toBe("none");
    }
  });

  it("refuses what is cut short, too long, of another version, or no snapshot at all", () => {
    const bytes = GraphIndex.from(small).toSnapshot();
    for (let length = 0; length < bytes.length; length += 3) {
      expect(faultOf(() => GraphIndex.fromSnapshot(bytes.slice(0, length)))).not.toBe("none");
    }
    expect(faultOf(() => GraphIndex.fromSnapshot(new Uint8Array([...bytes, 0])))).toBe("truncated");
    expect(faultOf(() => GraphIndex.fromSnapshot(new TextEncoder().encode("{}".repeat(50))))).toBe(
      "not_a_snapshot",
    );
    const newer = bytes.slice();
    newer[4] = 99;
    expect(faultOf(() => GraphIndex.fromSnapshot(newer))).toBe("other_version");
  });

  it("refuses other facts", () => {
    const bytes = GraphIndex.from(small).toSnapshot();
    const others = { ...small, entities: [...small.entities, entity("per:z", "person")] };
    expect(faultOf(() => GraphIndex.fromSnapshot(bytes, others))).toBe("other_facts");
  });
});
