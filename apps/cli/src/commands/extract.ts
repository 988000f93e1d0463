import { extractor } from "@liqa/graph";
import { ar } from "@liqa/graph/ar";
import type { Command } from "commander";
import { Problems, progress } from "../console.ts";
import { articlesOf, listFiles } from "../inputs.ts";

/** `liqa extract`: what each article says, one JSON line an article, in input order. */
export const extractCommand = (program: Command): void => {
  program
    .command("extract")
    .description("read articles and print what each says: one JSON line an article, in input order")
    .argument("<inputs...>", "files (.txt .md .html .json .jsonl), folders, or - for JSONL on standard input")
    .option("--json", "accepted for symmetry: the output is JSON lines anyway")
    .addHelpText(
      "after",
      `
Examples:
  $ liqa extract article.txt
  $ liqa extract data/articles > extractions.jsonl
  $ cat news.jsonl | liqa extract -

Exit code 1 when some input was bad: each is named on standard error, the good ones are processed.`,
    )
    .action(async (inputs: string[]) => {
      const problems = new Problems();
      const extract = extractor(ar);
      const bar = progress("reading", listFiles(inputs.filter((path) => path !== "-")).sources.length);
      for await (const article of articlesOf(inputs, problems.tell)) {
        const { article: read, ...rest } = extract(article);
        const { id, title, publishedAt, source, url, language } = read;
        const head = {
          id,
          title: title ?? null,
          publishedAt: publishedAt ?? null,
          source: source ?? null,
          url: url ?? null,
          language: language ?? ar.tag,
        };
        if (!process.stdout.write(`${JSON.stringify({ article: head, ...rest })}\n`)) {
          await new Promise((resume) => process.stdout.once("drain", resume));
        }
        bar.tick();
      }
      bar.stop();
      process.exitCode = problems.exitCode;
    });
};
