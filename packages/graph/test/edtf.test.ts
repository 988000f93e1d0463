import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ar } from "../src/ar/index.ts";
import {
  calendarDay,
  dayNumber,
  edtfDay,
  isDated,
  OPEN_END,
  OPEN_START,
  parseEdtf,
  publicationDay,
} from "../src/edtf.ts";
import { extractor, resolve } from "../src/index.ts";

const bounds = (edtf: string): [string, string] | null => {
  const interval = parseEdtf(edtf);
  const shown = (day: number) => (day === OPEN_START || day === OPEN_END ? ".." : edtfDay(day));
  return interval && [shown(interval.earliest), shown(interval.latest)];
};

describe("an EDTF date as an interval", () => {
  it.each([
    ["2019-06-11", "2019-06-11", "2019-06-11"],
    ["2019-06", "2019-06-01", "2019-06-30"],
    ["2020-02", "2020-02-01", "2020-02-29"],
    ["2019", "2019-01-01", "2019-12-31"],
    ["2019-21", "2019-03-01", "2019-05-31"],
    ["2019-22", "2019-06-01", "2019-08-31"],
    ["2019-23", "2019-09-01", "2019-11-30"],
    ["2019-24", "2019-12-01", "2020-02-29"],
    ["2019-33", "2019-01-01", "2019-03-31"],
    ["2019-41", "2019-07-01", "2019-12-31"],
    ["201X", "2010-01-01", "2019-12-31"],
    ["20XX", "2000-01-01", "2099-12-31"],
    ["2019-XX", "2019-01-01", "2019-12-31"],
    ["2019-06-XX", "2019-06-01", "2019-06-30"],
    ["2019-06-1X", "2019-06-10", "2019-06-19"],
    ["2019-XX-05", "2019-01-01", "2019-12-31"],
    ["2019-06-11/2019-06-13", "2019-06-11", "2019-06-13"],
    ["2019-06/2019-08", "2019-06-01", "2019-08-31"],
    ["../2019-06-11", "..", "2019-06-11"],
    ["2019/..", "2019-01-01", ".."],
    ["/2019", "..", "2019-12-31"],
    ["[2019-06-11,2019-06-15]", "2019-06-11", "2019-06-15"],
    ["{2019-06..2019-08}", "2019-06-01", "2019-08-31"],
    ["[..2019]", "..", "2019-12-31"],
    ["2019-06-11T14:30:00Z", "2019-06-11", "2019-06-11"],
    ["-0044-03-15", "-0044-03-15", "-0044-03-15"],
    ["XXXX-10-26", "..", ".."],
    ["../..", "..", ".."],
  ])("%s", (edtf, earliest, latest) => {
    expect(bounds(edtf)).toEqual([earliest, latest]);
  });

  it.each([
    "",
    "yesterday",
    "2019-13",
    "2019-02-30",
    "2019-00",
    "2019-06-31",
    "2019-06-11/2019-06-01",
    "19",
    "[2019,x]",
  ])("%j is none", (text) => {
    expect(parseEdtf(text)).toBeNull();
  });

  it.each(["2019-06?", "2019~", "2019-06-11%", "2019-?06-11", "2019-06-11/2019-06~"])(
    "%s is doubtful",
    (edtf) => {
      expect(parseEdtf(edtf)?.doubtful).toBe(true);
      expect(parseEdtf(edtf.replaceAll(/[?~%]/g, ""))?.doubtful).toBe(false);
    },
  );

  it("an unknown year says nothing", () => {
    expect(isDated(parseEdtf("XXXX-10-26")!)).toBe(false);
    expect(isDated(parseEdtf("../2019")!)).toBe(true);
  });

  it("agrees with the calendar that is built in", () => {
    fc.assert(
      fc.property(fc.integer({ min: -800_000, max: 2_000_000 }), (number) => {
        const date = new Date(number * 86_400_000);
        const { year, month, day } = calendarDay(number);
        expect([year, month, day]).toEqual([
          date.getUTCFullYear(),
          date.getUTCMonth() + 1,
          date.getUTCDate(),
        ]);
        expect(dayNumber(year, month, day)).toBe(number);
      }),
    );
  });
});

describe("the day on which an article appeared", () => {
  it.each([
    "2020-01-29",
    "2020-01-29T23:30:00Z",
    "2020-01-29T23:30:00.000+03:00",
    "2020-01-29 10:00",
    "2020-01-29 10:00:00+03",
  ])("%s is one, on the article's own clock", (publishedAt) => {
    expect(publicationDay(publishedAt)).toBe(dayNumber(2020, 1, 29));
  });

  it.each([
    null,
    undefined,
    "",
    "2020",
    "2020-01",
    "2020-02-30",
    "2020-01-29?",
    "2020-01-29/2020-01-29",
    "-0044-03-15",
    "2020-01-290",
    "2020-01-29, Cairo",
    "29/1/2020",
  ])("%j is none", (publishedAt) => {
    expect(publicationDay(publishedAt)).toBeNull();
  });

  it("is the same for those who read an article, put articles together and store them", () => {
    const extract = extractor(ar);
    for (const [publishedAt, day] of [
      ["2020-01-29 10:00", "2020-01-29"],
      ["2020-01-29/2020-01-29", null],
      ["-0044-03-15", null],
    ] as const) {
      const extraction = extract({
        id: "a",
        text: "التقى وزير الخارجية المصري سامح شكري نظيره الروسي اليوم.",
        publishedAt,
      });
      expect(extraction.meetings[0]?.date?.edtf ?? null).toBe(day);
      expect(resolve([extraction]).meetings[0]?.statusHistory[0]?.reported).toBe(day);
    }
  });
});
