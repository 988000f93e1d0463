import { byCode } from "./ids.ts";

/** What may be decided on a pair. */
export const VERDICTS = ["same", "different", "unsure"] as const;
/** One of {@link VERDICTS}. */
export type Verdict = (typeof VERDICTS)[number];

/**
 * One decision on one pair. `left` and `right` name nodes (`per:…`, `mtg:…`) or what one article says: `article#e3`,
 * `article#m1`, or whomever it mentions in a passage, `article#64-72`, as evidence gives it. To undo, delete the row, or add a later one with another verdict; `unsure` means "no decision".
 */
export interface Judgement {
  left: string;
  right: string;
  verdict: Verdict;
  /** 0..1; null when a person decided. */
  score: number | null;
  reasons: readonly string[];
  who: string;
  /** ISO 8601 day or instant; empty for what resolution decides by itself. */
  when: string;
}

const COLUMNS = ["left", "right", "verdict", "score", "reasons", "who", "when"] as const;

const cell = (text: string): string => text.replace(/[\t\r\n]+/gu, " ");

/**
 * The table with its header; reasons are separated by ` | `. Rows keep their order.
 *
 * @example
 * ```ts
 * const judgement = {
 *   left: "cairo#e1", right: "plan#e1", verdict: "same" as const,
 *   score: null, reasons: ["one office, one name"], who: "r.k.", when: "2020-01-29",
 * };
 * parseJudgements(printJudgements([judgement])).judgements; // → [judgement]
 * ```
 */
export const printJudgements = (judgements: readonly Judgement[]): string =>
  [
    COLUMNS.join("\t"),
    ...judgements.map(({ left, right, verdict, score, reasons, who, when }) =>
      [left, right, verdict, score === null ? "" : String(score), reasons.join(" | "), who, when]
        .map(cell)
        .join("\t"),
    ),
    "",
  ].join("\n");

/** A row of the table that cannot be read. */
export interface JudgementProblem {
  /** 1-based, the header being row 1. */
  row: number;
  column: string;
  message: string;
}

/**
 * Reads the table; bad rows are reported and left out, the rest is read.
 *
 * @example
 * ```ts
 * parseJudgements("left\tright\nper:a\tper:b").problems[0]; // → { row: 1, column: "" }
 * ```
 */
export const parseJudgements = (table: string): { judgements: Judgement[]; problems: JudgementProblem[] } => {
  const judgements: Judgement[] = [];
  const problems: JudgementProblem[] = [];
  const lines = table.replace(/^\uFEFF/u, "").split(/\r?\n/u);
  const complain = (row: number, column: string, message: string): void => {
    problems.push({ row, column, message });
  };
  if ((lines[0] ?? "") !== COLUMNS.join("\t")) complain(1, "", `the header must be ${COLUMNS.join(", ")}`);
  lines.forEach((line, index) => {
    if (index === 0 || line.trim() === "") return;
    const row = index + 1;
    const cells = line.split("\t");
    if (cells.length !== COLUMNS.length) {
      complain(row, "", `${cells.length} columns where ${COLUMNS.length} are expected`);
      return;
    }
    const [left = "", right = "", verdict = "", score = "", reasons = "", who = "", when = ""] = cells.map(
      (text) => text.trim(),
    );
    const before = problems.length;
    if (!left) complain(row, "left", "is empty");
    if (!right) complain(row, "right", "is empty");
    if (left && left === right) complain(row, "right", "is the same as left");
    if (!VERDICTS.includes(verdict as Verdict))
      complain(row, "verdict", `is "${verdict}", not one of ${VERDICTS.join(", ")}`);
    const number = score === "" ? null : Number(score);
    if (number !== null && !(number >= 0 && number <= 1)) complain(row, "score", "is no number from 0 to 1");
    if (problems.length > before) return;
    judgements.push({
      left,
      right,
      verdict: verdict as Verdict,
      score: number,
      reasons: reasons.split(" | ").filter(Boolean),
      who,
      when,
    });
  });
  return { judgements, problems };
};

/**
 * What holds after all rows: one judgement a pair, the latest by `when` (on a tie the stricter: different, unsure,
 * same), pair and list in a fixed order. Rows may come in any order and more than once.
 *
 * @example
 * ```ts
 * const once = { left: "per:a", right: "per:b", verdict: "same" as const, score: null, reasons: [], who: "r.k.", when: "2020" };
 * settle([once, { ...once, verdict: "different", when: "2021" }]); // → [{ verdict: "different" }]
 * ```
 */
export const settle = (judgements: readonly Judgement[]): Judgement[] => {
  const strictness: Record<Verdict, number> = { different: 0, unsure: 1, same: 2 };
  const latest = new Map<string, Judgement>();
  for (const given of judgements) {
    const judgement = given.left <= given.right ? given : { ...given, left: given.right, right: given.left };
    const pair = `${judgement.left}\t${judgement.right}`;
    const known = latest.get(pair);
    const order = known
      ? byCode(judgement.when, known.when) || strictness[known.verdict] - strictness[judgement.verdict]
      : 1;
    if (order > 0) latest.set(pair, judgement);
  }
  return [...latest].sort(([one], [other]) => byCode(one, other)).map(([, judgement]) => judgement);
};
