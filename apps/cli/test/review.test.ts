import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Judgement, parseJudgements } from "@liqa/graph";
import { openStore } from "@liqa/store";
import { describe, expect, test } from "vitest";
import { extractionsOf } from "../src/graph.ts";
import { type Doubt, doubtsOf } from "../src/review/doubts.ts";
import { type Notebook, storeNotebook, tableNotebook } from "../src/review/notebook.ts";
import { walkThrough } from "../src/review/walk.ts";
import { folderOf, liqa } from "./liqa.ts";

// One man in two spellings (joined by likeness), and a shorter form that only a person can decide.
const articles = {
  "a.md":
    "---\ndate: 2021-09-01\n---\nلقاء في وارسو\n\nالتقى نائب وزير الخارجية البولندي ياروسلاف كوفالتشوك المبعوث الأممي إلى سوريا غير بيدرسون في وارسو.\n",
  "b.md":
    "---\ndate: 2021-10-05\n---\nمباحثات في جنيف\n\nبحث نائب وزير الخارجية البولندي ياروسلاف كوفالتشك مع المبعوث الأممي غير بيدرسون الأوضاع في جنيف.\n",
};

const doubtsIn = async (
  cwd: string,
  wanted: "same" | "unsure",
  judged: Judgement[] = [],
): Promise<Doubt[]> => {
  const problems = { count: 0, exitCode: 0, refuse: () => {}, reserve: () => {}, note: () => {} };
  return doubtsOf(await extractionsOf([cwd], problems), judged, wanted);
};

const typed = async function* (keys: string): AsyncGenerator<string> {
  yield* keys;
};

/** Walks with these keys; every verdict has a moment of its own. */
const walk = async (
  doubts: readonly Doubt[],
  keys: string,
  notebook: Notebook,
): Promise<{ text: string; written: number; seen: number }> => {
  let text = "";
  let minute = 0;
  const walked = await walkThrough(doubts, typed(keys), notebook, {
    who: "r.k.",
    show: (more) => {
      text += more;
    },
    now: () => new Date(Date.UTC(2026, 0, 1, 0, minute++)),
  });
  return { text, ...walked };
};

describe("liqa review", () => {
  test("shows both sides of a pair with the sentences that speak of them", async () => {
    const [doubt] = await doubtsIn(folderOf(articles), "same");
    expect([doubt!.left.name, doubt!.right.name].sort()).toEqual(["ياروسلاف كوفالتشك", "ياروسلاف كوفالتشوك"]);
    for (const side of [doubt!.left, doubt!.right]) {
      expect(side.articles).toBe(1);
      expect(side.evidence[0]!.sentence).toContain(side.name);
      expect(side.about.join()).toContain("نائب وزير الخارجية");
    }
  });

  test("keys write rows that are read again, in Latin and on an Arabic keyboard; undo takes back", async () => {
    const cwd = folderOf(articles);
    const doubts = await doubtsIn(cwd, "same");
    const pair = doubts[0]!;
    const three = [pair, pair, pair];
    const file = join(cwd, "judgements.tsv");
    const rows = (): Judgement[] => parseJudgements(readFileSync(file, "utf8")).judgements;
    const first = await walk(three, "dzسnq", tableNotebook(file, file));
    expect(first).toMatchObject({ written: 1, seen: 2 });
    expect(first.text).toContain(pair.left.name);
    expect(rows()).toMatchObject([
      { left: pair.left.ref, right: pair.right.ref, verdict: "same", score: null, who: "r.k." },
    ]);
    const before = readFileSync(file, "utf8");
    expect(await walk(three, "uxzzq", tableNotebook(file, file))).toMatchObject({ written: 0, seen: 0 });
    expect(readFileSync(file, "utf8")).toBe(before);
    expect(await doubtsIn(cwd, "same", rows())).toHaveLength(doubts.length - 1);
  });

  test("a verdict in a store and its undo leave what was there", async () => {
    const cwd = folderOf(articles);
    const doubts = await doubtsIn(cwd, "same");
    const store = await openStore(join(cwd, "news.db"), { create: true });
    try {
      const earlier: Judgement = {
        left: doubts[0]!.left.ref,
        right: doubts[0]!.right.ref,
        verdict: "unsure",
        score: null,
        reasons: [],
        who: "x",
        when: "2025-01-01",
      };
      await store.putJudgement(earlier);
      await walk(doubts, "dq", storeNotebook(store));
      expect((await store.judgements()).map(({ verdict }) => verdict).sort()).toEqual([
        "different",
        "unsure",
      ]);
      await walk(doubts, "szq", storeNotebook(store));
      expect(await store.judgements()).toHaveLength(2);
    } finally {
      await store.close();
    }
  });

  test("without a terminal it says how to see the pairs; as a table and as JSON it needs none", async () => {
    const cwd = folderOf(articles);
    const blind = await liqa(["review", "."], { cwd });
    expect(blind).toMatchObject({ code: 2, stdout: "" });
    expect(blind.stderr).toContain("--list");
    const json = await liqa(["review", "a.md", "b.md", "--merged", "--json"], { cwd });
    expect(json.code).toBe(0);
    expect(JSON.parse(json.stdout)[0]).toMatchObject({ verdict: "same", left: { articles: 1 } });
    const list = await liqa(["review", "a.md", "b.md", "--merged", "--list"], { cwd });
    expect(list.stdout).toContain("كوفالتشك");
  });
});

test.runIf(process.platform === "linux")("asks in a real terminal, key by key", async () => {
  const cwd = folderOf(articles);
  const main = join(dirname(fileURLToPath(import.meta.url)), "../src/main.ts");
  const command = `'${process.execPath}' '${main}' review a.md b.md --merged --judgements judged.tsv --who r.k.`;
  const { INIT_CWD: _, ...env } = process.env;
  // script(1) gives the program a terminal of its own.
  const child = spawn("script", ["-qec", command, "/dev/null"], { cwd, env });
  let shown = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    shown += text;
    if (shown.includes("q quit") && child.stdin.writable) child.stdin.end("dq");
  });
  await new Promise((done) => child.on("close", done));
  expect(shown).toContain("1 verdict written to");
  expect(parseJudgements(readFileSync(join(cwd, "judged.tsv"), "utf8"))).toMatchObject({
    judgements: [{ verdict: "different", who: "r.k." }],
    problems: [],
  });
});
