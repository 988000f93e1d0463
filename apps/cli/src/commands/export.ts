import { resolve } from "node:path";
import { exporters } from "@liqa/formats";
import { type Command, Option } from "commander";
import { Problems } from "../console.ts";
import { cachedFacts, readGraph, sampleArticles, writeWhole } from "../graph.ts";
import { callerFolder } from "../inputs.ts";

/** `liqa export`: the graph for other people's tools. */
export const exportCommand = (program: Command): void => {
  program
    .command("export")
    .description("write the graph in a format of other tools")
    .addOption(
      new Option("-f, --format <format>", "file format").choices(Object.keys(exporters)).default("json"),
    )
    .option("-g, --graph <file>", "graph made by liqa build (default: the sample articles)")
    .option("-o, --out <file>", "file to write (default: standard output)")
    .addHelpText(
      "after",
      `
Examples:
  $ liqa export --format gexf --out liqa.gexf      # Gephi, with its timeline
  $ liqa export --format json > liqa.json          # graphology, Gephi Lite
  $ liqa export --format csv --graph graph.json --out edges.csv`,
    )
    .action(async (options: { format: keyof typeof exporters; graph?: string; out?: string }) => {
      const problems = new Problems();
      const facts = options.graph ? readGraph(options.graph) : await cachedFacts(sampleArticles, problems);
      const parts = exporters[options.format].write(facts);
      if (options.out) writeWhole(resolve(callerFolder(), options.out), [...parts].join(""));
      else {
        for (const part of parts) {
          if (!process.stdout.write(part))
            await new Promise((resume) => process.stdout.once("drain", resume));
        }
      }
      process.exitCode = problems.exitCode;
    });
};
