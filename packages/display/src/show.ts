import type {
  Answer,
  Extraction,
  FactArticle,
  Facts,
  GraphIndex,
  LiqaGraph,
  Meeting,
  Path,
  PathAnswer,
  Subgraph,
} from "@liqa/graph";
import { toGraphology } from "@liqa/graph";
import { answerView } from "./answerView.ts";
import { articleView, extractionView } from "./articleView.ts";
import { graphView } from "./graphView.ts";
import { meetingView } from "./meetingView.ts";
import { pathView } from "./pathView.ts";
import { subset } from "./subset.ts";
import { DISPLAY, type View } from "./view.ts";
import type { DisplayOptions } from "./words.ts";

/** What can be shown by itself. */
export type SelfContained = LiqaGraph | Extraction;
/** What needs the index that it came from, for its names and proof. */
export type OfIndex = Answer | Meeting | Path | PathAnswer | FactArticle | Subgraph;

const is = <T extends object>(value: object, ...fields: readonly (keyof T & string)[]): value is T =>
  fields.every((field) => field in value);

const SHOWN =
  "give a graph or an extraction, or, with its index, a path, meeting, subgraph, article or answer: show(meeting, index)";

/** How to show something that an index handed out, or null when it has no look. */
const ofIndex = (value: object): ((index: GraphIndex, options: DisplayOptions) => View) | null => {
  if (is<Path>(value, "nodes", "hops")) return (index, options) => pathView(value, index, options);
  if (is<PathAnswer>(value, "items", "budget")) return (index, options) => pathView(value, index, options);
  if (is<Answer>(value, "question", "intent", "evidence"))
    return (index, options) => answerView(value, index, options);
  if (is<Meeting>(value, "participants", "statusHistory"))
    return (index, options) => meetingView(value, index, options);
  if (is<Subgraph>(value, "entities", "meetings", "truncated"))
    return (index, options) =>
      graphView(toGraphology(subset(index, value.meetings, value.entities)), options);
  if (is<FactArticle>(value, "text", "publishedAt", "source"))
    return (index, options) => articleView(value, index, options);
  return null;
};

/**
 * Makes a graph or an extraction visible, or, with the index it came from, a path, a meeting, a subgraph, an article
 * or an answer.
 * @throws TypeError on any other value, and on one that needs an index when none is given.
 *
 * @example
 * ```ts
 * show(toGraphology(facts)).svg.startsWith("<svg"); // → true
 * const [path] = index.paths({ from: "per:sameh-shoukry", to: "per:mevlut-cavusoglu" }).items;
 * show(path, index, { language: "en" }).text.includes("James Jeffrey"); // → true
 * ```
 */
export function show(value: SelfContained, options?: DisplayOptions): View;
export function show(value: OfIndex, index: GraphIndex, options?: DisplayOptions): View;
export function show(
  value: object,
  indexOrOptions: GraphIndex | DisplayOptions = {},
  more: DisplayOptions = {},
): View {
  if (typeof value !== "object" || value === null)
    throw new TypeError(`nothing to show in ${value}: ${SHOWN}`);
  if (is<Facts>(value, "entities", "meetings", "articles", "conflicts"))
    throw new TypeError(`facts are shown as a graph: show(toGraphology(facts)); ${SHOWN}`);
  const [index, options] =
    "adjacency" in indexOrOptions ? [indexOrOptions, more] : [null, indexOrOptions as DisplayOptions];
  if (is<LiqaGraph>(value, "forEachNode", "getNodeAttributes")) return graphView(value, options);
  if (is<Extraction>(value, "article", "entities", "meetings", "warnings"))
    return extractionView(value, options);
  const look = ofIndex(value);
  if (look === null || index === null) throw new TypeError(`nothing to show: ${SHOWN}`);
  return look(index, options);
}

/**
 * The same index, except that the paths, meetings, articles and subgraphs which it hands out show themselves as the
 * last line of a cell. They carry it under a symbol that JSON and loops do not see.
 *
 * @example
 * ```ts
 * const showing = selfShowing(index);
 * const [meeting] = showing.meetings().items;
 * DISPLAY in meeting; // → true
 * ```
 */
export const selfShowing = (index: GraphIndex, options: DisplayOptions = {}): GraphIndex => {
  const reveal = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    for (const list of [
      value,
      (value as { items?: unknown }).items,
      (value as { meetings?: unknown }).meetings,
    ])
      if (Array.isArray(list)) list.forEach(reveal);
    const look = ofIndex(value);
    if (look !== null && Object.isExtensible(value))
      Object.defineProperty(value, DISPLAY, {
        value: () => look(index, options)[DISPLAY](),
        configurable: true,
      });
    return value;
  };
  return new Proxy(index, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name, target);
      return typeof found === "function" ? (...args: unknown[]) => reveal(found.apply(target, args)) : found;
    },
  });
};
