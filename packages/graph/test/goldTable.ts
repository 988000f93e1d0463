import { readFileSync } from "node:fs";

/**
 * The rows of a table in data/gold, by the names of its columns; a row that ends early has empty cells.
 * @throws Error when the table is not there or lacks one of the columns
 */
export const goldTable = <Column extends string>(
  name: string,
  ...columns: readonly Column[]
): Record<Column, string>[] => {
  const table = readFileSync(new URL(`../../../data/gold/${name}.tsv`, import.meta.url), "utf8");
  const [head = "", ...lines] = table.replace(/\n$/u, "").split("\n");
  const places = columns.map((column) => {
    const place = head.split("\t").indexOf(column);
    if (place < 0) throw new Error(`data/gold/${name}.tsv has no column ${column}`);
    return [column, place] as const;
  });
  return lines.map((line) => {
    const cells = line.split("\t");
    return Object.fromEntries(places.map(([column, place]) => [column, cells[place] ?? ""])) as Record<
      Column,
      string
    >;
  });
};
