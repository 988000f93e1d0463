import type { Facts } from "@liqa/graph";
import { type EdgeElement, factsOf, type NodeElement } from "./elements.ts";
import { FormatError, shown } from "./formatError.ts";
import { parseXml, type XmlElement } from "./xml.ts";

const needed = ({ name, attributes }: XmlElement, attribute: string): string => {
  const value = attributes.get(attribute);
  if (value === undefined) throw new FormatError(`<${name}> without ${attribute}`);
  return value;
};

/** Facts of a GraphML file. @throws FormatError */
export const readGraphml = (xml: string): Facts => {
  const names = new Map<string, string>();
  const nodes: NodeElement[] = [];
  const edges: EdgeElement[] = [];
  let graphs = 0;
  let extractor: string | undefined;
  let attributes: Map<string, string> | null = null;
  let key: string | null = null;
  parseXml(xml, {
    open(element, depth) {
      const { name } = element;
      if (depth === 0 && name !== "graphml") throw new FormatError(`<${name}> is not GraphML`);
      if (name === "key") names.set(needed(element, "id"), element.attributes.get("attr.name") ?? "");
      else if (name === "graph" && ++graphs > 1) throw new FormatError("a second graph; Liqa reads one");
      else if (name === "hyperedge") throw new FormatError("a hyperedge; Liqa reads nodes and edges");
      else if (name === "node") {
        attributes = new Map();
        nodes.push({ id: needed(element, "id"), label: null, attributes });
      } else if (name === "edge") {
        attributes = new Map();
        const id = element.attributes.get("id") ?? `number ${edges.length + 1}`;
        edges.push({
          id,
          source: needed(element, "source"),
          target: needed(element, "target"),
          attributes,
        });
      } else if (name === "data") {
        key = needed(element, "key");
        if (!names.has(key)) throw new FormatError(`key ${shown(key)} is not declared`);
      }
    },
    close(name, text) {
      if (name === "data" && attributes && key !== null) attributes.set(names.get(key)!, text);
      else if (name === "data" && graphs === 1 && names.get(key!) === "extractor") extractor = text;
      else if (name === "node" || name === "edge") attributes = null;
    },
  });
  return factsOf(
    nodes.map((node) => ({ ...node, label: node.attributes.get("label") ?? null })),
    edges,
    extractor,
  );
};
