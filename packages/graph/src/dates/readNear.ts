import type { Cursor, ReadNumber } from "./cursor.ts";
import { type DateExpression, expression, type Unit } from "./expression.ts";
import {
  plainYear,
  readDayOfMonth,
  readDirection,
  readEra,
  readMonth,
  readMonthAlone,
  readYearPhrase,
  shiftOf,
} from "./readCalendar.ts";

/** Dates seen from the day of the report: weekdays, today and tomorrow, last week, two days ago. */

const OPENING = "(،,-–";

const vague = (from: number, to: number): DateExpression => {
  const said = expression(from, to);
  said.vague = true;
  return said;
};

const isUnit = (cursor: Cursor, at: number, value: Unit, count = "one"): boolean => {
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
  return readDay(cursor, at, here);
};

const readTimeFrom = (cursor: Cursor, from: number, at: number): DateExpression | null => {
  const said = cursor.word(at, "time") ? readTime(cursor, at) : null;
  return said ? { ...said, from } : null;
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

/** What a part is part of: a month or year, and never again a part, so that «الأول من الأول من …» ends. */
const readMonthOrYear = (cursor: Cursor, from: number, at: number): DateExpression | null => {
  const month = readMonthAlone(cursor, at, true);
  if (month) return month.day === null ? { ...month, from } : null;
  const named = cursor.skip(at, "this");
  const unit = cursor.word(named, "unit")?.value;
  if (unit !== "month" && unit !== "year") return null;
  const said = named === at ? readUnit(cursor, from, at) : readThis(cursor, at);
  return said ? { ...said, from } : null;
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

const DAYS: Readonly<Partial<Record<Unit, number>>> = { day: 1, week: 7 };

/** «قبل يومين», «منذ ثلاثة أسابيع», «بعد شهر», «قبل نحو عام»; `at` is the particle. */
export const readShift = (cursor: Cursor, at: number): DateExpression | null => {
  const shift = cursor.word(at, "shift")!;
  let here = cursor.end(at);
  // «يوما بعد يوم»
  if (cursor.word(at - 1, "unit")) return null;
  const bounded = cursor.word(here, "bound") !== null;
  if (bounded) here = cursor.end(here);
  const about = cursor.word(here, "about") !== null;
  if (about) here = cursor.end(here);
  const span = readSpan(cursor, here);
  if (!span) return null;
  const to = cursor.skip(span.to, "direction");
  const from = cursor.skip(to, "of");
  const now = from !== to && cursor.word(from, "now") ? cursor.end(from) : to;
  // «قبل يومين من القمة» counts from the summit, not from the report.
  if (from !== to && now === to) return vague(at, to);
  const { count, unit } = span;
  if (count === null || bounded || unit === "hour" || unit === "minute") return vague(at, now);
  const said = expression(at, now);
  const sign = shift.value === "past" ? -1 : 1;
  said.narrated = sign > 0 && now === to;
  const days = DAYS[unit];
  if (days === undefined) {
    if (unit === "month") said.monthShift = sign * count;
    else if (unit === "year") said.yearShift = sign * count;
    else return vague(at, now);
    said.part = "middle";
    return said;
  }
  said.offset = sign * count * days;
  said.roundedTo = about ? "week" : unit;
  return said;
};

/** «خلال 48 ساعة», «في غضون أسبوع», «خلال يومين»: a time span that begins or ends nowhere certain. */
export const readWithin = (cursor: Cursor, at: number): DateExpression | null => {
  let here = cursor.end(at);
  here = cursor.skip(here, "part");
  here = cursor.skip(here, "about");
  const span = readSpan(cursor, here);
  if (!span) return null;
  return vague(at, readDirection(cursor, span.to)?.to ?? span.to);
};

interface TimeSpan {
  /** Null when it is only said that there are several. */
  count: number | null;
  unit: Unit;
  to: number;
}

/** An amount of time: «يومين», «ثلاثة أيام», «21 يوما», «بضعة أشهر», «أسبوع». */
const readSpan = (cursor: Cursor, at: number): TimeSpan | null => {
  const few = cursor.skip(at, "few");
  const number = few === at ? cursor.number(at) : null;
  if (number?.ordinal) return null;
  const here = number ? number.to : few;
  const unit = cursor.word(here, "unit");
  if (!unit || unit.count === "pair" || cursor.definite(here)) return null;
  let to = cursor.end(here);
  const value = unit.value as Unit;
  // Beyond any date that news counts back to, and beyond safe arithmetic.
  if (number) return { count: number.value <= 1000 ? number.value : null, unit: value, to };
  if (unit.count === "many" || few !== at) return { count: null, unit: value, to };
  if (unit.count === "one") {
    // «قبل يوم الثلاثاء», «منذ عام 2011», «بعد شهر رمضان»: the name of a time, not an amount of it.
    if (
      cursor.number(to)?.digits ||
      cursor.word(to, "weekday") ||
      cursor.word(to, "month") ||
      cursor.word(to, "relative")
    ) {
      return null;
    }
    if (value === "year" && (cursor.number(to)?.value ?? 0) > 99) return null;
    if (value === "decade") return null;
  }
  // «شهر واحد», «يومين اثنين»
  const said = cursor.number(to);
  if (said && !said.digits && !said.ordinal && said.value <= 2) to = said.to;
  return { count: unit.count === "two" ? 2 : 1, unit: value, to };
};
