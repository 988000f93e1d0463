import { parentPort } from "node:worker_threads";
import { type Article, extractor } from "@liqa/graph";
import { ar } from "@liqa/graph/ar";
import { type Draft, draft } from "@liqa/store";

/** What a thread is asked: to read articles. */
export interface Task {
  articles: readonly Article[];
  extractor: string;
}

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

parentPort?.on("message", ({ articles, extractor: version }: Task) => {
  parentPort!.postMessage(articles.map((article) => read(article, version)));
});
