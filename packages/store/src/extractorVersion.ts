import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Store } from "./store.ts";

/** Parts of the library that read no article: a change there leaves every extraction as it is. */
const AFTER_READING = new Set(
  "resolution query prose ask measures en facts.ts graphology.ts inWords.ts json.ts index.ts".split(" "),
);

let known: string | undefined;

/**
 * Names the extractor by what it is made of: a hash of the library's code and words as far as they read articles.
 * It changes when a reading may come out otherwise, and only then.
 */
export const extractorVersion = (): string => {
  known ??= `ar-${hashOf(dirname(fileURLToPath(import.meta.resolve("@liqa/graph"))))}`;
  return known;
};

/** Names what read the articles of a store: this extractor, and older ones where some articles were not read again. */
export const readersOf = async (store: Pick<Store, "articles">): Promise<string> => {
  const version = extractorVersion();
  for await (const _ of store.articles({ unreadBy: version })) return `${version} and older`;
  return version;
};

const hashOf = (folder: string): string => {
  const hash = createHash("sha256");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .filter((path) => !AFTER_READING.has(path.split("/")[0]!))
    .sort();
  for (const path of files)
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(join(folder, path)));
  return hash.digest("hex").slice(0, 12);
};
