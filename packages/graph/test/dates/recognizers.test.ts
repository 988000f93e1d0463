import { describe, expect, it } from "vitest";
import { dates } from "../../src/ar/dates.ts";
import { goldTable } from "../goldTable.ts";
import { agrees, casesOf, FILES } from "./recognizers.ts";

const rows = goldTable("recognizers", "id", "included", "reason").map((row) => ({
  ...row,
  included: row.included === "yes",
}));

describe("the list of cases of Microsoft Recognizers", () => {
  it("includes at least half of them and gives a reason for each of the others", () => {
    const included = rows.filter((row) => row.included);
    expect(included.length).toBeGreaterThanOrEqual(rows.length / 2);
    expect(rows.filter((row) => !row.included && !row.reason)).toEqual([]);
  });
});

const present = FILES.every((file) => casesOf(file) !== null);
if (!present) {
  console.warn(
    `SKIPPED: the Arabic cases of Recognizers-Text are not at ../shared/evaluation/dates beside the checkout.`,
  );
}

describe.skipIf(!present)("cases of Microsoft Recognizers", () => {
  it("are all listed", () => {
    const all = FILES.flatMap((file) => casesOf(file)!.map((_, at) => `${file}:${at}`));
    expect(rows.map(({ id }) => id)).toEqual(all);
  });

  it("are right in nine of ten of the included", () => {
    const wrong: string[] = [];
    const included = rows.filter((row) => row.included);
    for (const { id } of included) {
      const [file = "", at = ""] = id.split(":");
      const expected = casesOf(file)![Number(at)]!;
      const found = dates(expected.Input, { publishedAt: expected.Context?.ReferenceDateTime ?? null });
      if (!agrees(expected, found)) wrong.push(id);
    }
    expect(wrong.length / included.length, `wrong: ${wrong.join(" ")}`).toBeLessThanOrEqual(0.1);
  });
});
