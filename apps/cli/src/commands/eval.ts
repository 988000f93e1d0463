import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { extractor } from "@liqa/graph";
import { type Command, Option } from "commander";
import { InputError, type Problems, printJson, progress, tellProblems, UsageError } from "../console.ts";
import { type GoldDocument, readGold } from "../eval/gold.ts";
import { identityTable, identityTotals, scoreOwnIdentity } from "../eval/identity.ts";
import { type QuestionScore, readQuestions, scoreQuestions } from "../eval/questions.ts";
import { emptyScore, f1, type RatioName, type Score, scoreDocument } from "../eval/score.ts";
import { cachedFacts, indexOf, root, sampleArticles } from "../graph.ts";
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

/** The set of questions over the sample articles. */
const QUESTIONS = "questions";
const questionsFile = join(root, "data/gold/questions.jsonl");
/** The annotated corpus of names, where it lies beside the checkout. */
const NAMES_FOLDER = join(root, "../shared/evaluation/ner");
const NAMES_FILE = "anercorp-train.tsv";
const FOLDS = 5;

/** A stable half of a set, by the hash of the id: work on one, look at the other only to check. */
const halfOf = (id: string): "a" | "b" => (createHash("sha256").update(id).digest()[0]! % 2 ? "b" : "a");

interface EvalOptions {
  set?: string[];
  gold?: string;
  articles?: string;
  half?: "a" | "b";
  show?: number;
  ner?: string | true;
  json?: boolean;
}

/** `liqa eval`: how well the extractor reads and questions are answered, against what careful readers found. */
export const evalCommand = (program: Command): void => {
  program
    .command("eval")
    .description("score reading and resolution against gold: meetings, participants, …; who is whom")
    .option("--set <names...>", "only these sets (samples, identity, and what lies beside the checkout)")
    .option("--gold <file>", "score against this gold (JSONL as in data/gold/README.md)")
    .option("--articles <path>", "its articles: a folder or JSONL")
    .addOption(new Option("--half <half>", "only one half of the documents").choices(["a", "b"]))
    .option("--show <n>", "print the errors of so many documents or pairs", wholeNumber)
    .option(
      "--ner [path]",
      "score the model of names instead, by cross-validation on ANERcorp (its file or folder)",
    )
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      `
Examples:
  $ npm run eval
  $ liqa eval --set samples --show 10
  $ liqa eval --set questions --show 100
  $ liqa eval --ner ../shared/evaluation/ner
  $ liqa eval --set identity --show 50
  $ liqa eval --gold mine.jsonl --articles articles/ --json`,
    )
    .action(async (options: EvalOptions) => {
      if (Boolean(options.gold) !== Boolean(options.articles))
        throw new UsageError("--gold and --articles go together");
      if (options.ner) {
        await scoreNames(options);
        return;
      }
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
      const asks = !options.gold && !options.half && (options.set?.includes(QUESTIONS) ?? true);
      if (!own.length && !identity && !asks) throw new UsageError("no such set here");
      const problems = tellProblems();
      const scores: { [name: string]: Score } = {};
      for (const set of own) scores[set.name] = await scoreSet(set, options, problems);
      const who = identity ? scoreOwnIdentity() : null;
      const answers = asks ? await answerQuestions(problems) : null;
      if (options.json)
        await printJson({
          ...scores,
          ...(who ? { identity: identityTotals(who) } : {}),
          ...(answers ? { [QUESTIONS]: answers } : {}),
        });
      else {
        printTable(scores);
        if (who) console.log(identityTable(who, options.show ?? 0));
        if (answers) printAnswers(answers, options.show ?? 0);
      }
      process.exitCode = problems.exitCode;
    });
};

const answerQuestions = async (problems: Problems): Promise<QuestionScore> => {
  const index = await indexOf(await cachedFacts(sampleArticles, problems));
  return scoreQuestions(index, readQuestions(questionsFile));
};

const printAnswers = ({ questions, right, strict, errors }: QuestionScore, show: number): void => {
  for (const error of errors.slice(0, show)) console.log(error);
  console.log(
    `${QUESTIONS} (${questions})\n  right ${right}  with the right meetings and no others ${strict}`,
  );
};

/** Trains the model of names on four fifths of a corpus at a time and scores it on the last. */
const scoreNames = async (options: EvalOptions): Promise<void> => {
  const given = options.ner === true ? NAMES_FOLDER : resolve(callerFolder(), options.ner!);
  const file = statSync(given, { throwIfNoEntry: false })?.isDirectory() ? join(given, NAMES_FILE) : given;
  if (!existsSync(file))
    throw new InputError(`no corpus at ${file}; name ANERcorp's training split (CoNLL lines) or its folder`);
  const { crossValidate } = await import("@liqa/graph/scripts/ner");
  const { ar } = await import("@liqa/graph/ar");
  const bar = progress("folds", () => FOLDS);
  const { folds, all } = crossValidate(ar, readFileSync(file, "utf8"), FOLDS, undefined, () => bar.tick());
  bar.stop();
  if (options.json) {
    await printJson({ folds, all });
    return;
  }
  console.log(`names, ${FOLDS} contiguous folds, exact spans`);
  for (const [kind, { precision, recall, f1 }] of Object.entries(all))
    console.log(
      `  ${kind.padEnd(13)} P ${precision.toFixed(1).padStart(6)}  R ${recall.toFixed(1).padStart(6)}  F1 ${f1.toFixed(1).padStart(6)}`,
    );
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
