import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { type Page, type Reading, toArticle } from "./article.ts";

/** Takes the article out of a web page, or says why there is none. */
export const readPage = ({ page, id, where, url, reservation }: Page): Reading => {
  let fields: { [key: string]: unknown } | null;
  try {
    fields = fromPage(page);
  } catch (error) {
    return {
      where,
      refusal: `is an HTML page that cannot be read (${(error as Error).message}); leave it out`,
    };
  }
  if (!fields) return { where, refusal: "is an HTML page without an article in it; leave it out" };
  const reading = toArticle({ ...fields, url: fields.url ?? url }, id, where);
  return "article" in reading && reservation
    ? { ...reading, reservations: [reservation, ...reading.reservations] }
    : reading;
};

/** The text of a piece of markup, a paragraph a block; what is no markup comes back as it is. */
export const textOfMarkup = (markup: string): string =>
  /[<&]/u.test(markup) ? blocks(markup).join("\n\n") : markup.trim();

/**
 * The article of a web page: its text with the headline as first line, and what the page says about it.
 * Null when the page holds no text to read.
 */
const fromPage = (html: string): { [key: string]: unknown } | null => {
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
  const published =
    meta("article:published_time", "datePublished", "date", "pubdate", "dc.date", "DC.date.issued") ??
    linkedDate(document.querySelectorAll('script[type="application/ld+json"]')) ??
    document.querySelector("time[datetime]")?.getAttribute("datetime") ??
    null;
  const facts = {
    publishedAt: published && /^\d{4}-\d{2}-\d{2}/u.test(published) ? published.slice(0, 10) : null,
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

/** `datePublished` in a page's JSON-LD, wherever it stands there. */
const linkedDate = (scripts: Iterable<{ textContent: string | null }>): string | null => {
  for (const { textContent } of scripts) {
    const found = /"datePublished"\s*:\s*"([^"]+)"/u.exec(textContent ?? "");
    if (found) return found[1]!;
  }
  return null;
};

/** The text of each paragraph, heading and list item, in order. */
const blocks = (content: string): string[] => {
  const { document } = parseHTML(`<html><body>${content}</body></html>`);
  const elements = [...document.querySelectorAll("p, h1, h2, h3, h4, li, blockquote, figcaption")];
  const found = elements
    // A quotation's paragraphs stand for it.
    .filter((element) => !element.querySelector("p, li"))
    .map((element) => (element.textContent ?? "").replace(/\s+/gu, " ").trim())
    .filter(Boolean);
  return found.length ? found : [(document.body?.textContent ?? "").replace(/\s+/gu, " ").trim()];
};
