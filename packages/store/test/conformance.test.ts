import { join } from "node:path";
import type { Judgement } from "@liqa/graph";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draft, openStore, type Store, StoreError } from "../src/index.ts";
import { all, folder, GENEVA, graphOf, MOSCOW, read, STORIES, UNDATED } from "./articles.ts";
import { hasPostgres, PostgresServer } from "./postgresServer.ts";

const put = (store: Store, article: typeof MOSCOW, extractor = "ar-1") =>
  store.putArticle({ article, extraction: read(article), extractor });

const JUDGEMENT: Judgement = {
  left: "per:ب",
  right: "per:أ",
  verdict: "different",
  score: null,
  reasons: ["أب وابن", "two offices"],
  who: "rk",
  when: "2026-03-01",
};

/** What both databases must do alike. `place` gives an empty one. */
const conformance = (place: () => Promise<string>): void => {
  const inStore = async (work: (store: Store, location: string) => Promise<void>): Promise<void> => {
    const location = await place();
    const store = await openStore(location);
    try {
      await work(store, location);
    } finally {
      await store.close();
    }
  };

  test("gives back what it was given, to the last character", () =>
    inStore(async (store) => {
      const odd = { ...UNDATED, id: "__proto__", text: `${UNDATED.text}\u0000 \ud800 '؛"` };
      for (const article of [MOSCOW, GENEVA, odd]) expect(await put(store, article)).toBe("added");
      const extractions = await all(store.extractions());
      expect(extractions.map(({ article }) => article.id)).toEqual(["moscow", "geneva", "__proto__"]);
      for (const [at, given] of [MOSCOW, GENEVA, odd].entries()) {
        const { article, ...rest } = extractions[at]!;
        expect(article).toMatchObject(given);
        const { article: _, ...expected } = read(given);
        expect(rest).toEqual(JSON.parse(JSON.stringify(expected)));
        expect((await store.article(given.id))?.article).toMatchObject(given);
      }
      expect(await store.article("nobody")).toBeUndefined();
      expect(await store.counts()).toMatchObject({ articles: 3, undated: 1, extractions: 3, judgements: 0 });
      expect(await store.faults()).toEqual([]);
    }));

  test("the same article again changes nothing, another text replaces it with all that rested on it", () =>
    inStore(async (store) => {
      await put(store, MOSCOW);
      const before = await store.article("moscow");
      expect(await put(store, MOSCOW)).toBe("unchanged");
      expect(await store.article("moscow")).toEqual(before);
      expect(await store.revision()).toBe(1);
      expect(await put(store, MOSCOW, "ar-2")).toBe("reread");
      expect((await store.counts()).extractions).toBe(2);
      expect(await put(store, { ...MOSCOW, text: GENEVA.text }, "ar-2")).toBe("updated");
      expect((await store.counts()).extractions).toBe(1);
      const [only] = await all(store.extractions());
      expect(only!.article.text).toBe(GENEVA.text);
      expect((await all(store.log())).map(({ revision, action }) => [revision, action])).toEqual([
        [1, "added"],
        [2, "reread"],
        [3, "updated"],
      ]);
      expect(await all(store.log(2))).toHaveLength(1);
    }));

  test("a reading is immutable: a second one by the same extractor of the same text is not taken", () =>
    inStore(async (store) => {
      await put(store, MOSCOW);
      const other = { ...read(MOSCOW), meetings: [] };
      await store.putArticle({ article: MOSCOW, extraction: other, extractor: "ar-1" });
      expect((await all(store.extractions()))[0]!.meetings).toHaveLength(1);
      await store.putArticle({ article: MOSCOW, extraction: other, extractor: "ar-2" });
      expect((await all(store.extractions()))[0]!.meetings).toHaveLength(0);
      expect((await all(store.extractions({ extractor: "ar-1" })))[0]!.meetings).toHaveLength(1);
      expect((await all(store.extractions({ extractor: "ar-9" })))[0]!.meetings).toHaveLength(0);
    }));

  test("ingest and delete leave the exported graph byte-identical", () =>
    inStore(async (store) => {
      await put(store, MOSCOW);
      await put(store, UNDATED);
      const before = await graphOf(store);
      await put(store, GENEVA);
      expect(await graphOf(store)).not.toBe(before);
      expect(await store.deleteArticle(GENEVA.id)).toBe(true);
      expect(await graphOf(store)).toBe(before);
      expect(await store.deleteArticle(GENEVA.id)).toBe(false);
      await put(store, { ...MOSCOW, text: GENEVA.text });
      await put(store, MOSCOW);
      expect(await graphOf(store)).toBe(before);
      expect((await store.counts()).extractions).toBe(2);
    }));

  test("three clocks: as-of goes by the day of the report, whenever it was ingested", () =>
    inStore(async (store) => {
      await store.putArticle({
        article: GENEVA,
        extraction: read(GENEVA),
        extractor: "ar-1",
        ingestedAt: "1999-01-01T00:00:00Z",
      });
      await put(store, MOSCOW);
      await put(store, UNDATED);
      const seen = async (asOf: string) =>
        (await all(store.extractions({ asOf }))).map(({ article }) => article.id);
      expect(await seen("2020-01-27")).toEqual([]);
      expect(await seen("2020-01-28")).toEqual(["moscow"]);
      expect(await seen("2020")).toEqual(["moscow"]);
      expect(await seen("2021-02")).toEqual(["moscow"]);
      expect(await seen("2021-03")).toEqual(["geneva", "moscow"]);
      const [meeting] = (await all(store.extractions({ asOf: "2020-12" })))[0]!.meetings;
      expect(meeting!.date?.edtf).toBe("2020-01-27");
      expect((await store.article("geneva"))!.ingestedAt).toBe("1999-01-01T00:00:00Z");
      for (const wrong of ["2020-13", "2020-02-30", "20", "gestern"])
        await expect(all(store.extractions({ asOf: wrong }))).rejects.toThrow("is no date");
    }));

  test("the readings of some articles only", () =>
    inStore(async (store) => {
      for (const article of [GENEVA, MOSCOW, UNDATED]) await put(store, article);
      const named = async (options: Parameters<Store["extractions"]>[0]) =>
        (await all(store.extractions(options))).map(({ article }) => article.id);
      expect(await named({ of: ["moscow", "nothing", "geneva"] })).toEqual(["geneva", "moscow"]);
      expect(await named({ of: ["moscow", "geneva"], asOf: "2020" })).toEqual(["moscow"]);
      expect(await named({ of: [] })).toEqual([]);
      const many = Array.from({ length: 1200 }, (_, at) => `other ${at}`);
      expect(await named({ of: [...many, "moscow"] })).toEqual(["moscow"]);
    }));

  test("judgements: one a pair, person and time; undone without a trace", () =>
    inStore(async (store) => {
      await put(store, MOSCOW);
      const before = await graphOf(store);
      await store.putJudgement(JUDGEMENT);
      await store.putJudgement({
        ...JUDGEMENT,
        left: JUDGEMENT.right,
        right: JUDGEMENT.left,
        verdict: "same",
      });
      await store.putJudgement({ ...JUDGEMENT, who: "ab", score: 0.25 });
      const pair = { left: "per:أ", right: "per:ب" };
      expect(await store.judgements()).toEqual([
        { ...JUDGEMENT, ...pair, who: "ab", score: 0.25 },
        { ...JUDGEMENT, ...pair, verdict: "same" },
      ]);
      expect(await store.deleteJudgements("per:ب", "per:أ")).toBe(2);
      expect(await store.judgements()).toEqual([]);
      expect(await graphOf(store)).toBe(before);
    }));

  test("what is refused leaves nothing", () =>
    inStore(async (store) => {
      await expect(put(store, { ...MOSCOW, id: "" })).rejects.toThrow(StoreError);
      await expect(put(store, { ...MOSCOW, id: "a\u0000b" })).rejects.toThrow("control characters");
      await expect(put(store, { ...MOSCOW, id: "x".repeat(5_000) })).rejects.toThrow("longer than");
      const twice = draft(MOSCOW, read(MOSCOW), "ar-1");
      await expect(store.putDrafts([twice, twice])).rejects.toThrow("same id");
      // The second breaks inside the transaction: the first must not stay.
      const broken = { ...draft(GENEVA, read(GENEVA), "ar-1"), article: null as unknown as string };
      await expect(store.putDrafts([twice, broken])).rejects.toThrow();
      expect(await store.counts()).toMatchObject({ articles: 0, extractions: 0, revision: 0 });
      expect(await put(store, MOSCOW)).toBe("added");
    }));

  test("readers see one moment, and writers of two connections take turns", () =>
    inStore(async (store, location) => {
      const other = await openStore(location);
      const drafts = Array.from({ length: 600 }, (_, at) =>
        draft({ ...MOSCOW, id: `a${at}` }, read(MOSCOW), "ar-1"),
      );
      await store.putDrafts(drafts);
      const reading = store.extractions()[Symbol.asyncIterator]();
      const seen = [(await reading.next()).value!.article.id];
      await other.deleteArticle("a599");
      await other.putDrafts(drafts.slice(0, 3).map((one) => ({ ...one, digest: "changed" })));
      for await (const { article } of { [Symbol.asyncIterator]: () => reading }) seen.push(article.id);
      expect(seen).toEqual(drafts.map(({ id }) => id));
      expect((await store.counts()).articles).toBe(599);

      const start = await store.revision();
      await Promise.all(
        Array.from({ length: 20 }, (_, at) => put(at % 2 ? store : other, { ...GENEVA, id: `b${at}` })),
      );
      expect(await other.revision()).toBe(start + 20);
      expect(new Set((await all(store.log(start))).map(({ subject }) => subject)).size).toBe(20);
      const known = [{ ...GENEVA, id: "b3" }, { ...MOSCOW, id: "b4" }, UNDATED];
      expect([...(await store.known(known, "ar-1"))]).toEqual(["b3"]);
      expect([...(await store.known(known, "ar-2"))]).toEqual([]);
      await other.close();
    }));

  test("a backup brings everything back into an empty store of either kind, or nothing", () =>
    inStore(async (store) => {
      for (const article of [MOSCOW, GENEVA, UNDATED]) await put(store, article);
      await put(store, GENEVA, "ar-2");
      await store.deleteArticle(UNDATED.id);
      await store.putJudgement(JUDGEMENT);
      const lines = await all(store.dump());
      const from = (given: readonly string[]) =>
        async function* () {
          yield* given;
        };
      const damaged = [
        lines.slice(0, -1),
        lines.toSpliced(1, 1),
        lines.with(1, lines[1]!.replace("سامح", "صالح")),
        lines.slice(1),
        ['{"liqa":"store"', ...lines],
        [],
      ];
      for (const where of [await place(), join(folder(), "copy.db")]) {
        const copy = await openStore(where);
        for (const bad of damaged) await expect(copy.load(from(bad))).rejects.toThrow("nothing was restored");
        expect(await copy.counts()).toMatchObject({ articles: 0, revision: 0 });
        await copy.load(from(lines));
        expect(await all(copy.dump())).toEqual(lines);
        expect(await graphOf(copy)).toBe(await graphOf(store));
        expect(await copy.revision()).toBe(await store.revision());
        await expect(copy.load(from(lines))).rejects.toThrow("not empty");
        await copy.close();
      }
    }));

  test("finds what is nearly the same text, and forgets it with the article", () =>
    inStore(async (store) => {
      const long = { ...MOSCOW, id: "long", text: STORIES.map(({ text }) => text).join("\n") };
      const wire = {
        ...long,
        id: "wire",
        text: STORIES.slice(1)
          .map(({ text }) => text)
          .join("\n"),
      };
      for (const article of [long, wire, MOSCOW, { ...MOSCOW, id: "twin" }]) await put(store, article);
      const [copy] = await store.copiesOf("long");
      expect(copy!.id).toBe("wire");
      expect(copy!.likeness).toBeGreaterThan(0.8);
      expect(copy!.likeness).toBeLessThan(1);
      expect(await store.copiesOf("moscow")).toEqual([{ id: "twin", likeness: 1 }]);
      expect(await store.copiesOf("nobody")).toEqual([]);
      const copy2 = await openStore(await place());
      const lines = await all(store.dump());
      await copy2.load(async function* () {
        yield* lines;
      });
      expect(await copy2.copiesOf("long")).toEqual([copy]);
      await copy2.close();
      await store.deleteArticle("wire");
      await put(store, { ...MOSCOW, id: "twin", text: GENEVA.text });
      expect(await store.copiesOf("long")).toEqual([]);
      expect(await store.copiesOf("moscow")).toEqual([]);
    }));

  test("knows which articles an extractor has not read", () =>
    inStore(async (store) => {
      await put(store, MOSCOW);
      await put(store, GENEVA, "ar-2");
      const unread = async (unreadBy?: string) =>
        (await all(store.articles(unreadBy === undefined ? {} : { unreadBy }))).map(({ id }) => id);
      expect(await unread()).toEqual(["moscow", "geneva"]);
      expect(await unread("ar-1")).toEqual(["geneva"]);
      await put(store, GENEVA, "ar-1");
      expect(await unread("ar-1")).toEqual([]);
    }));

  test("opened again it holds what was acknowledged; an absent one is not made unless asked for", async () => {
    const location = await place();
    await expect(openStore(location, { create: false })).rejects.toThrow(StoreError);
    const first = await openStore(location);
    await put(first, MOSCOW);
    await first.close();
    const again = await openStore(location, { create: false });
    expect((await again.article("moscow"))?.article).toMatchObject(MOSCOW);
    await again.close();
  });
};

describe("SQLite", () => {
  let places = 0;
  conformance(async () => join(folder(), `${places++}.db`));
});

describe.skipIf(!hasPostgres)("PostgreSQL", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server?.remove());
  conformance(() => server.database());
});
