import { DOMParser } from "@xmldom/xmldom";
import fc from "fast-check";
import Graph from "graphology";
import { parse as parseGexf } from "graphology-gexf";
import { describe, expect, test } from "vitest";
import { exporters } from "../src/index.ts";
import { edgeRows, nodeRows } from "../src/rows.ts";
import { facts } from "./arbitrary.ts";

const written = (
  format: keyof typeof exporters,
  of: Parameters<(typeof exporters)["gexf"]["write"]>[0],
): string => [...exporters[format].write(of)].join("");

/** What XML cannot hold comes back as U+FFFD. */
const inXml = (value: string): string =>
  value
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu, "\ufffd")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0 excludes
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, "\ufffd");

/** Elements of a document, by a parser that refuses what is not well-formed. */
const elements = (xml: string, name: string): Element[] => {
  const refuse = (problem: string): never => {
    throw new Error(problem);
  };
  const parser = new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } });
  return Array.from(parser.parseFromString(xml, "text/xml").getElementsByTagName(name));
};

describe("exports", () => {
  test("GEXF: another program's parser finds every node and edge, whatever their names", () => {
    fc.assert(
      fc.property(facts, (one) => {
        const nodes = elements(written("gexf", one), "node");
        const edges = elements(written("gexf", one), "edge");
        expect(nodes.map((node) => node.getAttribute("label"))).toEqual(
          [...nodeRows(one)].map((row) => inXml(row.label)),
        );
        expect(edges.map((edge) => edge.getAttribute("source"))).toEqual(
          [...edgeRows(one)].map((row) => inXml(row.source)),
        );
      }),
      { numRuns: 60 },
    );
  });

  test("GEXF: dated meetings have the days they may have been on, undated ones none", () => {
    const [sample] = fc.sample(facts, { seed: 7, numRuns: 1 });
    const dates: [string | null, string | null][] = [
      ["2020-01-27", 'start="2020-01-27" end="2020-01-27"'],
      ["2020", 'start="2020-01-01" end="2020-12-31"'],
      ["2020-02", 'start="2020-02-01" end="2020-02-29"'],
      ["2020-01-27/..", 'start="2020-01-27"'],
      ["XXXX-10-26", null],
      [null, null],
    ];
    for (const [edtf, spell] of dates) {
      const meeting = { ...sample!.meetings[0]!, date: edtf ? { edtf, text: edtf, inferred: false } : null };
      const gexf = written("gexf", { ...sample!, meetings: [meeting] });
      expect(gexf).toContain('mode="dynamic"');
      expect(gexf).toContain('timeformat="date"');
      if (spell) expect(gexf, String(edtf)).toContain(`<spells><spell ${spell}/></spells>`);
      else expect(gexf, String(edtf)).not.toContain("<spell ");
    }
  });

  test("GEXF: graphology-gexf reads it into the same graph, with its attributes", () => {
    fc.assert(
      fc.property(facts, (one) => {
        const graph = parseGexf(Graph, written("gexf", one));
        expect(graph.nodes().sort()).toEqual([...nodeRows(one)].map(({ id }) => inXml(id)).sort());
        expect(graph.mapEdges((_, __, source, target) => [source, target])).toEqual(
          [...edgeRows(one)].map(({ source, target }) => [inXml(source), inXml(target)]),
        );
        expect(graph.getNodeAttribute("mtg:1", "type")).toBe("bilateral");
      }),
      { numRuns: 60 },
    );
  });

  test("GraphML holds every node and edge", () => {
    fc.assert(
      fc.property(facts, (one) => {
        const xml = written("graphml", one);
        expect(elements(xml, "node")).toHaveLength([...nodeRows(one)].length);
        expect(elements(xml, "edge")).toHaveLength([...edgeRows(one)].length);
      }),
      { numRuns: 40 },
    );
  });

  test("JSON: graphology imports it and has one node for each actor and meeting", () => {
    fc.assert(
      fc.property(facts, (one) => {
        const graph = Graph.from(JSON.parse(written("json", one)));
        expect(graph.filterNodes((_, { kind }) => kind !== "article")).toHaveLength(
          one.entities.length + one.meetings.length,
        );
      }),
      { numRuns: 60 },
    );
  });

  test("CSV: one row an edge, cells survive quoting, formulas are disarmed", () => {
    fc.assert(
      fc.property(facts, (one) => {
        const [header, ...rows] = parseCsv(written("csv", one).replace(/^\ufeff/u, ""));
        const expected = [...edgeRows(one)];
        expect(header!.slice(0, 5)).toEqual(["Source", "Target", "Type", "Id", "Label"]);
        expect(rows).toHaveLength(expected.length);
        rows.forEach((row, at) => {
          expect(row).toHaveLength(header!.length);
          expect(row[0]).toBe(expected[at]!.source);
          for (const cell of row) expect(cell).not.toMatch(/^[=+@-]/u);
        });
        const [titles, ...nodes] = parseCsv(written("csv-nodes", one).replace(/^\ufeff/u, ""));
        expect(titles!.slice(0, 2)).toEqual(["Id", "Label"]);
        expect(nodes.map(([id]) => id)).toEqual([...nodeRows(one)].map(({ id }) => id));
        for (const row of nodes) expect(row).toHaveLength(titles!.length);
      }),
      { numRuns: 60 },
    );
  });
});

/** A second reading of RFC 4180. */
const parseCsv = (csv: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < csv.length; at++) {
    const sign = csv.charAt(at);
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (csv.charAt(at + 1) === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ",") {
      row.push(cell);
      cell = "";
    } else if (sign === "\r" && csv.charAt(at + 1) === "\n") {
      rows.push([...row, cell]);
      row = [];
      cell = "";
      at++;
    } else cell += sign;
  }
  return rows;
};
