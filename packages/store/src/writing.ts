import type { Session } from "./database.ts";
import { pages, places } from "./paging.ts";
import { type Draft, hashOf } from "./record.ts";
import type { LogEntry, PutOutcome } from "./store.ts";

/** What is stored of an article. */
export interface Found {
  digest: string;
  extractors: Set<string>;
}

export const storedOf = async (session: Session, drafts: readonly Draft[]): Promise<Map<string, Found>> => {
  const found = new Map<string, Found>();
  for (const ids of pages(drafts.map(({ id }) => id))) {
    const rows = await session.all(
      `SELECT a.id, a.digest, e.extractor FROM article a LEFT JOIN extraction e ON e.article_id = a.id
       WHERE a.id IN (${places(ids.length, 1)})`,
      ids,
    );
    for (const row of rows) {
      const id = String(row.id);
      const one = found.get(id) ?? { digest: String(row.digest), extractors: new Set() };
      if (row.extractor !== null) one.extractors.add(String(row.extractor));
      found.set(id, one);
    }
  }
  return found;
};

export const outcomeOf = (one: Draft, found: Found | undefined): PutOutcome => {
  if (!found) return "added";
  if (found.digest !== one.digest) return "updated";
  return found.extractors.has(one.extractor) ? "unchanged" : "reread";
};

export const putDraft = async (
  session: Session,
  one: Draft,
  outcome: PutOutcome,
  revision: number,
  at: string,
): Promise<void> => {
  if (outcome === "updated") {
    // All that rested on the former text goes with it.
    await session.run("DELETE FROM article WHERE id = $1", [one.id]);
  }
  if (outcome !== "reread") {
    await session.run(
      `INSERT INTO article (id, revision, digest, reported_on, ingested_at, body) VALUES ($1, $2, $3, $4, $5, $6)`,
      [one.id, revision, one.digest, one.reportedOn, at, one.article],
    );
    await putBands(session, one.bands, revision);
  }
  await session.run(
    `INSERT INTO extraction (article_id, extractor, revision, made_at, body, digest)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [one.id, one.extractor, revision, new Date().toISOString(), one.extraction, hashOf(one.extraction)],
  );
};

/** Raises the store's revision and answers the new one. */
export const advance = async (session: Session, by: number): Promise<number> => {
  const [row] = await session.all("UPDATE store SET revision = revision + $1 RETURNING revision", [by]);
  return Number(row!.revision);
};

export const record = async (
  session: Session,
  revision: number,
  action: LogEntry["action"] | PutOutcome,
  subject: string,
): Promise<void> => {
  await session.run("INSERT INTO ingest_log (revision, at, action, subject) VALUES ($1, $2, $3, $4)", [
    revision,
    new Date().toISOString(),
    action,
    subject,
  ]);
};

/** Stores what copies of an article are looked up by. */
export const putBands = async (
  session: Session,
  bands: readonly number[],
  revision: number,
): Promise<void> => {
  if (!bands.length) return;
  const rows = bands.map((_, at) => `($${at + 2}, $1)`).join(", ");
  await session.run(`INSERT INTO sketch (band, article_revision) VALUES ${rows}`, [revision, ...bands]);
};
