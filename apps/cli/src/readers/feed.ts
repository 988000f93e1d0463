import { parseFeed } from "feedsmith";
import { type Reading, toArticle } from "./article.ts";
import { textOfMarkup } from "./html.ts";

/** An item of a feed, whatever its format. Texts may be markup. */
interface Item {
  id: string | undefined;
  title: string | undefined;
  text: string | undefined;
  published: string | undefined;
  url: string | undefined;
}

/** The articles of an RSS, Atom or RDF feed: each item's headline and full text, or its summary when that is all. */
export function* readFeed(xml: string, id: string, where: string): Generator<Reading> {
  let feed: { title: string | undefined; language: string | undefined; items: Item[] };
  try {
    feed = open(xml);
  } catch (error) {
    yield { where, refusal: `is no RSS or Atom feed (${(error as Error).message}); leave it out` };
    return;
  }
  if (!feed.items.length) yield { where, refusal: "is a feed without items; leave it out" };
  for (const [at, item] of feed.items.entries()) {
    const place = `${where}[${at + 1}]`;
    const body = textOfMarkup(item.text ?? "");
    if (!body) {
      yield { where: place, refusal: "is an item without text; leave it out" };
      continue;
    }
    const title = item.title ? textOfMarkup(item.title) : null;
    const text = title && !body.startsWith(title) ? `${title}\n\n${body}` : body;
    const fields = {
      title,
      text,
      publishedAt: day(item.published),
      source: feed.title,
      url: item.url,
      language: feed.language,
    };
    yield toArticle({ id: item.id, ...fields }, `${id}:${at + 1}`, place);
  }
}

const open = (xml: string): { title: string | undefined; language: string | undefined; items: Item[] } => {
  const { format, feed } = parseFeed(xml);
  switch (format) {
    case "rss":
      return {
        title: feed.title,
        language: feed.language,
        items: (feed.items ?? []).map((item) => ({
          id: item.guid?.value ?? item.link,
          title: item.title,
          text: item.content?.encoded ?? item.description,
          published: item.pubDate ?? item.dc?.dates?.[0],
          url: item.link,
        })),
      };
    case "atom":
      return {
        title: feed.title?.value,
        language: feed.xml?.lang,
        items: (feed.entries ?? []).map((entry) => ({
          id: entry.id,
          title: entry.title?.value,
          text: entry.content?.value ?? entry.summary?.value,
          published: entry.published ?? entry.updated,
          url: entry.links?.find(({ rel }) => rel === undefined || rel === "alternate")?.href,
        })),
      };
    case "rdf":
      return {
        title: feed.title,
        language: undefined,
        items: (feed.items ?? []).map((item) => ({
          id: item.rdf?.about ?? item.link,
          title: item.title,
          text: item.content?.encoded ?? item.description,
          published: item.dc?.dates?.[0],
          url: item.link,
        })),
      };
    case "json":
      return {
        title: feed.title,
        language: feed.language,
        items: (feed.items ?? []).map((item) => ({
          id: item.id,
          title: item.title,
          text: item.content_html ?? item.content_text,
          published: item.date_published,
          url: item.url,
        })),
      };
  }
};

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** The day as the feed states it, on its own clock: «Mon, 27 Jan 2020 00:30:00 +0300» is the 27th. */
const day = (published: string | undefined): string | null => {
  if (published === undefined) return null;
  if (/^\d{4}-\d{2}-\d{2}/u.test(published)) return published.slice(0, 10);
  const match = /(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4})/iu.exec(published);
  const month = match ? MONTHS.indexOf(match[2]!.toLowerCase()) + 1 : 0;
  return month === 0 ? null : `${match![3]}-${String(month).padStart(2, "0")}-${match![1]!.padStart(2, "0")}`;
};
