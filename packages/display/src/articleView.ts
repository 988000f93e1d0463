import {
  type Article,
  type Extraction,
  type FactArticle,
  type Facts,
  type GraphIndex,
  type Kind,
  resolve,
  type Span,
  toGraphology,
} from "@liqa/graph";
import { drawScene, said } from "./graphView.ts";
import { COLORS } from "./looks.ts";
import { type Markup, markup } from "./markup.ts";
import { sceneOf } from "./scene.ts";
import { subset } from "./subset.ts";
import { View } from "./view.ts";
import { type DisplayOptions, wordsOf } from "./words.ts";

/** Actors of an article's picture at most. */
const MOST = 60;

interface Named extends Span {
  kind: Kind;
}

/** An article with the passages marked that tell of meetings, and the meetings they tell of. */
export const articleView = (article: FactArticle, index: GraphIndex, options: DisplayOptions = {}): View => {
  const told = index.ids().meetings.filter((id) => index.meeting(id)?.articles.includes(article.id));
  const facts = subset(index, told);
  const names = facts.entities.flatMap(({ kind, evidence }) =>
    evidence.filter((piece) => piece.article === article.id).map(({ start, end }) => ({ start, end, kind })),
  );
  return readView(article, facts, names, options);
};

/** What an article was read as, before it is put together with others: names underlined, passages of meetings marked. */
export const extractionView = (extraction: Extraction, options: DisplayOptions = {}): View => {
  const { article, entities } = extraction;
  const facts = resolve([extraction]);
  const names = entities.flatMap(({ kind, mentions }) =>
    mentions.map(({ start, end }) => ({ start, end, kind })),
  );
  return readView(article, facts, names, options);
};

const readView = (
  article: Pick<Article, "id" | "text" | "title" | "publishedAt" | "source">,
  facts: Facts,
  names: readonly Named[],
  options: DisplayOptions,
): View => {
  const words = wordsOf(options);
  const { meetings } = facts;
  const scene = sceneOf(toGraphology(facts), MOST, words.language);
  const heading = options.title ?? article.title ?? null;
  const title = heading ?? article.text.split("\n", 1)[0]!;
  const number = new Map(scene.meetings.map(({ key }, at) => [key, at]));
  const proofs = meetings.flatMap(({ id, evidence }) =>
    evidence
      .filter((piece) => piece.article === article.id)
      .map(({ start, end }) => ({ start, end, meeting: number.get(id) })),
  );
  const items = scene.meetings.map(
    (meeting, at) => markup`<li data-meeting="${at}"><span dir="auto">${said(meeting, words)}</span></li>`,
  );
  const from = [article.source, article.publishedAt, article.id].filter(Boolean).join(" · ");
  const svg = drawScene(scene, title, words);
  const body = markup`${heading !== null && markup`<h4 dir="auto">${heading}</h4>`}<p class="liqa-caption" dir="auto">${from}</p><div class="liqa-text" dir="auto">${marked(article.text, proofs, names)}</div><p class="liqa-caption">${items.length > 0 ? words.told : words.nothing}</p><ol class="liqa-proof">${items}</ol>${items.length > 0 && markup`<div class="liqa-picture">${svg}</div>`}`;
  const lines = scene.meetings.map((meeting) => `  ${said(meeting, words)}`);
  return new View(svg, body, [title, ...lines].join("\n"), words.language);
};

/** The text cut where a passage or a name begins or ends, each piece with what it proves and names. */
const marked = (
  text: string,
  proofs: readonly (Span & { meeting: number | undefined })[],
  names: readonly Named[],
): Markup[] => {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of [...proofs, ...names]) cuts.add(start).add(end);
  const places = [...cuts].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
  return places.slice(0, -1).map((start, at) => {
    const end = places[at + 1]!;
    const covers = (span: Span): boolean => span.start <= start && end <= span.end;
    const piece = text.slice(start, end);
    const name = names.find(covers);
    const shown = name ? markup`<u style="color:${COLORS[name.kind]}">${piece}</u>` : markup`${piece}`;
    const proves = [...new Set(proofs.filter(covers).map(({ meeting }) => meeting))].filter(
      (one) => one !== undefined,
    );
    return proves.length > 0 ? markup`<mark data-proves="${proves.join(" ")}">${shown}</mark>` : shown;
  });
};
