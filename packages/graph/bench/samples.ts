import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../../../data/articles/", import.meta.url);

/** The sample articles in the order of their names, without their front matter. */
export const sampleTexts = (): { name: string; text: string }[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".md") && name !== "README.md")
    .sort()
    .map((name) => ({
      name,
      text: readFileSync(new URL(name, folder), "utf8").replace(/^---\n[\s\S]*?\n---\n+/u, ""),
    }));

/** The sentences of all sample articles, of which a bench puts together as many articles as it needs. */
export const sampleSentences = (): string[] =>
  sampleTexts()
    .flatMap(({ text }) => text.split(/(?<=[.؟!])\s+|\n+/u))
    .filter((sentence) => sentence.length > 20);
