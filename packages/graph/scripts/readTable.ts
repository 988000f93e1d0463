import { fold } from "../src/text/fold.ts";
import type { TableSchema } from "./tables.ts";

export interface Problem {
  file: string;
  row: number;
  column: string;
  message: string;
}

export type Row = Record<string, string | string[]>;

const DIACRITICS = /[\u064b-\u065f\u0670\u0640]/u;
const REGEX_SIGNS = /[\\^$*?[\]{}]/u;

/** Reads one TSV table, adding to `problems` whatever a linguist should mend. Good rows come back all the same. */
export const readTable = (file: string, text: string, schema: TableSchema, problems: Problem[]): Row[] => {
  const report = (row: number, column: string, message: string): void => {
    problems.push({ file, row, column, message });
  };
  const lines = text
    .replace(/^\ufeff/u, "")
    .split("\n")
    .map((line) => line.replace(/\r$/u, ""));
  if (lines.at(-1) === "") lines.pop();
  const header = (lines[0] ?? "").split("\t");
  if (header.join(" ") !== schema.columns.join(" ")) {
    report(1, "", `the header must read: ${schema.columns.join(" ")}`);
    return [];
  }
  const rows: Row[] = [];
  const ids = new Map<string, number>();
  const seen = new Map<string, { row: number; ambiguous: boolean; id: string }>();
  for (let at = 1; at < lines.length; at++) {
    const number = at + 1;
    const cells = lines[at]!.split("\t");
    if (cells.length !== header.length) {
      report(number, "", `has ${cells.length} cells, the header has ${header.length}`);
      continue;
    }
    const row: Row = {};
    header.forEach((column, index) => {
      const cell = cells[index]!.trim();
      const list = schema.lists.includes(column);
      row[column] = list
        ? cell
          ? cell
              .split("|")
              .map((form) => form.trim())
              .filter(Boolean)
          : []
        : cell;
      if (!cell && !schema.optional.includes(column)) report(number, column, "is empty");
      const words = schema.words?.[column];
      if (cell && words && !words.includes(cell))
        report(number, column, `«${cell}» is none of: ${words.join(", ")}`);
      if (list) {
        if (DIACRITICS.test(cell)) report(number, column, "has diacritics or tatweel: write plain letters");
        if (REGEX_SIGNS.test(cell)) report(number, column, "has pattern signs: tables hold plain words");
        for (const form of row[column] as string[]) {
          for (const word of form.split(/[\s@]/)) {
            if (/\p{Script=Arabic}/u.test(word) && /\p{Script=Latin}/u.test(word))
              report(number, column, `mixes scripts in one word: ${word}`);
          }
        }
      }
    });
    const id = String(row.id);
    const before = ids.get(id);
    if (before) report(number, "id", `${id} stands already in row ${before}`);
    ids.set(id, number);
    for (const column of schema.distinct ?? []) {
      for (const form of row[column] as string[]) {
        const key = `${column} ${fold(form)}`;
        const ambiguous = row.ambiguous === "yes";
        const other = seen.get(key);
        if (other && other.id !== id && !(other.ambiguous && ambiguous)) {
          report(
            number,
            column,
            `«${form}» reads like a form of row ${other.row} (${other.id}); mark both as ambiguous or drop one`,
          );
        }
        seen.set(key, { row: number, ambiguous, id });
      }
    }
    rows.push(row);
  }
  return rows;
};
