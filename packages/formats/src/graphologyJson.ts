import { type Facts, toGraphology } from "@liqa/graph";

/** graphology's serialized graph, one node or edge a line; Gephi Lite and any graphology program open it. */
export function* writeGraphologyJson(facts: Facts): Generator<string> {
  const { nodes, edges, ...head } = toGraphology(facts).export();
  yield `${JSON.stringify(head).slice(0, -1)},\n"nodes":[`;
  for (const [at, node] of nodes.entries()) yield `${at === 0 ? "" : ","}\n${JSON.stringify(node)}`;
  yield '],\n"edges":[';
  for (const [at, edge] of edges.entries()) yield `${at === 0 ? "" : ","}\n${JSON.stringify(edge)}`;
  yield "]}\n";
}
