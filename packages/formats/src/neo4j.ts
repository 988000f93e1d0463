import type { Facts } from "@liqa/graph";
import { type About, inASentence } from "./about.ts";
import { csvLine } from "./csv.ts";
import {
  labelledNodes,
  NODE_PROPERTIES,
  type Properties,
  RELATIONSHIP_PROPERTIES,
  relationships,
} from "./propertyGraph.ts";
import { type ZipEntry, zip } from "./zip.ts";

/** The files that `neo4j-admin database import` takes, with a page that says how, zipped. */
export const writeNeo4j = (facts: Facts, about: About): Generator<Uint8Array> => zip(entries(facts, about));

function* entries(facts: Facts, about: About): Generator<ZipEntry> {
  yield { name: "README.txt", deflate: true, pieces: [readme(about)] };
  yield { name: "nodes.csv", deflate: true, pieces: nodes(facts) };
  yield { name: "relationships.csv", deflate: true, pieces: edges(facts) };
}

const header = (properties: Readonly<Record<string, string>>): string[] =>
  Object.entries(properties).map(([name, type]) => `${name}:${type}`);

const cells = (names: Readonly<Record<string, string>>, properties: Properties) =>
  Object.keys(names).map((name) => properties[name] ?? null);

function* nodes(facts: Facts): Generator<string> {
  yield csvLine(["id:ID", ":LABEL", ...header(NODE_PROPERTIES)]);
  for (const { id, label, properties } of labelledNodes(facts))
    yield csvLine([id, `Liqa;${label}`, ...cells(NODE_PROPERTIES, properties)]);
}

function* edges(facts: Facts): Generator<string> {
  yield csvLine([":START_ID", ":END_ID", ":TYPE", "nth:int", ...header(RELATIONSHIP_PROPERTIES)]);
  for (const { from, to, type, nth, properties } of relationships(facts))
    yield csvLine([from, to, type, nth, ...cells(RELATIONSHIP_PROPERTIES, properties)]);
}

const readme = (about: About): string => `${inASentence(about)}
Sources: ${about.sources.join(", ")}

neo4j-admin database import full --multiline-fields=true \\
  --nodes=nodes.csv --relationships=relationships.csv neo4j

Every node has the label Liqa besides its own; then:
CREATE CONSTRAINT liqa_id IF NOT EXISTS FOR (n:Liqa) REQUIRE n.id IS UNIQUE;
`;
