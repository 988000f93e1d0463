import type { Command } from "commander";
import { Problems, printJson } from "../console.ts";
import { findActor, openIndex } from "../graph.ts";
import { addFilters, type FilterOptions, toFilter, wholeNumber } from "./filters.ts";

interface PathOptions extends FilterOptions {
  graph?: string;
  json?: boolean;
  k?: number;
  maxHops?: number;
  persons?: boolean;
  timeRespecting?: boolean;
}

/** `liqa path`: through whom one actor could have reached another. */
export const pathCommand = (program: Command): void => {
  addFilters(
    program
      .command("path")
      .description("through whom one actor could have reached another, with the sentence behind every step")
      .argument("<from>", "a name or id")
      .argument("<to>", "a name or id")
      .option("-g, --graph <file>", "graph made by liqa build (default: the sample articles)")
      .option("-k <n>", "how many different paths", wholeNumber)
      .option("--max-hops <n>", "meetings on the way (default 6)", wholeNumber)
      .option("--persons", "only people as go-betweens, no states or bodies")
      .option("--time-respecting", "no meeting before the one it follows: word could have passed")
      .option("--json", "print JSON"),
  )
    .addHelpText(
      "after",
      `
Examples:
  $ liqa path "سامح شكري" "نصر الحريري"
  $ liqa path "John Kerry" "غير بيدرسون" -k 3 --persons
  $ liqa path "بشار الأسد" "أنطونيو غوتيريش" --time-respecting --json`,
    )
    .action(async (from: string, to: string, options: PathOptions) => {
      const problems = new Problems();
      const index = await openIndex(options.graph, problems);
      const answer = index.paths({
        ...toFilter(options),
        from: findActor(index, from),
        to: findActor(index, to),
        k: options.k ?? 1,
        ...(options.maxHops ? { maxHops: options.maxHops } : {}),
        ...(options.persons ? { via: "persons" } : {}),
        ...(options.timeRespecting ? { timeRespecting: true } : {}),
      });
      if (options.json) printJson(answer);
      else if (!answer.items.length) console.log(`No path: ${answer.reason ?? "none found"}.`);
      const name = (id: string): string => index.entity(id)?.entity.name ?? id;
      for (const path of options.json ? [] : answer.items) {
        console.log(
          path.nodes
            .filter((_, at) => at % 2 === 0)
            .map(name)
            .join(" ← "),
        );
        for (const hop of path.hops) {
          const where = hop.place ? ` ${name(hop.place)}` : "";
          console.log(
            `  ${name(hop.from)} – ${name(hop.to)} (${hop.date ?? "undated"}${where})${hop.weak ? " [weak]" : ""}`,
          );
          const proof = hop.evidence[0];
          if (proof) console.log(`    «${proof.quote}» [${proof.article}]`);
        }
      }
      process.exitCode = problems.exitCode;
    });
};
