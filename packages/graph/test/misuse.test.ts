import { describe, expect, test } from "vitest";
import { ar } from "../src/ar/index.ts";
import * as library from "../src/index.ts";

// What people write who have no types to warn them: everything here is JavaScript.
// biome-ignore lint/suspicious/noExplicitAny: as in a notebook
const loose = library as any;
const extract = loose.extractor(ar);
const text = "التقى وزير الخارجية المصري سامح شكري في القاهرة أمس المبعوث الأمريكي جيمس جيفري.";
const read = extract({ id: "a", text, publishedAt: "2019-06-11" });
const facts = loose.resolve([read]);
const index = loose.GraphIndex.from(facts);

describe("a mistake is named with its cure", () => {
  test.each<[string, () => unknown, RegExp]>([
    ["an article as a string", () => extract(text), /an article is an object such as.*this is a string/u],
    ["articles as one", () => extract([{ id: "a", text }]), /this is a list/u],
    ["the text under another name", () => extract({ id: "a", body: text }), /"a" has no text.*has id, body/u],
    ["no text", () => extract({ id: "a", text: null }), /"a": text is null/u],
    [
      "a Date",
      () => extract({ id: "a", text, publishedAt: new Date(0) }),
      /"a": publishedAt is a Date; .*string/u,
    ],
    ["no language", () => loose.extractor("ar"), /import \{ ar \} from "@liqa\/graph\/ar"/u],
    [
      "articles unread",
      () => loose.resolve([{ id: "a", text }]),
      /number 0 .* no extraction.*extractor\(ar\)/u,
    ],
    ["an extraction alone", () => loose.resolve(read), /takes a list/u],
    ["a promise", () => loose.resolve([Promise.resolve(read)]), /await it first/u],
    ["an index of extractions", () => loose.GraphIndex.from([read]), /no facts.*resolve\(extractions\)/u],
    ["a graph of a text", () => loose.toGraphology(loose.toJSON(facts)), /no facts.*fromJSON\(text\)/u],
    ["a hit for an id", () => index.neighbours(index.find("شكري")[0]), /an id is text such as/u],
    ["an id that is not there", () => index.facets(undefined), /an id is text such as/u],
    ["no name", () => index.find(undefined), /a name is text/u],
    [
      "a filter of another name",
      () => index.meetings({ from: "2019" }),
      /from: no part of this query; it takes since/u,
    ],
    ["two ids for a query", () => index.paths("per:a", "per:b"), /a query is an object/u],
    ["a Date for a day", () => index.meetings({ since: new Date(0) }), /since: .*is not a date \(EDTF/u],
    ["one status", () => index.meetings({ status: "held" }), /status: give a list, such as \["held"\]/u],
    ["the question first", () => loose.ask("من التقى شكري؟", index), /an index and then a question/u],
  ])("%s", (_, mistake, message) => expect(mistake).toThrow(message));
});

describe("what can be read is read, and said", () => {
  const codes = (article: object): string[] =>
    extract(article).warnings.map(({ code }: { code: string }) => code);

  test("without an id an article is named by its text, so that two stay two", () => {
    const [one, other] = [extract({ text }), extract({ text: `${text} وأضاف.` })];
    expect(codes({ text, publishedAt: "2019-06-11" })).toEqual(["no_id"]);
    expect(loose.resolve([one, other, extract({ text })]).articles).toHaveLength(2);
  });

  test("a number as id is its text", () => {
    expect(extract({ id: 7, text }).article.id).toBe("7");
  });

  test("a date that is none is no date", () => {
    const wrong = { id: "a", text, publishedAt: "11/06/2019" };
    expect(codes(wrong)).toEqual(["bad_publication_date"]);
    expect(extract(wrong).meetings[0].date).toMatchObject({ edtf: null, text: "أمس" });
  });

  test("a date under another name is pointed at", () => {
    const { warnings } = extract({ id: "a", text, published_at: "2019-06-11" });
    expect(warnings[0].message).toContain('"publishedAt" is where it belongs, not "published_at"');
    expect(extract({ id: "a", text }).warnings[0].message).toMatch(/no publication date\.$/u);
  });
});
