import type { Row, Session, Value } from "./database.ts";

/** Rows of one question, and parameters of one statement. */
const PAGE = 256;

/**
 * Rows in the order of their `revision`, page by page, so that no answer is ever held whole; other work of the
 * process goes on between.
 *
 * @param sql takes the last revision seen as $1, the values from $2 on, and the size of a page last
 */
export async function* scan(
  session: Session,
  sql: string,
  values: readonly Value[] = [],
  since = 0,
): AsyncGenerator<Row> {
  for (let after = since; ; ) {
    const rows = await session.all(sql, [after, ...values, PAGE]);
    yield* rows;
    if (rows.length < PAGE) return;
    after = Number(rows.at(-1)!.revision);
    await new Promise((resume) => setImmediate(resume));
  }
}

export function* pages<T>(list: readonly T[]): Generator<T[]> {
  for (let at = 0; at < list.length; at += PAGE) yield list.slice(at, at + PAGE);
}

/** `$2, $3, $4` for three from 2. */
export const places = (count: number, from: number): string =>
  Array.from({ length: count }, (_, at) => `$${from + at}`).join(", ");
