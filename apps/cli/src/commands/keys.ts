import type { Scope } from "@liqa/service/keys";
import { type Command, Option } from "commander";
import { InputError, printJson, UsageError } from "../console.ts";
import { keysFileOf } from "../places.ts";

interface Where {
  keys?: string;
  store?: string;
  json?: boolean;
}

/** `liqa keys`: who may write through the service. */
export const keysCommand = (program: Command): void => {
  const keys = program
    .command("keys")
    .description("API keys: who may write articles and judgements through liqa serve --store")
    .addHelpText(
      "after",
      `
A running service takes every change at once. The file holds hashes only: a key is shown when it is made.

Examples:
  $ liqa keys add newsroom --store news.db
  $ liqa keys add reviewer --scopes judgements --expires 2027-01-01 --store news.db
  $ liqa keys rotate newsroom --grace 24 --store news.db
  $ liqa keys revoke reviewer --store news.db`,
    );
  const sub = (name: string, about: string): Command =>
    keys
      .command(name)
      .description(about)
      .addOption(new Option("--store <place>", "the store whose keys they are").env("LIQA_STORE"))
      .addOption(new Option("--keys <file>", "the file of keys (default: STORE.keys.json)").env("LIQA_KEYS"))
      .option("--json", "print JSON");

  sub("add", "make a key and show it, once")
    .argument("<name>", "whose it is; stands under the judgements made with it")
    .option("--scopes <scopes>", "what it allows: articles, judgements, or both", "articles,judgements")
    .option("--expires <date>", "day from which it opens nothing")
    .action(async (name: string, options: Where & { scopes: string; expires?: string }) => {
      const { addKey, SCOPES } = await import("@liqa/service/keys");
      const scopes = options.scopes.split(",").map((scope) => {
        const known = SCOPES.find((one) => one === scope.trim());
        if (known === undefined) throw new UsageError(`"${scope}" is no scope; use ${SCOPES.join(", ")}`);
        return known;
      });
      const expires = options.expires === undefined ? null : toDay(options.expires);
      await show(
        await guarded(() => addKey(fileOf(options), name, scopes, expires)),
        options,
        "It is shown this once",
      );
    });

  sub("list", "the keys that there are").action(async (options: Where) => {
    const { isAlive, readKeys } = await import("@liqa/service/keys");
    const all = await guarded(() => readKeys(fileOf(options)));
    const rows = all.map(({ hash: _, ...key }) => ({ ...key, alive: isAlive({ hash: "", ...key }) }));
    if (options.json) await printJson(rows);
    else if (rows.length === 0) console.log("no keys: nobody can write");
    else {
      for (const { id, name, scopes, created, expires, alive } of rows) {
        const end = expires === null ? "" : `, ${alive ? "until" : "ended"} ${expires.slice(0, 16)}`;
        console.log(`${id}  ${name}  ${scopes.join(",")}  since ${created.slice(0, 10)}${end}`);
      }
    }
  });

  sub("rotate", "make a new key in place of one")
    .argument("<key>", "its id or name")
    .option("--grace <hours>", "how long the old one still opens", "0")
    .action(async (which: string, options: Where & { grace: string }) => {
      if (!/^\d{1,5}(?:\.\d+)?$/u.test(options.grace))
        throw new UsageError(`"${options.grace}" is no time in hours`);
      const { rotateKey } = await import("@liqa/service/keys");
      const key = await guarded(() => rotateKey(fileOf(options), which, Number(options.grace) * 3_600_000));
      await show(
        key,
        options,
        `The old one ends ${Number(options.grace) > 0 ? `in ${options.grace} h` : "now"}`,
      );
    });

  sub("revoke", "end a key now")
    .argument("<key>", "its id or name")
    .action(async (which: string, options: Where) => {
      const { revokeKey } = await import("@liqa/service/keys");
      const { id, name } = await guarded(() => revokeKey(fileOf(options), which));
      if (options.json) await printJson({ id, name });
      else console.log(`${id} (${name}) opens nothing any more`);
    });
};

const fileOf = ({ keys, store }: Where): string => keysFileOf(keys, store);

const guarded = async <T>(work: () => T): Promise<T> => {
  const { KeyError } = await import("@liqa/service/keys");
  try {
    return work();
  } catch (error) {
    if (error instanceof KeyError) throw new InputError(error.message);
    throw error;
  }
};

const show = async (
  {
    secret,
    id,
    name,
    scopes,
    expires,
  }: { secret: string; id: string; name: string; scopes: Scope[]; expires: string | null },
  { json }: Where,
  note: string,
): Promise<void> => {
  if (json) return printJson({ key: secret, id, name, scopes, expires });
  console.log(secret);
  process.stderr.write(
    `liqa: the key of ${name} (${scopes.join(", ")}). ${note}; send it as: Authorization: Bearer …\n`,
  );
};

const toDay = (value: string): Date => {
  const day = new Date(value);
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(value) || Number.isNaN(day.getTime()))
    throw new UsageError(`"${value}" is no day; write for example 2027-01-31`);
  return day;
};
