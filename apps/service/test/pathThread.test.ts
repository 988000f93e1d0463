import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { madeUpFacts } from "../bench/world.ts";
import { takeSnapshot } from "../src/index.ts";
import { PathThread } from "../src/pathThread.ts";

const never = () => false;

async function loaded(paths: PathThread, version: string) {
  while (paths.loaded !== version) await sleep(20);
}

describe("the path thread", () => {
  it("answers exactly as the index does, with quotes, and refuses as it does", async () => {
    const snapshot = takeSnapshot(madeUpFacts(500, 2500), undefined, "one");
    const paths = new PathThread();
    paths.load(snapshot);
    await loaded(paths, "one");
    for (let i = 1; i < 20; i++) {
      const query = {
        from: "per:p0000499",
        to: `per:p${String(i * 20).padStart(7, "0")}`,
        k: 3,
        since: `${2000 + (i % 10)}`,
        weight: i % 2 ? ("hops" as const) : ("strength" as const),
      };
      const answer = await paths.ask(snapshot, query, never);
      expect(answer).toEqual(snapshot.index.paths(query));
      for (const path of answer.items)
        for (const hop of path.hops) expect(hop.evidence[0]!.quote).toBe("التقى");
    }
    await expect(
      paths.ask(snapshot, { from: "per:p0000001", to: "per:p0000002", since: "yesterday" }, never),
    ).rejects.toMatchObject({ name: "QueryError", parameter: "since" });
    await paths.close();
  });

  it("goes over to a new graph while questions are asked, and never mixes the two", async () => {
    const paths = new PathThread();
    const first = takeSnapshot(madeUpFacts(500, 2500), undefined, "first");
    const second = takeSnapshot(madeUpFacts(400, 2400), undefined, "second");
    paths.load(first);
    await loaded(paths, "first");
    const query = { from: "per:p0000399", to: "per:p0000390", k: 2 };
    const [before, after] = [first, second].map((snapshot) => snapshot.index.paths(query));
    paths.load(second);
    while (paths.loaded !== "second") {
      const [one, two] = await Promise.all([paths.ask(first, query, never), paths.ask(second, query, never)]);
      expect(one).toEqual(before);
      expect(two).toEqual(after);
      await sleep(5);
    }
    expect(await paths.ask(first, query, never)).toEqual(before);
    expect(await paths.ask(second, query, never)).toEqual(after);
    await paths.close();
    // Without a thread the answers are the same.
    expect(await paths.ask(second, query, never)).toEqual(after);
  });
});
