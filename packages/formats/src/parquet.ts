import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { About } from "./about.ts";
import type { Cell } from "./rows.ts";
import type { TableColumn } from "./tables.ts";

/** Rows of a row group: what is held at once, and for how long a service can do nothing else. */
const GROUP = 8_000;

/** About as many characters end a row group earlier. */
const GROUP_CHARACTERS = 1 << 22;

type Schema = ConstructorParameters<typeof ParquetWriter>[0]["schema"];

const TYPES = {
  string: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  integer: { type: "INT32" },
  number: { type: "DOUBLE" },
  boolean: { type: "BOOLEAN" },
  date: { type: "INT32", converted_type: "DATE" },
} as const;

/** A Parquet file of rows, a row group at a time, compressed with Snappy. */
export function* parquet(
  columns: readonly TableColumn[],
  rows: Iterable<readonly Cell[]>,
  about: About,
): Generator<Uint8Array> {
  const bytes = new ByteWriter();
  const schema: Schema = [
    { name: "schema", num_children: columns.length },
    ...columns.map(({ name, type, required }) => ({
      name,
      ...TYPES[type],
      repetition_type: required ? ("REQUIRED" as const) : ("OPTIONAL" as const),
    })),
  ];
  const writer = new ParquetWriter({
    writer: bytes,
    schema,
    createdBy: about.generator,
    kvMetadata: [{ key: "liqa", value: JSON.stringify(about) }],
  });
  const taken = (): Uint8Array => {
    const piece = bytes.getBytes().slice();
    bytes.index = 0;
    return piece;
  };
  let group: unknown[][] = columns.map(() => []);
  let characters = 0;
  const written = (): Uint8Array => {
    writer.write({
      columnData: columns.map(({ name }, at) => ({ name, data: group[at]! })),
      rowGroupSize: GROUP,
    });
    group = columns.map(() => []);
    characters = 0;
    return taken();
  };
  for (const row of rows) {
    for (const [at, { type }] of columns.entries()) {
      const cell = row[at] ?? null;
      if (typeof cell === "string") characters += cell.length;
      group[at]!.push(type === "date" && typeof cell === "string" ? new Date(cell) : cell);
    }
    if (group[0]!.length === GROUP || characters > GROUP_CHARACTERS) yield written();
  }
  yield written();
  writer.finish();
  yield taken();
}
