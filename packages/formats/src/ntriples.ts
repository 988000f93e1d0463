import type { Facts } from "@liqa/graph";
import type { About } from "./about.ts";
import { linkedData, PREFIXES, type Value } from "./linkedData.ts";

/** N-Triples: the same graph as the JSON-LD, one triple a line. @see https://www.w3.org/TR/n-triples/ */
export function* writeNTriples(facts: Facts, about: About): Generator<string> {
  const type = iri("rdf:type");
  for (const { "@id": id, "@type": types, values } of linkedData(facts, about)) {
    const subject = iri(id);
    let lines = "";
    for (const one of types) lines += `${subject} ${type} ${iri(one)} .\n`;
    for (const [predicate, value] of values) lines += `${subject} ${iri(predicate)} ${term(value)} .\n`;
    yield lines;
  }
}

const iri = (name: string): string => {
  const colon = name.indexOf(":");
  const prefix = name.slice(0, colon);
  return Object.hasOwn(PREFIXES, prefix)
    ? `<${PREFIXES[prefix as keyof typeof PREFIXES]}${name.slice(colon + 1)}>`
    : `<${name}>`;
};

const ESCAPES: { readonly [sign: string]: string } = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
};

const term = (value: Value): string => {
  if ("@id" in value) return iri(value["@id"]);
  const literal = `"${value["@value"].replaceAll(/["\\\n\r]/gu, (sign) => ESCAPES[sign]!)}"`;
  if ("@language" in value) return `${literal}@${value["@language"]}`;
  return "@type" in value ? `${literal}^^${iri(value["@type"])}` : literal;
};
