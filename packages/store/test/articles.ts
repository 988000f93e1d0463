import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Article, type Extraction, extractor, type Facts, resolve, toJSON } from "@liqa/graph";
import { ar } from "@liqa/graph/ar";
import type { ReadOptions, Store } from "../src/index.ts";

export const read = extractor(ar);

const samples = join(dirname(fileURLToPath(import.meta.url)), "../../../data/articles");

export const folder = (): string => mkdtempSync(join(tmpdir(), "liqa-store-"));

export const MOSCOW: Article = {
  id: "moscow",
  text: "التقى وزير الخارجية المصري سامح شكري نظيره الروسي سيرغي لافروف في موسكو أمس.",
  publishedAt: "2020-01-28",
  source: "وكالة",
};

export const GENEVA: Article = {
  id: "geneva",
  text: "استقبل وزير الخارجية الروسي سيرغي لافروف المبعوث الأممي إلى سوريا غير بيدرسون في جنيف.",
  publishedAt: "2021-03-02T09:30:00+03:00",
};

export const UNDATED: Article = {
  id: "بلا-تاريخ",
  text: "بحث سامح شكري مع المبعوث الأمريكي جيمس جيفري في القاهرة الوضع في سوريا.",
};

export const all = async <T>(list: AsyncIterable<T>): Promise<T[]> => {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
};

/** The graph of a store, as it would be exported. */
export const graphOf = async (store: Store, options: ReadOptions = {}): Promise<string> => {
  const extractions: Extraction[] = await all(store.extractions(options));
  const facts: Facts = resolve(extractions, await store.judgements());
  return toJSON(facts);
};

/** Longer articles: the samples. */
export const STORIES: Article[] = readdirSync(samples)
  .filter((name) => name.endsWith(".md") && name !== "README.md")
  .slice(0, 12)
  .map((name) => ({
    id: name.slice(0, -3),
    text: readFileSync(join(samples, name), "utf8").replace(/^---[\s\S]*?---\s*/u, ""),
    publishedAt: name.slice(0, 10),
  }));
