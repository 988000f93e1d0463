import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { innerKey, readings } from "../../src/ar/clitics.ts";
import { dates } from "../../src/ar/dates.ts";
import { dateWords } from "../../src/ar/dateWords.ts";
import { findDates } from "../../src/dates/findDates.ts";
import { dateToward } from "../../src/dates/mention.ts";
import { parseEdtf } from "../../src/edtf.ts";
import { type Token, Tokenizer } from "../../src/text/tokens.ts";

const PUBLISHED = "2020-01-27";

/** Pieces that dates are made of, and what stands around them. */
const piece = fc.constantFrom(
  ..."يناير كانون الثاني / تشرين الأول مارس آب رمضان شوال 1441 هـ 2015 2254 15 ٢٧ 31 99999999999999999999 - – ، ( ) . : و في من إلى حتى بين".split(
    " ",
  ),
  ..."يوم يومي الثلاثاء والأربعاء الجمعة اليوم أمس أول غدا بعد غد الأسبوع الشهر العام عام الماضي المقبل الجاري".split(
    " ",
  ),
  ..."قبل منذ خلال ثلاثة أيام شهرين هذا مطلع نهاية منتصف خريف الربع الأول الحادي والعشرين ألفين وعشرين مساء الساعة".split(
    " ",
  ),
  ..."التقى الوزير نظيره ثورة قرار رقم 30 الـ 14 \n الموافق م كل نفسه مؤخرا وقت لاحق".split(" "),
);
const text = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(" "));
const published = fc.constantFrom(PUBLISHED, "2016-02-29T23:59:59Z", null, "", "yesterday", "2020-13-45");

const bare = (of: string) =>
  dates(of, { publishedAt: PUBLISHED }).map(({ kind, edtf, ifPast, ifFuture, inferred, stated, bound }) => ({
    kind,
    edtf,
    ifPast,
    ifFuture,
    inferred,
    stated,
    bound,
  }));

describe("laws of dates", () => {
  it("offsets quote the text, in order, without overlap, and every date is EDTF", () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: "binary" })), published, (text, publishedAt) => {
        let end = 0;
        for (const mention of dates(text, { publishedAt })) {
          expect(mention.text).toBe(text.slice(mention.start, mention.end));
          expect(mention.start).toBeGreaterThanOrEqual(end);
          expect(mention.end).toBeGreaterThan(mention.start);
          end = mention.end;
          for (const toward of ["past", "future", null] as const) {
            const edtf = dateToward(mention, toward);
            if (edtf !== null) expect(parseEdtf(edtf), edtf).not.toBeNull();
          }
        }
      }),
      { numRuns: 1500, seed: 7 },
    );
  });

  it("nothing is dated by the clock: without a day of publication nothing is inferred", () => {
    fc.assert(
      fc.property(text, (text) => {
        for (const mention of dates(text)) {
          expect(mention.inferred).toBe(false);
          expect(mention.ifPast).toBe(mention.edtf);
        }
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  it("marks that nobody reads change nothing but offsets", () => {
    const marks = fc.constantFrom(
      "\u064e",
      "\u0652",
      "\u0651",
      "\u0640",
      "\u200f",
      "\u200e",
      "\u2067",
      "\u200b",
    );
    fc.assert(
      fc.property(text, fc.array(fc.tuple(fc.nat(400), marks), { maxLength: 12 }), (text, places) => {
        let sprinkled = text;
        for (const [at, mark] of places) {
          // Behind a letter: a mark on its own between spaces is no spelling of anything.
          const letters = [...sprinkled.matchAll(/\p{L}/gu)];
          if (!letters.length) continue;
          const behind = letters[at % letters.length]!.index + 1;
          sprinkled = sprinkled.slice(0, behind) + mark + sprinkled.slice(behind);
        }
        expect(bare(sprinkled)).toEqual(bare(text));
        expect(bare(text.replaceAll(" ", "\u00a0"))).toEqual(bare(text));
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  it("a date looks at a bounded number of tokens, whatever stands behind it", () => {
    const analyser = { innerKey, readings };
    const words = dateWords();
    const tokenizer = new Tokenizer(analyser);
    const looked = (text: string): number => {
      const tokens = tokenizer.tokens(text);
      let reads = 0;
      const counted = new Proxy(tokens as readonly Token[], {
        get: (target, key, receiver) => {
          if (typeof key === "string" && /^\d+$/.test(key)) reads++;
          return Reflect.get(target, key, receiver);
        },
      });
      findDates(counted, text, { publishedAt: PUBLISHED }, words);
      return reads / tokens.length;
    };
    for (const hostile of [
      "1 و",
      "من ",
      "بين 3 و",
      "هذا ",
      "قبل ",
      "10 - ",
      "ألف و",
      "يومي الثلاثاء و",
      "مساء من ",
      "2011-",
      "الأسبوع المقبل من ",
      "كانون ",
      "نهاية ",
      "في وقت لاحق من ",
      "الموافق 1/1/2015 ",
      "النصف الأول من ",
      "الأسبوع الأول من هذا ",
      "هذا يوم ",
      "بين يومي ",
      "منتصف الأسبوع الثالث من نهاية ",
      "1 / ",
    ]) {
      const few = looked(hostile.repeat(200));
      const many = looked(hostile.repeat(4000));
      expect(many, hostile).toBeLessThan(few * 1.2 + 1);
      expect(many, hostile).toBeLessThan(700);
    }
  });
});
