import type { Span } from "@liqa/graph";
import { h } from "../dom.ts";

/** A stretch of a text as text nodes and marks. */
export function marked(
  text: string,
  start: number,
  end: number,
  marks: readonly Span[],
): (string | HTMLElement)[] {
  const result: (string | HTMLElement)[] = [];
  let at = start;
  for (const mark of marks) {
    const from = Math.max(mark.start, start);
    const to = Math.min(mark.end, end);
    if (from >= to) continue;
    if (from > at) result.push(text.slice(at, from));
    result.push(h("mark", {}, text.slice(from, to)));
    at = to;
  }
  if (at < end) result.push(text.slice(at, end));
  return result;
}
