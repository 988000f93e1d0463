import { parentPort } from "node:worker_threads";
import { type Article, extractor } from "@liqa/graph";
import { ar } from "@liqa/graph/ar";
import { type Draft, draft } from "@liqa/store";
import type { Page } from "../readers/article.ts";

/** What a thread is asked: to read articles, or to take them out of web pages. */
export type Task = { articles: readonly Article[]; extractor: string } | { pages: readonly Page[] };

/** A draft for each article, or why there is none. */
export type Drafted = Draft | { refusal: string };

const extract = extractor(ar);

const read = (article: Article, version: string): Drafted => {
  try {
    return draft(article, extract(article), version);
  } catch (error) {
    return { refusal: `could not be read: ${(error as Error).message}` };
  }
};

parentPort?.on("message", async (task: Task) => {
  if ("articles" in task) {
    const { articles, extractor: version } = task;
    parentPort!.postMessage(articles.map((article) => read(article, version)));
  } else {
    const { readPage } = await import("../readers/html.ts");
    parentPort!.postMessage(task.pages.map(readPage));
  }
});
