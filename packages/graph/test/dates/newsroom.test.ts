import { describe, expect, it } from "vitest";
import { dates } from "../../src/ar/dates.ts";
import * as tables from "../../src/generated/ar.ts";
import { goldTable } from "../goldTable.ts";

const rows = goldTable("dates", "id", "publishedAt", "text", "expected").map((row) => ({
  ...row,
  publishedAt: row.publishedAt || null,
}));

describe("newsroom expressions", () => {
  it("are many, and a good part of them are no dates", () => {
    expect(rows.length).toBeGreaterThanOrEqual(250);
    expect(rows.filter(({ expected }) => !expected).length).toBeGreaterThanOrEqual(50);
  });

  it.each(rows)("$id $text", ({ text, publishedAt, expected }) => {
    const found = dates(text, { publishedAt }).map(({ text, edtf }) => `${text}=${edtf ?? "?"}`);
    expect(found.join(" | ")).toBe(expected);
  });
});

const WITH_EXAMPLES: Readonly<
  Record<string, readonly { id: string; example: string; counterexample: string }[]>
> = {
  months: tables.months,
  weekdays: tables.weekdays,
  "relative-dates": tables.relativeDates,
  "date-units": tables.dateUnits,
  numbers: tables.numbers,
  seasons: tables.seasons,
  "date-words": tables.dateWords,
};

describe.each(Object.entries(WITH_EXAMPLES))("data/ar/%s.tsv", (_, table) => {
  const context = { publishedAt: "2020-01-27" };

  it.each(table.map((row) => ({ ...row })))("$id: $example", ({ example, counterexample }) => {
    expect(dates(example, context), example).not.toEqual([]);
    if (counterexample) expect(dates(counterexample, context), counterexample).toEqual([]);
  });
});
