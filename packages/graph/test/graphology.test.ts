import { bidirectional } from "graphology-shortest-path";
import { describe, expect, it } from "vitest";
import { nodeKey, toGraphology } from "../src/index.ts";
import { dated, entity, facts, meeting, proof } from "./query/arbitraryFacts.ts";

const office = (title: string, represents: string) => ({
  title,
  represents,
  first: null,
  last: "2019",
  evidence: proof(title),
});

const sample = facts(
  [
    entity("per:a", "person", [office("minister", "cty:eg"), office("envoy", "cty:eg")]),
    entity("per:b", "person"),
    entity("cty:eg", "country"),
    entity("plc:cairo", "place"),
    entity("org:league", "organization"),
  ],
  [
    meeting("mtg:1", ["per:a", "per:b"], { place: "plc:cairo", date: dated("2019-06-11"), parent: "mtg:2" }),
    meeting("mtg:2", ["org:league"], { type: "summit", articles: [] }),
  ],
  {
    relations: [
      { from: "cty:eg", type: "member_of", to: "org:league", evidence: proof("m") },
      { from: "mtg:2", type: "organized_by", to: "org:league", evidence: proof("o") },
    ],
    articles: [
      { id: "art:1", title: "t", publishedAt: null, source: "s", url: null, language: "ar", text: "" },
      { id: "art:2", title: null, publishedAt: null, source: null, url: null, language: null, text: "" },
    ],
  },
);

const edges = (graph: ReturnType<typeof toGraphology>) =>
  graph.mapEdges((_, { relation }, source, target) => `${source} ${relation} ${target}`).sort();

describe("facts as a graphology graph", () => {
  it("has every relation, undirected, from who has it to what", () => {
    const graph = toGraphology(sample);
    expect([graph.type, graph.multi]).toEqual(["undirected", true]);
    expect(edges(graph)).toEqual([
      "cty:eg member_of org:league",
      "mtg:1 held_in plc:cairo",
      "mtg:1 part_of mtg:2",
      "mtg:1 reported_by art:1",
      "mtg:2 organized_by org:league",
      "org:league participated_in mtg:2",
      "per:a participated_in mtg:1",
      "per:a represents cty:eg",
      "per:a represents cty:eg",
      "per:b participated_in mtg:1",
    ]);
    expect(graph.getNodeAttributes("mtg:1")).toMatchObject({
      kind: "meeting",
      date: "2019-06-11",
      status: "held",
    });
    graph.forEachEdge((_, { evidence }) => expect(evidence.length).toBeGreaterThan(0));
  });

  it("keeps to a subset, edges only between what is in it", () => {
    const graph = toGraphology(sample, {
      entities: ["per:a", "per:b"],
      meetings: ["mtg:1"],
      articles: false,
    });
    expect(graph.nodes()).toEqual(["per:a", "per:b", "mtg:1"]);
    expect(edges(graph)).toEqual(["per:a participated_in mtg:1", "per:b participated_in mtg:1"]);
  });

  it("is the same however the facts are serialized", () => {
    expect(toGraphology(sample).export()).toEqual(toGraphology(structuredClone(sample)).export());
  });

  it("bears ids that are properties of every object", () => {
    const hostile = ["constructor", "__proto__", "hasOwnProperty", "toString", "id:x"];
    const graph = toGraphology(
      facts(
        hostile.map((id) => entity(id, "person")),
        hostile.slice(1).map((id, at) => meeting(`mtg:${at}`, [hostile[at]!, id])),
      ),
    );
    for (const id of hostile) expect(graph.getNodeAttribute(nodeKey(id), "id")).toBe(id);
    expect(new Set(hostile.map(nodeKey)).size).toBe(hostile.length);
    const path = bidirectional(graph, nodeKey("constructor"), nodeKey("id:x"));
    expect(path).toEqual(
      hostile.flatMap((id, at) => (at === 0 ? [nodeKey(id)] : [`mtg:${at - 1}`, nodeKey(id)])),
    );
    expect(graph.copy().neighbors(nodeKey("__proto__"))).toEqual(["mtg:0", "mtg:1"]);
  });
});
