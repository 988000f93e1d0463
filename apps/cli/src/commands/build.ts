import { resolve } from "node:path";
import type { Facts } from "@liqa/graph";
import type { Command } from "commander";
import { type Problems, printJson, tellProblems, UsageError } from "../console.ts";
import { writeWhole } from "../files.ts";
import { buildFacts } from "../graph.ts";
import { callerFolder } from "../inputs.ts";
import { openFacts } from "./source.ts";

interface BuildOptions {
  out: string;
  store?: string;
  asOf?: string;
  json?: boolean;
}

/** `liqa build`: articles in, one resolved graph out. */
export const buildCommand = (program: Command): void => {
  program
    .command("build")
    .description("read articles into one graph: each actor and each meeting once, over all articles")
    .argument("[inputs...]", "files, folders, or - for JSONL on standard input")
    .requiredOption("-o, --out <graph>", "file to write the graph to")
    .option("-s, --store <place>", "instead of inputs: a store that liqa ingest filled")
    .option("--as-of <edtf>", "with --store: only what had been published by then, e.g. 2020-01-27 or 2020")
    .option("--json", "print the counts as JSON")
    .addHelpText(
      "after",
      `
Examples:
  $ liqa build data/articles --out graph.json
  $ liqa build my-archive/ more.jsonl --out graph.json
  $ liqa build --store news.db --as-of 2020-06 --out graph-2020-06.json
  $ liqa neighbours "غير بيدرسون" --graph graph.json`,
    )
    .action(async (inputs: string[], options: BuildOptions) => {
      const problems = tellProblems();
      const facts = await factsFor(inputs, options, problems);
      const { write } = await import("@liqa/formats");
      writeWhole(resolve(callerFolder(), options.out), write("liqa", facts));
      const counts = {
        articles: facts.articles.length,
        entities: facts.entities.length,
        meetings: facts.meetings.length,
        conflicts: facts.conflicts.length,
      };
      if (options.json) await printJson({ out: options.out, ...counts });
      else {
        console.log(
          `${options.out}: ${counts.entities} actors and places, ${counts.meetings} meetings from ${counts.articles} articles`,
        );
        if (counts.conflicts)
          console.log(`${counts.conflicts} conflicts to look at (in "conflicts" of the file)`);
      }
      process.exitCode = problems.exitCode;
    });
};

const factsFor = async (
  inputs: string[],
  { store: place, asOf }: BuildOptions,
  problems: Problems,
): Promise<Facts> => {
  if ((place === undefined) === (inputs.length === 0))
    throw new UsageError("give files or folders, or --store, and not both (see --help)");
  return place === undefined && asOf === undefined
    ? buildFacts(inputs, problems)
    : openFacts(
        { ...(place === undefined ? {} : { store: place }), ...(asOf === undefined ? {} : { asOf }) },
        problems,
      );
};
