import { describe, expect, it } from "vitest";
import { dayNumber, dayRange, humanDate, isoDay } from "../src/edtf.ts";
import { ar } from "../src/i18n/ar.ts";
import { en } from "../src/i18n/en.ts";

describe("dates in words", () => {
  const cases: [string, string, string][] = [
    ["2019-01-14", "14 يناير 2019", "14 January 2019"],
    ["2019-01", "يناير 2019", "January 2019"],
    ["2019", "2019", "2019"],
    ["2019~", "نحو 2019", "about 2019"],
    ["2019-03?", "مارس 2019 على الأرجح", "probably March 2019"],
    ["2019-01-14/2019-01-16", "من 14 يناير 2019 إلى 16 يناير 2019", "14 January 2019 to 16 January 2019"],
    ["2019-01/..", "منذ يناير 2019", "since January 2019"],
    ["../2019", "حتى 2019", "until 2019"],
    ["[2019-01-14,2019-01-15]", "14 يناير 2019 أو 15 يناير 2019", "14 January 2019 or 15 January 2019"],
    ["2015-23", "خريف 2015", "autumn 2015"],
    ["2015-XX", "2015", "2015"],
    ["2015-10-XX", "أكتوبر 2015", "October 2015"],
  ];
  for (const [edtf, arabic, english] of cases)
    it(edtf, () => {
      expect(humanDate(edtf, ar.dates)).toBe(arabic);
      expect(humanDate(edtf, en.dates)).toBe(english);
    });
});

describe("dates as days", () => {
  it("covers every day that a date may mean", () => {
    expect(dayRange("2019")).toEqual({ from: dayNumber(2019, 1, 1), to: dayNumber(2019, 12, 31) });
    expect(dayRange("2020-02")).toEqual({ from: dayNumber(2020, 2, 1), to: dayNumber(2020, 2, 29) });
    expect(dayRange("nonsense")).toBeNull();
  });
  it("agrees with the calendar", () => {
    expect(isoDay(dayNumber(2016, 2, 29))).toBe("2016-02-29");
    expect(dayNumber(2016, 13, 0)).toBe(dayNumber(2016, 12, 31));
  });
});
