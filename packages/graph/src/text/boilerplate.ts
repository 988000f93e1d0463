import { fold, foldUnit } from "./fold.ts";
import type { Token } from "./tokens.ts";

/** A line that a site adds to its articles: `rest`, everything behind it; `line`, the line that contains it. */
export interface BoilerplateMark {
  kind: "rest" | "line";
  folded: string;
}

/** Words a heading such as «مقالات ذات صلة» has at most. */
const HEADING = 5;
/** Shortest teaser worth comparing with the paragraphs below it, in folded characters. */
const TEASER = 60;
/** Lines below a teaser among which the paragraph is looked for that repeats it. */
const BELOW = 200;

/** A line of text that holds something: tokens `from` to `to`, end exclusive. */
interface Line {
  from: number;
  to: number;
  /** Folded when asked for: most lines need not be. */
  folded(): string;
}

const linesOf = (text: string, tokens: readonly Token[]): Line[] => {
  const lines: Line[] = [];
  let from = 0;
  const close = (to: number): void => {
    if (to === from) return;
    const { start } = tokens[from]!;
    const { end } = tokens[to - 1]!;
    let folded: string | null = null;
    lines.push({
      from,
      to,
      folded() {
        folded ??= fold(text.slice(start, end));
        return folded;
      },
    });
  };
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]!.kind !== "break") continue;
    close(at);
    from = at + 1;
  }
  close(tokens.length);
  return lines;
};

/**
 * The tokens of a text that are the article: without headlines of other articles, menus, captions of archive
 * pictures, and teasers that a later paragraph repeats in full.
 */
export const newsOnly = (
  text: string,
  tokens: readonly Token[],
  marks: readonly BoilerplateMark[],
): readonly Token[] => {
  const lines = linesOf(text, tokens);
  const skipped: { from: number; to: number }[] = [];
  for (const [at, line] of lines.entries()) {
    const mark = at > 0 ? markOf(tokens, line, marks) : undefined;
    if (mark?.kind === "rest") {
      skipped.push({ from: line.from, to: tokens.length });
      break;
    }
    if (mark || isRepeated(text, tokens, lines, at)) skipped.push(line);
  }
  if (!skipped.length) return tokens;
  const kept: Token[] = [];
  let next = 0;
  for (const { from, to } of skipped) {
    for (let at = next; at < from; at++) kept.push(tokens[at]!);
    next = to;
  }
  for (let at = next; at < tokens.length; at++) kept.push(tokens[at]!);
  return kept;
};

/** The mark that a line is, signs around it left aside, or that it holds in brackets. */
const markOf = (
  tokens: readonly Token[],
  line: Line,
  marks: readonly BoilerplateMark[],
): BoilerplateMark | undefined => {
  let { from, to } = line;
  while (from < to && tokens[from]!.kind !== "word") from++;
  while (to > from && tokens[to - 1]!.kind !== "word") to--;
  const whole =
    to - from <= HEADING
      ? tokens
          .slice(from, to)
          .map((token) => token.word.folded)
          .join(" ")
      : null;
  let bracketed = false;
  for (let at = line.from; at < line.to && !bracketed; at++)
    bracketed = tokens[at]!.kind === "punctuation" && tokens[at]!.word.raw === "(";
  if (!whole && !bracketed) return undefined;
  const found = marks.filter(
    ({ kind, folded }) =>
      folded === whole || (kind === "line" && bracketed && line.folded().includes(`(${folded})`)),
  );
  return found.find(({ kind }) => kind === "rest") ?? found[0];
};

/** A teaser: cut off with dots, and a later line goes on where it stops. */
const isRepeated = (text: string, tokens: readonly Token[], lines: readonly Line[], at: number): boolean => {
  const line = lines[at]!;
  if (!endsInDots(text, tokens[line.from]!.start, tokens[line.to - 1]!.end)) return false;
  const teaser = line.folded().replace(/\s*(?:\.{2,}|…)$/u, "");
  if (teaser.length < TEASER) return false;
  return lines.slice(at + 1, at + 1 + BELOW).some((later) => later.folded().startsWith(teaser));
};

const endsInDots = (text: string, start: number, end: number): boolean => {
  let dots = 0;
  for (let at = end - 1; at >= start; at--) {
    const sign = text.charAt(at);
    if (sign === "…" && dots === 0) return true;
    if (sign === ".") dots++;
    else if (foldUnit(text.charCodeAt(at)) !== 0) break;
    if (dots === 2) return true;
  }
  return false;
};
