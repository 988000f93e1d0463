import { fromJSON, toGraphology, toJSON } from "@liqa/graph";
import fc from "fast-check";
import { MultiUndirectedGraph } from "graphology";
import { expect, test } from "vitest";
import { wildFacts } from "./arbitrary.ts";
import { textOf } from "./written.ts";

test("graphology JSON is the library's own graph, which graphology imports", () => {
  fc.assert(
    fc.property(wildFacts, (one) => {
      const { attributes, options, ...written } = JSON.parse(textOf("json", one));
      const { attributes: _, options: own, ...made } = toGraphology(one).export();
      expect(written).toEqual(JSON.parse(JSON.stringify(made)));
      expect(options).toEqual(own);
      expect(attributes.meetings).toBe(one.meetings.length);
      const graph = new MultiUndirectedGraph();
      graph.import({ attributes, ...written });
      expect(graph.order).toBe(made.nodes.length);
    }),
    { numRuns: 60 },
  );
});

test("the graph file says where it comes from and is otherwise that of the library", () => {
  fc.assert(
    fc.property(wildFacts, (one) => {
      const file = textOf("liqa", one);
      expect(toJSON(fromJSON(file))).toBe(
        toJSON(fromJSON(toJSON(one))).replaceAll(/\p{Surrogate}/gu, "\ufffd"),
      );
      expect(JSON.parse(file).about.entities).toBe(one.entities.length);
    }),
    { numRuns: 60 },
  );
});
