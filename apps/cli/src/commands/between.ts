import type { Command } from "commander";
import { isolate, printJson, table, tellProblems } from "../console.ts";
import { findActor } from "../graph.ts";
import { addFilters, type FilterOptions, toFilter } from "./filters.ts";
import { addSource, openIndex, type SourceOptions } from "./source.ts";

/** Pairs shown, unless told otherwise. */
const SHOWN = 50;

/** `liqa between`: whose people met whose, of two countries or bodies. */
export const betweenCommand = (program: Command): void => {
  addFilters(
    addSource(
      program
        .command("between")
        .description("of two countries or bodies: who of the one met whom of the other, most often first")
        .argument("<a>", "a name or id")
        .argument("<b>", "a name or id")
        .option("--json", "print JSON"),
    ),
  )
    .addHelpText(
      "after",
      `
Examples:
  $ liqa between "السعودية" "إيران"
  $ liqa between Turkey Egypt --since 2023 --json`,
    )
    .action(async (a: string, b: string, options: FilterOptions & SourceOptions & { json?: boolean }) => {
      const problems = tellProblems();
      const index = await openIndex(options, problems);
      const [left, right] = [findActor(index, a), findActor(index, b)];
      const { pairs, meetings } = index.between(left, right, toFilter(options, index));
      const shown = pairs.slice(0, options.limit ?? SHOWN);
      if (options.json) await printJson({ a: left, b: right, pairs: shown, meetings });
      else if (!pairs.length)
        console.log("None of their people met in these articles (see --status, --since).");
      else {
        const rows = shown.map((pair) => [
          String(pair.count),
          pair.first ?? "undated",
          pair.last ?? "undated",
          isolate(pair.a.name),
          isolate(pair.b.name),
        ]);
        const columns = [
          { title: "times", align: "right" },
          { title: "first" },
          { title: "last" },
          { title: "one" },
          { title: "other" },
        ] as const;
        console.log(table(columns, rows));
        if (shown.length < pairs.length)
          console.log(`And ${pairs.length - shown.length} more: raise --limit.`);
      }
      process.exitCode = problems.exitCode;
    });
};
