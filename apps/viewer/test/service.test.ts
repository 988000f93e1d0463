import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bench, hasBrowser } from "./browser.ts";
import { type Running, startLiqa } from "./liqa.ts";

describe.skipIf(!hasBrowser)("the page on the real service", () => {
  const test = bench();
  let liqa: Running;
  beforeAll(async () => {
    liqa = await startLiqa();
    test.served.url = liqa.url;
  }, 180_000);
  afterAll(() => {
    liqa?.process.kill();
  });

  it("greets, opens the most met person and proves a meeting in the words of an article", async () => {
    const page = await test.open("?lang=ar");
    expect(await page.locator(".question").count()).toBe(3);
    const name = await page.locator(".start-people .row-title").first().textContent();
    await page.locator(".start-people .row").first().click();
    await test.ready(page);
    await test.picture(page, "service-person-ar");
    expect(await page.locator(".panel h2").textContent()).toBe(name);
    await page.locator(".panel [data-pair]").first().click();
    await test.ready(page);
    await page.locator(".panel [data-read]").first().click();
    await test.ready(page);
    await test.picture(page, "service-article-ar");
    const marked = await page.locator("dialog mark").first().textContent();
    const text = await page.locator("dialog .article-text").textContent();
    expect(marked!.length).toBeGreaterThan(1);
    expect(text).toContain(marked);
  });

  it("finds one person by Arabic and by Latin letters", async () => {
    const found: (string | null)[] = [];
    for (const query of ["لافروف", "Lavrov"]) {
      const page = await test.open("?lang=en");
      await page.fill("#search", query);
      await page.locator("#search-list .option").first().click();
      await test.ready(page);
      found.push(new URL(page.url()).searchParams.get("of"));
    }
    expect(found[0]).toMatch(/^per:/);
    expect(found[1]).toBe(found[0]);
  });

  it("finds a path between two people and lights it, with evidence for each hop", async () => {
    const page = await test.open("?lang=ar&panel=path");
    for (const [field, name] of [
      ["from", "لافروف"],
      ["to", "بيدرسون"],
    ]) {
      await page.fill(`#path-${field}`, name!);
      await page.locator(`#path-${field}-list .option`).first().click();
      await test.ready(page);
    }
    await test.picture(page, "service-path-ar");
    const hops = await page.locator(".hop").count();
    expect(hops).toBeGreaterThan(0);
    for (let i = 0; i < hops; i++)
      expect(await page.locator(".hop").nth(i).locator("blockquote").count()).toBeGreaterThan(0);
  });

  it("answers a question in words with citations", async ({ skip }) => {
    const question = "من التقى سامح شكري؟";
    const { status } = await fetch(`${liqa.url}api/ask?q=${encodeURIComponent(question)}`);
    if (status === 503) {
      console.log("SKIPPED asking in words: this service has no reader of questions (503)");
      if (process.env.CI) throw new Error("the service cannot answer questions, and CI must not skip");
      skip();
    }
    const page = await test.open(`?lang=ar&panel=ask&q=${encodeURIComponent(question)}`);
    await test.picture(page, "service-ask-ar");
    expect(await page.locator(".ask-panel").textContent()).toContain("جيفري");
    expect(await page.locator(".proof blockquote").count()).toBeGreaterThan(0);
  });

  it("says what does not exist", async () => {
    const page = await test.open("?lang=ar&of=per:nobody-at-all&sel=per:nobody-at-all&panel=selection");
    expect(await page.locator(".failure").textContent()).toContain("لا وجود لهذا العنصر");
    expect(await page.locator(".notice").count()).toBe(0);
  });
});
