import { describe, expect, test } from "vitest";
import { ar } from "../../src/ar/index.ts";
import { extractor } from "../../src/extract.ts";
import * as tables from "../../src/generated/ar.ts";
import { Scan } from "../../src/lexicon/scan.ts";
import { Tokenizer } from "../../src/text/tokens.ts";

const tokenizer = new Tokenizer(ar);
const extract = extractor(ar);
const scanOf = (text: string): Scan => new Scan(ar, text, tokenizer.tokens(text));

/** Ids that a look-up finds at any word of an example. */
const found = (
  text: string,
  look: (scan: Scan, at: number) => (string | undefined)[],
): Set<string | undefined> => {
  const scan = scanOf(text);
  return new Set(scan.tokens.flatMap((_, at) => look(scan, at)));
};

const examples = <T extends { id: string; example: string }>(rows: readonly T[]): [string, string, T][] =>
  rows.map((row) => [row.id, row.example, row]);

describe("every row's example holds what the row describes", () => {
  test.each(examples(tables.meetingVerbs))("meeting verb %s: %s", (id, example) => {
    expect(
      found(example, (scan, at) => scan.verb(at)?.values.map((value) => value.meeting?.id) ?? []),
    ).toContain(id);
  });
  test.each(examples(tables.lightVerbs.filter((row) => row.id !== "have")))(
    "light verb %s: %s",
    (id, example) => {
      expect(
        found(example, (scan, at) => scan.verb(at)?.values.map((value) => value.light?.id) ?? []),
      ).toContain(id);
    },
  );
  test.each(examples(tables.eventNouns))("event noun %s: %s", (id, example) => {
    expect(found(example, (scan, at) => scan.event(at)?.values.map((value) => value.id) ?? [])).toContain(id);
  });
  test.each(examples(tables.titles))("title %s: %s", (id, example) => {
    expect(found(example, (scan, at) => scan.title(at)?.values.map((value) => value.id) ?? [])).toContain(id);
  });
  test.each(examples(tables.groups))("group %s: %s", (id, example) => {
    expect(found(example, (scan, at) => scan.group(at)?.values.map((value) => value.id) ?? [])).toContain(id);
  });
  test.each(examples(tables.namesakes))("namesake %s: %s", (id, example) => {
    expect(found(example, (scan, at) => [...(scan.namesake(at)?.values ?? [])])).toContain(id);
    const { entities } = extract({ id: "x", text: `${example}.` });
    expect(entities.filter(({ kind, roles }) => kind === "person" && roles.length === 0)).toEqual([]);
  });
  test.each(examples(tables.particles))("particle %s: %s", (id, example) => {
    expect(found(example, (scan, at) => scan.particle(at)?.values.map((value) => value.id) ?? [])).toContain(
      id,
    );
  });
  test.each(examples(tables.placeHeads))("place %s: %s", (_, example, row) => {
    expect(found(example, (scan, at) => [...(scan.placeHead(at)?.values ?? [])])).toContain(row.kind);
  });
});

describe("no counterexample is a meeting", () => {
  const rows = [...tables.meetingVerbs, ...tables.lightVerbs, ...tables.eventNouns, ...tables.titles];
  test.each(rows.filter((row) => row.counterexample).map((row) => [row.counterexample, row.id]))(
    "%s (%s)",
    (text) => {
      expect(extract({ id: "x", text: `${text}.` }).meetings).toEqual([]);
    },
  );
});
