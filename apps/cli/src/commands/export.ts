import { resolve } from "node:path";
import { exporters } from "@liqa/formats";
import { type Command, Option } from "commander";
import { print, printJson, tellProblems } from "../console.ts";
import { writeWhole } from "../files.ts";
import { openFacts } from "../graph.ts";
import { callerFolder } from "../inputs.ts";

interface ExportOptions {
  format: keyof typeof exporters;
  graph?: string;
  out?: string;
  json?: boolean;
}

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
    .option("--json", "with --out: print what was written as JSON")
    .addHelpText(
      "after",
      `
Examples:
  $ liqa export --format gexf --out liqa.gexf      # Gephi, with its timeline
  $ liqa export --format json > liqa.json          # graphology, Gephi Lite
  $ liqa export --format csv --graph graph.json --out edges.csv`,
    )
    .action(async ({ format, graph, out, json }: ExportOptions) => {
      const problems = tellProblems();
      const facts = await openFacts(graph, problems);
      const pieces = exporters[format].write(facts);
      if (out === undefined) for (const piece of pieces) await print(piece);
      else {
        writeWhole(resolve(callerFolder(), out), pieces);
        const { entities, meetings } = facts;
        if (json) await printJson({ out, format, entities: entities.length, meetings: meetings.length });
        else console.log(`${out}: ${entities.length} actors and places, ${meetings.length} meetings`);
      }
      process.exitCode = problems.exitCode;
    });
};
