import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Facts, FactsError, fromJSON, toJSON } from "../src/index.ts";
import { arbitraryFacts, entity, facts, meeting, proof } from "./query/arbitraryFacts.ts";

const sample = (): Facts =>
  facts([entity("per:a", "person"), entity("per:b", "person")], [meeting("mtg:1", ["per:a", "per:b"])], {
    articles: [
      {
        id: "art:2",
        title: null,
        publishedAt: null,
        source: null,
        url: null,
        language: "ar",
        text: "التقى أ ب",
      },
    ],
    relations: [{ from: "per:a", type: "member_of", to: "per:b", evidence: proof("x") }],
  });

/** The sample with one thing changed, as a parsed value. */
const broken = (change: (value: Record<string, never>) => void): object => {
  const value = JSON.parse(toJSON(sample()));
  change(value);
  return value;
};

describe("facts as JSON", () => {
  it("come back as they were", () => {
    fc.assert(
      fc.property(arbitraryFacts, (drawn) => {
        expect(fromJSON(toJSON(drawn))).toEqual(drawn);
      }),
    );
    expect(toJSON(fromJSON(toJSON(sample())))).toBe(toJSON(sample()));
  });

  it("keep hostile ids as ids", () => {
    const redirects = Object.fromEntries([
      ["__proto__", "per:a"],
      ["constructor", "per:b"],
    ]);
    const back = fromJSON(toJSON({ ...sample(), redirects }));
    expect(Object.entries(back.redirects)).toEqual([
      ["__proto__", "per:a"],
      ["constructor", "per:b"],
    ]);
    expect(Object.getPrototypeOf(back.redirects)).toBe(Object.prototype);
    const polluting = toJSON(sample()).replace(
      '"id":"per:a",',
      '"id":"per:a","__proto__":{"polluted":true},',
    );
    const read = fromJSON(polluting).entities[0] as object;
    expect("polluted" in read).toBe(false);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  // biome-ignore lint/suspicious/noExplicitAny: the point is to break the type.
  it.each<[string, (value: any) => void]>([
    ["entities", (value) => delete value.entities],
    ["entities[1].kind", (value) => (value.entities[1].kind = "ghost")],
    ["entities[0].evidence", (value) => (value.entities[0].evidence = [])],
    ["entities[1].id", (value) => (value.entities[1].id = "per:a")],
    ["meetings[0].status", (value) => (value.meetings[0].status = null)],
    [
      "meetings[0].participants[1].entity",
      (value) => (value.meetings[0].participants[1].entity = "per:nobody"),
    ],
    ["meetings[0].evidence[0].start", (value) => (value.meetings[0].evidence[0].start = -1)],
    ["meetings[0].evidence[0].quote", (value) => (value.meetings[0].evidence[0].article = "art:2")],
    [
      "meetings[0].date.edtf",
      (value) => (value.meetings[0].date = { edtf: "2020-13-45", text: "", inferred: false }),
    ],
    ["relations[0].type", (value) => (value.relations[0].type = "knows")],
    ["redirects", (value) => (value.redirects = [])],
    ["liqa", (value) => (value.liqa = 2)],
  ])("say where they are wrong: %s", (path, change) => {
    let message = "";
    try {
      fromJSON(broken(change));
    } catch (error) {
      expect(error).toBeInstanceOf(FactsError);
      message = (error as FactsError).path;
    }
    expect(message).toBe(path);
  });

  it("must be JSON", () => {
    expect(() => fromJSON("{")).toThrow(SyntaxError);
    expect(() => fromJSON("[]")).toThrow(FactsError);
    expect(() => fromJSON("null")).toThrow(FactsError);
  });
});
