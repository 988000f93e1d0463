import type { Span } from "@liqa/graph";
import type { ArticleAnswer } from "../contract.ts";
import { h, icon } from "../dom.ts";
import { joined } from "../sentence.ts";
import type { Reading } from "../state.ts";
import { answerOf, urls, type View } from "../view.ts";
import { marked } from "./marked.ts";
import { sourceLine, waiting } from "./parts.ts";

/** The whole article with the proving words marked; its text is only ever text. */
export function articleView(view: View, reading: Reading, close: () => void): HTMLElement {
  const resource = view.resources.read<ArticleAnswer>(urls.article(reading.id));
  const article = answerOf(resource);
  const { words } = view;
  const link = article && safeLink(article.url);
  return h(
    "article",
    { class: "article" },
    h(
      "header",
      { class: "article-head" },
      h(
        "div",
        {},
        sourceLine(view, reading.id),
        link
          ? h("a", { href: link, rel: "noreferrer noopener", target: "_blank" }, words.article.original)
          : null,
      ),
      article && reading.spans.length > 1 ? nextButton(view, reading) : null,
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "aria-label": words.article.close,
          "data-focus": "close-article",
          onclick: close,
        },
        icon("close"),
      ),
    ),
    article
      ? h(
          "div",
          { class: "article-text", dir: "auto", lang: article.language ?? "ar", tabindex: 0 },
          paragraphs(article.text, reading.spans),
        )
      : waiting(view, resource),
  );
}

function nextButton(view: View, reading: Reading): HTMLElement {
  const { article: words } = view.words;
  return h(
    "button",
    {
      type: "button",
      class: "link",
      "data-focus": "next-passage",
      onclick: (event: Event) => {
        const marks = [...(event.target as Element).closest("article")!.querySelectorAll("mark")];
        const at = marks.findIndex((mark) => mark.classList.contains("current"));
        const next = marks[(at + 1) % marks.length];
        for (const mark of marks) mark.classList.toggle("current", mark === next);
        next?.scrollIntoView({ block: "center" });
      },
    },
    `${words.passages(new Set(reading.spans.map((span) => span.start)).size)} · ${words.next}`,
  );
}

/** Only web addresses become links: an article's own metadata is not to be trusted with more. */
function safeLink(url: string | null): string | null {
  if (!url) return null;
  try {
    const { protocol, href } = new URL(url);
    return protocol === "https:" || protocol === "http:" ? href : null;
  } catch {
    return null;
  }
}

/** Splits a text into paragraphs and marks the spans; overlapping spans become one mark. */
export function paragraphs(text: string, spans: readonly Span[]): HTMLElement[] {
  const marks = joined(spans, text.length);
  const result: HTMLElement[] = [];
  let at = 0;
  for (const line of text.split("\n")) {
    const end = at + line.length;
    if (line.trim()) result.push(h(result.length === 0 ? "h2" : "p", {}, marked(text, at, end, marks)));
    at = end + 1;
  }
  return result;
}
