export type Value = string | number | null;
export type Row = { readonly [column: string]: Value };

/**
 * Where SQL goes. One text serves SQLite and PostgreSQL: parameters are `$1`, `$2` …, each number once or more;
 * no statement uses what only one of the two knows.
 */
export interface Session {
  all(sql: string, values?: readonly Value[]): Promise<Row[]>;
  /** Answers how many rows it changed. */
  run(sql: string, values?: readonly Value[]): Promise<number>;
  /** Names of the tables there are. */
  tables(): Promise<string[]>;
}

export interface Snapshot extends Session {
  close(): Promise<void>;
}

/** SQLite or PostgreSQL. All failures are StoreErrors. */
export interface Database extends Session {
  /**
   * Runs the work as the only writer, over all processes: all of it is kept, or, when it throws, nothing. When
   * the connection is lost the work runs again from its beginning, so it must come to the same when it does.
   */
  write<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** A view in which nothing changes, whoever writes meanwhile. Close it. */
  snapshot(): Promise<Snapshot>;
  /** What the database itself finds wrong with its storage. */
  faults(): Promise<string[]>;
  close(): Promise<void>;
}

/** Lets writers wait for each other inside one process, in the order in which they came. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work);
    this.#last = next.catch(() => {});
    return next;
  }
}

/** Milliseconds before the given attempt (from 1): doubling up to two seconds, spread so that two do not collide again. */
export const pause = (attempt: number): number =>
  Math.min(2_000, 4 * 2 ** Math.min(attempt, 9)) * (0.5 + Math.random() / 2);
