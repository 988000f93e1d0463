import type { Facts } from "@liqa/graph";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { type About, inASentence } from "./about.ts";
import { inBytes, type Piece } from "./bytes.ts";
import { csvLine } from "./csv.ts";
import { parquet } from "./parquet.ts";
import { TABLES, type Table } from "./tables.ts";
import { type ZipEntry, zip } from "./zip.ts";

/** How the tables are written. */
interface Encoding {
  readonly format: "csv" | "parquet";
  readonly mediatype: string;
  readonly deflate: boolean;
  pieces(table: Table, facts: Facts, about: About): Iterable<Piece>;
}

const PARQUET: Encoding = {
  format: "parquet",
  mediatype: "application/vnd.apache.parquet",
  deflate: false,
  pieces: ({ columns, rows }, facts, about) => parquet(columns, rows(facts), about),
};

const CSV: Encoding = {
  format: "csv",
  mediatype: "text/csv",
  deflate: true,
  *pieces({ columns, rows }, facts) {
    yield csvLine(columns.map(({ name }) => name));
    for (const row of rows(facts)) yield csvLine(row);
  },
};

/** A Frictionless data package of Parquet files, zipped. @see https://datapackage.org */
export const writeParquet = (facts: Facts, about: About): Generator<Uint8Array> =>
  zip(entries(facts, about, PARQUET));

/** The same tables as CSV. */
export const writeCsvTables = (facts: Facts, about: About): Generator<Uint8Array> =>
  zip(entries(facts, about, CSV));

function* entries(facts: Facts, about: About, encoding: Encoding): Generator<ZipEntry> {
  const resources: object[] = [];
  for (const table of TABLES) {
    const path = `${table.name}.${encoding.format}`;
    const hash = sha256.create();
    let bytes = 0;
    const pieces = function* () {
      for (const piece of inBytes(encoding.pieces(table, facts, about))) {
        hash.update(piece);
        bytes += piece.length;
        yield piece;
      }
    };
    yield { name: path, deflate: encoding.deflate, pieces: pieces() };
    resources.push({
      name: table.name,
      path,
      description: table.description,
      format: encoding.format,
      mediatype: encoding.mediatype,
      encoding: "utf-8",
      bytes,
      hash: `sha256:${bytesToHex(hash.digest())}`,
      schema: schemaOf(table),
    });
  }
  // Last, since only now the tables' sizes and checksums are known.
  const text = `${JSON.stringify(descriptor(about, resources), null, 2)}\n`;
  yield { name: "datapackage.json", deflate: true, pieces: [text] };
}

const schemaOf = ({ columns, primaryKey, foreignKeys }: Table): object => ({
  fields: columns.map(({ name, type, description, required }) => ({
    name,
    type,
    description,
    ...(required ? { constraints: { required } } : {}),
  })),
  ...(primaryKey ? { primaryKey } : {}),
  ...(foreignKeys
    ? {
        foreignKeys: Object.entries(foreignKeys).map(([field, resource]) => ({
          fields: [field],
          reference: { resource, fields: ["id"] },
        })),
      }
    : {}),
});

const descriptor = (about: About, resources: readonly object[]): object => ({
  $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
  name: "liqa",
  title: "Who met whom",
  description: inASentence(about),
  sources: about.sources.map((title) => ({ title })),
  liqa: about,
  resources,
});
