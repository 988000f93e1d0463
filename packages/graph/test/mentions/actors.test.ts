import { expect, test } from "vitest";
import { ar } from "../../src/ar/index.ts";
import { extractor } from "../../src/extract.ts";

const persons = (text: string): string[] =>
  extractor(ar)({ id: "a", text })
    .entities.filter(({ kind }) => kind === "person")
    .map(({ name }) => name)
    .sort();

test("a father is not the short form of his son's name, a grandson's name is not his grandfather's", () => {
  expect(
    persons(
      "استقبل الأمير بندر بن عبدالله بن عبدالعزيز الوفد. وافتتح المعرض عبدالله بن عبدالعزيز في جدة بحضور بندر بن عبدالله.",
    ),
  ).toEqual(["بندر بن عبدالله بن عبدالعزيز", "عبدالله بن عبدالعزيز"]);
});
