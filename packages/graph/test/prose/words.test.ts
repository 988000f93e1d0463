import { describe, expect, test } from "vitest";
import { arProse } from "../../src/ar/prose.ts";
import { enProse } from "../../src/en/prose.ts";
import { prose as arTable } from "../../src/generated/ar.ts";
import { prose as enTable } from "../../src/generated/en.ts";
import { dateSentence, FUNCTIONS, MEETING_TYPES, STATUSES } from "../../src/index.ts";
import { datesInWords } from "../../src/prose/datesInWords.ts";
import { counted, isolated, phrase, SLOT } from "../../src/prose/words.ts";

describe("dates in words", () => {
  test.each([
    ["2020-01-27", "27 كانون الثاني/يناير 2020", "27 January 2020"],
    ["2020-01", "كانون الثاني/يناير 2020", "January 2020"],
    ["2015", "2015", "2015"],
    ["2015-23", "خريف 2015", "autumn 2015"],
    ["2019-12-10/2019-12-11", "من 10 إلى 11 كانون الأول/ديسمبر 2019", "10 to 11 December 2019"],
    [
      "2020-01-30/2020-02-02",
      "من 30 كانون الثاني/يناير إلى 2 شباط/فبراير 2020",
      "30 January to 2 February 2020",
    ],
    [
      "2019-12-31/2020-01-02",
      "من 31 كانون الأول/ديسمبر 2019 إلى 2 كانون الثاني/يناير 2020",
      "31 December 2019 to 2 January 2020",
    ],
    ["../2016-09-22", "حتى 22 أيلول/سبتمبر 2016", "by 22 September 2016"],
    ["2020-01-27/..", "ابتداء من 27 كانون الثاني/يناير 2020", "from 27 January 2020 on"],
    ["2019-08-02~", "2 آب/أغسطس 2019 تقريبا", "2 August 2019 or so"],
    ["2019-08?", "آب/أغسطس 2019 على الأرجح", "probably August 2019"],
    ["XXXX-10-26", "26 تشرين الأول/أكتوبر (من سنة غير مذكورة)", "26 October (year not given)"],
    ["201X", "عقد 2010", "the 2010s"],
    ["[2019-03-01,2019-03-05]", "1 آذار/مارس 2019 أو 5 آذار/مارس 2019", "1 March 2019 or 5 March 2019"],
    ["2019-34", "الربع الثاني من عام 2019", "the second quarter of 2019"],
  ])("%s", (edtf, ar, en) => {
    expect(dateSentence(edtf, "ar")).toBe(ar);
    expect(dateSentence(edtf, "en")).toBe(en);
  });

  test("with their prepositions", () => {
    expect(datesInWords(arProse, "2019", "phrase")).toBe("في عام 2019");
    expect(datesInWords(arProse, "2019-12-10/2019-12-11", "phrase")).toBe(
      "بين 10 و11 كانون الأول/ديسمبر 2019",
    );
    expect(datesInWords(enProse, "2020-01-27", "phrase")).toBe("on 27 January 2020");
    expect(datesInWords(enProse, "2020-01", "phrase")).toBe("in January 2020");
  });

  test.each([[null], [""], ["yesterday"], ["2020-13-40"], ["../.."], ["XXXX"]])("%s is no date", (edtf) => {
    expect(dateSentence(edtf, "ar")).toBe("تاريخ غير معروف");
    expect(dateSentence(edtf, "en")).toBe("an unknown date");
  });
});

describe("Arabic counts agree", () => {
  test.each([
    [0, "لا لقاءات"],
    [1, "لقاء واحد"],
    [2, "لقاءان"],
    [3, "3 لقاءات"],
    [10, "10 لقاءات"],
    [11, "11 لقاءً"],
    [99, "99 لقاءً"],
    [100, "100 لقاء"],
    [102, "102 لقاء"],
    [103, "103 لقاءات"],
    [111, "111 لقاءً"],
  ])("%i", (n, words) => expect(counted(arProse, "meeting", n)).toBe(words));

  test("English ones as well", () => {
    expect([0, 1, 2, 3].map((n) => counted(enProse, "time", n))).toEqual([
      "never",
      "once",
      "twice",
      "3 times",
    ]);
  });
});

test("lists", () => {
  expect(arProse.join(["أ", "ب", "ج"])).toBe("أ وب وج");
  expect([["a"], ["a", "b"], ["a", "b", "c"]].map(enProse.join)).toEqual(["a", "a and b", "a, b and c"]);
});

test("only what runs the other way is isolated", () => {
  expect(isolated(arProse, "سامح شكري")).toBe("سامح شكري");
  expect(isolated(arProse, "UNICEF")).toBe("\u2068UNICEF\u2069");
  expect(isolated(enProse, "سامح شكري")).toBe("\u2068سامح شكري\u2069");
  expect(isolated(enProse, "Sedat Önal")).toBe("Sedat Önal");
});

test("a name that looks like a slot stays a name", () => {
  expect(phrase(enProse, "what-two", { noun: "x", a: "@b $& @list", b: "y" })).toBe(
    "x between @b $& @list and y",
  );
});

describe("both tables hold what prose needs", () => {
  const ids = (table: readonly { id: string }[]): string[] => table.map(({ id }) => id).sort();
  test("the same phrases", () => expect(ids(arTable)).toEqual(ids(enTable)));
  test("words for every type, status and function", () => {
    for (const { phrases } of [arProse, enProse]) {
      for (const type of MEETING_TYPES) expect(phrases.has(`type-${type}`), type).toBe(true);
      for (const status of STATUSES) {
        expect(phrases.has(`status-${status}`), status).toBe(true);
        expect(phrases.has(`say-${status}`), status).toBe(true);
      }
      for (const one of FUNCTIONS) expect(phrases.has(`function-${one}`), one).toBe(true);
    }
  });
  test("the same slots in the same phrases", () => {
    const slots = (text: string): string[] => [...new Set(text.match(SLOT) ?? [])].sort();
    const english = new Map(enTable.map(({ id, text }) => [id, text]));
    for (const { id, text } of arTable) expect(slots(english.get(id)!), id).toEqual(slots(text));
  });
  test("a gender for every Arabic type", () => {
    for (const type of MEETING_TYPES) expect(arProse.genders.has(`type-${type}`), type).toBe(true);
  });
});
