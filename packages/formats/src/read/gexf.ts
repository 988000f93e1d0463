import type { Facts } from "@liqa/graph";
import { extractorIn } from "../about.ts";
import { type EdgeElement, factsOf, type NodeElement } from "./elements.ts";
import { FormatError, shown } from "./formatError.ts";
import { parseXml, type XmlElement } from "./xml.ts";

const needed = ({ name, attributes }: XmlElement, attribute: string): string => {
  const value = attributes.get(attribute);
  if (value === undefined) throw new FormatError(`<${name}> without ${attribute}`);
  return value;
};

/** Facts of a GEXF file, 1.1 to 1.3. @throws FormatError */
export const readGexf = (xml: string): Facts => {
  const titles = { node: new Map<string, string>(), edge: new Map<string, string>() };
  const nodes: NodeElement[] = [];
  const edges: EdgeElement[] = [];
  let declaring: "node" | "edge" = "node";
  let extractor: string | undefined;
  /** The node or edge that is open, and of which class. */
  let inside: { of: "node" | "edge"; attributes: Map<string, string> } | null = null;
  const begin = (of: "node" | "edge"): Map<string, string> => {
    inside = { of, attributes: new Map() };
    return inside.attributes;
  };
  const time = (attributes: Map<string, string>, from: XmlElement): void => {
    for (const name of ["start", "end"]) {
      const day = from.attributes.get(name);
      if (day !== undefined && !attributes.has(name)) attributes.set(name, day);
    }
  };
  parseXml(xml, {
    open(element, depth) {
      const { name } = element;
      if (depth === 0 && name !== "gexf") throw new FormatError(`<${name}> is not GEXF`);
      if (name === "attributes") {
        const of = needed(element, "class");
        if (of !== "node" && of !== "edge") throw new FormatError(`attributes of class ${shown(of)}`);
        declaring = of;
      } else if (name === "attribute") titles[declaring].set(needed(element, "id"), needed(element, "title"));
      else if (name === "node") {
        const attributes = begin("node");
        time(attributes, element);
        nodes.push({ id: needed(element, "id"), label: element.attributes.get("label") ?? null, attributes });
      } else if (name === "edge") {
        const attributes = begin("edge");
        const id = element.attributes.get("id") ?? `number ${edges.length + 1}`;
        edges.push({
          id,
          source: needed(element, "source"),
          target: needed(element, "target"),
          attributes,
        });
      } else if (name === "attvalue" && inside) {
        const id = element.attributes.get("for") ?? needed(element, "id");
        const title = titles[inside.of].get(id);
        if (title === undefined) throw new FormatError(`attribute ${shown(id)} is not declared`);
        inside.attributes.set(title, needed(element, "value"));
      } else if (name === "spell" && inside) time(inside.attributes, element);
    },
    close(name, text) {
      if (name === "node" || name === "edge") inside = null;
      else if (name === "description") extractor = extractorIn(text);
    },
  });
  return factsOf(nodes, edges, extractor);
};
