import { type Answer, type GraphIndex, toGraphology } from "@liqa/graph";
import { drawScene } from "./graphView.ts";
import { markup } from "./markup.ts";
import { cited } from "./parts.ts";
import { sceneOf } from "./scene.ts";
import { subset } from "./subset.ts";
import { View } from "./view.ts";
import { type DisplayOptions, wordsOf } from "./words.ts";

/** An answer to a question: its cited sentences, the meetings it speaks of as a picture, and the passages. */
export const answerView = (answer: Answer, index: GraphIndex, options: DisplayOptions = {}): View => {
  const words = wordsOf(options);
  const facts = subset(
    index,
    answer.meetings.map(({ id }) => id),
  );
  const scene = sceneOf(toGraphology(facts), options.most ?? 60, words.language);
  const svg = drawScene(scene, options.title ?? answer.question, words);
  const heading = markup`<h4 dir="auto">${options.title ?? answer.question}</h4>`;
  const picture = scene.nodes.length > 0 && markup`<div class="liqa-picture">${svg}</div>`;
  const body = markup`${heading}${picture}${cited(answer.text, answer.evidence)}`;
  return new View(svg, body, answer.text, words.language);
};
