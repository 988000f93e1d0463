import { existsSync, readFileSync } from "node:fs";
import { type Judgement, printJudgements } from "@liqa/graph";
import type { Store } from "@liqa/store";
import { writeWhole } from "../files.ts";

/** Where verdicts are written as they are given, and taken back. */
export interface Notebook {
  /** As told to people. */
  readonly place: string;
  write(judgement: Judgement): Promise<void>;
  /** Takes back a judgement written before: what was there then is there again. */
  erase(judgement: Judgement): Promise<void>;
}

/** Rows at the end of a table of judgements; what stands there, comments of a kind or bad rows too, stays as it is. */
export const tableNotebook = (file: string, place: string): Notebook => {
  const text = (): string => (existsSync(file) ? readFileSync(file, "utf8") : printJudgements([]));
  const rowOf = (judgement: Judgement): string => printJudgements([judgement]).split("\n")[1]!;
  return {
    place,
    write: async (judgement) => {
      const before = text();
      writeWhole(file, [before, before.endsWith("\n") || before === "" ? "" : "\n", rowOf(judgement), "\n"]);
    },
    erase: async (judgement) => {
      const lines = text().split("\n");
      const at = lines.lastIndexOf(rowOf(judgement));
      if (at >= 0) writeWhole(file, [lines.toSpliced(at, 1).join("\n")]);
    },
  };
};

/** The judgements of a store. */
export const storeNotebook = (store: Store): Notebook => ({
  place: store.location,
  write: (judgement) => store.putJudgement(judgement),
  erase: async (judgement) => {
    const { left, right, who, when } = judgement;
    const others = (await store.judgements()).filter(
      (other) => other.left === left && other.right === right && !(other.who === who && other.when === when),
    );
    await store.deleteJudgements(left, right);
    for (const other of others) await store.putJudgement(other);
  },
});
