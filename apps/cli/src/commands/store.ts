import { createReadStream, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { parseJudgements, printJudgements } from "@liqa/graph";
import type { Command } from "commander";
import { BAD_INPUT, InputError, print, printJson, tellProblems } from "../console.ts";
import { streamWhole } from "../files.ts";
import { callerFolder } from "../inputs.ts";
import { openStoreAt } from "../places.ts";

interface StoreOption {
  store: string;
  json?: boolean;
}

const PLACE = "an SQLite file, or postgresql://…";

/** `liqa store`: what a store holds, its backups, its judgements, and removing articles. */
export const storeCommand = (program: Command): void => {
  const group = program
    .command("store")
    .description("look after a store: status, copies, delete, backup, restore, judgements")
    .addHelpText(
      "after",
      `
Examples:
  $ liqa store status --store news.db --check
  $ liqa store delete 2020-01-27-moscow --store news.db
  $ liqa store backup news.backup.gz --store news.db
  $ liqa store restore news.backup.gz --store postgresql://liqa@localhost/news
  $ liqa store judgements --store news.db --add my-judgements.tsv`,
    );
  const add = (name: string, description: string, examples: string): Command =>
    group
      .command(name)
      .description(description)
      .requiredOption("-s, --store <place>", PLACE)
      .option("--json", "print the result as JSON")
      .addHelpText("after", `\nExamples:\n${examples}`);

  add(
    "status",
    "what the store holds; with --check, whether it is sound",
    "  $ liqa store status --store news.db --check",
  )
    .option("--check", "read all of it and compare it with its hashes")
    .action(async ({ store: place, check, json }: StoreOption & { check?: boolean }) => {
      const store = await openStoreAt(place, false);
      try {
        const counts = await store.counts();
        const faults = check ? await store.faults() : undefined;
        if (json) await printJson({ store: store.location, ...counts, ...(faults ? { faults } : {}) });
        else {
          console.log(
            `${store.location}: ${counts.articles} articles (${counts.undated} without a date), ${counts.extractions} readings, ${counts.judgements} judgements; revision ${counts.revision}`,
          );
          if (faults) console.log(faults.length ? faults.join("\n") : "all of it is sound");
        }
        if (faults?.length) process.exitCode = BAD_INPUT;
      } finally {
        await store.close();
      }
    });

  add(
    "copies",
    "articles whose texts are nearly the same: two ids and their likeness a line; resolution counts them as one source",
    "  $ liqa store copies --store news.db",
  ).action(async ({ store: place, json }: StoreOption) => {
    const store = await openStoreAt(place, false);
    try {
      for await (const { id } of store.articles())
        for (const copy of await store.copiesOf(id)) {
          // Each pair once.
          if (copy.id < id) continue;
          const likeness = Number(copy.likeness.toFixed(2));
          await print(
            json
              ? `${JSON.stringify({ articles: [id, copy.id], likeness })}\n`
              : `${id}\t${copy.id}\t${likeness.toFixed(2)}\n`,
          );
        }
    } finally {
      await store.close();
    }
  });

  add(
    "delete",
    "remove articles with all that rested on them",
    "  $ liqa store delete news:12 news:13 --store news.db",
  )
    .argument("<ids...>", "ids of articles")
    .action(async (ids: string[], { store: place, json }: StoreOption) => {
      const problems = tellProblems();
      const store = await openStoreAt(place, false);
      try {
        let deleted = 0;
        for (const id of ids) {
          if (await store.deleteArticle(id)) deleted++;
          else problems.refuse(id, "no article of this id is in the store");
        }
        if (json) await printJson({ store: store.location, deleted });
        else console.log(`${store.location}: ${deleted} deleted`);
        process.exitCode = problems.exitCode;
      } finally {
        await store.close();
      }
    });

  add(
    "backup",
    "write all of the store into one compressed file, as of one moment; others may go on writing",
    "  $ liqa store backup news.backup.gz --store news.db",
  )
    .argument("<file>", "file to write")
    .action(async (file: string, { store: place, json }: StoreOption) => {
      const store = await openStoreAt(place, false);
      try {
        const bytes = await streamWhole(resolve(callerFolder(), file), store.dump());
        if (json) await printJson({ out: file, bytes });
        else console.log(`${file}: ${(bytes / 1e6).toFixed(1)} MB`);
      } finally {
        await store.close();
      }
    });

  add(
    "restore",
    "fill a new, empty store from a backup: all of it, or, when the backup is damaged, nothing",
    "  $ liqa store restore news.backup.gz --store new.db",
  )
    .argument("<file>", "file that liqa store backup wrote")
    .action(async (file: string, { store: place, json }: StoreOption) => {
      const store = await openStoreAt(place);
      try {
        await store.load(() => linesOf(resolve(callerFolder(), file)));
        const counts = await store.counts();
        if (json) await printJson({ store: store.location, ...counts });
        else console.log(`${store.location}: ${counts.articles} articles, ${counts.judgements} judgements`);
      } finally {
        await store.close();
      }
    });

  add(
    "judgements",
    "print the store's judgements as a table; --add puts those of a table into it",
    "  $ liqa store judgements --store news.db > judgements.tsv\n  $ liqa store judgements --store news.db --add judgements.tsv",
  )
    .option("--add <file>", "table with the columns of data/judgements.tsv")
    .action(async ({ store: place, add: file, json }: StoreOption & { add?: string }) => {
      const problems = tellProblems();
      const store = await openStoreAt(place, false);
      try {
        if (file !== undefined) {
          const table = parseJudgements(readFileSync(resolve(callerFolder(), file), "utf8"));
          for (const { row, column, message } of table.problems)
            problems.refuse(`${file}:${row}${column ? ` ${column}` : ""}`, message);
          for (const judgement of table.judgements) await store.putJudgement(judgement);
        }
        const judgements = await store.judgements();
        if (json) await printJson(judgements);
        else await print(printJudgements(judgements));
        process.exitCode = problems.exitCode;
      } finally {
        await store.close();
      }
    });
};

async function* linesOf(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file);
  const text = bytes.pipe(createGunzip());
  bytes.on("error", (error) => text.destroy(error));
  try {
    yield* createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY });
    await finished(text);
  } catch (error) {
    throw new InputError(
      `${file} cannot be read (${(error as Error).message}); nothing was restored. Take another backup`,
    );
  }
}
