import {
  type Article,
  COPY_FROM,
  type Extraction,
  type Judgement,
  textLikeness,
  textSignature,
  type Verdict,
} from "@liqa/graph";
import { dump, load, verify } from "./backup.ts";
import type { Database, Row, Value } from "./database.ts";
import { StoreError } from "./errors.ts";
import { pages, places, scan } from "./paging.ts";
import { checkId, type Draft, dayOf, digestOf, draft, parse } from "./record.ts";
import type {
  Copy,
  Counts,
  LogEntry,
  PutOptions,
  PutOutcome,
  ReadOptions,
  Store,
  StoredArticle,
} from "./store.ts";
import { advance, outcomeOf, putDraft, record, storedOf } from "./writing.ts";

/** Candidates that are compared with an article: a wire report has its hundred copies, and the first are enough. */
const MOST_COPIES = 64;

/** The store over either database. */
export class DatabaseStore implements Store {
  readonly location: string;
  readonly #database: Database;

  constructor(database: Database, location: string) {
    this.#database = database;
    this.location = location;
  }

  async putArticle({ article, extraction, extractor, ingestedAt }: PutOptions): Promise<PutOutcome> {
    const [outcome] = await this.putDrafts([draft(article, extraction, extractor)], ingestedAt);
    return outcome!;
  }

  async putDrafts(drafts: readonly Draft[], ingestedAt = new Date().toISOString()): Promise<PutOutcome[]> {
    if (drafts.length === 0) return [];
    if (new Set(drafts.map(({ id }) => id)).size < drafts.length)
      throw new StoreError("invalid", "two articles of one write have the same id; give each its own");
    return this.#database.write(async (session) => {
      const found = await storedOf(session, drafts);
      const outcomes = drafts.map((one) => outcomeOf(one, found.get(one.id)));
      const changes = outcomes.filter((outcome) => outcome !== "unchanged").length;
      let revision = changes ? (await advance(session, changes)) - changes : 0;
      for (const [at, one] of drafts.entries()) {
        const outcome = outcomes[at]!;
        if (outcome === "unchanged") continue;
        revision++;
        await putDraft(session, one, outcome, revision, ingestedAt);
        await record(session, revision, outcome, one.id);
      }
      return outcomes;
    });
  }

  deleteArticle(id: string): Promise<boolean> {
    return this.#database.write(async (session) => {
      const gone = await session.run("DELETE FROM article WHERE id = $1", [id]);
      if (gone) await record(session, await advance(session, 1), "deleted", id);
      return gone > 0;
    });
  }

  async article(id: string): Promise<StoredArticle | undefined> {
    const [row] = await this.#database.all(
      "SELECT body, ingested_at, digest, revision FROM article WHERE id = $1",
      [id],
    );
    return row && articleOf(row);
  }

  async copiesOf(id: string, { earlier = false }: { earlier?: boolean } = {}): Promise<Copy[]> {
    const rows = await this.#database.all(
      `SELECT a.id, a.body, own.body AS own FROM article own
       JOIN article a ON a.revision ${earlier ? "<" : "<>"} own.revision
       WHERE own.id = $1 AND a.revision IN (
         SELECT other.article_revision FROM sketch mine JOIN sketch other ON other.band = mine.band
         WHERE mine.article_revision = own.revision)
       ORDER BY a.revision LIMIT ${MOST_COPIES}`,
      [id],
    );
    const signatureOf = (row: Row, body: "body" | "own"): Uint32Array =>
      textSignature(parse<Article>(String(row[body]), `the article ${row.id}`).text);
    const own = rows[0] && signatureOf(rows[0], "own");
    return rows
      .map((row) => ({ id: String(row.id), likeness: textLikeness(own!, signatureOf(row, "body")) }))
      .filter(({ likeness }) => likeness >= COPY_FROM)
      .sort((one, other) => other.likeness - one.likeness);
  }

  async known(articles: readonly Article[], extractor: string): Promise<Set<string>> {
    const digests = new Map(articles.map((article) => [article.id, digestOf(article)]));
    const known = new Set<string>();
    for (const ids of pages([...digests.keys()])) {
      const rows = await this.#database.all(
        `SELECT a.id, a.digest FROM article a JOIN extraction e ON e.article_id = a.id AND e.extractor = $1
         WHERE a.id IN (${places(ids.length, 2)})`,
        [extractor, ...ids],
      );
      for (const row of rows) if (digests.get(String(row.id)) === row.digest) known.add(String(row.id));
    }
    return known;
  }

  async *articles({ unreadBy }: { unreadBy?: string } = {}): AsyncGenerator<Article> {
    const rows = this.#scan(
      `SELECT a.revision, a.id, a.body FROM article a
       WHERE a.revision > $1 AND (CAST($2 AS TEXT) IS NULL OR NOT EXISTS
         (SELECT 1 FROM extraction e WHERE e.article_id = a.id AND e.extractor = $2))
       ORDER BY a.revision LIMIT $3`,
      [unreadBy ?? null],
    );
    for await (const row of rows) yield parse<Article>(String(row.body), `the article ${row.id}`);
  }

  async *extractions({ asOf, of, extractor }: ReadOptions = {}): AsyncGenerator<Extraction> {
    const until = asOf === undefined ? null : lastDay(asOf);
    const read = (row: Row): Extraction => {
      const what = `the article ${row.id}`;
      const article = parse<Article>(String(row.article), what, row.digest);
      return {
        article,
        ...parse<Omit<Extraction, "article">>(String(row.extraction), what, row.read_digest),
      };
    };
    const sql = (only: string, limit: string) =>
      `SELECT a.revision, a.id, a.body AS article, a.digest, e.body AS extraction, e.digest AS read_digest
       FROM article a JOIN extraction e ON e.article_id = a.id
       WHERE a.revision > $1 AND (CAST($2 AS TEXT) IS NULL OR a.reported_on <= $2)
         AND e.extractor = COALESCE(
           (SELECT x.extractor FROM extraction x WHERE x.article_id = a.id AND x.extractor = $3),
           (SELECT x.extractor FROM extraction x WHERE x.article_id = a.id ORDER BY x.revision DESC LIMIT 1))
         ${only} ORDER BY a.revision ${limit}`;
    if (of === undefined) {
      for await (const row of this.#scan(sql("", "LIMIT $4"), [until, extractor ?? null])) yield read(row);
      return;
    }
    for (const ids of pages(of)) {
      const only = sql(`AND a.id IN (${places(ids.length, 4)})`, "");
      for (const row of await this.#database.all(only, [0, until, extractor ?? null, ...ids]))
        yield read(row);
    }
  }

  async putJudgement(judgement: Judgement): Promise<void> {
    const [left, right] = ordered(judgement.left, judgement.right);
    checkId(left);
    checkId(right);
    const { verdict, score, reasons, who, when } = judgement;
    await this.#database.write(async (session) => {
      await session.run(
        `INSERT INTO judgement (left_id, right_id, verdict, score, reasons, who, judged_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (left_id, right_id, who, judged_at)
         DO UPDATE SET verdict = excluded.verdict, score = excluded.score, reasons = excluded.reasons`,
        [left, right, verdict, score, JSON.stringify(reasons), who, when],
      );
      await record(session, await advance(session, 1), "judged", `${left}\t${right}`);
    });
  }

  deleteJudgements(one: string, other: string): Promise<number> {
    const [left, right] = ordered(one, other);
    return this.#database.write(async (session) => {
      const gone = await session.run("DELETE FROM judgement WHERE left_id = $1 AND right_id = $2", [
        left,
        right,
      ]);
      if (gone) await record(session, await advance(session, 1), "unjudged", `${left}\t${right}`);
      return gone;
    });
  }

  async judgements(): Promise<Judgement[]> {
    const rows = await this.#database.all("SELECT * FROM judgement");
    const key = (row: Row): string => `${row.left_id}\t${row.right_id}\t${row.judged_at}\t${row.who}`;
    return rows
      .map((row): [string, Judgement] => [
        key(row),
        {
          left: String(row.left_id),
          right: String(row.right_id),
          verdict: row.verdict as Verdict,
          score: row.score === null ? null : Number(row.score),
          reasons: parse<string[]>(String(row.reasons), "a judgement"),
          who: String(row.who),
          when: String(row.judged_at),
        },
      ])
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([, judgement]) => judgement);
  }

  async revision(): Promise<number> {
    const [row] = await this.#database.all("SELECT revision FROM store");
    return Number(row!.revision);
  }

  async *log(since = 0): AsyncGenerator<LogEntry> {
    const rows = this.#scan(
      "SELECT revision, at, action, subject FROM ingest_log WHERE revision > $1 ORDER BY revision LIMIT $2",
      [],
      since,
    );
    for await (const row of rows) yield { ...row } as unknown as LogEntry;
  }

  async counts(): Promise<Counts> {
    const [row] = await this.#database.all(
      `SELECT (SELECT COUNT(*) FROM article) AS articles,
              (SELECT COUNT(*) FROM article WHERE reported_on IS NULL) AS undated,
              (SELECT COUNT(*) FROM extraction) AS extractions,
              (SELECT COUNT(*) FROM judgement) AS judgements,
              (SELECT revision FROM store) AS revision`,
    );
    return { ...row } as unknown as Counts;
  }

  async faults(): Promise<string[]> {
    const faults = await this.#database.faults();
    const rows = this.#scan(
      `SELECT a.revision, a.id, a.reported_on, a.digest, a.body AS article,
              e.body AS extraction, e.digest AS read_digest
       FROM article a LEFT JOIN extraction e ON e.article_id = a.id AND e.revision =
         (SELECT MAX(x.revision) FROM extraction x WHERE x.article_id = a.id)
       WHERE a.revision > $1 ORDER BY a.revision LIMIT $2`,
      [],
    );
    for await (const row of rows) {
      const what = `the article ${row.id}`;
      try {
        const { id, publishedAt } = parse<Article>(String(row.article), what, row.digest);
        if (id !== row.id || dayOf(publishedAt) !== row.reported_on)
          faults.push(`${what} is not filed under its id and day`);
        if (row.extraction === null) faults.push(`${what} has no reading`);
        else parse(String(row.extraction), `the reading of ${what}`, row.read_digest);
      } catch (error) {
        faults.push((error as Error).message);
      }
    }
    return faults;
  }

  async *dump(): AsyncGenerator<string> {
    const snapshot = await this.#database.snapshot();
    try {
      yield* dump(snapshot);
    } finally {
      await snapshot.close();
    }
  }

  async load(lines: () => AsyncIterable<string>): Promise<void> {
    await verify(lines());
    await this.#database.write((session) => load(session, lines()));
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  /** Rows in the order of their revision, from one moment. */
  async *#scan(sql: string, values: readonly Value[], since = 0): AsyncGenerator<Row> {
    const snapshot = await this.#database.snapshot();
    try {
      yield* scan(snapshot, sql, values, since);
    } finally {
      await snapshot.close();
    }
  }
}

const articleOf = (row: Row): StoredArticle => ({
  article: parse<Article>(String(row.body), "the article", row.digest),
  ingestedAt: String(row.ingested_at),
  digest: String(row.digest),
  revision: Number(row.revision),
});

const ordered = (one: string, other: string): [string, string] =>
  one <= other ? [one, other] : [other, one];

/**
 * The last day of an EDTF day, month or year.
 * @throws StoreError `invalid`
 */
const lastDay = (edtf: string): string => {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/u.exec(edtf);
  const day =
    match &&
    new Date(Date.UTC(Number(match[1]), Number(match[2] ?? 12) - (match[3] ? 1 : 0), Number(match[3] ?? 0)));
  const text = day ? day.toISOString().slice(0, 10) : "";
  if (!text.startsWith(edtf))
    throw new StoreError(
      "invalid",
      `"${edtf}" is no date; give a day, a month or a year: 2020-01-27, 2020-01, 2020`,
    );
  return text;
};
