import { fold } from "./fold.ts";

/** A line that a site adds to its articles: `rest`, everything behind it; `line`, the line that contains it. */
export interface BoilerplateMark {
  kind: "rest" | "line";
  folded: string;
}

/** A paragraph: offsets of one line of text. */
interface Line {
  start: number;
  end: number;
  folded: string;
}

/** Words a heading such as «مقالات ذات صلة» has at most. */
const HEADING = 5;
/** Shortest teaser worth comparing with the paragraphs below it, in folded characters. */
const TEASER = 60;

const linesOf = (text: string): Line[] => {
  const lines: Line[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && text.charCodeAt(at) !== 0x0a) continue;
    const folded = fold(text.slice(start, at));
    if (folded) lines.push({ start, end: at, folded });
    start = at + 1;
  }
  return lines;
};

/**
 * Stretches of a text that are not the article: headlines of other articles, menus, captions of archive
 * pictures, and teasers that a later paragraph repeats in full. In order, never overlapping.
 */
export const boilerplate = (
  text: string,
  marks: readonly BoilerplateMark[],
): { start: number; end: number }[] => {
  const lines = linesOf(text);
  const found: { start: number; end: number }[] = [];
  for (const [at, line] of lines.entries()) {
    const bare = line.folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
    const heading = bare.split(" ").length <= HEADING;
    if (at > 0 && heading && marks.some((mark) => mark.kind === "rest" && mark.folded === bare)) {
      found.push({ start: line.start, end: text.length });
      break;
    }
    const caption = marks.some(
      (mark) => mark.kind === "line" && (bare === mark.folded || line.folded.includes(`(${mark.folded})`)),
    );
    if ((at > 0 && caption) || repeated(lines, at)) found.push({ start: line.start, end: line.end });
  }
  return found;
};

/** A teaser: cut off with dots, and a later line goes on where it stops. */
const repeated = (lines: readonly Line[], at: number): boolean => {
  const teaser = lines[at]!.folded.replace(/\s*(?:\.{2,}|…)$/u, "");
  if (teaser.length < TEASER || teaser === lines[at]!.folded) return false;
  return lines.slice(at + 1).some((later) => later.folded.startsWith(teaser));
};
