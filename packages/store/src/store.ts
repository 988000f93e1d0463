import type { Article, Extraction, Judgement, Verdict } from "@liqa/graph";
import type { Database, Row, Session, Value } from "./database.ts";
import { StoreError } from "./errors.ts";
import { checkId, type Draft, digestOf, digestOfJson, draft, parse } from "./record.ts";
import { migrate } from "./schema.ts";
import { openSqlite } from "./sqlite.ts";

export interface PutOptions {
  article: Article;
  /** What the extractor read in this very article. */
  extraction: Extraction;
  /** Name and version of the extractor: see `extractorVersion`. */
  extractor: string;
  /** ISO 8601 instant; default now. Only for articles that are new or changed. */
  ingestedAt?: string;
}

/** `reread`: the article was there, this extractor's reading of it was not. */
export type PutOutcome = "added" | "updated" | "reread" | "unchanged";

export interface StoredArticle {
  article: Article;
  /** ISO 8601 instant at which this text was first stored. */
  ingestedAt: string;
  /** Hash of the article in all its fields. */
  digest: string;
  /** The store's revision that stored it. */
  revision: number;
}

export interface ReadOptions {
  /** EDTF day, month or year: only what had been published by its end. Articles without a date are left out. */
  asOf?: string;
  /** Use this extractor's reading where there is one; else, and by default, the last one stored. */
  extractor?: string;
}

export interface LogEntry {
  revision: number;
  /** ISO 8601 instant. */
  at: string;
  action: "added" | "updated" | "reread" | "deleted" | "judged" | "unjudged";
  /** Id of the article, or the pair of a judgement, separated by a tab. */
  subject: string;
}

export interface Counts {
  articles: number;
  /** Articles without a date of publication: no `asOf` sees them. */
  undated: number;
  extractions: number;
  judgements: number;
  revision: number;
}

/**
 * Articles, what was read in them, and people's judgements. A write is kept whole or not at all; when its promise
 * is fulfilled, it outlives the process and the power. Readings are immutable: one an article text and extractor.
 * All methods reject with a StoreError that says what to do.
 */
export interface Store {
  /** The path or address, without a password. */
  readonly location: string;
  /** Stores an article with its reading, replacing the article of the same id and all that rested on it. */
  putArticle(options: PutOptions): Promise<PutOutcome>;
  /** The same for many, in one transaction; the outcomes are in the order of the drafts. Ids must differ. */
  putDrafts(drafts: readonly Draft[], ingestedAt?: string): Promise<PutOutcome[]>;
  /** Removes an article and what was read in it; false when there is none. */
  deleteArticle(id: string): Promise<boolean>;
  article(id: string): Promise<StoredArticle | undefined>;
  /** Of these articles, the ids of those that are there with the same text and a reading by this extractor. */
  known(articles: readonly Article[], extractor: string): Promise<Set<string>>;
  /** The reading of every article, in the order in which they were stored, as of one moment. */
  extractions(options?: ReadOptions): AsyncIterable<Extraction>;
  /** Stores a judgement beside the others; the same pair by the same person at the same time is replaced. */
  putJudgement(judgement: Judgement): Promise<void>;
  /** Removes every judgement on the pair; answers how many. */
  deleteJudgements(left: string, right: string): Promise<number>;
  judgements(): Promise<Judgement[]>;
  /** Grows with every change, by whomever; equal revisions are equal contents. */
  revision(): Promise<number>;
  /** What was written after a revision, oldest first. */
  log(since?: number): AsyncIterable<LogEntry>;
  counts(): Promise<Counts>;
  /** Looks at everything stored; answers what is wrong, in words. */
  faults(): Promise<string[]>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Make the store when there is none. Default true. */
  create?: boolean;
  /** Told when the database does not answer and is tried again. */
  onWait?: (message: string) => void;
}

const PAGE = 256;

/**
 * Opens a store, making or updating its tables.
 * @param location path of an SQLite file, or `postgresql://user@host/database`
 * @throws StoreError
 */
export const openStore = async (location: string, options: OpenOptions = {}): Promise<Store> => {
  const { create = true } = options;
  const shown = withoutPassword(location);
  const database = await openDatabase(location, create, options.onWait);
  try {
    await migrate(database, { create, shown });
  } catch (error) {
    await database.close();
    throw error;
  }
  return new DatabaseStore(database, shown);
};

export const openDatabase = async (
  location: string,
  create: boolean,
  onWait: (message: string) => void = () => {},
): Promise<Database> => {
  if (!isServer(location)) return openSqlite(location, create);
  // A driver that files do not need.
  const { openPostgres } = await import("./postgres.ts");
  return openPostgres(location, withoutPassword(location), onWait);
};

/** Whether a location is the address of a server, not a path. */
export const isServer = (location: string): boolean => /^postgres(?:ql)?:\/\//u.test(location);

const withoutPassword = (location: string): string =>
  isServer(location) ? location.replace(/^(\w+:\/\/[^:@/]*):[^@/]*@/u, "$1@") : location;

class DatabaseStore implements Store {
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
      const found = await rowsOf(session, drafts);
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

  async *extractions({ asOf, extractor }: ReadOptions = {}): AsyncGenerator<Extraction> {
    const until = asOf === undefined ? null : lastDay(asOf);
    for await (const row of this.#scan(
      `SELECT a.revision, a.id, a.body AS article, e.body AS extraction
       FROM article a JOIN extraction e ON e.article_id = a.id
       WHERE a.revision > $1 AND (CAST($2 AS TEXT) IS NULL OR a.reported_on <= $2)
         AND e.extractor = COALESCE(
           (SELECT x.extractor FROM extraction x WHERE x.article_id = a.id AND x.extractor = $3),
           (SELECT x.extractor FROM extraction x WHERE x.article_id = a.id ORDER BY x.revision DESC LIMIT 1))
       ORDER BY a.revision LIMIT $4`,
      [until, extractor ?? null],
    )) {
      const what = `the article ${row.id}`;
      const article = parse<Article>(String(row.article), what);
      yield { article, ...parse<Omit<Extraction, "article">>(String(row.extraction), what) };
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
      `SELECT a.revision, a.id, a.digest, a.body AS article, e.body AS extraction
       FROM article a LEFT JOIN extraction e ON e.article_id = a.id AND e.revision =
         (SELECT MAX(x.revision) FROM extraction x WHERE x.article_id = a.id)
       WHERE a.revision > $1 ORDER BY a.revision LIMIT $2`,
      [],
    );
    for await (const row of rows) {
      if (digestOfJson(String(row.article)) !== row.digest)
        faults.push(`the article ${row.id} is not what was stored: its hash differs`);
      if (row.extraction === null) faults.push(`the article ${row.id} has no reading`);
      else {
        try {
          JSON.parse(String(row.extraction));
        } catch {
          faults.push(`the reading of ${row.id} is damaged`);
        }
      }
    }
    return faults;
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  /** Rows in the order of their revision, page by page from one snapshot; other work of the process goes on between. */
  async *#scan(sql: string, values: readonly Value[], since = 0): AsyncGenerator<Row> {
    const snapshot = await this.#database.snapshot();
    try {
      for (let after = since; ; ) {
        const rows = await snapshot.all(sql, [after, ...values, PAGE]);
        yield* rows;
        if (rows.length < PAGE) return;
        after = Number(rows.at(-1)!.revision);
        await new Promise((resume) => setImmediate(resume));
      }
    } finally {
      await snapshot.close();
    }
  }
}

const articleOf = (row: Row): StoredArticle => ({
  article: parse<Article>(String(row.body), "an article"),
  ingestedAt: String(row.ingested_at),
  digest: String(row.digest),
  revision: Number(row.revision),
});

interface Found {
  digest: string;
  extractors: Set<string>;
}

const rowsOf = async (session: Session, drafts: readonly Draft[]): Promise<Map<string, Found>> => {
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

const outcomeOf = (one: Draft, found: Found | undefined): PutOutcome => {
  if (!found) return "added";
  if (found.digest !== one.digest) return "updated";
  return found.extractors.has(one.extractor) ? "unchanged" : "reread";
};

const putDraft = async (
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
  }
  await session.run(
    "INSERT INTO extraction (article_id, extractor, revision, made_at, body) VALUES ($1, $2, $3, $4, $5)",
    [one.id, one.extractor, revision, new Date().toISOString(), one.extraction],
  );
};

/** Raises the store's revision and answers the new one. */
const advance = async (session: Session, by: number): Promise<number> => {
  const [row] = await session.all("UPDATE store SET revision = revision + $1 RETURNING revision", [by]);
  return Number(row!.revision);
};

const record = async (
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

const ordered = (one: string, other: string): [string, string] =>
  one <= other ? [one, other] : [other, one];

function* pages<T>(list: readonly T[]): Generator<T[]> {
  for (let at = 0; at < list.length; at += PAGE) yield list.slice(at, at + PAGE);
}

/** `$2, $3, $4` for three from 2. */
const places = (count: number, from: number): string =>
  Array.from({ length: count }, (_, at) => `$${from + at}`).join(", ");

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
