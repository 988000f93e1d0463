import { expect, test } from "vitest";
import { type Problem, readTable } from "../scripts/readTable.ts";
import type { TableSchema } from "../scripts/tables.ts";

const SCHEMA: TableSchema = {
  columns: ["id", "forms", "type", "note"],
  lists: ["forms"],
  optional: ["note"],
  words: { type: ["call", "visit"] },
};

const problemsIn = (...rows: string[]): string[] => {
  const problems: Problem[] = [];
  readTable("data/ar/nouns.tsv", ["id\tforms\ttype\tnote", ...rows, ""].join("\n"), SCHEMA, problems);
  return problems.map(({ file, row, column, message }) => `${file}:${row} ${column}: ${message}`);
};

test("a good row has no problems", () => {
  expect(problemsIn("phone\tاتصال | مكالمة\tcall\t")).toEqual([]);
});

test.each([
  ["phone\tاتصال\tcal\t", "data/ar/nouns.tsv:2 type: «cal» is none of: call, visit"],
  ["phone\t\tcall\t", "data/ar/nouns.tsv:2 forms: is empty"],
  ["phone\tاتصال\tcall", "data/ar/nouns.tsv:2 : has 3 cells, the header has 4"],
  ["phone\tاتّصال\tcall\t", "data/ar/nouns.tsv:2 forms: has diacritics or tatweel: write plain letters"],
  ["phone\tاتصال.*\tcall\t", "data/ar/nouns.tsv:2 forms: has pattern signs: tables hold plain words"],
])("%s", (row, problem) => {
  expect(problemsIn(row)).toEqual([problem]);
});

test("an id stands once", () => {
  expect(problemsIn("phone\tاتصال\tcall\t", "phone\tمكالمة\tcall\t")).toEqual([
    "data/ar/nouns.tsv:3 id: phone stands already in row 2",
  ]);
});
