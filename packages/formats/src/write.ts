import type { Facts } from "@liqa/graph";
import { type About, describe } from "./about.ts";
import type { Piece } from "./bytes.ts";
import { FORMAT_NAMES, type FormatName } from "./catalogue.ts";
import { writeCypher } from "./cypher.ts";
import { writeCsvTables, writeParquet } from "./dataPackage.ts";
import { writeEvents } from "./events.ts";
import { writeFtm } from "./ftm.ts";
import { writeEdgesCsv, writeNodesCsv } from "./gephiCsv.ts";
import { writeGexf, writeStaticGexf } from "./gexf.ts";
import { writeGraphml } from "./graphml.ts";
import { writeGraphologyJson } from "./graphologyJson.ts";
import { writeJsonLd } from "./jsonld.ts";
import { writeLiqaJson } from "./liqaJson.ts";
import { writeNeo4j } from "./neo4j.ts";
import { writeNTriples } from "./ntriples.ts";
import { writeOpenRefine } from "./openRefine.ts";
import { shown } from "./read/formatError.ts";

const WRITERS: { readonly [Name in FormatName]: (facts: Facts, about: About) => Iterable<Piece> } = {
  gexf: writeGexf,
  "gexf-static": writeStaticGexf,
  graphml: writeGraphml,
  csv: writeEdgesCsv,
  "csv-nodes": writeNodesCsv,
  json: writeGraphologyJson,
  liqa: writeLiqaJson,
  parquet: writeParquet,
  datapackage: writeCsvTables,
  ftm: writeFtm,
  jsonld: writeJsonLd,
  ntriples: writeNTriples,
  cypher: writeCypher,
  neo4j: writeNeo4j,
  events: writeEvents,
  openrefine: writeOpenRefine,
};

/** What `write` may be told besides the facts. */
export interface WriteOptions {
  /** Version of what read the articles, when the caller knows it better than the facts. */
  extractor?: string;
}

/**
 * Facts in a format of the catalogue, piece by piece: beside the facts, memory does not grow with them. Some pieces
 * are empty; a service may let others have their turn there.
 * @throws TypeError when the first piece is asked for, on a format that is none and on what are no facts
 *
 * @example
 * ```ts
 * let file = "";
 * for (const piece of write("gexf", facts)) file += piece;
 * file.includes("سامح شكري"); // → true
 * ```
 */
export function* write(format: FormatName, facts: Facts, options: WriteOptions = {}): Generator<Piece> {
  if (!Object.hasOwn(WRITERS, format))
    throw new TypeError(
      `write(format, facts): ${shown(format)} is no format; there are ${FORMAT_NAMES.join(", ")}`,
    );
  if (!Array.isArray(facts?.entities))
    throw new TypeError("write(format, facts): these are no facts; resolve(extractions) makes them");
  const about = yield* describe(facts, options.extractor);
  yield* WRITERS[format](facts, about);
}
