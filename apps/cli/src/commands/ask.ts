import { ask } from "@liqa/graph";
import type { Command } from "commander";
import { isolate, printJson, tellProblems } from "../console.ts";
import { addSource, openIndex, type SourceOptions } from "./source.ts";

interface AskOptions extends SourceOptions {
  json?: boolean;
}

/** `liqa ask`: a question in Arabic or English, answered in cited sentences. */
export const askCommand = (program: Command): void => {
  addSource(
    program
      .command("ask")
      .description("answer a question in Arabic or English, with the sentences that prove the answer")
      .argument("<question>", "who met whom, where, when, through whom, says who"),
  )
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      `
Examples:
  $ liqa ask "من التقى سامح شكري؟"
  $ liqa ask "Which meetings took place in London in January 2020?"
  $ liqa ask "ما أقصر مسار بين سامح شكري ونصر الحريري؟" --graph graph.json --json
  $ liqa ask "من التقى سامح شكري؟" --store news.db --as-of 2020-06`,
    )
    .action(async (question: string, options: AskOptions) => {
      const problems = tellProblems();
      const index = await openIndex(options, problems);
      const answer = ask(index, question);
      if (options.json) await printJson(answer);
      else {
        console.log(answer.text);
        answer.evidence.forEach(({ quote, article }, at) => {
          console.log(`  [${at + 1}] «${isolate(quote)}» (${article})`);
        });
      }
      process.exitCode = problems.exitCode;
    });
};
