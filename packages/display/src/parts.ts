import type { Evidence } from "@liqa/graph";
import { type Markup, markup } from "./markup.ts";
import type { Words } from "./words.ts";

/** Passages, each with the article it stands in. */
export const quoted = (evidence: readonly Evidence[]): Markup[] =>
  evidence.map(
    ({ article, quote }) =>
      markup`<blockquote dir="auto">${quote} <cite dir="ltr">${article}</cite></blockquote>`,
  );

/** Buttons that need the script; hidden until it runs. */
export const tools = (words: Words): Markup =>
  markup`<span class="liqa-tools" hidden><button type="button" data-zoom="0.8" aria-label="${words.closer}" title="${words.closer}">+</button><button type="button" data-zoom="1.25" aria-label="${words.farther}" title="${words.farther}">−</button><button type="button" data-zoom="0" aria-label="${words.whole}" title="${words.whole}">⤢</button></span>`;

/** Text in which `[n]` points to a passage below it. */
export const cited = (text: string, evidence: readonly Evidence[]): Markup =>
  markup`<p dir="auto">${text}</p><ol class="liqa-proof">${evidence.map(
    (passage) => markup`<li>${quoted([passage])}</li>`,
  )}</ol>`;
