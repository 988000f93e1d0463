import { resolve } from "node:path";
import { explainer } from "@liqa/graph";
import type { Command } from "commander";
import { print, printJson, progress, tellProblems } from "../console.ts";
import { articleSection, pageOf } from "../explain/page.ts";
import { inTerminal } from "../explain/terminal.ts";
import { writeWhole } from "../files.ts";
import { articlesOf, callerFolder, countFiles } from "../inputs.ts";

interface ExplainOptions {
  html?: string;
  json?: boolean;
}

/** `liqa explain`: an article as the reader sees it, and why it found the meetings it found and no others. */
export const explainCommand = (program: Command): void => {
  program
    .command("explain")
    .description("show how articles are read: names, dates, and why each word made a meeting or none")
    .argument("<inputs...>", "files (.txt .md .html .json .jsonl), folders, or - for JSONL on standard input")
    .option("--html <file>", "write a page instead, with what each mark was read as in its tooltip")
    .option("--json", "print JSON: one line an article")
    .addHelpText(
      "after",
      `
Examples:
  $ liqa explain data/articles/2019-06-11-shoukry-jeffrey-cairo.md
  $ liqa explain article.txt --html article.html
  $ echo '{"text":"التقى سامح شكري جيمس جيفري."}' | liqa explain -

Colours follow the terminal; NO_COLOR=1 turns them off, FORCE_COLOR=1 on.`,
    )
    .action(async (inputs: string[], { html, json }: ExplainOptions) => {
      const problems = tellProblems();
      const { ar } = await import("@liqa/graph/ar");
      const explain = explainer(ar);
      const bar = progress("reading", () => countFiles(inputs));
      const sections: string[] = [];
      for await (const article of articlesOf(inputs, problems)) {
        const explanation = explain(article);
        bar.tick();
        if (html) sections.push(articleSection(article.text, explanation));
        else if (json) await printJson(explanation);
        else await print(`${inTerminal(article.text, explanation)}\n\n`);
      }
      bar.stop();
      if (html) writeWhole(resolve(callerFolder(), html), [pageOf(sections)]);
      process.exitCode = problems.exitCode;
    });
};
