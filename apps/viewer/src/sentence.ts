import type { Span } from "@liqa/graph";

/** A sentence of an article and the stretches of it that prove something, as offsets into the article. */
export interface ProvenSentence extends Span {
  marks: Span[];
}

const END = /[.!?؟]["»”)]*(?=\s)|\n/gu;

/** The sentences that hold the given spans, in the order of the text; spans of one sentence are together. */
export function sentencesAround(text: string, spans: readonly Span[]): ProvenSentence[] {
  const ends = [0, ...[...text.matchAll(END)].map((match) => match.index + match[0].length), text.length];
  const sentences: ProvenSentence[] = [];
  for (const span of joined(spans, text.length)) {
    let start = ends.findLast((end) => end <= span.start) ?? 0;
    let end = ends.find((candidate) => candidate >= span.end) ?? text.length;
    while (start < span.start && /\s/.test(text[start]!)) start++;
    while (end > span.end && /\s/.test(text[end - 1]!)) end--;
    const last = sentences.at(-1);
    if (last && start < last.end) {
      last.end = Math.max(last.end, end);
      last.marks.push(span);
    } else sentences.push({ start, end, marks: [span] });
  }
  return sentences;
}

/** Spans in order, cut to the text, overlapping ones as one. */
export function joined(spans: readonly Span[], length: number): Span[] {
  const sorted = spans
    .map(({ start, end }) => ({ start: Math.max(0, start), end: Math.min(length, end) }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const result: Span[] = [];
  for (const span of sorted) {
    const last = result.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else result.push(span);
  }
  return result;
}
