import { dateSentence, type LiqaGraph, termInWords } from "@liqa/graph";
import { placeLabels } from "./labels.ts";
import { layOut } from "./layout.ts";
import { INK, LINE, label, MUTED, picture, round, shape, shortened, toneOf } from "./looks.ts";
import { type Markup, markup } from "./markup.ts";
import { quoted, tools } from "./parts.ts";
import { type Scene, type SceneMeeting, type SceneNode, sceneOf } from "./scene.ts";
import { View } from "./view.ts";
import { type DisplayOptions, type Words, wordsOf } from "./words.ts";

const WIDTH = 860;
const CROWD = 40;

/** A graph as a picture and, below it, its meetings with their proof; a node chosen in the picture narrows the list. */
export const graphView = (graph: LiqaGraph, options: DisplayOptions = {}): View => {
  const words = wordsOf(options);
  const scene = sceneOf(graph, options.most ?? 60, words.language);
  const caption = words.caption(
    scene.nodes.filter(({ kind }) => kind !== "meeting").length,
    scene.meetings.length,
    scene.leftOut,
  );
  const title = options.title ?? caption;
  const svg = drawScene(scene, title, words);
  const number = numbers(scene);
  const items = scene.meetings.map((meeting) => meetingItem(meeting, number, words));
  const body = markup`${options.title === undefined ? null : markup`<h4>${options.title}</h4>`}<div class="liqa-picture">${svg}${tools(words)}</div><p class="liqa-caption">${caption}</p><details><summary>${words.proof}</summary><ol class="liqa-list">${items}</ol></details>`;
  const lines = scene.meetings.map(
    (meeting) => `${said(meeting, words)} «${meeting.evidence[0]?.quote ?? ""}»`,
  );
  return new View(svg, body, [title, ...lines].join("\n"), words.language);
};

/** The picture alone; its nodes carry the numbers by which lists beside it speak of them. */
export const drawScene = (scene: Scene, title: string, words: Words): Markup => {
  const height = Math.round(Math.min(720, Math.max(240, 140 + 60 * Math.sqrt(scene.nodes.length))));
  const radius = new Map(scene.nodes.map((node) => [node.key, radiusOf(node)]));
  const spots = layOut(scene, WIDTH, height, (key) => radius.get(key)!);
  const number = numbers(scene);
  const name = new Map(scene.meetings.map((meeting) => [meeting.key, said(meeting, words)]));
  const lines = scene.lines.map(({ from, to, meetings, relation }) => {
    const [a, b] = [spots.get(from)!, spots.get(to)!];
    const office = meetings.length === 0;
    const width = relation === "met" ? 1.2 + Math.sqrt(meetings.length) : 1.2;
    const dash = office ? markup` stroke-dasharray="1 4" stroke-linecap="round"` : null;
    return markup`<line data-ends="${number.get(from)!} ${number.get(to)!}" x1="${round(a.x)}" y1="${round(a.y)}" x2="${round(b.x)}" y2="${round(b.y)}" stroke="${LINE}" stroke-width="${round(width)}"${dash}/>`;
  });
  const nodes = scene.nodes.map((node) => {
    const spot = spots.get(node.key)!;
    const text = name.get(node.key) ?? node.name;
    return markup`<g class="liqa-node" tabindex="0" role="button" data-node="${number.get(node.key)!}"><title>${text}</title>${shape(node.kind, toneOf(node.status), spot)}</g>`;
  });
  // In a crowd only actors are named; a meeting says what it is when pointed at.
  const crowd = scene.nodes.length > CROWD;
  const wishes = scene.nodes
    .filter(({ kind }) => !crowd || kind !== "meeting")
    .sort((a, b) => importance(b) - importance(a));
  const texts = wishes.map((node) => labelOf(node, scene, words));
  const places = placeLabels(
    wishes.map((node, at) => ({ text: texts[at]!, spot: spots.get(node.key)!, size: sizeOf(node) })),
    spots.values(),
    WIDTH,
    height,
  );
  const counts = scene.lines
    .filter(({ meetings, relation }) => relation === "met" && meetings.length > 1)
    .map(({ from, to, meetings }) => {
      const [a, b] = [spots.get(from)!, spots.get(to)!];
      return label(String(meetings.length), (a.x + b.x) / 2, (a.y + b.y) / 2 + 4, {
        size: 10.5,
        color: MUTED,
      });
    });
  const labels = wishes.map((node, at) => {
    const place = places[at];
    if (!place) return null;
    const meeting = node.kind === "meeting";
    const look = { size: sizeOf(node), color: meeting ? MUTED : INK, weight: meeting ? 400 : 500 };
    return markup`<g class="liqa-name" data-of="${number.get(node.key)!}">${label(texts[at]!, place.x, place.y, look)}</g>`;
  });
  return picture(
    WIDTH,
    height,
    title,
    markup`<g class="liqa-move"><g>${lines}</g><g>${nodes}</g><g pointer-events="none">${counts}${labels}</g></g>`,
  );
};

/** What a reader calls a meeting: its kind, when it was, who was there, how far it came. */
export const said = ({ type, status, name, date, participants }: SceneMeeting, words: Words): string =>
  words.meeting({
    type: name ?? words.noun(termInWords(type, words.language)),
    status: termInWords(status, words.language),
    date: date === null ? null : dateSentence(date, words.language),
    who: participants.map((one) => one.name),
  });

const meetingItem = (meeting: SceneMeeting, number: ReadonlyMap<string, number>, words: Words): Markup => {
  const about = [meeting.key, ...meeting.participants.map(({ key }) => key), meeting.place]
    .map((key) => (key === null ? undefined : number.get(key)))
    .filter((one) => one !== undefined);
  return markup`<li data-about="${about.join(" ")}"><span dir="auto">${said(meeting, words)}</span>${quoted(meeting.evidence.slice(0, 2))}</li>`;
};

const numbers = (scene: Scene): Map<string, number> => new Map(scene.nodes.map(({ key }, at) => [key, at]));

const radiusOf = ({ kind, degree }: SceneNode): number =>
  kind === "meeting" ? 5.5 : Math.min(16, 5 + 2 * Math.sqrt(degree));

const sizeOf = ({ kind }: SceneNode): number => (kind === "meeting" ? 10.5 : 12);

/** Whose name goes first where there is not room for all. */
const importance = ({ kind, degree }: SceneNode): number =>
  degree + (kind === "person" ? 100 : kind === "meeting" ? 0 : 50);

const labelOf = (node: SceneNode, scene: Scene, words: Words): string => {
  if (node.kind !== "meeting") return shortened(node.name);
  const meeting = scene.meetings.find(({ key }) => key === node.key);
  return shortened(
    meeting?.name ??
      (meeting?.date
        ? dateSentence(meeting.date, words.language)
        : words.noun(termInWords(meeting!.type, words.language))),
  );
};
