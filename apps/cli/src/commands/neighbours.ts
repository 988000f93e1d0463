import type { Command } from "commander";
import { isolate, printJson, table, tellProblems } from "../console.ts";
import { findActor, openIndex } from "../graph.ts";
import { addFilters, type FilterOptions, toFilter } from "./filters.ts";

/** `liqa neighbours`: whom an actor met, most often first. */
export const neighboursCommand = (program: Command): void => {
  addFilters(
    program
      .command("neighbours")
      .description("whom an actor met: how often, when first and last, on how many sources' word")
      .argument("<actor>", "a name in Arabic or Latin letters, a role, or an id")
      .option("-g, --graph <file>", "graph made by liqa build (default: the sample articles)")
      .option("--json", "print JSON"),
  )
    .addHelpText(
      "after",
      `
Examples:
  $ liqa neighbours "سامح شكري"
  $ liqa neighbours "Geir Pedersen" --since 2020 --until 2020-12
  $ liqa neighbours per:sergei-lavrov --type bilateral --json`,
    )
    .action(async (actor: string, options: FilterOptions & { graph?: string; json?: boolean }) => {
      const problems = tellProblems();
      const index = await openIndex(options.graph, problems);
      const id = findActor(index, actor);
      const limit = options.limit ?? 50;
      const { items, nextCursor } = index.neighbours(id, { ...toFilter(options), limit });
      const name = isolate(index.entity(id)?.entity.name ?? id);
      if (options.json) await printJson({ actor: id, items, nextCursor });
      else if (!items.length) console.log(`${name} met nobody in these articles (see --status, --since).`);
      else {
        console.log(`${name} met:`);
        const rows = items.map(({ entity, count, first, last, sources }) => [
          String(count),
          first ?? "undated",
          last ?? "undated",
          String(sources),
          entity.id,
          entity.name,
        ]);
        const columns = [
          { title: "times", align: "right" },
          { title: "first" },
          { title: "last" },
          { title: "sources", align: "right" },
          { title: "id" },
          { title: "name" },
        ] as const;
        console.log(table(columns, rows));
        if (nextCursor) console.log(`More than ${limit}: raise --limit.`);
      }
      process.exitCode = problems.exitCode;
    });
};
