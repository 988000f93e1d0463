import type { Facts } from "@liqa/graph";
import { writeCsv, writeNodesCsv } from "./csv.ts";
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
export const exporters: Readonly<Record<"csv" | "csv-nodes" | "gexf" | "graphml" | "json", Exporter>> = {
  csv: { mediaType: "text/csv", extension: "csv", write: writeCsv },
  "csv-nodes": { mediaType: "text/csv", extension: "csv", write: writeNodesCsv },
  gexf: { mediaType: "application/gexf+xml", extension: "gexf", write: writeGexf },
  graphml: { mediaType: "application/graphml+xml", extension: "graphml", write: writeGraphml },
  json: { mediaType: "application/json", extension: "json", write: writeGraphologyJson },
};

export { writeCsv, writeGexf, writeGraphml, writeGraphologyJson, writeNodesCsv };
