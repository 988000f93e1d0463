import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";

/** The article of a web page: its text with the headline as first line, and what the page says about it. */
export const fromPage = (html: string): { [key: string]: unknown } | null => {
  const { document } = parseHTML(html);
  const meta = (...names: string[]): string | null => {
    for (const name of names) {
      const value = document
        .querySelector(`meta[property="${name}"], meta[name="${name}"]`)
        ?.getAttribute("content");
      if (value?.trim()) return value.trim();
    }
    return null;
  };
  const facts = {
    publishedAt: meta("article:published_time", "date", "pubdate")?.slice(0, 10) ?? null,
    source: meta("og:site_name"),
    url: document.querySelector('link[rel="canonical"]')?.getAttribute("href") ?? meta("og:url"),
    language: document.documentElement?.getAttribute("lang") ?? null,
  };
  const read = new Readability(document as unknown as ConstructorParameters<typeof Readability>[0]).parse();
  if (!read?.textContent?.trim()) return null;
  const paragraphs = blocks(read.content ?? "").filter((line) => line !== read.title);
  return {
    ...facts,
    title: read.title ?? null,
    text: [read.title, ...paragraphs].filter(Boolean).join("\n\n"),
  };
};

/** The text of each paragraph, heading and list item, in order. */
const blocks = (content: string): string[] => {
  const { document } = parseHTML(`<html><body>${content}</body></html>`);
  const found = [...document.querySelectorAll("p, h1, h2, h3, h4, li, blockquote, figcaption")]
    .map((element) => (element.textContent ?? "").replace(/\s+/gu, " ").trim())
    .filter(Boolean);
  return found.length ? found : [(document.body?.textContent ?? "").replace(/\s+/gu, " ").trim()];
};
