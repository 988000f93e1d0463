import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bench, hasBrowser } from "./browser.ts";
import { type Running, runLiqa, startLiqa } from "./liqa.ts";

/** One man under two names that nothing in the texts joins, so that nobody but a reader can say it. */
const ARTICLES = [
  {
    id: "a1",
    publishedAt: "2019-06-12",
    text: "التقى وزير الخارجية المصري سامح شكري في القاهرة أمس رئيس الوفد خالد الراشدي.",
  },
  {
    id: "a2",
    publishedAt: "2020-03-02",
    text: "التقى وزير الخارجية الروسي سيرغي لافروف في موسكو أمس سالم المرزوقي.",
  },
  // Two men of one name, whom the texts do not tell apart.
  {
    id: "a3",
    publishedAt: "2021-05-04",
    source: "صحيفة الصباح",
    text: "التقى وزير الخارجية العراقي فؤاد حسين في بغداد أمس رئيس الوفد خالد المنصوري.",
  },
  {
    id: "a4",
    publishedAt: "2021-06-08",
    text: "التقى وزير الخارجية التركي مولود تشاووش أوغلو في أنقرة أمس رئيس الوفد خالد المنصوري.",
  },
];
const NAMESAKES = "per:خالد-المنصوري";
const ONE = "per:خالد-الراشدي";
const OTHER = "per:سالم-المرزوقي";

describe.skipIf(!hasBrowser)("judgements, written into a real store", () => {
  const test = bench();
  let folder: string;
  let liqa: Running;
  let key: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "liqa-judge-"));
    const store = join(folder, "news.db");
    const articles = join(folder, "articles.jsonl");
    await writeFile(articles, ARTICLES.map((article) => JSON.stringify(article)).join("\n"));
    await runLiqa("ingest", articles, "--store", store);
    key = /liqa_[\w-]+/.exec(await runLiqa("keys", "add", "desk", "--store", store))![0];
    liqa = await startLiqa("--store", store);
    test.served.url = liqa.url;
  }, 180_000);
  afterAll(async () => {
    liqa?.process.kill();
    await rm(folder, { recursive: true, force: true });
  });

  const judge = async (page: Page, name: string, verdict: "same" | "different") => {
    await page.locator(".judge summary").click();
    await page.fill("#identity-other", name);
    await page.locator("#identity-other-list .option").first().click();
    await page.locator(`[data-judge=${verdict}]`).click();
  };
  const shown = async (page: Page) => {
    await page.locator(".told-note[data-stage=shown]").waitFor();
    await test.ready(page);
  };
  const met = (page: Page) =>
    page
      .locator(".panel [data-pair]")
      .evaluateAll((rows) => rows.map((row) => row.getAttribute("data-pair")));

  it("asks once for the key, joins two nodes in the picture, and parts them again", async () => {
    const page = await test.open(`?lang=ar&of=${OTHER}&sel=${OTHER}&panel=selection`);
    expect(await met(page)).toEqual(["per:sergei-lavrov"]);
    await judge(page, "خالد الراشدي", "same");
    await page.fill("[data-judge=key]", "liqa_wrong");
    await page.locator("[data-judge=send]").click();
    await page.locator(".outcome .conflict").waitFor();
    await page.fill("[data-judge=key]", key);
    await page.locator("[data-judge=send]").click();
    await shown(page);
    await test.picture(page, "judged-ar");
    expect(await page.locator(".told-note").textContent()).toContain("«خالد الراشدي» واحد");
    expect((await met(page)).sort()).toEqual(["per:sameh-shoukry", "per:sergei-lavrov"]);
    const drawn = await page.evaluate(() => window.liqa!.labels().map(({ id }) => id));
    expect(drawn).toEqual(expect.arrayContaining(["per:sameh-shoukry", "per:sergei-lavrov"]));
    expect(drawn.filter((id) => id === ONE || id === OTHER)).toHaveLength(1);
    await page.locator("[data-focus=verdict-undo]").click();
    await page.locator(".told-note[data-stage=kept]").waitFor();
    await shown(page);
    expect(await met(page)).toHaveLength(1);
    expect(await page.locator("[data-judge=key]").count()).toBe(0);
    // What was written and taken back leaves no trace in what the service answers.
    const two = await fetch(`${liqa.url}api/search?q=${encodeURIComponent("المرزوقي")}`).then((r) =>
      r.json(),
    );
    expect(two.items[0].id).toBe(OTHER);
  });

  it("follows a shared link to an actor that has been joined to another since", async () => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${key}` };
    const say = async (verdict: string) => {
      const body = JSON.stringify({ left: ONE, right: OTHER, verdict });
      const answer = await fetch(`${liqa.url}api/judgements`, { method: "POST", headers, body });
      const { revision } = await answer.json();
      for (;;) {
        const ready = await fetch(`${liqa.url}readyz`).then((r) => r.json());
        if (ready.revision >= revision) return;
        await new Promise((done) => setTimeout(done, 100));
      }
    };
    await say("same");
    const retired = await fetch(`${liqa.url}api/entities/${encodeURIComponent(OTHER)}`).then((r) => r.json());
    const gone = retired.id === OTHER ? ONE : OTHER;
    const page = await test.open(`?lang=en&of=${gone}&pin=10,20,${gone}`);
    const params = new URL(page.url()).searchParams;
    expect(params.get("of")).toBe(retired.id);
    expect(params.get("pin")).toBe(`10.0,20.0,${retired.id}`);
    expect(await page.evaluate((id) => window.liqa!.pixelOf(id), retired.id)).not.toBeNull();
    await say("unsure");
  });

  it("takes one article's mention out of a person, and puts it back", async () => {
    const page = await test.open(`?lang=ar&of=${NAMESAKES}&sel=${NAMESAKES}&panel=selection`);
    expect(await met(page)).toHaveLength(2);
    await page.locator("summary.spelling-line").click();
    const proof = page.locator(".identity .proof").filter({ hasText: "صحيفة الصباح" });
    await proof.locator("[data-judge=mention]").click();
    // Without a key the row is offered, and it is the row that resolution understands.
    const row = await proof.locator(".judge-row code").textContent();
    expect(row).toMatch(/^per:خالد-المنصوري\ta3#\d+-\d+\tdifferent\t\t\t\t\d{4}-\d\d-\d\d$/u);
    await test.picture(page, "mention-ar");
    await page.fill("[data-judge=key]", key);
    await page.locator("[data-judge=send]").click();
    await shown(page);
    expect(await page.locator(".told-note").textContent()).toContain("صحيفة الصباح");
    expect(await met(page)).toEqual(["per:mevlut-cavusoglu"]);
    const found = await fetch(`${liqa.url}api/search?q=${encodeURIComponent("خالد المنصوري")}`);
    const { items } = (await found.json()) as { items: { id: string }[] };
    expect(items.map(({ id }) => id).filter((id) => id.startsWith(NAMESAKES))).toHaveLength(2);
    await page.locator("[data-focus=verdict-undo]").click();
    await page.locator(".told-note[data-stage=kept]").waitFor();
    await shown(page);
    expect(await met(page)).toHaveLength(2);
  });

  it("keeps two apart with the key of the session, without asking", async () => {
    const page = await test.open(`?lang=en&of=${ONE}&sel=${ONE}&panel=selection`);
    await page.evaluate((secret) => sessionStorage.setItem("liqa.key", secret), key);
    await judge(page, "المرزوقي", "different");
    await shown(page);
    expect(await page.locator(".told-note").textContent()).toContain("are two");
    await page.locator(".told-note .icon-close").click();
    await test.ready(page);
    expect(await page.locator(".told-note").count()).toBe(0);
  });
});
