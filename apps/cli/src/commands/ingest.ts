import { resolve } from "node:path";
import { extractorVersion, isServer } from "@liqa/store";
import type { Command } from "commander";
import { printJson, UsageError } from "../console.ts";
import { articlesOf, callerFolder } from "../inputs.ts";
import { openStoreAt, placeOf } from "../places.ts";
import { writeRejects } from "../rejects.ts";
import { wholeNumber } from "./filters.ts";

interface IngestCommandOptions {
  store: string;
  reread?: boolean;
  rejects?: string;
  threads?: number;
  json?: boolean;
}

/** Milliseconds between two lines of progress, for people who watch and for logs. */
const PACE = { terminal: 500, log: 10_000 };
const INTERRUPTED = 130;

/** `liqa ingest`: articles into a store, each with what was read in it; only what is new or changed. */
export const ingestCommand = (program: Command): void => {
  program
    .command("ingest")
    .description("read articles into a store; what is in it already, with the same text, is passed over")
    .argument("[inputs...]", "files, folders, or - for JSONL on standard input")
    .requiredOption("-s, --store <place>", "an SQLite file (made if there is none), or postgresql://…")
    .option("--reread", "read again what an older extractor read; needs no inputs")
    .option("--rejects <file>", "where to write what was left out and why (default: STORE.rejects.jsonl)")
    .option("--threads <n>", "threads that read (default: one a processor)", wholeNumber)
    .option("--json", "print the counts as JSON")
    .addHelpText(
      "after",
      `
Examples:
  $ liqa ingest my-archive/ --store news.db
  $ zcat news.jsonl.gz | liqa ingest - --store postgresql://liqa@localhost/news
  $ liqa ingest --reread --store news.db      # after an update of Liqa
  $ liqa build --store news.db --out graph.json

A run that broke off is taken up by running it again. Each article is kept whole or not at all.`,
    )
    .action(async (inputs: string[], options: IngestCommandOptions) => {
      if (!inputs.length && !options.reread)
        throw new UsageError("name files or folders to read (see --help)");
      const rejects = writeRejects(rejectsFile(options));
      const store = await openStoreAt(options.store);
      const begun = performance.now();
      const stop = new AbortController();
      const interrupt = (): void => {
        if (stop.signal.aborted) process.exit(INTERRUPTED);
        process.stderr.write("liqa: stopping; what is being read is still stored (again Ctrl-C: at once)\n");
        stop.abort();
      };
      process.on("SIGINT", interrupt);
      const progress = tellProgress(begun);
      try {
        const { ingest } = await import("../ingest/ingest.ts");
        const unread = options.reread ? store.articles({ unreadBy: extractorVersion() }) : none();
        const counts = await ingest({
          store,
          articles: (pages) => both(articlesOf(inputs, rejects, { pages, tellCopies: false }), unread),
          problems: rejects,
          onStored: ({ added, updated, reread, unchanged }) =>
            progress.tell(added + updated + reread, unchanged),
          signal: stop.signal,
          ...(options.threads === undefined ? {} : { threads: options.threads }),
        });
        progress.end();
        const seconds = (performance.now() - begun) / 1000;
        const { added, updated, reread, unchanged } = counts;
        const result = { ...counts, problems: rejects.count, seconds: Number(seconds.toFixed(1)) };
        if (options.json) await printJson({ store: store.location, ...result, rejects: rejects.file });
        else {
          const read = added + updated + reread;
          console.log(
            `${store.location}: ${added} articles added, ${updated} updated, ${reread} read again, ${unchanged} unchanged${read ? ` (${Math.round(read / seconds)} a second)` : ""}`,
          );
          if (rejects.count)
            console.log(`${rejects.count} problems${rejects.file ? `: ${rejects.file}` : ""}`);
        }
        process.exitCode = stop.signal.aborted ? INTERRUPTED : rejects.exitCode;
      } finally {
        progress.end();
        process.off("SIGINT", interrupt);
        rejects.close();
        await store.close();
      }
    });
};

const rejectsFile = ({ store, rejects }: IngestCommandOptions): string | null =>
  rejects !== undefined
    ? resolve(callerFolder(), rejects)
    : isServer(store)
      ? null
      : `${placeOf(store)}.rejects.jsonl`;

async function* none(): AsyncGenerator<never> {}

async function* both<T>(...lists: AsyncIterable<T>[]): AsyncGenerator<T> {
  for (const list of lists) yield* list;
}

const tellProgress = (begun: number): { tell(read: number, passed: number): void; end(): void } => {
  const terminal = process.stderr.isTTY;
  const pace = terminal ? PACE.terminal : PACE.log;
  let next = begun + pace;
  let open = false;
  return {
    tell(read, passed) {
      const now = performance.now();
      if (now < next) return;
      next = now + pace;
      const rate = Math.round(read / ((now - begun) / 1000));
      const line = `liqa: ${read} articles stored, ${rate} a second${passed ? `, ${passed} passed over` : ""}`;
      process.stderr.write(terminal ? `\r${line}\u001b[K` : `${line}\n`);
      open = terminal;
    },
    end() {
      if (open) process.stderr.write("\n");
      open = false;
    },
  };
};
