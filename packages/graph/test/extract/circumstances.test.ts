import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ar } from "../../src/ar/index.ts";
import { extractor } from "../../src/extract.ts";

const gold = join(dirname(fileURLToPath(import.meta.url)), "../../../../data/gold/circumstances.tsv");
const extract = extractor(ar);

const rows = readFileSync(gold, "utf8")
  .trimEnd()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [id = "", publishedAt = "", text = "", expected = ""] = line.split("\t");
    return { id, publishedAt, text, expected };
  });

test.each(rows)("$id: $text", ({ text, publishedAt, expected }) => {
  const { entities, meetings } = extract({ id: "x", text, publishedAt });
  const told = meetings.map(({ type, status, place, date }) => {
    const where = entities.find(({ id }) => id === place)?.name ?? "";
    return `${type} ${status} @${where} #${date?.edtf ?? ""}`;
  });
  expect(told.join(" | ")).toBe(expected);
});
