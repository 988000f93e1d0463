import { createHash } from "node:crypto";
import type { Article } from "@liqa/graph";
import type { Row, Session, Value } from "./database.ts";
import { StoreError } from "./errors.ts";
import { places, scan } from "./paging.ts";
import { bandsOf } from "./record.ts";
import { putBands } from "./writing.ts";

/** Of the lines, so that a later Liqa knows what it reads. */
const FORMAT = 1;

/** What is written of each table, in an order in which it can be read back; sketches are computed again. */
const TABLES = {
  article: ["id", "revision", "digest", "reported_on", "ingested_at", "body"],
  extraction: ["article_id", "extractor", "revision", "made_at", "body", "digest"],
  judgement: ["left_id", "right_id", "verdict", "score", "reasons", "who", "judged_at"],
  ingest_log: ["revision", "at", "action", "subject"],
} as const;
type Table = keyof typeof TABLES;

/**
 * Lines of JSON: a header, a row each, and an end that counts the rows and hashes the lines before it, so that a
 * backup that broke off or was changed is known as such.
 */
export async function* dump(session: Session): AsyncGenerator<string> {
  const hash = createHash("sha256");
  let rows = 0;
  const line = (value: unknown): string => {
    const text = JSON.stringify(value);
    hash.update(text).update("\n");
    return text;
  };
  const [store] = await session.all("SELECT revision FROM store");
  yield line({ liqa: "store", format: FORMAT, revision: store!.revision });
  const written = function* (table: Table, row: Row): Generator<string> {
    rows++;
    yield line([table, ...TABLES[table].map((column) => row[column])]);
  };
  const columns = (table: Table): string => TABLES[table].join(", ");
  for await (const row of scan(
    session,
    `SELECT ${columns("article")} FROM article WHERE revision > $1 ORDER BY revision LIMIT $2`,
  )) {
    yield* written("article", row);
    const readings = await session.all(
      `SELECT ${columns("extraction")} FROM extraction WHERE article_id = $1 ORDER BY revision`,
      [row.id!],
    );
    for (const reading of readings) yield* written("extraction", reading);
  }
  for (const row of await session.all(`SELECT ${columns("judgement")} FROM judgement`))
    yield* written("judgement", row);
  for await (const row of scan(
    session,
    `SELECT ${columns("ingest_log")} FROM ingest_log WHERE revision > $1 ORDER BY revision LIMIT $2`,
  ))
    yield* written("ingest_log", row);
  yield JSON.stringify({ end: { rows, sha256: hash.digest("hex") } });
}

const damaged = (why: string): StoreError =>
  new StoreError("damaged", `the backup ${why}; nothing was restored. Take another backup`);

/**
 * Reads a backup to its end.
 * @throws StoreError when it is not whole, not unchanged, or not a backup
 */
export const verify = async (lines: AsyncIterable<string>): Promise<void> => {
  const hash = createHash("sha256");
  let rows = 0;
  let begun = false;
  let ended = false;
  for await (const text of lines) {
    if (ended) throw damaged("goes on after its end");
    const value = parsed(text);
    if (!begun) checkHeader(value);
    else if (Array.isArray(value)) rows++;
    else {
      const { end } = value as { end?: { rows?: unknown; sha256?: unknown } };
      if (end?.rows !== rows || end.sha256 !== hash.digest("hex"))
        throw damaged("was changed: its hash differs");
      ended = true;
      continue;
    }
    begun = true;
    hash.update(text).update("\n");
  }
  if (!ended) throw damaged("breaks off before its end");
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged("is not JSON lines");
  }
};

const checkHeader = (header: unknown): void => {
  const { liqa, format } = (header ?? {}) as { [key: string]: unknown };
  if (liqa !== "store") throw damaged("is not a backup of a Liqa store");
  if (format !== FORMAT)
    throw new StoreError(
      "newer",
      `the backup was made by a later version of Liqa (format ${format}); update Liqa`,
    );
};

/** Writes the rows of a verified backup into a store that holds nothing. */
export const load = async (session: Session, lines: AsyncIterable<string>): Promise<void> => {
  const [held] = await session.all("SELECT revision FROM store");
  if (Number(held!.revision) > 0)
    throw new StoreError("invalid", "the store is not empty; restore into a new one and use that");
  for await (const text of lines) {
    const value = JSON.parse(text);
    if (Array.isArray(value)) await insert(session, value);
    else if ("revision" in value) await session.run("UPDATE store SET revision = $1", [value.revision]);
  }
};

const insert = async (session: Session, [table, ...values]: unknown[]): Promise<void> => {
  if (!Object.hasOwn(TABLES, table as string)) throw damaged(`names a table "${table}"`);
  const columns = TABLES[table as Table];
  await session.run(
    `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${places(columns.length, 1)})`,
    values as Value[],
  );
  if (table === "article") {
    const body = values[columns.indexOf("body" as never)] as string;
    const revision = values[columns.indexOf("revision" as never)] as number;
    await putBands(session, bandsOf((JSON.parse(body) as Article).text), revision);
  }
};
