import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bench, hasBrowser } from "./browser.ts";
import { type Running, startLiqa } from "./liqa.ts";
import { documentPicture } from "./pictures.ts";

/** The tasks of docs/viewer.md, as a newcomer does them on the sample articles; every interaction counts. */
describe.skipIf(!hasBrowser)("five tasks, each within four interactions", () => {
  const test = bench();
  let liqa: Running;
  beforeAll(async () => {
    liqa = await startLiqa();
    test.served.url = liqa.url;
  }, 180_000);
  afterAll(() => {
    liqa?.process.kill();
  });

  class Visitor {
    readonly page: Page;
    interactions = 0;
    constructor(page: Page) {
      this.page = page;
    }
    async type(selector: string, text: string): Promise<void> {
      await this.#count();
      await this.page.fill(selector, text);
    }
    /** Enter in the search field, and its answer. */
    async ask(): Promise<void> {
      await this.#count();
      await this.page.keyboard.press("Enter");
      await this.page.locator(".answer-text").waitFor();
      await test.ready(this.page);
    }
    async click(selector: string): Promise<void> {
      await this.#count();
      await this.page.locator(selector).first().click();
      await test.ready(this.page);
    }
    async #count(): Promise<void> {
      expect(++this.interactions).toBeLessThanOrEqual(4);
      await test.ready(this.page);
    }
    async text(selector: string): Promise<string> {
      return (await this.page.locator(selector).first().textContent()) ?? "";
    }
  }

  const visit = async (query: string, colorScheme: "light" | "dark" = "light") =>
    new Visitor(await test.open(query, { colorScheme }));
  const found = '[id="search-list"] .option';

  it("1: who met Geir Pedersen", async () => {
    const visitor = await visit("?lang=ar");
    await visitor.type("#search", "بيدرسون");
    await visitor.click(found);
    expect(await visitor.text(".panel h2")).toBe("غير بيدرسون");
    expect(await visitor.page.locator(".panel [data-pair]").count()).toBeGreaterThan(3);
    await documentPicture("viewer-1-who-met", visitor.page);
  });

  it("2: when he and Sergei Lavrov last met, and who says so", async () => {
    const visitor = await visit("?lang=en");
    await visitor.type("#search", "When did Geir Pedersen and Sergei Lavrov last meet?");
    await visitor.ask();
    expect(await visitor.text(".answer-text")).toMatch(/\b\d{4} \[1\]/);
    expect(await visitor.text(".proof blockquote")).toMatch(/\p{Script=Arabic}/u);
    expect(await visitor.text(".proof .source-line")).toContain("published");
    await documentPicture("viewer-2-last-met", visitor.page);
  });

  it("3: the path between two ministers", async () => {
    const visitor = await visit("?lang=ar");
    await visitor.type("#search", "ما المسار بين سيرغي شويغو وجون كيري؟");
    await visitor.ask();
    expect(await visitor.page.locator(".path-line").count()).toBeGreaterThan(0);
    await visitor.click(".path-line .icon-path");
    expect(await visitor.page.locator(".hop blockquote").count()).toBeGreaterThan(1);
    await documentPicture("viewer-3-path", visitor.page);
  });

  it("4: the meetings in one city in one year", async () => {
    const visitor = await visit("?lang=en", "dark");
    await visitor.type("#search", "Geneva");
    await visitor.click(found);
    const all = await visitor.text(".timeline-summary");
    await visitor.click(".bars .bar:last-child");
    const narrowed = await visitor.text(".timeline-summary");
    expect(narrowed).not.toBe(all);
    expect(narrowed).toMatch(/· \d{4}$/);
    await documentPicture("viewer-4-city-year", visitor.page);
  });

  it("5: a drawing for an article, with its sources", async () => {
    const visitor = await visit("?lang=ar");
    await visitor.type("#search", "سامح شكري");
    await visitor.click(found);
    await visitor.click("[data-focus=share]");
    await visitor.page.locator(".formats li").first().waitFor();
    await documentPicture("viewer-5-take-away", visitor.page);
    const [file] = await Promise.all([
      visitor.page.waitForEvent("download"),
      visitor.click("[data-share=svg]"),
    ]);
    const parts: Buffer[] = [];
    for await (const part of await file.createReadStream()) parts.push(part as Buffer);
    const drawing = Buffer.concat(parts).toString("utf8");
    expect(drawing).toContain("المصادر");
    expect(drawing).toContain("سامح شكري</text>");
  });
});
