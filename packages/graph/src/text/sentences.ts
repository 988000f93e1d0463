import type { Token } from "./tokens.ts";

/** A sentence: token range, end exclusive, and its offsets without surrounding space. */
export interface Sentence {
  from: number;
  to: number;
  start: number;
  end: number;
  /** First line of the text. */
  headline: boolean;
  /** Ends with a mark; a line that does not is a heading or a caption. */
  stopped: boolean;
}

const STOPS = new Set([".", "!", "؟", "?", "…"]);
const CLOSERS = new Set(['"', "”", "»", "'", ")", "]"]);

/** Tokens of the longest sentence: a text that never stops is read in stretches, so that its cost stays linear. */
const LONGEST = 1000;

/**
 * Cuts at full stops, question marks and line ends. A full stop between digits (2.5) or after a single letter
 * (د.) ends nothing; quotation marks that close behind a stop belong to the sentence they close.
 */
export const sentences = (tokens: readonly Token[]): Sentence[] => {
  const found: Sentence[] = [];
  let from = 0;
  let lines = 0;
  const close = (to: number): void => {
    if (to > from) {
      found.push({
        from,
        to,
        start: tokens[from]!.start,
        end: tokens[to - 1]!.end,
        headline: lines === 0,
        stopped: tokens[to - 1]!.kind === "punctuation",
      });
    }
  };
  for (let at = 0; at < tokens.length; at++) {
    if (at - from >= LONGEST) {
      close(at);
      from = at;
    }
    const token = tokens[at]!;
    if (token.kind === "break") {
      close(at);
      if (at > from || found.length) lines++;
      from = at + 1;
      continue;
    }
    if (token.kind !== "punctuation" || !STOPS.has(token.word.raw)) continue;
    const before = tokens[at - 1];
    const after = tokens[at + 1];
    if (before?.kind === "number" && after?.kind === "number" && after.start === token.end) continue;
    if (before?.kind === "word" && before.end - before.start === 1 && after && after.start - token.end <= 1)
      continue;
    let to = at + 1;
    while (to < tokens.length && tokens[to]!.kind === "punctuation") {
      const mark = tokens[to]!.word.raw;
      if (!STOPS.has(mark) && !CLOSERS.has(mark)) break;
      to++;
    }
    close(to);
    from = to;
    at = to - 1;
  }
  close(tokens.length);
  return found;
};
