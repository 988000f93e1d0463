import type { Facets } from "@liqa/graph";
import type { Command } from "commander";
import { isolate, printJson, table, tellProblems } from "../console.ts";
import { findActor } from "../graph.ts";
import { addFilters, type FilterOptions, toFilter } from "./filters.ts";
import { addSource, openIndex, type SourceOptions } from "./source.ts";

interface NeighboursOptions extends FilterOptions, SourceOptions {
  json?: boolean;
  facets?: boolean;
}

/** `liqa neighbours`: whom an actor met, most often first. */
export const neighboursCommand = (program: Command): void => {
  addFilters(
    addSource(
      program
        .command("neighbours")
        .description("whom an actor met: how often, when first and last, on how many sources' word")
        .argument("<actor>", "a name in Arabic or Latin letters, a role, or an id")
        .option("--facets", "how they divide: by year, kind, type and place")
        .option("--json", "print JSON"),
    ),
  )
    .addHelpText(
      "after",
      `
Examples:
  $ liqa neighbours "سامح شكري"
  $ liqa neighbours "Geir Pedersen" --since 2020 --until 2020-12
  $ liqa neighbours per:sergei-lavrov --type bilateral --json`,
    )
    .action(async (actor: string, options: NeighboursOptions) => {
      const problems = tellProblems();
      const index = await openIndex(options, problems);
      const id = findActor(index, actor);
      const limit = options.limit ?? 50;
      const filter = toFilter(options, index);
      const { items, nextCursor } = index.neighbours(id, { ...filter, limit });
      const facets = options.facets ? index.facets(id, filter) : null;
      const name = isolate(index.entity(id)?.entity.name ?? id);
      if (options.json) await printJson({ actor: id, items, nextCursor, ...(facets ? { facets } : {}) });
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
        if (facets) console.log(facetsInWords(facets));
      }
      process.exitCode = problems.exitCode;
    });
};

const facetsInWords = ({ years, kinds, types, places }: Facets): string => {
  const line = (title: string, items: readonly [string, number][]): string =>
    `${title.padEnd(7)} ${items.map(([name, count]) => `${isolate(name)} ${count}`).join(", ") || "none"}`;
  return [
    line(
      "years",
      years.map(({ period, count }) => [period === "XXXX" ? "unknown" : period, count]),
    ),
    line(
      "kinds",
      kinds.map(({ kind, count }) => [kind, count]),
    ),
    line(
      "types",
      types.map(({ type, count }) => [type, count]),
    ),
    line(
      "places",
      places.map(({ place, count }) => [place.name, count]),
    ),
  ].join("\n");
};
