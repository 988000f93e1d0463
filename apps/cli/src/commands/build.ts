import { resolve } from "node:path";
import { toJSON } from "@liqa/graph";
import type { Command } from "commander";
import { printJson, tellProblems } from "../console.ts";
import { writeWhole } from "../files.ts";
import { buildFacts } from "../graph.ts";
import { callerFolder } from "../inputs.ts";

/** `liqa build`: articles in, one resolved graph out. */
export const buildCommand = (program: Command): void => {
  program
    .command("build")
    .description("read articles into one graph: each actor and each meeting once, over all articles")
    .argument("<inputs...>", "files, folders, or - for JSONL on standard input")
    .requiredOption("-o, --out <graph>", "file to write the graph to")
    .option("--json", "print the counts as JSON")
    .addHelpText(
      "after",
      `
Examples:
  $ liqa build data/articles --out graph.json
  $ liqa build my-archive/ more.jsonl --out graph.json
  $ liqa neighbours "غير بيدرسون" --graph graph.json`,
    )
    .action(async (inputs: string[], options: { out: string; json?: boolean }) => {
      const problems = tellProblems();
      const facts = await buildFacts(inputs, problems);
      writeWhole(resolve(callerFolder(), options.out), [toJSON(facts)]);
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
