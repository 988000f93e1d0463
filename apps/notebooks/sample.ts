import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Article, extractor, type Facts, resolve } from "@liqa/graph";
import { ar } from "@liqa/graph/ar";

/** The articles of a folder: Markdown with `date`, `source` and the like between two lines of three dashes. */
export const readFolder = (folder: string): Article[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".md") && name !== "README.md")
    .sort()
    .map((name) => {
      const [, head = "", text = ""] = readFileSync(`${folder}/${name}`, "utf8").split(/^---$/mu);
      const field = (key: string): string | null => RegExp(`^${key}: *(.*)$`, "mu").exec(head)?.[1] ?? null;
      return {
        id: name.slice(0, -3),
        text: text.trim(),
        publishedAt: field("date"),
        source: field("source"),
      };
    });

/** What the sample articles say, read anew: a second or two. */
export const sampleFacts = (): Facts =>
  resolve(readFolder(fileURLToPath(new URL("../../data/articles", import.meta.url))).map(extractor(ar)));
