import type { GraphIndex, PathAnswer, PathReason } from "@liqa/graph";
import { type Command, Option } from "commander";
import { isolate, printJson, tellProblems } from "../console.ts";
import { findActor } from "../graph.ts";
import { addFilters, type FilterOptions, toFilter, wholeNumber } from "./filters.ts";
import { addSource, openIndex, type SourceOptions } from "./source.ts";

interface PathOptions extends FilterOptions, SourceOptions {
  json?: boolean;
  k?: number;
  maxHops?: number;
  persons?: boolean;
  timeRespecting?: boolean;
  prefer?: "fewest" | "earliest" | "latest";
  weight?: "hops" | "strength";
  through?: string[];
  avoid?: string[];
  budget?: number;
}

/** `liqa path`: through whom one actor could have reached another. */
export const pathCommand = (program: Command): void => {
  addFilters(
    addSource(
      program
        .command("path")
        .description("through whom one actor could have reached another, with the sentence behind every step")
        .argument("<from>", "a name or id")
        .argument("<to>", "a name or id")
        .option("-k <n>", "how many different paths, up to 20 (default 1)", wholeNumber)
        .option("--max-hops <n>", "meetings on the way, up to 12 (default 6)", wholeNumber)
        .option("--persons", "only people as go-betweens, no states or bodies")
        .option("--time-respecting", "no meeting before the one it follows: word could have passed")
        .addOption(
          new Option(
            "--prefer <what>",
            "fewest meetings (default), the earliest arrival or the latest departure; implies --time-respecting",
          ).choices(["fewest", "earliest", "latest"]),
        )
        .addOption(
          new Option(
            "--weight <what>",
            "hops: fewest meetings (default); strength: small meetings count as closer contact",
          ).choices(["hops", "strength"]),
        )
        .option("--through <names...>", "only by way of these actors, at most 4")
        .option("--avoid <names...>", "not by way of these actors")
        .option("--budget <n>", "links to look at before giving up (default 2,000,000)", wholeNumber)
        .option("--json", "print JSON"),
    ),
    { limit: false },
  )
    .addHelpText(
      "after",
      `
Examples:
  $ liqa path "سامح شكري" "نصر الحريري"
  $ liqa path "John Kerry" "غير بيدرسون" -k 3 --persons
  $ liqa path "سامح شكري" "Vladimir Putin" --prefer earliest --avoid "Emmanuel Macron"
  $ liqa path "بشار الأسد" "أنطونيو غوتيريش" --time-respecting --json`,
    )
    .action(async (from: string, to: string, options: PathOptions) => {
      const problems = tellProblems();
      const index = await openIndex(options, problems);
      const answer = index.paths({
        ...toFilter(options, index),
        from: findActor(index, from),
        to: findActor(index, to),
        k: options.k ?? 1,
        ...(options.maxHops ? { maxHops: options.maxHops } : {}),
        ...(options.persons ? { via: "persons" } : {}),
        ...(options.timeRespecting || options.prefer ? { timeRespecting: true } : {}),
        ...(options.prefer ? { prefer: options.prefer } : {}),
        ...(options.weight ? { weight: options.weight } : {}),
        ...(options.through ? { through: options.through.map((name) => findActor(index, name)) } : {}),
        ...(options.avoid ? { avoid: options.avoid.map((name) => findActor(index, name)) } : {}),
        ...(options.budget ? { budget: options.budget } : {}),
      });
      if (options.json) await printJson(answer);
      else console.log(inWords(index, answer));
      process.exitCode = problems.exitCode;
    });
};

/** Why there is no path, as a sentence. */
const REASONS: Readonly<Record<PathReason, string>> = {
  unknown_entity: "one of the two is not in this graph",
  same_entity: "the two are the same",
  no_path: "no chain of meetings in these articles joins them",
  window_too_narrow: "there is one, but not within these dates",
  statuses_excluded: "there is one, but through meetings of other statuses (see --status)",
  too_many_hops: "there is one, but longer than --max-hops",
  not_in_time: "there is one, but word could not have passed along it in time",
  budget_spent: "the search was given up when its budget was spent; narrow it by dates or types",
};

const inWords = (index: GraphIndex, { items, reason }: PathAnswer): string => {
  if (!items.length) return `No path: ${REASONS[reason ?? "no_path"]}.`;
  const name = (id: string): string => isolate(index.entity(id)?.entity.name ?? id);
  return items
    .map(({ nodes, hops, certain }) => {
      const actors = nodes.filter((_, at) => at % 2 === 0).map(name);
      const steps = hops.map(({ from, to, date, place, weak, evidence }, at) => {
        const where = place ? `, ${name(place)}` : "";
        const doubt = weak ? "  [weak: a state or body stands between]" : "";
        const proof = evidence
          .slice(0, 1)
          .map(({ quote, article }) => `\n     «${isolate(quote)}» (${article})`);
        return `  ${at + 1}. ${name(from)} + ${name(to)}: ${date ?? "undated"}${where}${doubt}${proof.join("")}`;
      });
      const order =
        certain || hops.length < 2 ? "" : "\n  The dates leave open whether the meetings came in this order.";
      return `${actors.join(" > ")}\n${steps.join("\n")}${order}`;
    })
    .join("\n\n");
};
