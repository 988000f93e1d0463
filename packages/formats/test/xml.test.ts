import { DOMParser } from "@xmldom/xmldom";
import fc from "fast-check";
import Graph, { MultiUndirectedGraph } from "graphology";
import { parse as parseGexf } from "graphology-gexf";
import { parse as parseGraphml } from "graphology-graphml";
import { describe, expect, test } from "vitest";
import { edgeRows, nodeRows } from "../src/rows.ts";
import { facts, wildFacts } from "./arbitrary.ts";
import { textOf } from "./written.ts";

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

describe("GEXF", () => {
  test.each(["gexf", "gexf-static", "graphml"] as const)(
    "%s: another program's parser finds every node and edge, whatever their names",
    (format) => {
      fc.assert(
        fc.property(wildFacts, (one) => {
          const xml = textOf(format, one);
          expect(elements(xml, "node").map((node) => node.getAttribute("id"))).toEqual(
            [...nodeRows(one)].map(({ id }) => inXml(id)),
          );
          expect(
            elements(xml, "edge").map((edge) => [edge.getAttribute("source"), edge.getAttribute("target")]),
          ).toEqual([...edgeRows(one)].map(({ source, target }) => [inXml(source), inXml(target)]));
        }),
        { numRuns: 40 },
      );
    },
  );

  test("dated meetings have the days they may have been on, undated ones none", () => {
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
      const date = edtf ? { edtf, text: edtf, inferred: false } : null;
      const one = { ...sample!, relations: [], meetings: [{ ...sample!.meetings[0]!, date, parent: null }] };
      const gexf = textOf("gexf", one);
      expect(gexf).toContain('mode="dynamic"');
      expect(gexf).toContain('timeformat="date"');
      if (spell) expect(gexf, String(edtf)).toContain(`<spells><spell ${spell}/></spells>`);
      else expect(gexf, String(edtf)).not.toContain("<spell ");
      expect(textOf("gexf-static", one)).not.toMatch(/<spell|mode="dynamic"|timeformat/u);
    }
  });

  test.each(["gexf", "gexf-static"] as const)("graphology-gexf reads %s into the same graph", (format) => {
    fc.assert(
      fc.property(facts, (one) => {
        const graph = parseGexf(MultiUndirectedGraph, textOf(format, one), {
          allowUndeclaredAttributes: false,
        });
        for (const { id, label, kind, status, confidence, background } of nodeRows(one)) {
          const read = graph.getNodeAttributes(id);
          // It takes an empty label for none.
          expect([read.label ?? "", read.kind]).toEqual([label, kind]);
          if (kind === "meeting")
            expect([read.status, read.confidence, read.background]).toEqual([status, confidence, background]);
        }
        expect(graph.size).toBe([...edgeRows(one)].length);
        for (const { id, source, target, relation, offset } of edgeRows(one)) {
          expect(graph.extremities(id)).toEqual([source, target]);
          expect(graph.getEdgeAttributes(id)).toMatchObject({ relation, offset });
        }
      }),
      { numRuns: 40 },
    );
  });

  test("graphology-graphml reads GraphML into the same graph", () => {
    fc.assert(
      fc.property(facts, (one) => {
        const graph = parseGraphml(Graph, textOf("graphml", one));
        expect(graph.getAttribute("checksum")).toMatch(/^sha256:[0-9a-f]{64}$/u);
        for (const { id, kind, sources } of nodeRows(one))
          expect(graph.getNodeAttributes(id)).toMatchObject({ kind, sources });
        expect(graph.size).toBe([...edgeRows(one)].length);
      }),
      { numRuns: 40 },
    );
  });
});
