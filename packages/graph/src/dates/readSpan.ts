import type { Cursor } from "./cursor.ts";
import { type DateExpression, expression, type Unit } from "./expression.ts";
import { readDirection } from "./readCalendar.ts";
import { vague } from "./readNear.ts";

/** Amounts of time counted from the report: two days ago, in a week. */

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
