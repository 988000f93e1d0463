import type { Command } from "commander";
import { Problems, printJson } from "../console.ts";
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
      const problems = new Problems();
      const index = await openIndex(options.graph, problems);
      const id = findActor(index, actor);
      const { items, nextCursor } = index.neighbours(id, {
        ...toFilter(options),
        limit: options.limit ?? 50,
      });
      if (options.json) printJson({ actor: id, items, nextCursor });
      else if (!items.length) console.log(`${index.entity(id)?.entity.name}: no meetings in these articles`);
      else {
        console.log(index.entity(id)?.entity.name);
        for (const { entity, count, first, last, sources } of items) {
          const span = first === last ? (first ?? "undated") : `${first} – ${last}`;
          console.log(
            `  ${String(count).padStart(3)} ×  ${span.padEnd(25)} ${sources} source${sources === 1 ? " " : "s"}  ${entity.name}`,
          );
        }
        if (nextCursor) console.log("  … more: raise --limit");
      }
      process.exitCode = problems.exitCode;
    });
};
