import type { Article, Extraction, Judgement } from "@liqa/graph";
import type { Database } from "./database.ts";
import { DatabaseStore } from "./databaseStore.ts";
import type { Draft } from "./record.ts";
import { migrate } from "./schema.ts";

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

export interface Copy {
  id: string;
  /** Estimated share, 0..1, of five-word shingles that the two texts have in common. */
  likeness: number;
}

export interface ReadOptions {
  /** EDTF day, month or year: only what had been published by its end. Articles without a date are left out. */
  asOf?: string;
  /** Only the articles of these ids. */
  of?: readonly string[];
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
  /**
   * The articles whose text is nearly that of this one, the most alike first; resolution counts them as one source.
   * With `earlier`, only those stored before it.
   */
  copiesOf(id: string, options?: { earlier?: boolean }): Promise<Copy[]>;
  /** Of these articles, the ids of those that are there with the same text and a reading by this extractor. */
  known(articles: readonly Article[], extractor: string): Promise<Set<string>>;
  /** The articles in the order in which they were stored; with `unreadBy`, those without a reading by this extractor. */
  articles(options?: { unreadBy?: string }): AsyncIterable<Article>;
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
  /** All that is stored, as of one moment, as lines for {@link Store.load}: for either database, whatever wrote it. */
  dump(): AsyncIterable<string>;
  /**
   * Fills an empty store from the lines of a dump: all of them or nothing.
   * @param lines read twice, to see that they are whole before anything is written, and again when the connection
   *   to the database is lost
   */
  load(lines: () => AsyncIterable<string>): Promise<void>;
  /** Looks at everything stored; answers what is wrong, in words. */
  faults(): Promise<string[]>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Make the store when there is none. Default true. */
  create?: boolean;
  /** Milliseconds to wait for another writer, or for a server that does not answer. Default 60,000. */
  patience?: number;
  /** Told when the database does not answer and is tried again. */
  onWait?: (message: string) => void;
}

/**
 * Opens a store, making or updating its tables.
 * @param location path of an SQLite file, or `postgresql://user@host/database`
 * @throws StoreError
 */
export const openStore = async (location: string, options: OpenOptions = {}): Promise<Store> => {
  const { create = true, patience = 60_000, onWait = () => {} } = options;
  const shown = withoutPassword(location);
  const database = await openDatabase(location, create, patience, onWait);
  try {
    await migrate(database, { create, shown });
  } catch (error) {
    await database.close();
    throw error;
  }
  return new DatabaseStore(database, shown);
};

const openDatabase = async (
  location: string,
  create: boolean,
  patience: number,
  onWait: (message: string) => void,
): Promise<Database> => {
  // Each brings a driver that the other does not need.
  if (isServer(location)) {
    const { openPostgres } = await import("./postgres.ts");
    return openPostgres(location, withoutPassword(location), patience, onWait);
  }
  const { openSqlite } = await import("./sqlite.ts");
  return openSqlite(location, create, patience);
};

/** Whether a location is the address of a server, not a path. */
export const isServer = (location: string): boolean => /^postgres(?:ql)?:\/\//u.test(location);

const withoutPassword = (location: string): string =>
  isServer(location) ? location.replace(/^(\w+:\/\/[^:@/]*):[^@/]*@/u, "$1@") : location;
