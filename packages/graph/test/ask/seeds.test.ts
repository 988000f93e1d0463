import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ar } from "../../src/ar/index.ts";
import * as world from "../../src/generated/world.ts";
import { type Article, ask, extractor, GraphIndex, resolve, worldVocabulary } from "../../src/index.ts";

/** Questions and their scorer lie beside the checkout, when they are there at all. */
const folder = fileURLToPath(new URL("../../../../../shared/evaluation/", import.meta.url));
const have = existsSync(`${folder}questions.json`) && existsSync(`${folder}articles/seeds.jsonl`);
if (!have) console.warn(`SKIPPED: no questions over the source articles at ${folder}`);

/** Right answers that must not be lost again. Raise it as the reader learns. */
const LEAST_RIGHT = 19;

const lines = <T>(path: string): T[] =>
  readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as T);

test.skipIf(!have)("questions over the source articles, from text to answer", () => {
  const extract = extractor(ar);
  const extractions = lines<Article>(`${folder}articles/seeds.jsonl`).map(extract);
  const index = GraphIndex.from(resolve(extractions, []), {
    vocabulary: worldVocabulary(world),
  });
  const { questions } = JSON.parse(readFileSync(`${folder}questions.json`, "utf8")) as {
    questions: { id: string; question: string }[];
  };
  const answers = questions.map(({ id, question }) => JSON.stringify({ id, answer: ask(index, question) }));
  const scratch = mkdtempSync(join(tmpdir(), "liqa-ask-"));
  try {
    writeFileSync(join(scratch, "answers.jsonl"), answers.join("\n"));
    const report = execFileSync(
      process.execPath,
      [`${folder}score-ask.mjs`, "--answers", join(scratch, "answers.jsonl"), "--show"],
      { encoding: "utf8" },
    );
    console.log(report);
    const right = Number(/(\d+)\/\d+ right/.exec(report)?.[1]);
    expect(right).toBeGreaterThanOrEqual(LEAST_RIGHT);
  } finally {
    rmSync(scratch, { recursive: true });
  }
});
