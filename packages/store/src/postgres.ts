import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
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

/** Of the advisory lock that makes writers take turns: «liqa» in ASCII. */
const LOCK = 0x6c697161;
/** A schema of its own, so that a store can live beside other tables. */
const SCHEMA = "liqa";

/** SQLSTATEs (postgresql.org/docs/current/errcodes-appendix.html). */
const DISK_FULL = "53100";
const LOCK_NOT_AVAILABLE = "55P03";
const READ_ONLY = new Set(["25006", "42501"]);
const DAMAGED = new Set(["XX001", "XX002"]);
const LOST = /^(?:08...|57P0[123]|53300|ECONN\w+|EPIPE|ENOENT|ETIMEDOUT)$/u;

const INT8 = 20;

export const openPostgres = async (
  url: string,
  shown: string,
  patience: number,
  onWait: (message: string) => void,
): Promise<Database> => {
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    application_name: "liqa",
    connectionTimeoutMillis: 10_000,
    types: {
      // Counts and revisions stay far below 2^53.
      getTypeParser: ((oid: number, format?: "text" | "binary") =>
        oid === INT8
          ? Number
          : pg.types.getTypeParser(oid, format as "text")) as typeof pg.types.getTypeParser,
    },
    options: `-c search_path=${SCHEMA}`,
  });
  // A connection that breaks while nobody uses it: the next use finds out and makes another.
  pool.on("error", () => {});
  const queue = new Queue();

  /** Runs the work on one connection; again, with patience, when the connection was lost. */
  const connected = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    const until = Date.now() + patience;
    for (let attempt = 1; ; attempt++) {
      let client: pg.PoolClient | undefined;
      try {
        client = await pool.connect();
        client.on("error", ignore);
        const result = await work(client);
        client.off("error", ignore);
        client.release();
        return result;
      } catch (error) {
        client?.off("error", ignore);
        client?.release(true);
        if (!isLost(error) || Date.now() > until) throw asStoreError(error, shown, patience);
        if (attempt === 1)
          onWait(
            `${shown} does not answer (${(error as Error).message}); trying again for ${patience / 1000} s`,
          );
        await sleep(pause(attempt + 4));
      }
    }
  };

  const inTransaction = async <T>(
    client: pg.PoolClient,
    begin: string,
    work: (session: Session) => Promise<T>,
  ): Promise<T> => {
    await client.query(begin);
    try {
      const result = await work(sessionOf(client));
      await client.query("COMMIT");
      return result;
    } catch (error) {
      await client.query("ROLLBACK").catch(ignore);
      throw error;
    }
  };

  try {
    await connected((client) => client.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`));
  } catch (error) {
    await pool.end();
    throw error;
  }

  return {
    all: (sql, values) => connected((client) => sessionOf(client).all(sql, values)),
    run: (sql, values) => connected((client) => sessionOf(client).run(sql, values)),
    tables: () => connected((client) => sessionOf(client).tables()),
    write: (work) =>
      queue.run(() =>
        connected((client) =>
          inTransaction(
            client,
            `BEGIN; SET LOCAL lock_timeout = ${patience}; SELECT pg_advisory_xact_lock(${LOCK})`,
            work,
          ),
        ),
      ),
    snapshot: async (): Promise<Snapshot> => {
      const client = await connected(async () => pool.connect());
      client.on("error", ignore);
      const session = sessionOf(client);
      const guarded = async <T>(work: Promise<T>): Promise<T> => {
        try {
          return await work;
        } catch (error) {
          throw asStoreError(error, shown, patience);
        }
      };
      await guarded(client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
      return {
        all: (sql, values) => guarded(session.all(sql, values)),
        run: (sql, values) => guarded(session.run(sql, values)),
        tables: () => guarded(session.tables()),
        close: async () => {
          await client.query("ROLLBACK").catch(ignore);
          client.off("error", ignore);
          client.release(true);
        },
      };
    },
    // The server watches over its own storage; `data_checksums` is its administrator's choice.
    faults: async () => [],
    close: () => queue.run(() => pool.end()),
  };
};

const ignore = (): void => {};

const sessionOf = (client: pg.PoolClient): Session => {
  const query = (sql: string, values: readonly Value[] = []): Promise<pg.QueryResult<Row>> =>
    client.query<Row>({ text: sql, values: values as Value[], name: nameOf(sql) });
  return {
    all: async (sql, values) => (await query(sql, values)).rows,
    run: async (sql, values) => (await query(sql, values)).rowCount ?? 0,
    tables: async () =>
      (await query("SELECT tablename AS name FROM pg_tables WHERE schemaname = $1", [SCHEMA])).rows.map(
        (row) => String(row.name),
      ),
  };
};

const names = new Map<string, string>();

/** A name makes the server keep the plan of a statement. */
const nameOf = (sql: string): string => {
  const known = names.get(sql);
  if (known) return known;
  const name = `liqa${names.size}`;
  names.set(sql, name);
  return name;
};

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

const isLost = (error: unknown): boolean =>
  LOST.test(codeOf(error)) ||
  (error instanceof Error &&
    /Connection terminated|connection timeout|Client has encountered a connection error|not queryable/iu.test(
      error.message,
    ));

const asStoreError = (error: unknown, shown: string, patience: number): unknown => {
  if (!(error instanceof Error) || error instanceof StoreError) return error;
  const code = codeOf(error);
  const told = error.message || code;
  if (code === DISK_FULL)
    return new StoreError(
      "full",
      `${shown}: the server's disk is full (${told}). All that was acknowledged is kept; free some room and run this again`,
      error,
    );
  if (code === LOCK_NOT_AVAILABLE)
    return new StoreError(
      "locked",
      `${shown} is being written by another process, for more than ${patience / 1000} s; wait for it or end it, then run this again`,
      error,
    );
  if (READ_ONLY.has(code))
    return new StoreError(
      "read-only",
      `${shown} may not be written (${told}); use a role that may create tables in the database`,
      error,
    );
  if (DAMAGED.has(code))
    return new StoreError("damaged", `${shown} is damaged (${told}); see the server's log`, error);
  if (isLost(error) || /^(?:28...|3D000|ENOTFOUND|EAI_\w+)$/u.test(code))
    return new StoreError(
      "unreachable",
      `${shown} cannot be reached (${told}); is the server running, and are user, password and database right?`,
      error,
    );
  return error;
};
