import type { Facts } from "@liqa/graph";
import { unzipSync } from "fflate";
import { type FormatName, write } from "../src/index.ts";

/** A whole export as bytes. */
export const bytesOf = (format: FormatName, facts: Facts): Uint8Array => {
  const encoder = new TextEncoder();
  const pieces = [...write(format, facts)].map((piece) =>
    typeof piece === "string" ? encoder.encode(piece) : piece,
  );
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
};

export const textOf = (format: FormatName, facts: Facts): string =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytesOf(format, facts));

/** The files of a zipped export. */
export const filesOf = (format: FormatName, facts: Facts): Record<string, Uint8Array> =>
  unzipSync(bytesOf(format, facts));

/** A second reading of RFC 4180. */
export const parseCsv = (csv: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < csv.length; at++) {
    const sign = csv.charAt(at);
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (csv.charAt(at + 1) === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ",") {
      row.push(cell);
      cell = "";
    } else if (sign === "\r" && csv.charAt(at + 1) === "\n") {
      rows.push([...row, cell]);
      row = [];
      cell = "";
      at++;
    } else cell += sign;
  }
  return rows;
};
