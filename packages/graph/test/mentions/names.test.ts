import { describe, expect, it } from "vitest";
import { ar } from "../../src/ar/index.ts";
import { Scan } from "../../src/lexicon/scan.ts";
import { findMentions } from "../../src/mentions/findMentions.ts";
import { Tokenizer } from "../../src/text/tokens.ts";
import { goldTable } from "../goldTable.ts";

const tokenizer = new Tokenizer(ar);

const personsIn = (text: string): string[] =>
  findMentions(new Scan(ar, text, tokenizer.tokens(text)))
    .actors.filter((actor) => actor.kind === "person" && actor.form === "name")
    .map((actor) => actor.name);

const rows = goldTable("names", "id", "sentence", "persons", "note").map((row) => ({
  ...row,
  persons: row.persons ? row.persons.split(" | ") : [],
}));

describe("persons of data/gold/names.tsv", () => {
  it.each(rows.filter((row) => !row.note.startsWith("open:")))("$id $sentence", ({ sentence, persons }) => {
    expect(personsIn(sentence).sort()).toEqual([...persons].sort());
  });

  it("are written as in their sentences, a quarter of which name nobody", () => {
    for (const { sentence, persons } of rows) for (const name of persons) expect(sentence).toContain(name);
    expect(rows.filter((row) => row.persons.length === 0).length).toBeGreaterThan(rows.length / 4);
    expect(rows.length).toBeGreaterThanOrEqual(80);
  });
});

describe("a name's boundaries", () => {
  it.each([
    ["vowel signs", "قالَ الرئيسُ الأوكرانيّ فولوديمير زيلينسكي إنّ", "فولوديمير زيلينسكي"],
    ["tatweel", "التقى وزير الاقتصاد الأوكراني تيموفـي ميلوفانوف وفدا", "تيموفـي ميلوفانوف"],
    [
      "no-break spaces",
      "التقى وزير الاقتصاد الأوكراني\u00a0تيموفي\u00a0ميلوفانوف وفدا",
      "تيموفي\u00a0ميلوفانوف",
    ],
  ])("do not move for %s", (_, text, name) => {
    expect(personsIn(text)).toContain(name);
  });
});
