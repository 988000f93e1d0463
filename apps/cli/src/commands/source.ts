import type { Facts, GraphIndex } from "@liqa/graph";
import type { Command } from "commander";
import { type Problems, UsageError } from "../console.ts";
import { cachedFacts, factsOfStore, indexOf, readGraph, sampleArticles } from "../graph.ts";
import { openStoreAt } from "../places.ts";

/** Where the graph that a command looks at comes from. */
export interface SourceOptions {
  graph?: string;
  store?: string;
  asOf?: string;
}

/** `--graph`, `--store` and `--as-of`, as options of a command. */
export const addSource = (command: Command): Command =>
  command
    .option(
      "-g, --graph <file>",
      "graph of liqa build, GraphML, GEXF or FollowTheMoney (default: the sample articles)",
    )
    .option("-s, --store <place>", "instead: a store that liqa ingest filled")
    .option("--as-of <edtf>", "with --store: only what had been published by then, e.g. 2020-01-27 or 2020");

/**
 * The facts of the store, of the graph, or of the sample articles.
 * @throws UsageError, InputError, StoreError
 */
export const openFacts = async (
  { graph, store: place, asOf }: SourceOptions,
  problems: Problems,
): Promise<Facts> => {
  if (graph !== undefined && place !== undefined)
    throw new UsageError("give --graph or --store, not both (see --help)");
  if (place === undefined) {
    if (asOf !== undefined) throw new UsageError("--as-of needs --store (see --help)");
    return graph === undefined ? cachedFacts(sampleArticles, problems) : readGraph(graph);
  }
  const store = await openStoreAt(place, false);
  try {
    return await factsOfStore(store, problems, asOf);
  } finally {
    await store.close();
  }
};

/** The same as an index to ask. */
export const openIndex = async (options: SourceOptions, problems: Problems): Promise<GraphIndex> =>
  indexOf(await openFacts(options, problems));
