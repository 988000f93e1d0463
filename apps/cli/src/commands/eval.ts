import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { extractor } from "@liqa/graph";
import { type Command, Option } from "commander";
import { type Problems, printJson, tellProblems, UsageError } from "../console.ts";
import { type GoldDocument, readGold } from "../eval/gold.ts";
import { identityTable, identityTotals, scoreOwnIdentity } from "../eval/identity.ts";
import { emptyScore, f1, type RatioName, type Score, scoreDocument } from "../eval/score.ts";
import { root, sampleArticles } from "../graph.ts";
import { articlesOf, callerFolder } from "../inputs.ts";
import { wholeNumber } from "./filters.ts";

interface GoldSet {
  name: string;
  gold: string;
  /** A folder, or JSONL. */
  articles: string;
}

/** The project's own gold, and a larger set where somebody keeps it beside the checkout. */
const sets = (): GoldSet[] => {
  const beside = join(root, "../shared/evaluation");
  return [
    { name: "samples", gold: join(root, "data/gold/meetings.jsonl"), articles: sampleArticles },
    { name: "seeds", gold: join(beside, "gold/seeds.jsonl"), articles: join(beside, "articles/seeds.jsonl") },
    { name: "dev", gold: join(beside, "gold/dev.jsonl"), articles: join(beside, "articles/dev.jsonl") },
  ].filter((set) => existsSync(set.gold) && existsSync(set.articles));
};

/** A stable half of a set, by the hash of the id: work on one, look at the other only to check. */
const halfOf = (id: string): "a" | "b" => (createHash("sha256").update(id).digest()[0]! % 2 ? "b" : "a");

interface EvalOptions {
  set?: string[];
  gold?: string;
  articles?: string;
  half?: "a" | "b";
  show?: number;
  json?: boolean;
}

/** `liqa eval`: how well the extractor reads, against what careful readers found. */
export const evalCommand = (program: Command): void => {
  program
    .command("eval")
    .description("score reading and resolution against gold: meetings, participants, …; who is whom")
    .option("--set <names...>", "only these sets (samples, identity, and what lies beside the checkout)")
    .option("--gold <file>", "score against this gold (JSONL as in data/gold/README.md)")
    .option("--articles <path>", "its articles: a folder or JSONL")
    .addOption(new Option("--half <half>", "only one half of the documents").choices(["a", "b"]))
    .option("--show <n>", "print the errors of so many documents or pairs", wholeNumber)
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      `
Examples:
  $ npm run eval
  $ liqa eval --set samples --show 10
  $ liqa eval --set identity --show 50
  $ liqa eval --gold mine.jsonl --articles articles/ --json`,
    )
    .action(async (options: EvalOptions) => {
      if (Boolean(options.gold) !== Boolean(options.articles))
        throw new UsageError("--gold and --articles go together");
      const own: GoldSet[] = options.gold
        ? [
            {
              name: "given",
              gold: resolve(callerFolder(), options.gold),
              articles: resolve(callerFolder(), options.articles!),
            },
          ]
        : sets().filter((set) => !options.set || options.set.includes(set.name));
      const identity = !options.gold && (!options.set || options.set.includes("identity"));
      if (!own.length && !identity) throw new UsageError("no such set here");
      const problems = tellProblems();
      const scores: { [name: string]: Score } = {};
      for (const set of own) scores[set.name] = await scoreSet(set, options, problems);
      const who = identity ? await scoreOwnIdentity() : null;
      if (options.json) await printJson({ ...scores, ...(who ? { identity: identityTotals(who) } : {}) });
      else {
        printTable(scores);
        if (who) console.log(identityTable(who, options.show ?? 0));
      }
      process.exitCode = problems.exitCode;
    });
};

const scoreSet = async (set: GoldSet, options: EvalOptions, problems: Problems): Promise<Score> => {
  const gold = new Map<string, GoldDocument>(
    readGold(set.gold)
      .filter(({ id }) => !options.half || halfOf(id) === options.half)
      .map((one) => [one.id, one]),
  );
  const { ar } = await import("@liqa/graph/ar");
  const extract = extractor(ar);
  const score = emptyScore();
  let shown = 0;
  for await (const article of articlesOf([set.articles], problems)) {
    const document = gold.get(article.id);
    if (!document) continue;
    gold.delete(article.id);
    const errors = scoreDocument(score, document, extract(article));
    if (errors.length && shown < (options.show ?? 0)) {
      shown++;
      console.log(`${article.id}\n  ${errors.join("\n  ")}`);
    }
  }
  for (const missing of gold.keys()) problems.refuse(set.gold, `no article ${missing}`);
  return score;
};

const COLUMNS: readonly [RatioName, string][] = [
  ["status", "status"],
  ["date", "date"],
  ["place", "place"],
  ["type", "type"],
  ["function", "function"],
  ["evidence", "evidence"],
  ["exactName", "exact name"],
  ["undatedKept", "undated"],
  ["unplacedKept", "unplaced"],
  ["background", "background"],
];

const percent = (right: number, all: number): string =>
  (all ? ((100 * right) / all).toFixed(1) : "–").padStart(6);

const printTable = (scores: { [name: string]: Score }): void => {
  for (const [name, score] of Object.entries(scores)) {
    console.log(`${name} (${score.documents} documents)`);
    for (const what of ["meetings", "participants"] as const) {
      const counts = score[what];
      const { tp, fp, fn } = counts;
      console.log(
        `  ${what.padEnd(13)} P ${percent(tp, tp + fp)}  R ${percent(tp, tp + fn)}  F1 ${percent(f1(counts), 1)}`,
      );
    }
    console.log(
      `  ${COLUMNS.map(([key, title]) => `${title} ${percent(score.ratios[key].right, score.ratios[key].all).trim()}`).join("  ")}`,
    );
    console.log(`  spurious meetings in articles without one: ${score.spuriousInNegative}`);
  }
};
