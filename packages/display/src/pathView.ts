import {
  dateSentence,
  type GraphIndex,
  type Path,
  type PathAnswer,
  pathSentence,
  termInWords,
} from "@liqa/graph";
import { LINE, label, MUTED, picture, round, shape, shortened, toneOf } from "./looks.ts";
import { type Markup, markup } from "./markup.ts";
import { cited } from "./parts.ts";
import { View } from "./view.ts";
import { type DisplayOptions, type Words, wordsOf } from "./words.ts";

const WIDTH = 860;
const ROW = 124;

/** Paths as rows of actors and meetings, in the direction of the language, and as cited sentences. */
export const pathView = (
  answer: Path | PathAnswer,
  index: GraphIndex,
  options: DisplayOptions = {},
): View => {
  const words = wordsOf(options);
  const paths = "items" in answer ? answer.items : [answer];
  const told = paths.map((path) => pathSentence(index, path, words.language));
  const text =
    told.map((one) => [one.text, ...one.evidence.map(quote)].join("\n")).join("\n") || words.noPath;
  const title = options.title ?? told[0]?.text ?? words.noPath;
  const height = Math.max(1, paths.length) * ROW;
  const rows = paths.map((path, at) => row(path, index, words, at * ROW));
  const svg = picture(WIDTH, height, title, markup`${rows}`);
  const sentences = told.map((one) => cited(one.text, one.evidence));
  const heading = options.title === undefined ? null : markup`<h4>${options.title}</h4>`;
  const body = markup`${heading}${paths.length > 0 && svg}${paths.length > 0 ? sentences : markup`<p>${words.noPath}</p>`}`;
  return new View(svg, body, text, words.language);
};

const quote = ({ article, quote: words }: { article: string; quote: string }, at: number): string =>
  `  [${at + 1}] «${words}» (${article})`;

const row = (path: Path, index: GraphIndex, words: Words, top: number): Markup => {
  const step = WIDTH / path.nodes.length;
  const xOf = (at: number): number =>
    words.language === "ar" ? WIDTH - (at + 0.5) * step : (at + 0.5) * step;
  const middle = top + ROW / 2 + 6;
  const lines = path.hops.map(({ weak }, at) => {
    const [from, to] = [xOf(2 * at), xOf(2 * at + 2)];
    const dash = weak ? markup` stroke-dasharray="5 5"` : null;
    return markup`<line x1="${round(from)}" y1="${middle}" x2="${round(to)}" y2="${middle}" stroke="${LINE}" stroke-width="2.5"${dash}/>`;
  });
  const most = Math.floor(step / 6.2);
  const nodes = path.nodes.map((id, at) => {
    const spot = { x: xOf(at), y: middle, radius: at % 2 === 0 ? 13 : 9 };
    if (at % 2 === 0) {
      const entity = index.entity(id)?.entity;
      const name = entity?.names[words.language] ?? entity?.name ?? id;
      return markup`<g><title>${name}</title>${shape(entity?.kind ?? "person", "solid", spot)}${label(shortened(name, most), spot.x, middle + 34, { size: 13, weight: 500 })}</g>`;
    }
    const meeting = index.meeting(id);
    if (!meeting) return markup`<g>${shape("meeting", "solid", spot)}</g>`;
    const about = [
      words.noun(termInWords(meeting.type, words.language)),
      meeting.status === "held" ? "" : termInWords(meeting.status, words.language),
    ];
    const date = meeting.date?.edtf ? dateSentence(meeting.date.edtf, words.language) : "";
    const look = { size: 11.5, color: MUTED };
    return markup`<g><title>${meeting.evidence[0].quote}</title>${shape("meeting", toneOf(meeting.status), spot)}${label(shortened(about.filter(Boolean).join(" · "), most), spot.x, middle - 36, look)}${label(shortened(date, most), spot.x, middle - 19, look)}</g>`;
  });
  return markup`${lines}${nodes}`;
};
