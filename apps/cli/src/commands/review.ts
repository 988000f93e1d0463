import { userInfo } from "node:os";
import { resolve } from "node:path";
import type { Command } from "commander";
import { printJson, table, tellProblems, UsageError } from "../console.ts";
import { extractionsOf, extractionsOfStore, judgements, judgementsFile, sampleArticles } from "../graph.ts";
import { callerFolder, STDIN } from "../inputs.ts";
import { openStoreAt } from "../places.ts";
import { type Doubt, doubtsOf } from "../review/doubts.ts";
import { type Notebook, storeNotebook, tableNotebook } from "../review/notebook.ts";
import { walkThrough } from "../review/walk.ts";
import { wholeNumber } from "./filters.ts";

interface ReviewOptions {
  store?: string;
  judgements?: string;
  merged?: boolean;
  list?: boolean;
  json?: boolean;
  limit?: number;
  who?: string;
}

/** `liqa review`: the pairs resolution left open, one after the other, for a person to decide. */
export const reviewCommand = (program: Command): void => {
  program
    .command("review")
    .description("decide who is whom: walk through the doubtful pairs, or the merges that were made")
    .argument("[inputs...]", "files or folders of articles (default: the sample articles)")
    .option("-s, --store <place>", "instead of inputs: a store; verdicts are written there")
    .option("--judgements <file>", "write verdicts into this table (default: data/judgements.tsv)")
    .option("--merged", "the merges that were made, the weakest first, instead of the pairs left open")
    .option("--list", "print the pairs as a table and stop")
    .option("--json", "print the pairs as JSON and stop")
    .option("--limit <n>", "at most so many pairs", wholeNumber)
    .option("--who <name>", "whose verdicts these are (default: your login name)")
    .addHelpText(
      "after",
      `
Keys: s same, d different, u cannot be told, n skip, z undo, q quit. Every verdict is written at once;
build again to see what it does. Decided pairs are not asked again.

Examples:
  $ liqa review
  $ liqa review my-archive/ --who "r.k."
  $ liqa review --store news.db --merged
  $ liqa review --json --limit 20`,
    )
    .action(async (inputs: string[], options: ReviewOptions) => {
      if (options.store && inputs.length) throw new UsageError("give articles or --store, not both");
      if (inputs.includes(STDIN))
        throw new UsageError("standard input is for the keys; give files or folders");
      const shown = options.list || options.json;
      if (!shown && !(process.stdin.isTTY && process.stdout.isTTY))
        throw new UsageError("review needs a terminal to ask in; use --list or --json to see the pairs");
      const problems = tellProblems();
      const store = options.store ? await openStoreAt(options.store, false) : null;
      try {
        const table = resolve(callerFolder(), options.judgements ?? judgementsFile);
        const extractions = store
          ? await extractionsOfStore(store, problems)
          : await extractionsOf(inputs.length ? inputs : [sampleArticles], problems);
        const decided = [...judgements(problems, table), ...((await store?.judgements()) ?? [])];
        const found = doubtsOf(extractions, decided, options.merged ? "same" : "unsure").slice(
          0,
          options.limit,
        );
        if (options.json) await printJson(found);
        else if (options.list) console.log(listed(found));
        else await walk(found, store ? storeNotebook(store) : tableNotebook(table, table), options.who);
        process.exitCode = problems.exitCode;
      } finally {
        await store?.close();
      }
    });
};

/** A meeting is called by all who were there. */
const clipped = (name: string): string => (name.length > 40 ? `${name.slice(0, 39)}…` : name);

const listed = (doubts: readonly Doubt[]): string =>
  doubts.length === 0
    ? "Nothing is in doubt."
    : table(
        [{ title: "score", align: "right" }, { title: "left" }, { title: "right" }, { title: "reasons" }],
        doubts.map(({ left, right, score, reasons }) => [
          score.toFixed(2),
          `${clipped(left.name)} ${left.ref}`,
          `${clipped(right.name)} ${right.ref}`,
          reasons.join(", "),
        ]),
      );

const walk = async (doubts: readonly Doubt[], notebook: Notebook, who: string | undefined): Promise<void> => {
  if (doubts.length === 0) {
    console.log("Nothing is in doubt.");
    return;
  }
  process.stdin.setRawMode(true).setEncoding("utf8").resume();
  try {
    const { written, seen } = await walkThrough(doubts, keysOf(process.stdin), notebook, {
      who: who ?? userInfo().username,
      show: (text) => process.stdout.write(text),
      now: () => new Date(),
    });
    console.log(
      `\n${seen} of ${doubts.length} seen, ${written} ${written === 1 ? "verdict" : "verdicts"} written to ${notebook.place}.`,
    );
    if (written) console.log("Build again to apply them.");
  } finally {
    process.stdin.setRawMode(false).pause();
  }
};

/** Single keys; what is typed ahead or pasted comes as one piece. Escape sequences (arrows) are no keys here. */
async function* keysOf(input: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const piece of input) {
    const text = String(piece);
    if (text.startsWith("\u001b")) yield text;
    else yield* text;
  }
}
