import { FORMAT_NAMES, FORMATS } from "@liqa/formats";
import { fromJSON } from "@liqa/graph";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { bench, hasBrowser } from "./browser.ts";

const LAVROV = "?lang=ar&of=per:sergey-lavrov&sel=per:sergey-lavrov&panel=selection";

const param = (page: Page, name: string) => new URL(page.url()).searchParams.getAll(name);

async function pixelOf(page: Page, id: string): Promise<{ x: number; y: number }> {
  const point = await page.evaluate((node) => window.liqa?.pixelOf(node) ?? null, id);
  if (!point) throw new Error(`${id} is not in the picture`);
  const box = (await page.locator(".picture").boundingBox())!;
  return { x: box.x + point.x, y: box.y + point.y };
}

async function download(page: Page, key: string): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(`[data-share="${key}"]`).click(),
  ]);
  const parts: Buffer[] = [];
  for await (const part of await file.createReadStream()) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

describe.skipIf(!hasBrowser)("what an investigator does with the picture", () => {
  const test = bench();

  it("pins a node where it is dropped, keeps it in the link, and takes it back", async () => {
    const page = await test.open(LAVROV);
    const from = await pixelOf(page, "per:john-kerry");
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y + 30, { steps: 4 });
    await page.mouse.up();
    await test.ready(page);
    expect(param(page, "pin")[0]).toMatch(/,per:john-kerry$/);
    expect(await page.locator(".pin-sample").isVisible()).toBe(true);
    const copy = await test.open(new URL(page.url()).search);
    const where = (p: Page) => p.evaluate(() => window.liqa!.positionOf("per:john-kerry")!);
    expect((await where(copy)).x).toBeCloseTo((await where(page)).x, 0);
    await page.keyboard.press("Control+z");
    await test.ready(page);
    expect(param(page, "pin")).toEqual([]);
  });

  it("pins and lets go by the panel's button", async () => {
    const page = await test.open(LAVROV);
    await page.locator(".actions .icon-pin").click();
    await test.ready(page);
    expect(param(page, "pin")).toHaveLength(1);
    await page.locator(".actions .icon-pin").click();
    await test.ready(page);
    expect(param(page, "pin")).toEqual([]);
  });

  it("tints who meets among themselves, until told not to", async () => {
    const page = await test.open("?lang=ar");
    const tinted = () =>
      page.evaluate(() => {
        const canvas = document.querySelector<HTMLCanvasElement>("canvas.sigma-tints")!;
        const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
        const colours = new Set<string>();
        for (let i = 0; i < data.length; i += 4)
          if (data[i + 3] === 255) colours.add(`${data[i]} ${data[i + 1]} ${data[i + 2]}`);
        return colours.size;
      });
    expect(await tinted()).toBeGreaterThan(2);
    await page.locator("[data-focus=layers]").click();
    await page.locator("[data-layer=groups]").uncheck();
    await test.ready(page);
    expect(await tinted()).toBe(0);
  });

  it("tells by a second clock what had been published on a day, and with which status", async () => {
    const page = await test.open("?lang=ar&of=per:james-jeffrey&as=list");
    const rows = () => page.locator(".table-meetings tbody tr").count();
    const all = await rows();
    await page.locator("[data-focus=clock]").click();
    await test.ready(page);
    const slider = page.locator(".clock input");
    await slider.focus();
    await page.keyboard.press("Home");
    await test.ready(page);
    const known = param(page, "known")[0]!;
    expect(await rows()).toBeLessThan(all);
    expect(await slider.getAttribute("aria-valuetext")).toContain(known.slice(0, 4));
    await page.keyboard.press("End");
    await test.ready(page);
    expect(await rows()).toBe(all);
    await page.locator("[data-focus=clock-off]").click();
    await test.ready(page);
    expect(param(page, "known")).toEqual([]);
  });

  it("draws the meetings of a place, and one bar's worth of them on a click", async () => {
    const page = await test.open("?lang=en");
    await page.fill("#search", "Geneva");
    await page.locator("#search-list .option").first().click();
    await test.ready(page);
    expect(param(page, "of")).toEqual(["plc:geneva"]);
    const shown = page.locator(".panel .rows .row");
    expect(await shown.count()).toBeGreaterThan(1);
    const bar = page.locator(".bars .bar").first();
    await bar.click();
    await test.ready(page);
    expect(param(page, "until")).toHaveLength(1);
  });

  it("gives the data behind the view in every format, and opens its own again", async () => {
    const shared = async () => {
      const opened = await test.open(LAVROV);
      await opened.locator("[data-focus=share]").click();
      await opened.locator(".formats li").first().waitFor();
      return opened;
    };
    let page = await shared();
    for (const [index, format] of FORMAT_NAMES.entries()) {
      // Chromium refuses a tab its eleventh download in a row.
      if (index % 8 === 7) page = await shared();
      const file = await download(page, format);
      expect(file.length, format).toBeGreaterThan(100);
      const type: string = FORMATS[format].mediaType;
      if (/[/+]json$/.test(type)) JSON.parse(file.toString("utf8"));
      if (type.endsWith("zip")) expect(file.subarray(0, 2).toString("latin1")).toBe("PK");
    }
    const saved = (await download(page, "liqa")).toString("utf8");
    const facts = fromJSON(saved);
    expect(facts.meetings).toHaveLength(4);
    expect(facts.articles.every(({ text }) => text.length > 0)).toBe(true);
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.locator("[data-share=open]").click(),
    ]);
    await chooser.setFiles({ name: "again.json", mimeType: "application/json", buffer: Buffer.from(saved) });
    await page.locator(".file-chip").waitFor();
    await test.ready(page);
    expect(await page.locator(".panel h2").textContent()).toBe("سيرغي لافروف");
    expect(await page.evaluate(() => window.liqa!.pixelOf("per:john-kerry"))).not.toBeNull();
  });

  it("lights the path of a question in words", async () => {
    const page = await test.open("?lang=ar&panel=ask&q=سيرغي لافروف وجون كيري؟");
    expect(await page.locator(".path-line").count()).toBe(1);
    const drawn = await page.evaluate(() => window.liqa!.labels().map(({ id }) => id));
    expect(drawn).toEqual(expect.arrayContaining(["per:sergey-lavrov", "per:john-kerry"]));
  });

  it("puts paths side by side and copies the cited sentence with its sources", async () => {
    const page = await test.open("?lang=ar&panel=path&from=per:walid-muallem&to=per:john-kerry", {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await page.locator(".path-item .icon-copy").click();
    await page.locator(".path-item .told:not(:empty)").waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("وليد المعلم");
    expect(await page.locator(".footnotes li").count()).toBe(copied.split("\n").length - 1);
  });

  it("says which name is which and why, with the sentences", async () => {
    const page = await test.open(LAVROV);
    expect(await page.locator(".identity").textContent()).toContain("الاسم نفسه");
  });
});
