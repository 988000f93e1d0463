import type { Facts } from "@liqa/graph";
import { writeCsv } from "./csv.ts";
import { writeGexf } from "./gexf.ts";
import { writeGraphml } from "./graphml.ts";
import { writeGraphologyJson } from "./graphologyJson.ts";

/** Writes facts in somebody's format, piece by piece, so that the whole text is never held. */
export interface Exporter {
  mediaType: string;
  /** Of the file's name, without the dot. */
  extension: string;
  write(facts: Facts): Iterable<string>;
}

/** By the name that `liqa export --format` and `/api/export?format=` take. */
export const exporters: Readonly<Record<"csv" | "gexf" | "graphml" | "json", Exporter>> = {
  csv: { mediaType: "text/csv", extension: "csv", write: writeCsv },
  gexf: { mediaType: "application/gexf+xml", extension: "gexf", write: writeGexf },
  graphml: { mediaType: "application/graphml+xml", extension: "graphml", write: writeGraphml },
  json: { mediaType: "application/json", extension: "json", write: writeGraphologyJson },
};

export { writeCsv, writeGexf, writeGraphml, writeGraphologyJson };
