import type { Cursor, ReadNumber } from "./cursor.ts";
import { type DateExpression, expression, type Unit } from "./expression.ts";
import {
  readDayOfMonth,
  readDirection,
  readMonth,
  readMonthAlone,
  readYearPhrase,
  shiftOf,
} from "./readCalendar.ts";

/** Days, weeks, months and years that are named or pointed at: weekdays, today, last week, the year 2015. */

const QUOTES = "\"“”«»'";
const OPENING = "(،,-–";

export const vague = (from: number, to: number): DateExpression => {
  const said = expression(from, to);
  said.vague = true;
  return said;
};

export const isUnit = (cursor: Cursor, at: number, value: Unit, count = "one"): boolean => {
  const unit = cursor.word(at, "unit");
  return unit?.value === value && unit.count === count;
};

/** Behind «صباحا», «الساعة 8», «بعد الظهر»: the day's date may go on there. */
export const skipClock = (cursor: Cursor, at: number): number => {
  let to = at;
  for (let step = 0; step < 3; step++) {
    const before = to;
    if (
      cursor.word(to, "clock-part") ||
      (cursor.word(to, "time") && !cursor.word(cursor.end(to), "relative"))
    ) {
      to = cursor.end(to);
    }
    if (cursor.word(to, "clock")) {
      const hour = cursor.number(cursor.end(to));
      if (!hour) return before;
      to = hour.to;
      if (cursor.sign(to, ":.") && cursor.digits(to + 1) !== null) to += 2;
    }
    if (to === before) break;
  }
  return to;
};

/** «في الأسبوع الماضي», «من هذا الأسبوع»: which week a weekday lies in. */
const readWeek = (cursor: Cursor, at: number): { shift: number; to: number } | null => {
  let here = cursor.skip(at, "of");
  if (here === at) here = cursor.skip(at, "in");
  const pointed = cursor.skip(here, "this");
  if (!isUnit(cursor, pointed, "week") || !cursor.definite(pointed)) return null;
  const turned = readDirection(cursor, cursor.end(pointed));
  if (turned) return { shift: shiftOf(turned.direction), to: turned.to };
  return pointed !== here ? { shift: 0, to: cursor.end(pointed) } : null;
};

/** The day of the month that explains a weekday or «اليوم»: «الثلاثاء، 6 مايو», «اليوم (6 مايو)», «الموافق …». */
const readExplainedDay = (cursor: Cursor, at: number): DateExpression | null => {
  let here = cursor.sign(at, OPENING) ? at + 1 : at;
  const opened = cursor.sign(at, "(");
  here = cursor.skip(here, "equals");
  const of = cursor.skip(here, "in");
  const day = readDayOfMonth(cursor, of) ?? (of === here ? readMonthFirst(cursor, here) : null);
  if (!day || (day.month === null && day.monthShift === null)) return null;
  if (opened && cursor.sign(day.to, ")")) day.to++;
  return day;
};

const readMonthFirst = (cursor: Cursor, at: number): DateExpression | null => {
  if (!cursor.word(at, "month")) return null;
  const said = readMonthAlone(cursor, at, false);
  return said?.day ? said : null;
};

const explain = (said: DateExpression, day: DateExpression): void => {
  said.year = day.year;
  said.yearShift = day.yearShift;
  said.month = day.month;
  said.monthShift = day.monthShift;
  said.day = day.day;
  said.moreDays = day.moreDays;
  said.calendar = day.calendar;
  said.direction = day.direction ?? said.direction;
  said.offset = null;
  said.to = day.to;
};

/** A weekday, from the name of the day on. `at` is the name; the expression may begin before it. */
export const readWeekday = (cursor: Cursor, from: number, at: number): DateExpression | null => {
  const word = cursor.word(at, "weekday");
  if (!word) return null;
  const said = expression(from, cursor.end(at));
  said.weekday = word.number;
  const turned = readDirection(cursor, said.to);
  if (turned) {
    said.direction = turned.direction;
    said.to = turned.to;
  }
  const week = readWeek(cursor, said.to);
  if (week) {
    said.weekShift = week.shift;
    said.to = week.to;
    return said;
  }
  const day = readExplainedDay(cursor, skipClock(cursor, said.to));
  if (day) {
    explain(said, day);
    return said;
  }
  const number = turned ? null : readBareDay(cursor, said.to);
  if (number) {
    said.day = number.value;
    said.to = number.to;
  }
  return said;
};

/** «الخميس 21», «الجمعة في 22»: the number of the day, nothing else behind it. */
const readBareDay = (cursor: Cursor, at: number): { value: number; to: number } | null => {
  const here = cursor.skip(at, "in");
  const number = cursor.number(here);
  if (!number || number.value > 31 || number.value < 1) return null;
  // «الأحد الثاني» may be the second Sunday; «الخميس الحادي والعشرون» cannot.
  if (!number.digits && number.value < 11 && (here === at || !number.ordinal)) return null;
  if (!number.digits && here === at && !number.ordinal) return null;
  if (number.digits && number.ordinal) return null;
  const behind = cursor.tokens[number.to];
  if (
    number.digits &&
    behind &&
    (behind.kind === "word" || (cursor.sign(number.to, ":/%٪.") && cursor.digits(number.to + 1) !== null))
  ) {
    // «الثلاثاء 21 قتيلا» counts something; «الثلاثاء 21 وزار» cannot be told from it.
    return cursor.word(number.to, "to") ? number : null;
  }
  return number;
};

/** «اليوم», «أمس الثلاثاء», «بعد غد (الأربعاء)», «اليوم 6 مايو». `at` is the word, `from` may lie before. */
export const readRelative = (cursor: Cursor, from: number, at: number): DateExpression | null => {
  const word = cursor.word(at, "relative");
  if (!word) return null;
  // «قال لصحيفة "اليوم"»: between quotation marks it is a name.
  if (cursor.sign(at - 1, QUOTES) && cursor.sign(cursor.end(at), QUOTES)) return null;
  const said = expression(from, cursor.end(at));
  said.offset = word.number;
  if (cursor.word(said.to, "anaphor")) return vague(from, cursor.end(said.to));
  // «اليوم الثاني من المؤتمر»: a day counted within something.
  if (
    word.number === 0 &&
    word.definite &&
    cursor.word(said.to, "number")?.ordinal &&
    cursor.definite(said.to)
  )
    return null;
  if (word.number === 0 && cursor.word(said.to, "direction")) return vague(from, cursor.end(said.to));
  let here = said.to;
  const opened = cursor.sign(here, "(");
  if (cursor.sign(here, OPENING)) here++;
  if (isUnit(cursor, here, "day") && cursor.word(cursor.end(here), "weekday")) here = cursor.end(here);
  const weekday = cursor.joined(here) ? null : cursor.word(here, "weekday");
  if (weekday) {
    said.weekday = weekday.number;
    said.to = cursor.end(here);
    if (opened && cursor.sign(said.to, ")")) said.to++;
  } else if (word.guarded) return null;
  const day = readExplainedDay(cursor, skipClock(cursor, said.to));
  if (day && !cursor.sign(said.to, "-–")) explain(said, day);
  return said;
};

/** «صباح اليوم», «مساء الثلاثاء», «ليلة 5 مايو»: a time of day before the day. */
export const readTime = (cursor: Cursor, at: number): DateExpression | null => {
  let here = cursor.end(at);
  // «صباح ومساء», «في وقت متأخر من مساء أمس» end here too.
  here = cursor.skip(here, "of");
  here = cursor.skip(here, "this");
  if (cursor.joined(here)) return null;
  const said = readDay(cursor, at, here);
  return said ? overMidnight(cursor, said) : null;
};

/** «ليل الجمعة السبت», «ليلة الجمعة - السبت»: one night, two days. */
const overMidnight = (cursor: Cursor, said: DateExpression): DateExpression => {
  if (said.weekday === null || said.day !== null || said.offset !== null) return said;
  const here = cursor.sign(said.to, "-–/") ? said.to + 1 : said.to;
  const next = cursor.joined(here) ? null : cursor.word(here, "weekday");
  if (next?.number !== (said.weekday % 7) + 1) return said;
  const until = expression(here, cursor.end(here));
  until.weekday = next.number;
  return { ...said, until, to: until.to };
};

/** Any single day at `here`; the expression begins at `from`. */
export const readDay = (cursor: Cursor, from: number, here: number): DateExpression | null => {
  const relative = readRelative(cursor, from, here);
  if (relative) return relative;
  const named = isUnit(cursor, here, "day") ? cursor.end(here) : here;
  const again = named !== here ? readRelative(cursor, from, named) : null;
  if (again) return again;
  const weekday = readWeekday(cursor, from, named);
  if (weekday) return weekday;
  const day = readDayOfMonth(cursor, named);
  return day ? { ...day, from } : null;
};

/** From a word for a unit of time on: «يوم الثلاثاء», «عام 2015», «شهر مايو», «الأسبوع الماضي», «يومي … و…». */
export const readUnit = (cursor: Cursor, from: number, at: number): DateExpression | null => {
  const unit = cursor.word(at, "unit");
  if (!unit) return null;
  const behind = cursor.end(at);
  if (unit.count === "pair") return null;
  if (unit.count === "one") {
    if (unit.value === "day") return readCalledDay(cursor, from, behind);
    if (unit.value === "month" && cursor.word(behind, "month")) {
      const said = readMonthAlone(cursor, behind, true);
      return said ? { ...said, from } : null;
    }
    if (unit.value === "year") {
      const said = expression(from, behind);
      const to = readYearPhrase(cursor, at, said, false);
      if (said.year !== null) return { ...said, to };
    }
  }
  return readTurnedUnit(cursor, from, at);
};

const readCalledDay = (cursor: Cursor, from: number, behind: number): DateExpression | null => {
  const said = readDay(cursor, from, behind);
  if (said) return said;
  const day = cursor.digits(behind);
  if (day === null || day < 1 || day > 31 || cursor.width(behind) > 2) return null;
  if (cursor.tokens[behind + 1]?.kind === "word" || cursor.sign(behind + 1, ":/%٪")) return null;
  const numbered = expression(from, behind + 1);
  numbered.day = day;
  return numbered;
};

/** «الشهر المقبل», «هذا الأسبوع», «الأيام القليلة الماضية», «العام نفسه». */
const readTurnedUnit = (cursor: Cursor, from: number, at: number): DateExpression | null => {
  const unit = cursor.word(at, "unit")!;
  if (!cursor.definite(at)) return null;
  const pointed = from < at && cursor.word(at - 1, "this") !== null;
  let here = cursor.end(at);
  const counted = cursor.number(here);
  if (unit.count !== "one") {
    here = cursor.skip(here, "few");
    if (counted && counted.value < 100) here = counted.to;
    const turned = readDirection(cursor, here);
    return turned ? vague(from, turned.to) : null;
  }
  if (cursor.word(here, "anaphor")) return vague(from, cursor.end(here));
  if (unit.value === "week" && counted?.ordinal) return readWeekOf(cursor, from, counted);
  const turned = readDirection(cursor, here);
  if (!turned && !pointed) return null;
  const said = expression(from, turned ? turned.to : here);
  const shift = turned ? shiftOf(turned.direction) : 0;
  if (unit.value === "month") said.monthShift = shift;
  else if (unit.value === "year") said.yearShift = shift;
  else if (unit.value === "week") return readWeekThenDay(cursor, said, shift);
  else return vague(from, said.to);
  return said;
};

/** «الأسبوع الأول من أكتوبر»: where weeks are counted from nobody says, so it is a part of the month. */
const readWeekOf = (cursor: Cursor, from: number, week: ReadNumber): DateExpression | null => {
  const of = cursor.skip(week.to, "of");
  const said = of === week.to ? null : readMonthOrYear(cursor, from, of);
  if (said && !said.vague) said.part = week.value === 1 ? "start" : week.value > 3 ? "end" : "middle";
  return said;
};

/** «الأسبوع القادم يوم الجمعة». */
const readWeekThenDay = (cursor: Cursor, said: DateExpression, shift: number): DateExpression => {
  said.weekShift = shift;
  const named = isUnit(cursor, said.to, "day") ? cursor.end(said.to) : said.to;
  const weekday = cursor.joined(named) ? null : cursor.word(named, "weekday");
  if (weekday) {
    said.weekday = weekday.number;
    said.to = cursor.end(named);
  }
  return said;
};

/** «هذا الأسبوع», «هذا العام», «هذا اليوم», «هذا الصيف», «هذا سبتمبر». */
export const readThis = (cursor: Cursor, at: number): DateExpression | null => {
  const here = cursor.end(at);
  if (cursor.word(here, "relative")) return readRelative(cursor, at, here);
  if (cursor.word(here, "unit")) {
    const said = readUnit(cursor, at, here);
    return said && isUnit(cursor, here, "year") && said.year !== null ? null : said;
  }
  const season = cursor.definite(here) ? cursor.word(here, "season") : null;
  if (season) {
    const said = expression(at, cursor.end(here));
    said.season = season.number;
    said.direction = "current";
    return said;
  }
  const month = readMonth(cursor, here);
  if (!month?.sure) return null;
  const said = readMonthAlone(cursor, here, false);
  if (!said) return null;
  said.direction ??= "current";
  return { ...said, from: at };
};

/** What a part is part of: a month or year, and never again a part, so that «الأول من الأول من …» ends. */
export const readMonthOrYear = (cursor: Cursor, from: number, at: number): DateExpression | null => {
  const month = readMonthAlone(cursor, at, true);
  if (month) return month.day === null ? { ...month, from } : null;
  const named = cursor.skip(at, "this");
  const unit = cursor.word(named, "unit")?.value;
  if (unit !== "month" && unit !== "year") return null;
  const said = named === at ? readUnit(cursor, from, at) : readThis(cursor, at);
  return said ? { ...said, from } : null;
};
