import { extractor } from "@liqa/graph";
import type { Command } from "commander";
import { print, progress, tellProblems } from "../console.ts";
import { articlesOf, countFiles } from "../inputs.ts";

/** `liqa extract`: what each article says, one JSON line an article, in input order. */
export const extractCommand = (program: Command): void => {
  program
    .command("extract")
    .description("read articles and print what each says: one JSON line an article, in input order")
    .argument(
      "<inputs...>",
      "files (.txt .md .html .json .jsonl .csv .rss .warc.gz), folders, or - for JSONL",
    )
    .option("--text", "print each article's text as well (offsets point into it; needed for web pages)")
    .option("--json", "accepted for symmetry: the output is JSON lines anyway")
    .addHelpText(
      "after",
      `
Examples:
  $ liqa extract article.txt
  $ liqa extract data/articles > extractions.jsonl
  $ liqa extract --text page.html
  $ cat news.jsonl | liqa extract -

Exit code 1 when some input was bad: each is named on standard error, the good ones are processed.`,
    )
    .action(async (inputs: string[], { text: withText }: { text?: boolean }) => {
      const problems = tellProblems();
      const { ar } = await import("@liqa/graph/ar");
      const extract = extractor(ar);
      const bar = progress("reading", () => countFiles(inputs));
      for await (const article of articlesOf(inputs, problems)) {
        const { article: read, ...rest } = extract(article);
        const { id, text, title, publishedAt, source, url, language } = read;
        const head = {
          id,
          title: title ?? null,
          publishedAt: publishedAt ?? null,
          source: source ?? null,
          url: url ?? null,
          language: language ?? ar.tag,
          ...(withText ? { text } : {}),
        };
        await print(`${JSON.stringify({ article: head, ...rest })}\n`);
        bar.tick();
      }
      bar.stop();
      process.exitCode = problems.exitCode;
    });
};
