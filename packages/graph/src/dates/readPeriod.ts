import type { Cursor } from "./cursor.ts";
import { type DateExpression, expression } from "./expression.ts";
import { plainYear, readDirection, readEra, readMonthAlone, readYearPhrase } from "./readCalendar.ts";
import {
  isUnit,
  readMonthOrYear,
  readRelative,
  readThis,
  readTime,
  readUnit,
  readWeekday,
  vague,
} from "./readNear.ts";

/** Parts of a time (early May, late last year), seasons, quarters and decades. */

/** «مطلع يناير», «نهاية الشهر المقبل», «أواخر 2015», «منتصف العام». */
export const readPart = (cursor: Cursor, at: number): DateExpression | null => {
  const part = cursor.word(at, "part")!;
  // «العشر الأواخر من رمضان»: an adjective of something else.
  // «خلال الشهر الجاري» limits nothing: the month itself is the date.
  if ((cursor.definite(at) && cursor.end(at) === at + 1) || part.value === "course") return null;
  let here = cursor.end(at);
  here = cursor.skip(here, "of");
  const said = readPartOf(cursor, at, here);
  if (!said || said.vague) return said;
  // «نهاية الأسبوع»: a weekend, and the text does not say which.
  if (
    part.value === "end" &&
    said.weekShift === 0 &&
    cursor.word(said.to - 1, "unit") &&
    !cursor.word(said.to - 2, "this")
  ) {
    return vague(at, said.to);
  }
  if (part.value === "start" || part.value === "middle" || part.value === "end") said.part = part.value;
  return said;
};

const readPartOf = (cursor: Cursor, from: number, here: number): DateExpression | null => {
  if (cursor.word(here, "this")) {
    const said = readThis(cursor, here);
    return said ? { ...said, from } : null;
  }
  const unit = cursor.word(here, "unit");
  if (unit) {
    const said = readUnit(cursor, from, here);
    if (said) return said;
    // «نهاية العام»: which one goes without saying.
    if (unit.count !== "one" || !cursor.definite(here)) return null;
    const bare = expression(from, cursor.end(here));
    if (unit.value === "month") bare.monthShift = 0;
    else if (unit.value === "year") bare.yearShift = 0;
    else if (unit.value === "week") bare.weekShift = 0;
    else return null;
    return bare;
  }
  const day =
    readRelative(cursor, from, here) ?? readWeekday(cursor, from, here) ?? readTimeFrom(cursor, from, here);
  if (day) return day;
  const month = readMonthAlone(cursor, here, true);
  if (month) return month.day === null ? { ...month, from } : null;
  const season = readSeason(cursor, from, here);
  if (season) return season;
  const decade = readDecade(cursor, from, here);
  if (decade) return decade;
  const year = plainYear(cursor, here);
  if (year === null) return null;
  const said = expression(from, here + 1);
  said.year = year;
  said.to = readEra(cursor, said.to, said);
  return said;
};

/** «خريف 2015», «الربع الثالث من عام 2016», «الصيف الماضي»; a season without a year is no date. */
export const readSeason = (cursor: Cursor, from: number, at: number): DateExpression | null => {
  const word = cursor.word(at, "season");
  if (!word) return null;
  const said = expression(from, cursor.end(at));
  said.season = word.number;
  const to = readYearPhrase(cursor, said.to, said, true);
  if (to !== said.to) return { ...said, to };
  if (word.number >= 33) {
    // «النصف الأول من يناير»: part of a month.
    const of = cursor.skip(said.to, "of");
    const month = of !== said.to ? readMonthOrYear(cursor, from, of) : null;
    if (!month || (month.month === null && month.monthShift === null)) return null;
    month.part = word.number === 40 || word.number === 33 ? "start" : "end";
    return month;
  }
  const turned = cursor.definite(at) ? readDirection(cursor, said.to) : null;
  if (!turned) return null;
  return { ...said, direction: turned.direction, to: turned.to };
};

/** «ثمانينات القرن الماضي»: seen, so that nothing else is read into it, but it dates nothing. */
export const readDecade = (cursor: Cursor, from: number, at: number): DateExpression | null => {
  if (!cursor.word(at, "decade")) return null;
  let to = cursor.end(at);
  if (isUnit(cursor, to, "century")) {
    to = cursor.end(to);
    const turned = readDirection(cursor, to);
    const number = turned ? null : cursor.number(to);
    to = turned?.to ?? number?.to ?? to;
  }
  return vague(from, to);
};

const readTimeFrom = (cursor: Cursor, from: number, at: number): DateExpression | null => {
  const said = cursor.word(at, "time") ? readTime(cursor, at) : null;
  return said ? { ...said, from } : null;
};
