import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { draft, openStore } from "../src/index.ts";
import { migrate, SCHEMA_VERSION } from "../src/schema.ts";
import { openSqlite } from "../src/sqlite.ts";
import { all, folder, MOSCOW, read } from "./articles.ts";

const oldStore = async (version: number): Promise<string> => {
  const file = join(folder(), "old.db");
  const database = openSqlite(file, true, 1_000);
  await migrate(database, { create: true, upTo: version, shown: file });
  await database.close();
  return file;
};

const tablesOf = (file: string): unknown[] => {
  const database = new DatabaseSync(file);
  const tables = database.prepare("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").all();
  database.close();
  return tables;
};

describe("migrations", () => {
  test("every older version comes to the same tables as a new store, with what it held", async () => {
    const fresh = join(folder(), "new.db");
    await (await openStore(fresh)).close();
    for (let version = 1; version < SCHEMA_VERSION; version++) {
      const file = await oldStore(version);
      const database = new DatabaseSync(file);
      const { article: body, digest } = draft(MOSCOW, read(MOSCOW), "ar-0");
      database.exec("UPDATE store SET revision = 1");
      database
        .prepare("INSERT INTO article (id, revision, digest, ingested_at, body) VALUES (?, 1, ?, 'then', ?)")
        .run(MOSCOW.id, digest, body);
      database.close();
      const store = await openStore(file, { create: false });
      expect((await store.article(MOSCOW.id))!.article).toMatchObject(MOSCOW);
      await store.putArticle({ article: MOSCOW, extraction: read(MOSCOW), extractor: "ar-1" });
      expect(await all(store.extractions())).toHaveLength(1);
      await store.close();
      expect(tablesOf(file), `from ${version}`).toEqual(tablesOf(fresh));
    }
  });

  test("a store of a later Liqa, and a database of something else, are left as they are", async () => {
    const later = await oldStore(SCHEMA_VERSION);
    const database = new DatabaseSync(later);
    database.exec(`UPDATE store SET version = ${SCHEMA_VERSION + 1}`);
    database.close();
    await expect(openStore(later)).rejects.toMatchObject({ fault: "newer" });

    const foreign = join(folder(), "bank.db");
    const bank = new DatabaseSync(foreign);
    bank.exec("CREATE TABLE account (id TEXT)");
    bank.close();
    const before = tablesOf(foreign);
    await expect(openStore(foreign)).rejects.toMatchObject({ fault: "foreign" });
    expect(tablesOf(foreign)).toEqual(before);
    expect(existsSync(`${foreign}-wal`)).toBe(false);
  });
});
