import type { Cursor, ReadNumber } from "./cursor.ts";
import { type DateExpression, type Direction, expression } from "./expression.ts";

/** Dates of the calendar: day, month and year, in words and in figures. */

const LIST = 8;
const COMMA = "،,";
const SLASH = "/\\";
const DASH = "-–—−";
/** A year of the Hijra lies here, and no Gregorian year that news speaks of in figures does. */
const isHijriYear = (year: number): boolean => year >= 1300 && year < 1500;
const isYear = (year: number): boolean => year >= 1000 && year < 2200;
const isDay = (day: number): boolean => day >= 1 && day <= 31;

/** «(الماضي)», «المقبل», «الجاري» behind a date. */
export const readDirection = (cursor: Cursor, at: number): { direction: Direction; to: number } | null => {
  const word = cursor.word(at, "direction");
  return word && !cursor.proclitic(at) ? { direction: word.value as Direction, to: cursor.end(at) } : null;
};

const SHIFTS: Readonly<Record<Direction, number>> = { past: -1, current: 0, future: 1 };
export const shiftOf = (direction: Direction): number => SHIFTS[direction];

/** A year behind a month or the word for year: `to` lies behind its era mark (2019م). */
const readYear = (
  cursor: Cursor,
  at: number,
  introduced: boolean,
): { year: number; to: number; hijri: boolean } | null => {
  const number = cursor.number(at);
  if (!number || number.ordinal) return null;
  if (number.digits && cursor.width(at) !== 4 && !introduced) return null;
  if (!isYear(number.value) && !(introduced && number.value > 99 && number.value < 2200)) return null;
  // A figure goes on: 2015.5 or 2015% is no year; «2015-2016» is the caller's.
  if (number.digits && cursor.sign(number.to, "%٪:") && cursor.touches(number.to)) return null;
  const era = cursor.word(number.to, "era");
  return {
    year: number.value,
    to: era ? number.to + 1 : number.to,
    hijri: era?.value === "hijri",
  };
};

/** «عام 2015», «من العام الماضي», «سنة ألفين»; also a bare year when `bare`. */
export const readYearPhrase = (cursor: Cursor, at: number, said: DateExpression, bare: boolean): number => {
  let here = at;
  if (cursor.sign(here, COMMA) && (cursor.number(here + 1)?.value ?? 0) >= 1000) here++;
  const linked = cursor.skip(here, "of") !== here ? cursor.skip(here, "of") : cursor.skip(here, "in");
  const pointed = cursor.skip(linked, "this");
  const unit = cursor.word(pointed, "unit");
  if (unit?.value === "year" && unit.count === "one") {
    const behind = cursor.end(pointed);
    const year = readYear(cursor, behind, true);
    if (year) {
      said.year = year.year;
      if (year.hijri) said.calendar = "hijri";
      return year.to;
    }
    const turned = readDirection(cursor, behind);
    if (turned) said.yearShift = shiftOf(turned.direction);
    else if (pointed !== linked) said.yearShift = 0;
    else return at;
    return turned ? turned.to : behind;
  }
  if (!bare || pointed !== linked) return at;
  const year = readYear(cursor, linked, false);
  if (!year) return at;
  said.year = year.year;
  if (year.hijri) said.calendar = "hijri";
  return year.to;
};

export interface ReadMonth {
  month: number;
  calendar: "gregorian" | "hijri";
  /** Cannot be another word: two names agree, or the name is none. */
  sure: boolean;
  to: number;
}

/** A month under one name or two: «آب», «آب/ أغسطس», «أغسطس (آب)», «(آب) أغسطس». */
export const readMonth = (cursor: Cursor, at: number): ReadMonth | null => {
  const opened = cursor.sign(at, "(") ? at + 1 : at;
  const word = cursor.word(opened, "month");
  if (!word) return null;
  let to = cursor.end(opened);
  if (opened !== at) {
    if (!cursor.sign(to, ")")) return null;
    to++;
  }
  const calendar = word.value === "hijri" ? "hijri" : "gregorian";
  const bracketed = cursor.sign(to, "(");
  const second = bracketed || cursor.sign(to, SLASH) || cursor.sign(to, DASH) ? to + 1 : to;
  const other = cursor.word(second, "month");
  // «صفر-صفر» is a result: two names of one month differ.
  const same =
    cursor.tokens[second]?.word.key === cursor.tokens[opened]?.word.key && cursor.end(second) === second + 1;
  if (
    other &&
    !same &&
    other.number === word.number &&
    other.value === word.value &&
    !cursor.joined(second)
  ) {
    const closed = cursor.end(second);
    if (!bracketed) return { month: word.number, calendar, sure: true, to: closed };
    if (cursor.sign(closed, ")")) return { month: word.number, calendar, sure: true, to: closed + 1 };
  }
  if (opened !== at) return null;
  return { month: word.number, calendar, sure: !word.guarded, to };
};

/** «تشريم الثاني/نوفمبر»: where the first name is misspelt the second one is read. */
const readBrokenMonth = (cursor: Cursor, at: number): ReadMonth | null => {
  for (let words = 1; words <= 2; words++) {
    if (cursor.tokens[at + words - 1]?.kind !== "word") return null;
    if (!cursor.sign(at + words, "/")) continue;
    const month = cursor.word(at + words + 1, "month");
    if (!month) return null;
    return {
      month: month.number,
      calendar: month.value === "hijri" ? "hijri" : "gregorian",
      sure: true,
      to: cursor.end(at + words + 1),
    };
  }
  return null;
};

/** Behind a month: «المبارك», the year, «الماضي». Returns the token behind. */
export const readMonthTail = (cursor: Cursor, at: number, said: DateExpression): number => {
  let to = cursor.skip(at, "ornament");
  // «مارس آذار/الماضي», «مايو (الجاري)»
  const wrapped = cursor.sign(to, "/(") ? to + 1 : to;
  const turned = readDirection(cursor, wrapped);
  if (turned) {
    said.direction = turned.direction;
    to = wrapped !== to && cursor.sign(turned.to, ")") ? turned.to + 1 : turned.to;
    const years = readYearPhrase(cursor, to, said, false);
    return years;
  }
  const dashed = cursor.sign(to, "-./") && cursor.touches(to) && cursor.touches(to + 1) ? to + 1 : to;
  const year = readYearPhrase(cursor, dashed, said, true);
  return year !== dashed ? year : to;
};

/** The days of a date: «4», «10 و11», «4 إلى 7», «الخامس عشر والتاسع عشر». */
interface ReadDays {
  days: number[];
  range: boolean;
  to: number;
  spelled: ReadNumber;
}

const readDays = (cursor: Cursor, at: number): ReadDays | null => {
  const first = cursor.number(at);
  if (!first || !isDay(first.value) || (first.digits && cursor.width(first.to - 1) > 2)) return null;
  const days = [first.value];
  let range = false;
  let to = first.to;
  while (days.length < LIST && !range) {
    let next = to;
    let ranging = false;
    if (cursor.conjunction(to)) next = to + 1;
    else if (cursor.sign(to, COMMA) && cursor.digits(to + 1) !== null) next = to + 1;
    else if (cursor.word(to, "to")) {
      ranging = true;
      next = cursor.end(to);
    } else if (cursor.sign(to, DASH)) {
      ranging = true;
      next = to + 1;
    } else if (!cursor.joined(to)) break;
    // «من 4 وحتى 7»
    if (!ranging && cursor.word(next, "to")) {
      ranging = true;
      next = cursor.end(next);
    }
    const number = cursor.number(next);
    if (!number || !isDay(number.value) || number.value <= days.at(-1)!) break;
    if (number.digits && cursor.width(number.to - 1) > 2) break;
    days.push(number.value);
    range = ranging;
    to = number.to;
  }
  return { days, range, to, spelled: first };
};

const fillDays = (said: DateExpression, { days, range }: ReadDays, between: boolean): void => {
  said.day = days[0]!;
  if (days.length === 1) return;
  const last = days.at(-1)!;
  said.moreDays =
    range || (between && days.length === 2)
      ? Array.from({ length: last - said.day }, (_, index) => said.day! + index + 1)
      : days.slice(1);
};

/**
 * A day of a month that begins at a number. `between`: «بين» stands before, so that «3 و5» are the ends of a range.
 */
export const readDayOfMonth = (cursor: Cursor, at: number, between = false): DateExpression | null => {
  const figures = readFigures(cursor, at);
  if (figures) return figures;
  const whole = readDays(cursor, at);
  if (!whole) return null;
  const said = monthOfDays(cursor, at, whole, between);
  if (said || whole.days.length === 1) return said;
  // «5 و10 مايو» may be two things: what counts is that the first number alone carries a date.
  return monthOfDays(cursor, at, { ...whole, days: [whole.days[0]!], to: whole.spelled.to }, false);
};

const monthOfDays = (cursor: Cursor, at: number, days: ReadDays, between: boolean): DateExpression | null => {
  const { spelled } = days;
  // «الأيام الأولى من أغسطس» counts within the month, unless it counts one day.
  const counted = spelled.ordinal && !spelled.digits ? cursor.word(at - 1, "unit") : null;
  if (counted && !(counted.value === "day" && counted.count === "one")) return null;
  let here = days.to;
  // «2. أكتوبر», «28-نوفمبر», «2/ أكتوبر»
  if (spelled.digits && cursor.sign(here, "./-–،")) here++;
  let linked = cursor.skip(here, "of");
  const calledMonth = cursor.word(linked, "unit");
  const named = calledMonth?.value === "month" && calledMonth.count === "one";
  const month = readMonth(cursor, named ? cursor.end(linked) : linked);
  const broken = month || !spelled.digits || days.days.length > 1 ? null : readBrokenMonth(cursor, linked);
  const found = month ?? broken;
  if (found) {
    // «الأول مارس»: an ordinal and a word that may be no month need «من».
    if (!found.sure && !named && linked === here && spelled.ordinal && !spelled.digits) return null;
    const said = expression(at, found.to);
    fillDays(said, days, between);
    said.month = found.month;
    said.calendar = found.calendar;
    said.to = readMonthTail(cursor, found.to, said);
    if (said.year !== null && said.calendar === "gregorian" && said.month === null) return null;
    return said;
  }
  // «20 من الشهر المقبل», «4 إلى 22 هذا الشهر», «30 الجاري»
  if (linked === here) linked = cursor.skip(here, "in");
  const pointed = cursor.skip(linked, "this");
  const unit = cursor.word(pointed, "unit");
  if (unit?.value === "month" && unit.count === "one" && cursor.definite(pointed)) {
    const turned = readDirection(cursor, cursor.end(pointed));
    if (!turned && pointed === linked) return null;
    const said = expression(at, turned ? turned.to : cursor.end(pointed));
    fillDays(said, days, between);
    said.monthShift = turned ? shiftOf(turned.direction) : 0;
    return said;
  }
  const turned = readDirection(cursor, days.to);
  if (turned?.direction === "current" && spelled.digits && cursor.definite(days.to)) {
    const said = expression(at, turned.to);
    fillDays(said, days, between);
    said.monthShift = 0;
    return said;
  }
  return null;
};

/** `2020-01-27`, `27/1/2020`, `18 - 9 - 2015`, `10/6/1441هـ`, `16/04/21`: day first unless it cannot be. */
const readFigures = (cursor: Cursor, at: number): DateExpression | null => {
  const a = cursor.digits(at);
  if (a === null || cursor.tokens[at + 1]?.kind !== "punctuation") return null;
  const sign = cursor.tokens[at + 1]!.word.folded;
  if (!"/\\-–.".includes(sign) || cursor.tokens[at + 3]?.word.folded !== sign) return null;
  const b = cursor.digits(at + 2);
  const c = cursor.digits(at + 4);
  if (b === null || c === null) return null;
  // «1.2.3» is a version or a figure in thousands unless it has a year of four digits; so is a longer chain.
  if (cursor.tokens[at + 5]?.word.folded === sign && cursor.digits(at + 6) !== null) return null;
  if (cursor.tokens[at - 1]?.word.folded === sign && cursor.digits(at - 2) !== null) return null;
  const parts = orderFigures([a, b, c], [cursor.width(at), cursor.width(at + 2), cursor.width(at + 4)], sign);
  if (!parts) return null;
  const era = cursor.word(at + 5, "era");
  const said = expression(at, era ? at + 6 : at + 5);
  said.year = parts.year;
  said.month = parts.month;
  said.day = parts.day;
  if (era ? era.value === "hijri" : isHijriYear(parts.year)) said.calendar = "hijri";
  return said;
};

const orderFigures = (
  [a, b, c]: readonly [number, number, number],
  [wide, middle, narrow]: readonly [number, number, number],
  sign: string,
): { year: number; month: number; day: number } | null => {
  const made = (year: number, month: number, day: number) =>
    month >= 1 && month <= 12 && isDay(day) ? { year, month, day } : null;
  if (wide === 4 && isYear(a)) return made(a, b, c) ?? made(a, c, b);
  if (narrow === 4 && isYear(c)) return made(c, b, a) ?? made(c, a, b);
  // Two-digit years only where every part is written in full: 4-4-2 is a formation.
  if (sign === "." || narrow !== 2 || wide + middle < 3) return null;
  const century = (year: number): number => (year < 50 ? 2000 + year : 1900 + year);
  return a <= 31 && c <= 31 && wide === 2 && middle === 2 && c > 12 && a > 12 && a < c
    ? made(century(a), b, c)
    : (made(century(c), b, a) ?? made(century(c), a, b) ?? made(century(a), b, c));
};

/** A month alone, with whatever says which year: «يناير 2015», «شهر مايو الماضي», «مارس آذار». */
export const readMonthAlone = (cursor: Cursor, at: number, expected: boolean): DateExpression | null => {
  const month = readMonth(cursor, at);
  if (!month) return null;
  const said = expression(at, month.to);
  said.month = month.month;
  said.calendar = month.calendar;
  // «يناير 1», «مايو الحادي عشر»
  const day = readDayAfterMonth(cursor, month.to);
  if (day) {
    said.day = day.value;
    said.to = readMonthTail(cursor, day.to, said);
    return said;
  }
  said.to = readMonthTail(cursor, month.to, said);
  const placed = said.to !== month.to;
  // The Hijri year decides the calendar of nothing but itself: «محرم 2001» is odd but Gregorian.
  if (said.calendar === "hijri" && said.year !== null && !isHijriYear(said.year)) return null;
  return month.sure || expected || placed ? said : null;
};

const readDayAfterMonth = (cursor: Cursor, at: number): ReadNumber | null => {
  const here = cursor.sign(at, "-") && cursor.touches(at) ? at + 1 : at;
  const number = cursor.number(here);
  if (!number || !isDay(number.value)) return null;
  if (!number.digits) return number.ordinal && cursor.definite(here) && !cursor.joined(here) ? number : null;
  if (cursor.width(here) > 2 || number.ordinal) return null;
  // «نوفمبر 15 شخصا»: a noun behind it makes it a count of things.
  const behind = cursor.tokens[number.to];
  if (behind && (behind.kind === "word" || behind.kind === "number" || cursor.sign(number.to, "%٪:/")))
    return null;
  return number;
};

/** Whether a bare figure can be a year: between 1900 and 2099, four digits, not the start of a longer figure. */
export const plainYear = (cursor: Cursor, at: number): number | null => {
  const year = cursor.digits(at);
  if (year === null || cursor.width(at) !== 4 || year < 1900 || year >= 2100) return null;
  if (cursor.sign(at + 1, "%٪:") && cursor.touches(at + 1)) return null;
  if (
    cursor.sign(at + 1, ".,/") &&
    cursor.touches(at + 1) &&
    cursor.digits(at + 2) !== null &&
    cursor.touches(at + 2)
  ) {
    return null;
  }
  return year;
};

export const readEra = (cursor: Cursor, at: number, said: DateExpression): number => {
  const era = cursor.word(at, "era");
  if (!era) return at;
  if (era.value === "hijri") said.calendar = "hijri";
  return at + 1;
};
