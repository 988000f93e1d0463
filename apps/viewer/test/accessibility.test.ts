import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { bench, hasBrowser } from "./browser.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const OF = "of=per:sergey-lavrov";
const SCREENS: Record<string, string> = {
  start: "",
  actor: `${OF}&sel=per:sergey-lavrov&panel=selection`,
  meeting: "of=per:james-jeffrey&sel=mtg:2019-01-21-multilateral-9&panel=selection",
  pair: `${OF}&view=actors&edge=per:john-kerry&edge=per:sergey-lavrov&panel=selection`,
  path: `${OF}&from=per:walid-muallem&to=per:john-kerry&panel=path`,
  "no path": "from=per:hermit&to=per:john-kerry&panel=path",
  answer: "panel=ask&q=سيرغي لافروف؟",
  list: `${OF}&as=list`,
  "list of pairs": `${OF}&as=list&view=actors`,
  "as known": `${OF}&known=2016-03-31`,
  place: "of=plc:geneva&sel=plc:geneva&panel=selection",
  pinned: `${OF}&pin=60,60,per:john-kerry`,
  article: `${OF}&article=a9&spans=17-60`,
};

interface Opened {
  query: string;
  act(page: Page): Promise<unknown>;
  /** What is looked at; a menu may cover half of a button under it until it is closed. */
  within?: string;
}

/** What opens over a screen. */
const OPENED: Record<string, Opened> = {
  "found names": {
    query: "",
    async act(page) {
      await page.fill("#search", "لافروف");
      await page.locator("#search-list .option").first().waitFor();
    },
  },
  "what is shown": { query: OF, act: (page) => page.locator("[data-focus=layers]").click() },
  "take away": {
    query: OF,
    async act(page) {
      await page.locator("[data-focus=share]").click();
      await page.locator(".formats li").first().waitFor();
    },
    within: ".header",
  },
  "key asked for": {
    query: `${OF}&sel=per:sergey-lavrov&panel=selection`,
    async act(page) {
      await page.locator(".judge summary").click();
      await page.fill("#identity-other", "ظريف");
      await page.locator("#identity-other-list .option").first().click();
      await page.locator("[data-judge=same]").click();
      await page.locator("[data-judge=key]").waitFor();
    },
  },
  embedded: { query: `embed&${OF}`, act: async () => {} },
};

async function violations(page: Page, within = "html"): Promise<string[]> {
  await page.evaluate(AXE);
  const asked = { tags: TAGS, within };
  return await page.evaluate(async ({ tags, within }) => {
    const axe = (window as unknown as { axe: typeof import("axe-core") }).axe;
    const { violations: found } = await axe.run(within, { runOnly: tags });
    return found.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join(" | ")}`,
    );
  }, asked);
}

describe.skipIf(!hasBrowser)("accessibility by axe, WCAG 2.2 AA", () => {
  const test = bench();
  for (const lang of ["ar", "en"])
    for (const colorScheme of ["light", "dark"] as const)
      it(`finds nothing on any screen in ${lang}, ${colorScheme}`, async () => {
        const found: Record<string, string[]> = {};
        for (const [name, query] of Object.entries(SCREENS)) {
          const page = await test.open(`?lang=${lang}&${query}`, { colorScheme, bypassCSP: true });
          const list = await violations(page);
          if (list.length) found[name] = list;
          await page.context().close();
        }
        expect(found).toEqual({});
      });
  for (const [lang, colorScheme] of [
    ["ar", "light"],
    ["en", "dark"],
  ] as const)
    it(`finds nothing in what opens over a screen, nor when the service is down, in ${lang}, ${colorScheme}`, async () => {
      const found: Record<string, string[]> = {};
      const look = async (name: string, { query, act, within }: Opened) => {
        const page = await test.open(`?lang=${lang}&${query}`, { colorScheme, bypassCSP: true });
        await act(page);
        await test.ready(page);
        const list = await violations(page, within);
        if (list.length) found[name] = list;
        await page.context().close();
      };
      for (const [name, opened] of Object.entries(OPENED)) await look(name, opened);
      test.served.down = true;
      await look("service down", { query: OF, act: (page) => page.locator(".notice").waitFor() });
      expect(found).toEqual({});
    });
});
