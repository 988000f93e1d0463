import type { Judgement, Verdict } from "@liqa/graph";
import { isolate } from "../console.ts";
import type { Doubt, Side } from "./doubts.ts";
import type { Notebook } from "./notebook.ts";

type Action = Verdict | "skip" | "undo" | "quit";

/** Keys by the letter they print, and by the Arabic letter on the same key. */
const KEYS: Readonly<Record<string, Action>> = {
  s: "same",
  س: "same",
  d: "different",
  ي: "different",
  u: "unsure",
  ع: "unsure",
  n: "skip",
  ى: "skip",
  " ": "skip",
  "\r": "skip",
  "\n": "skip",
  z: "undo",
  ئ: "undo",
  "\u007f": "undo",
  q: "quit",
  ض: "quit",
  "\u0003": "quit",
  "\u0004": "quit",
};

const HELP = "s same · d different · u cannot be told · n skip · z undo · q quit";

/** What a walk wrote, for the last line. */
export interface Walked {
  written: number;
  seen: number;
}

/**
 * Walks through doubtful pairs: shows one, waits for a key, writes the verdict at once.
 * @param keys one key each, as a terminal in raw mode sends them; the walk ends when they do
 * @param who whose verdicts these are
 */
export const walkThrough = async (
  doubts: readonly Doubt[],
  keys: AsyncIterable<string>,
  notebook: Notebook,
  { who, show, now }: { who: string; show: (text: string) => void; now: () => Date },
): Promise<Walked> => {
  const done: { at: number; judgement: Judgement | null }[] = [];
  const walked = (): Walked => ({
    written: done.filter(({ judgement }) => judgement !== null).length,
    seen: done.length,
  });
  let at = 0;
  const present = (): void => {
    const doubt = doubts[at];
    if (doubt) show(`\n${card(doubt, at, doubts.length)}\n\n${HELP}\n`);
  };
  if (doubts.length === 0) return walked();
  present();
  for await (const key of keys) {
    const action = KEYS[key.toLowerCase()];
    if (action === "quit") break;
    if (action === undefined) {
      show(`${HELP}\n`);
      continue;
    }
    if (action === "undo") {
      const last = done.pop();
      if (!last) {
        show("Nothing to undo.\n");
        continue;
      }
      if (last.judgement) await notebook.erase(last.judgement);
      show(last.judgement ? "Taken back.\n" : "Back.\n");
      at = last.at;
    } else {
      const judgement = action === "skip" ? null : judge(doubts[at]!, action, who, now());
      if (judgement) await notebook.write(judgement);
      show(action === "skip" ? "Skipped.\n" : `Written: ${action}.\n`);
      done.push({ at, judgement });
      at++;
    }
    if (at >= doubts.length) break;
    present();
  }
  return walked();
};

const judge = ({ left, right, reasons }: Doubt, verdict: Verdict, who: string, when: Date): Judgement => ({
  left: left.ref,
  right: right.ref,
  verdict,
  score: null,
  reasons,
  who,
  when: when.toISOString(),
});

const card = ({ left, right, score, reasons, verdict }: Doubt, at: number, of: number): string =>
  [
    `${at + 1}/${of}  ${verdict === "same" ? "joined" : "left open"}, score ${score.toFixed(2)}: ${reasons.join(", ")}`,
    ...sideLines("A", left),
    ...sideLines("B", right),
  ].join("\n");

const sideLines = (mark: string, { ref, node, name, about, articles, evidence }: Side): string[] => [
  `${mark}  ${isolate(name)}   ${isolate(ref)}${node === null ? "" : ` (now in ${isolate(node)})`}, ${articles} ${articles === 1 ? "article" : "articles"}`,
  ...(about.length ? [`   ${about.map(isolate).join(" · ")}`] : []),
  ...evidence.map(
    ({ article, reported, sentence }) =>
      `   «${isolate(sentence)}» (${[isolate(article), reported].filter(Boolean).join(", ")})`,
  ),
];
