import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { bench, hasBrowser } from "./browser.ts";
import { differenceFrom } from "./pictures.ts";

interface Scene {
  query: string;
  options?: BrowserContextOptions;
  act?(page: Page): Promise<unknown>;
}

const LAVROV = "of=per:sergey-lavrov&sel=per:sergey-lavrov&panel=selection";
const PATH = "panel=path&from=per:walid-muallem&to=per:john-kerry";
const PHONE = { viewport: { width: 390, height: 844 } };
const DARK = { colorScheme: "dark" as const };

/**
 * Every screen by its name, as a person has reviewed it. After a change that is meant to be seen: run with
 * SCENES=update, look at each picture in test/scenes, and commit it.
 */
const SCENES: Record<string, Scene> = {
  "start-ar": { query: "lang=ar" },
  "start-en-dark": { query: "lang=en&view=actors", options: DARK },
  "start-phone-en": { query: "lang=en", options: PHONE },
  "actor-ar": { query: `lang=ar&${LAVROV}` },
  "actor-en-dark": { query: `lang=en&${LAVROV}`, options: DARK },
  "actor-phone-ar-dark": { query: `lang=ar&${LAVROV}`, options: { ...PHONE, ...DARK } },
  "who-met-whom-en": {
    query:
      "lang=en&view=actors&of=per:sergey-lavrov&panel=selection&edge=per:john-kerry&edge=per:sergey-lavrov",
  },
  "meeting-ar": {
    query: "lang=ar&of=per:james-jeffrey&sel=mtg:2019-01-21-multilateral-9&panel=selection",
  },
  "article-ar": { query: `lang=ar&${LAVROV}&article=a9&spans=17-60` },
  "path-ar": { query: `lang=ar&${PATH}` },
  "path-en-dark": { query: `lang=en&of=per:sergey-lavrov&${PATH}`, options: DARK },
  "no-path-ar": { query: "lang=ar&panel=path&from=per:hermit&to=per:john-kerry" },
  "answer-ar": { query: "lang=ar&panel=ask&q=سيرغي لافروف؟" },
  "list-en": { query: `lang=en&of=per:sergey-lavrov&as=list` },
  "pairs-ar-dark": { query: "lang=ar&of=per:sergey-lavrov&as=list&view=actors", options: DARK },
  "period-ar": { query: "lang=ar&of=per:sergey-lavrov&since=2015-10-01&until=2016-03-31" },
  "as-known-en": { query: "lang=en&of=per:sergey-lavrov&known=2016-03-31" },
  "pinned-ar": { query: "lang=ar&of=per:sergey-lavrov&pin=60,60,per:john-kerry&pin=-60,20,per:javad-zarif" },
  "embed-ar": {
    query: "embed&lang=ar&of=per:sergey-lavrov",
    options: { viewport: { width: 800, height: 500 } },
  },
  "take-away-ar": {
    query: `lang=ar&of=per:sergey-lavrov`,
    act: async (page) => {
      await page.locator("[data-focus=share]").click();
      await page.locator(".formats li").nth(5).waitFor();
    },
  },
};

/** Of the picture: more than smoothing and font hinting ever differ, less than one name or node that moved. */
const TOLERATED = 0.004;

describe.skipIf(!hasBrowser)("scenes look as they were reviewed", () => {
  const test = bench();
  for (const [name, { query, options, act }] of Object.entries(SCENES))
    it(name, async () => {
      const page = await test.open(`?${query}`, options);
      await act?.(page);
      await test.ready(page);
      expect(await differenceFrom(name, page)).toBeLessThan(TOLERATED);
    });
});
