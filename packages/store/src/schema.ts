import type { Database, Session } from "./database.ts";
import { StoreError } from "./errors.ts";

/**
 * The tables, as steps from one version to the next. A step that has been released is never edited: a change is
 * another step. Only what SQLite and PostgreSQL both understand.
 *
 * The three clocks: when a meeting was held stands inside the readings; `reported_on` is the day of publication,
 * or null; `ingested_at` is when Liqa was given the article. None is ever filled in from another.
 */
const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE article (
       id TEXT PRIMARY KEY,
       revision BIGINT NOT NULL UNIQUE,
       digest TEXT NOT NULL,
       reported_on TEXT,
       ingested_at TEXT NOT NULL,
       body TEXT NOT NULL
     )`,
    `CREATE TABLE extraction (
       article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
       extractor TEXT NOT NULL,
       revision BIGINT NOT NULL,
       made_at TEXT NOT NULL,
       body TEXT NOT NULL,
       PRIMARY KEY (article_id, extractor)
     )`,
    `CREATE TABLE judgement (
       left_id TEXT NOT NULL,
       right_id TEXT NOT NULL,
       verdict TEXT NOT NULL,
       score DOUBLE PRECISION,
       reasons TEXT NOT NULL,
       who TEXT NOT NULL,
       judged_at TEXT NOT NULL,
       PRIMARY KEY (left_id, right_id, who, judged_at)
     )`,
    `CREATE TABLE ingest_log (
       revision BIGINT PRIMARY KEY,
       at TEXT NOT NULL,
       action TEXT NOT NULL,
       subject TEXT NOT NULL
     )`,
  ],
  [
    // What copies of an article are looked up by; computed from its text.
    `CREATE TABLE sketch (
       band BIGINT NOT NULL,
       article_revision BIGINT NOT NULL REFERENCES article (revision) ON DELETE CASCADE,
       PRIMARY KEY (band, article_revision)
     )`,
    "CREATE INDEX sketch_article ON sketch (article_revision)",
  ],
  // Null for readings from before; databases do not notice when the bytes of a text change.
  ["ALTER TABLE extraction ADD COLUMN digest TEXT"],
];

export const SCHEMA_VERSION = MIGRATIONS.length;

const FOREIGN =
  "holds no Liqa store; give another place, or make one with: liqa ingest ARTICLES --store PLACE";

/**
 * Brings the tables to this version, or makes them.
 * @param upTo for tests of old stores: stop at this version
 * @throws StoreError when the store is a later Liqa's, or not Liqa's at all
 */
export const migrate = async (
  database: Database,
  { create, upTo = SCHEMA_VERSION, shown }: { create: boolean; upTo?: number; shown: string },
): Promise<void> => {
  const found = await versionOf(database, shown);
  if (found === upTo) return;
  if (found > SCHEMA_VERSION) {
    throw new StoreError(
      "newer",
      `${shown} was made by a later version of Liqa (its tables are version ${found}, this Liqa knows ${SCHEMA_VERSION}); update Liqa`,
    );
  }
  if (found === 0 && !create) throw new StoreError("foreign", `${shown} ${FOREIGN}`);
  await database.write(async (session) => {
    // Another process may have done it while this one waited.
    const version = await versionOf(session, shown);
    if (version === 0) {
      await session.run("CREATE TABLE store (version BIGINT NOT NULL, revision BIGINT NOT NULL)");
      await session.run("INSERT INTO store (version, revision) VALUES (0, 0)");
    }
    for (const step of MIGRATIONS.slice(version, upTo)) {
      for (const statement of step) await session.run(statement);
    }
    if (version < upTo) await session.run("UPDATE store SET version = $1", [upTo]);
  });
};

/** 0 when there are no tables yet. */
const versionOf = async (session: Session, shown: string): Promise<number> => {
  const tables = await session.tables();
  if (tables.length === 0) return 0;
  if (!tables.includes("store")) throw new StoreError("foreign", `${shown} ${FOREIGN}`);
  const [row] = await session.all("SELECT version FROM store");
  return Number(row?.version ?? 0);
};
