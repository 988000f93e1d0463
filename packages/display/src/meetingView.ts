import {
  dateSentence,
  type Evidence,
  type GraphIndex,
  type Meeting,
  meetingSentence,
  termInWords,
  toGraphology,
} from "@liqa/graph";
import { drawScene } from "./graphView.ts";
import { toneOf } from "./looks.ts";
import { type Markup, markup } from "./markup.ts";
import { quoted } from "./parts.ts";
import { sceneOf } from "./scene.ts";
import { subset } from "./subset.ts";
import { View } from "./view.ts";
import { type DisplayOptions, type Words, wordsOf } from "./words.ts";

/** A meeting: who took part as what, where and when, how its status was told over time, and every passage that says so. */
export const meetingView = (meeting: Meeting, index: GraphIndex, options: DisplayOptions = {}): View => {
  const words = wordsOf(options);
  const sentence =
    meetingSentence(index, meeting.id, words.language)?.text.replaceAll(/ ?\[\d+\]/gu, "") ?? meeting.id;
  const title = options.title ?? sentence;
  const svg = drawScene(sceneOf(toGraphology(subset(index, [meeting.id])), 60, words.language), title, words);
  const term = (id: Parameters<typeof termInWords>[0]): string => termInWords(id, words.language);
  const chip = markup`<span class="liqa-chip" data-tone="${toneOf(meeting.status)}">${term(meeting.status)}</span>`;
  const participants = meeting.participants.map(
    ({ entity, function: fn }) =>
      markup`<li><span dir="auto">${nameOf(index, entity, words)}</span> <span class="liqa-chip">${term(fn)}</span></li>`,
  );
  const history = meeting.statusHistory.map(
    ({ status, reported, article }) =>
      markup`<li>${term(status)}${reported && markup`، ${dateSentence(reported, words.language)}`} <cite dir="ltr">${article}</cite></li>`,
  );
  const rows: [string, Markup | string | null][] = [
    [words.date, meeting.date === null ? null : dateSentence(meeting.date.edtf, words.language)],
    [words.place, meeting.place && nameOf(index, meeting.place, words)],
    [words.topics, meeting.topics.map(({ text }) => text).join("، ") || null],
  ];
  const facts = rows.map(
    ([name, value]) => value !== null && markup`<dt>${name}</dt><dd dir="auto">${value}</dd>`,
  );
  const body = markup`<h4 dir="auto">${title} ${chip}</h4><dl>${facts}<dt>${words.participants}</dt><dd><ul class="liqa-proof">${participants}</ul></dd></dl><div class="liqa-picture">${svg}</div><details open><summary>${words.proof}</summary>${quoted(meeting.evidence)}</details>${history.length > 1 && markup`<details><summary>${words.told}</summary><ol class="liqa-proof">${history}</ol></details>`}`;
  return new View(svg, body, [title, ...meeting.evidence.map(said)].join("\n"), words.language);
};

const said = ({ article, quote }: Evidence): string => `  «${quote}» (${article})`;

const nameOf = (index: GraphIndex, id: string, words: Words): string => {
  const entity = index.entity(id)?.entity;
  return entity?.names[words.language] ?? entity?.name ?? id;
};
