import type { Cell } from "./rows.ts";

const quoted = (value: string): string =>
  /[",\n\r]/u.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

/** A line after RFC 4180, for programs. Empty text is quoted, so that it differs from nothing. */
export const csvLine = (cells: readonly Cell[]): string =>
  `${cells
    .map((cell) => (cell === null ? "" : cell === "" ? '""' : typeof cell === "string" ? quoted(cell) : cell))
    .join(",")}\r\n`;

/** The same for people: what a spreadsheet would run as a formula gets an apostrophe before it. */
export const spreadsheetLine = (cells: readonly Cell[]): string =>
  csvLine(cells.map((cell) => (typeof cell === "string" && /^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell)));

/** What makes spreadsheets see UTF-8; programs that read CSV drop it. */
export const BYTE_ORDER_MARK = "\ufeff";
