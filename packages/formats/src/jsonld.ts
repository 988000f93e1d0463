import type { Facts } from "@liqa/graph";
import type { About } from "./about.ts";
import { type LinkedNode, linkedData, PREFIXES, type Value } from "./linkedData.ts";

/** JSON-LD 1.1, flattened, one node a line. @see https://www.w3.org/TR/json-ld11/ */
export function* writeJsonLd(facts: Facts, about: About): Generator<string> {
  yield `{"@context":${JSON.stringify(PREFIXES)},\n"@graph":[`;
  let before = "\n";
  for (const node of linkedData(facts, about)) {
    yield `${before}${JSON.stringify(nodeObject(node))}`;
    before = ",\n";
  }
  yield "\n]}\n";
}

const nodeObject = ({ "@id": id, "@type": types, values }: LinkedNode): object => {
  const object: { [key: string]: string | readonly string[] | Value[] } = { "@id": id };
  if (types.length > 0) object["@type"] = types;
  for (const [predicate, value] of values) {
    const list = object[predicate] as Value[] | undefined;
    if (list) list.push(value);
    else object[predicate] = [value];
  }
  return object;
};
