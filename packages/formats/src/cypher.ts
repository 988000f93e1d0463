import type { Facts } from "@liqa/graph";
import { type About, inASentence } from "./about.ts";
import { type LabelledNode, labelledNodes, type Properties, relationships } from "./propertyGraph.ts";

/** Rows a statement: few enough that one fits a transaction, many enough that it pays. */
const BATCH = 500;

/**
 * Cypher that makes the graph anew or brings it up to date: every statement may be run again. One batch a statement.
 */
export function* writeCypher(facts: Facts, about: About): Generator<string> {
  yield `// ${inASentence(about)}\n// Sources: ${JSON.stringify(about.sources)}\n`;
  yield "CREATE CONSTRAINT liqa_id IF NOT EXISTS FOR (n:Liqa) REQUIRE n.id IS UNIQUE;\n";
  const dataset = { ...about, sources: JSON.stringify(about.sources) };
  yield `MERGE (d:LiqaDataset {checksum: ${literal(about.checksum)}}) SET d += ${map(dataset)};\n`;
  yield* batches(
    labelledNodes(facts),
    ({ label }: LabelledNode) => label,
    ({ id, properties }) => map({ id, ...properties }),
    (label, rows) => `UNWIND ${rows} AS row MERGE (n:Liqa {id: row.id}) SET n:${label}, n += row;\n`,
  );
  yield* batches(
    relationships(facts),
    ({ type }) => type,
    ({ from, to, nth, properties }) =>
      `{from: ${literal(from)}, to: ${literal(to)}, nth: ${nth}, properties: ${map(properties)}}`,
    (type, rows) =>
      `UNWIND ${rows} AS row MATCH (a:Liqa {id: row.from}) MATCH (b:Liqa {id: row.to}) MERGE (a)-[r:${type} {nth: row.nth}]->(b) SET r += row.properties;\n`,
  );
}

/** Statements over rows of one group each; a batch ends when it is full or the group changes. */
function* batches<Row>(
  rows: Iterable<Row>,
  groupOf: (row: Row) => string,
  written: (row: Row) => string,
  statement: (group: string, rows: string) => string,
): Generator<string> {
  let group = "";
  let batch: string[] = [];
  for (const row of rows) {
    const next = groupOf(row);
    if (batch.length > 0 && (next !== group || batch.length === BATCH)) {
      yield statement(group, `[\n${batch.join(",\n")}\n]`);
      batch = [];
    }
    group = next;
    batch.push(written(row));
  }
  if (batch.length > 0) yield statement(group, `[\n${batch.join(",\n")}\n]`);
}

const ESCAPES: { readonly [sign: string]: string } = {
  "'": "\\'",
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

const hex = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;

const literal = (value: string | number | boolean): string =>
  typeof value === "string"
    ? `'${value
        .replaceAll(/\p{Surrogate}/gu, "\ufffd")
        .replaceAll(/['\\\p{Cc}\u2028\u2029]/gu, (sign) => ESCAPES[sign] ?? hex(sign))}'`
    : String(value);

const map = (properties: Properties): string => {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(properties))
    if (value !== null) pairs.push(`${name}: ${literal(value)}`);
  return `{${pairs.join(", ")}}`;
};
