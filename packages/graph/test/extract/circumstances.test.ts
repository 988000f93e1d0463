import { expect, test } from "vitest";
import { ar } from "../../src/ar/index.ts";
import { extractor } from "../../src/extract.ts";
import { goldTable } from "../goldTable.ts";

const extract = extractor(ar);
const rows = goldTable("circumstances", "id", "publishedAt", "text", "expected");

test.each(rows)("$id: $text", ({ text, publishedAt, expected }) => {
  const { entities, meetings } = extract({ id: "x", text, publishedAt });
  const told = meetings.map(({ type, status, place, date }) => {
    const where = entities.find(({ id }) => id === place)?.name ?? "";
    return `${type} ${status} @${where} #${date?.edtf ?? ""}`;
  });
  expect(told.join(" | ")).toBe(expected);
});
