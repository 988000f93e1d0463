import type { ArticleAnswer } from "../contract.ts";
import { h } from "../dom.ts";
import { answerOf, dateOf, urls, type View } from "../view.ts";

/** A sentence whose claims are followed by numbers, and the articles that the numbers stand for. */
export interface NumberedSentence {
  text: string;
  articles: string[];
}

/** Turns the service's `[article id]` into `[1]`, `[2]` …: ids are for programs. */
export function numbered(sentence: string, articles: ReadonlySet<string>): NumberedSentence {
  const cited: string[] = [];
  const text = sentence.replace(/\[([^[\]]+)\]/g, (mark, id: string) => {
    if (!articles.has(id)) return mark;
    if (!cited.includes(id)) cited.push(id);
    return `[${cited.indexOf(id) + 1}]`;
  });
  return { text, articles: cited };
}

/** Outlet, day, headline and address of an article, as a footnote names it. */
export function citation(view: View, id: string): string[] {
  const article = answerOf(view.resources.read<ArticleAnswer>(urls.article(id)));
  const { panel } = view.words;
  const day = article?.publishedAt?.slice(0, 10);
  return [
    article?.source ?? panel.unknownOutlet,
    day ? dateOf(view, day) : panel.unreported,
    article?.title ?? article?.text.split("\n", 1)[0],
    article?.url ?? id,
  ].filter((part): part is string => Boolean(part));
}

/** The same for the page: each part by itself, since outlets, headlines and addresses run in different directions. */
export function citationLine(view: View, id: string): (HTMLElement | string)[] {
  return citation(view, id).flatMap((part, index) => [index ? " · " : "", h("bdi", {}, part)]);
}

/** The sentence with its sources under it, to be pasted into a text. */
export function withSources(view: View, { text, articles }: NumberedSentence): string {
  return [text, ...articles.map((id, index) => `[${index + 1}] ${citation(view, id).join(" · ")}`)].join(
    "\n",
  );
}
