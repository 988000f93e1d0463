import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ar } from "../../src/ar/index.ts";
import type { Article } from "../../src/article.ts";
import { extractor } from "../../src/extract.ts";
import type { Extraction } from "../../src/extraction.ts";

const samples = join(dirname(fileURLToPath(import.meta.url)), "../../../../data/articles");

const articles: Article[] = readdirSync(samples)
  .filter((name) => name.endsWith(".md") && name !== "README.md")
  .sort()
  .map((name) => ({
    id: name,
    text: readFileSync(join(samples, name), "utf8").replace(/^---\n[\s\S]*?\n---\n+/u, ""),
    publishedAt: name.slice(0, 10),
  }));

const spansOf = (extraction: Extraction): { start: number; end: number; text?: string }[] => [
  ...extraction.entities.flatMap((entity) => [
    ...entity.mentions,
    ...entity.roles.map(({ start, end, title }) => ({ start, end, text: title })),
  ]),
  ...extraction.meetings.flatMap((meeting) => [
    ...meeting.evidence,
    ...meeting.topics,
    ...meeting.participants.flatMap((part) => part.evidence),
    ...(meeting.date ? [meeting.date] : []),
  ]),
  ...extraction.relations.flatMap((relation) => relation.evidence),
];

/** What an extraction says, without where it says it. */
const said = (extraction: Extraction): unknown => ({
  entities: extraction.entities.map(({ kind, known, roles }) => [kind, known, roles.length]),
  meetings: extraction.meetings.map(({ type, status, participants, place, date, parent, rule }) => [
    type,
    status,
    participants.map((part) => [part.entity, part.function]),
    place,
    date?.edtf,
    parent,
    rule,
  ]),
});

describe("laws of extraction", () => {
  const extract = extractor(ar);

  test("the samples are there", () => {
    expect(existsSync(samples)).toBe(true);
    expect(articles.length).toBeGreaterThanOrEqual(60);
  });

  test("every offset quotes its text, every reference names an entity, every meeting has evidence", () => {
    for (const article of articles) {
      const extraction = extract(article);
      const ids = new Set(extraction.entities.map((entity) => entity.id));
      for (const { start, end, text } of spansOf(extraction)) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(article.text.length);
        if (text !== undefined) expect(article.text.slice(start, end)).toBe(text);
      }
      for (const meeting of extraction.meetings) {
        expect(meeting.evidence.length, article.id).toBeGreaterThan(0);
        expect(meeting.participants.length, article.id).toBeGreaterThan(0);
        const who = meeting.participants.map((part) => part.entity);
        expect(new Set(who).size, article.id).toBe(who.length);
        for (const id of [...who, ...(meeting.place ? [meeting.place] : [])])
          expect(ids, article.id).toContain(id);
        if (meeting.parent) expect(extraction.meetings.map((one) => one.id)).toContain(meeting.parent);
      }
    }
  });

  test("an article reads the same whatever was read before it", () => {
    const first = articles.map((article) => JSON.stringify(extract(article)));
    const fresh = extractor(ar);
    const backwards = [...articles]
      .reverse()
      .map((article) => JSON.stringify(fresh(article)))
      .reverse();
    expect(backwards).toEqual(first);
  });

  test("nor when the words it had read were forgotten since, in part or all", () => {
    const extract = extractor(ar);
    const before = articles.slice(0, 8).map((article) => extract(article));
    const letters = "بتثجحخدذرزسشصضطظعغفقكلمنهوي";
    const word = (number: number): string =>
      [0, 1, 2, 3].map((place) => letters.charAt(Math.floor(number / 27 ** place) % 27)).join("");
    // A few times more words than are remembered; some of the articles are met again in between.
    for (let block = 0; block < 8; block++) {
      const text = Array.from({ length: 25_000 }, (_, at) => word(block * 25_000 + at)).join(" ");
      extract({ id: "words", text });
      expect(extract(articles[block]!)).toEqual(before[block]);
    }
    expect(articles.slice(0, 8).map((article) => extract(article))).toEqual(before);
  }, 60_000);

  test("diacritics, tatweel, no-break spaces and bidi marks change nothing but offsets", () => {
    const noise = ["\u064e", "\u0651", "\u0640", "\u200f", "\u202b"];
    fc.assert(
      fc.property(fc.constantFrom(...articles), fc.integer(), (article, seed) => {
        let state = seed;
        const random = (): number => {
          state = (Math.imul(state, 1_103_515_245) + 12_345) | 0;
          return (state >>> 8) / 2 ** 24;
        };
        const noisy = article.text.replace(
          /([\u0628-\u063a\u0641-\u064a])(?=[\u0628-\u064a])| /gu,
          (match) => {
            if (match === " ") return random() < 0.1 ? "\u00a0" : " ";
            return random() < 0.15 ? match + noise[Math.floor(random() * noise.length)] : match;
          },
        );
        expect(said(extract({ ...article, text: noisy }))).toEqual(said(extract(article)));
      }),
      { numRuns: 60 },
    );
  });

  test("no text makes it throw", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "التقى",
        "الرئيس",
        "وزير الخارجية",
        "في",
        "مع",
        "(",
        "«",
        ".",
        "\n",
        "و",
        "ال",
        "لل",
        "2020",
        "أمس",
        "\ud800",
        "بن",
        "عبد",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.boolean(), (pieces, spaced) => {
        const text = pieces.join(spaced ? " " : "");
        const extraction = extract({ id: "x", text, publishedAt: "2020-01-27" });
        for (const { start, end } of spansOf(extraction))
          expect(text.slice(start, end).length).toBe(end - start);
      }),
      // A visit that the text breaks off behind.
      { numRuns: 400, examples: [[["مدير الجمعية واعضاء الجمعية في زيارة للمرضى"], false]] },
    );
  });
});
