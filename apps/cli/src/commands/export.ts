import { resolve } from "node:path";
import { FORMAT_NAMES, FORMATS, type FormatName } from "@liqa/formats/catalogue";
import { type Command, Option } from "commander";
import { print, printJson, tellProblems, UsageError } from "../console.ts";
import { writeWhole } from "../files.ts";
import { callerFolder } from "../inputs.ts";
import { addSource, openFacts, type SourceOptions } from "./source.ts";

interface ExportOptions extends SourceOptions {
  format: FormatName;
  out?: string;
  json?: boolean;
}

const listed = (): string => {
  const width = Math.max(...FORMAT_NAMES.map((name) => name.length));
  return FORMAT_NAMES.map((name) => `  ${name.padEnd(width)}  ${FORMATS[name].use.en}`).join("\n");
};

/** `liqa export`: the graph for other people's tools. */
export const exportCommand = (program: Command): void => {
  addSource(program.command("export").description("write the graph in a format of other tools"))
    .addOption(new Option("-f, --format <format>", "file format").choices(FORMAT_NAMES).default("json"))
    .option("-o, --out <file>", "file to write (default: standard output)")
    .option("--json", "with --out: print what was written as JSON")
    .addHelpText(
      "after",
      `
Formats:
${listed()}

Examples:
  $ liqa export --format gexf --out liqa.gexf      # Gephi, with its timeline
  $ liqa export --format json > liqa.json          # graphology, Gephi Lite
  $ liqa export --format parquet --graph graph.json --out liqa-parquet.zip
  $ liqa export --format gexf --store news.db --as-of 2020 --out liqa-2020.gexf`,
    )
    .action(async ({ format, out, json, ...source }: ExportOptions) => {
      if (out === undefined && process.stdout.isTTY && FORMATS[format].mediaType === "application/zip")
        throw new UsageError(`${format} is a ZIP file; name it with --out ${FORMATS[format].filename}`);
      const problems = tellProblems();
      const facts = await openFacts(source, problems);
      // Sixteen writers are loaded by who writes.
      const { write } = await import("@liqa/formats");
      const pieces = write(format, facts);
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
