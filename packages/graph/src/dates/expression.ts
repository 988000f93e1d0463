export type Direction = "past" | "current" | "future";
export type Unit = "minute" | "hour" | "day" | "week" | "month" | "year" | "decade" | "century";

/** What a date says, before anything is concluded from the day of publication. Unsaid parts are null. */
export interface DateExpression {
  /** Tokens, end exclusive. */
  from: number;
  to: number;
  calendar: "gregorian" | "hijri";
  year: number | null;
  month: number | null;
  day: number | null;
  /** Further days of a list: «10 و11 ديسمبر». */
  moreDays: number[] | null;
  /** ISO weekday. */
  weekday: number | null;
  /** Days from the day of publication. */
  offset: number | null;
  /** How exactly the offset is meant: «قبل أسبوع» is about that day, «قبل يومين» is it. */
  roundedTo: Unit | null;
  /** Counted in whole units from that of the publication: the last month is -1. */
  weekShift: number | null;
  monthShift: number | null;
  yearShift: number | null;
  /** EDTF code of a season, quarter or half. */
  season: number | null;
  /** «الماضي», «المقبل», «الجاري». */
  direction: Direction | null;
  /** «مطلع», «منتصف», «أواخر»: somewhere in it, nobody says where. */
  part: "start" | "middle" | "end" | null;
  /** «بعد يومين»: from the report on if the sentence looks ahead, from what the text tells if it looks back. */
  narrated: boolean;
  /** Said in words that no calendar can place. */
  vague: boolean;
  /** End of a range that begins with this date. */
  until: DateExpression | null;
  /** `until` is another date beside this one, with nothing said of what lies between: «عامي 1994 و1999». */
  separate: boolean;
}

export const expression = (from: number, to: number): DateExpression => ({
  from,
  to,
  calendar: "gregorian",
  year: null,
  month: null,
  day: null,
  moreDays: null,
  weekday: null,
  offset: null,
  roundedTo: null,
  weekShift: null,
  monthShift: null,
  yearShift: null,
  season: null,
  direction: null,
  part: null,
  narrated: false,
  vague: false,
  until: null,
  separate: false,
});
