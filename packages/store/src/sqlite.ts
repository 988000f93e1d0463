import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Database,
  pause,
  Queue,
  type Row,
  type Session,
  type Snapshot,
  type Value,
} from "./database.ts";
import { StoreError } from "./errors.ts";

/** How long SQLite itself may hold the thread for a lock: those of readers are over in microseconds. */
const BLINK = 50;

/** SQLite's primary result codes (sqlite.org/rescode.html). */
const CODE = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
} as const;

const MAGIC = "SQLite format 3\0";

/**
 * One file, in WAL mode: readers never wait for the writer, and what was committed outlives a killed process and a
 * power cut.
 */
export const openSqlite = (path: string, create: boolean, patience: number): Database => {
  examine(path, create);
  const open = (readOnly: boolean): Connection => new Connection(path, readOnly);
  let writer: Connection;
  const failed = (error: unknown): unknown => asStoreError(error, path, patience);
  try {
    writer = open(false);
    writer.execute("PRAGMA journal_mode = WAL");
    writer.execute("PRAGMA synchronous = FULL");
  } catch (error) {
    throw failed(error);
  }
  let reader: Connection | undefined;
  const queue = new Queue();
  const reading = (): Connection => {
    reader ??= open(true);
    return reader;
  };
  const begin = async (): Promise<void> => {
    const until = Date.now() + patience;
    for (let attempt = 1; ; attempt++) {
      try {
        writer.execute("BEGIN IMMEDIATE");
        return;
      } catch (error) {
        if (codeOf(error) !== CODE.busy || Date.now() > until) throw error;
        await sleep(pause(attempt));
      }
    }
  };
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw failed(error);
    }
  };
  return {
    all: (sql, values) => guarded(() => reading().all(sql, values)),
    run: (sql, values) => guarded(() => queue.run(() => writer.run(sql, values))),
    tables: () => guarded(() => reading().tables()),
    write: (work) =>
      guarded(() =>
        queue.run(async () => {
          await begin();
          try {
            const result = await work(writer);
            writer.execute("COMMIT");
            return result;
          } catch (error) {
            writer.rollBack();
            throw error;
          }
        }),
      ),
    snapshot: () =>
      guarded(async (): Promise<Snapshot> => {
        const connection = open(true);
        connection.execute("BEGIN");
        await connection.tables(); // only the first reading fixes what is seen
        return {
          all: (sql, values) => guarded(() => connection.all(sql, values)),
          run: (sql, values) => guarded(() => connection.run(sql, values)),
          tables: () => guarded(() => connection.tables()),
          close: async () => connection.close(),
        };
      }),
    faults: () =>
      guarded(async () => {
        const rows = await reading().all("PRAGMA integrity_check(20)");
        return rows.map((row) => String(row.integrity_check)).filter((line) => line !== "ok");
      }),
    async close() {
      await queue.run(async () => {
        reader?.close();
        writer.close();
      });
    },
  };
};

/** Says what is wrong with a path before SQLite says it worse. */
const examine = (path: string, create: boolean): void => {
  if (!existsSync(path)) {
    if (!create)
      throw new StoreError(
        "absent",
        `${path} does not exist; make it with: liqa ingest ARTICLES --store ${path}`,
      );
    if (!existsSync(dirname(path)))
      throw new StoreError("absent", `${dirname(path)} does not exist; make the folder first`);
    return;
  }
  const stats = statSync(path);
  if (stats.isDirectory())
    throw new StoreError("foreign", `${path} is a folder; name a file in it, such as ${path}/news.db`);
  if (stats.size === 0) return;
  const head = Buffer.alloc(MAGIC.length);
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    throw new StoreError("read-only", `${path} cannot be read (${(error as Error).message})`, error);
  }
  readSync(file, head);
  closeSync(file);
  if (head.toString("latin1") !== MAGIC)
    throw new StoreError(
      "foreign",
      `${path} is no store: its beginning is not that of an SQLite file. Give another place, or, if it was one, restore it from a backup: liqa store restore BACKUP --store NEW`,
    );
};

class Connection implements Session {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(path: string, readOnly: boolean) {
    this.#database = new DatabaseSync(path, { readOnly, timeout: BLINK });
  }

  execute(sql: string): void {
    this.#database.exec(sql);
  }

  rollBack(): void {
    // After a full disk SQLite has already rolled back by itself.
    if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
  }

  async all(sql: string, values: readonly Value[] = []): Promise<Row[]> {
    return this.#prepare(sql).all(...(values as SQLInputValue[])) as Row[];
  }

  async run(sql: string, values: readonly Value[] = []): Promise<number> {
    return Number(this.#prepare(sql).run(...(values as SQLInputValue[])).changes);
  }

  async tables(): Promise<string[]> {
    const rows = await this.all("SELECT name FROM sqlite_master WHERE type = 'table'");
    return rows.map((row) => String(row.name));
  }

  close(): void {
    if (!this.#database.isOpen) return;
    this.#statements.clear();
    this.#database.close();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql.replace(/\$(\d+)/gu, "?$1"));
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** SQLite's primary code of an error, or null when it is none of SQLite's. The extended code keeps it in its last byte. */
const codeOf = (error: unknown): number | null =>
  error instanceof Error && "errcode" in error && typeof error.errcode === "number"
    ? error.errcode & 0xff
    : null;

const asStoreError = (error: unknown, path: string, patience: number): unknown => {
  const code = codeOf(error);
  if (code === null) return error;
  const told = (error as Error).message;
  switch (code) {
    case CODE.busy:
    case CODE.locked:
      return new StoreError(
        "locked",
        `${path} is being written by another process, for more than ${patience / 1000} s; wait for it or end it, then run this again`,
        error,
      );
    case CODE.full:
    case CODE.ioError:
      return new StoreError(
        "full",
        `${path} could not be written (${told}): is the disk full? All that was acknowledged is kept; free some room and run this again`,
        error,
      );
    case CODE.readOnly:
    case CODE.cannotOpen:
      return new StoreError(
        "read-only",
        `${path} cannot be written (${told}); the file and its folder must be yours to write (chmod u+w), or use another --store`,
        error,
      );
    case CODE.corrupt:
    case CODE.notADatabase:
      return new StoreError(
        "damaged",
        `${path} is damaged (${told}); bring back a backup: liqa store restore BACKUP --store NEW, or ingest the articles into a new store`,
        error,
      );
    default:
      return error;
  }
};
