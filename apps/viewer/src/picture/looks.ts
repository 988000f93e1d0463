import { humanDate } from "../edtf.ts";
import type { Dictionary } from "../i18n/index.ts";
import type { Scene, SceneEdge, SceneNode } from "../scene.ts";
import type { State } from "../state.ts";
import { shortened } from "./labels.ts";
import { MARKS, SHAPES, type ShapeAttributes } from "./shapes.ts";
import { mix, type Theme } from "./theme.ts";

/** How nodes and edges look: pure functions of scene, theme and language, used by the screen and by both exports. */
export function radiusOf(node: SceneNode, size: State["size"], crowd = 1): number {
  if (node.kind === "meeting") return (node.center ? 9 : 6.5) * crowd;
  const measure = size === "contacts" ? node.contacts : size === "meetings" ? node.weight : 1;
  const grown = size === "uniform" ? 9 : 6 + 2.4 * Math.sqrt(Math.max(0, measure));
  return Math.min(24, node.center ? Math.max(12, grown) : grown) * crowd;
}

/** Nodes that a picture holds at full size. */
const ROOMY = 80;

/** By how much everything shrinks so that a crowd finds room: the area per node stays about the same. */
export function crowding(nodes: number): number {
  return Math.max(0.4, Math.min(1, Math.sqrt(ROOMY / Math.max(1, nodes)) + 0.12));
}

export function nodeLook(
  node: SceneNode,
  theme: Theme,
  size: State["size"],
  crowd = 1,
): Omit<ShapeAttributes, "x" | "y"> {
  const color = theme.kinds[node.kind];
  const strength = node.dimmed ? 0.22 : 1;
  const border = mix(color, theme.background, strength);
  const fill = node.tone === "solid" ? mix(color, theme.background, strength * 0.88) : theme.background;
  return {
    size: radiusOf(node, size, crowd),
    color: fill,
    border,
    shape: SHAPES[node.kind],
    mark: MARKS[node.tone],
  };
}

export interface EdgeLook {
  size: number;
  color: string;
  dash: number;
}

export function edgeLook(edge: SceneEdge, theme: Theme, crowd = 1): EdgeLook {
  const base = edge.lit || edge.selected ? theme.lit : theme.edge;
  const faint = edge.relation === "represents" || edge.relation === "held_in" ? 0.6 : 1;
  const light = edge.lit || edge.selected ? 1 : crowd < 1 ? 0.45 + 0.55 * crowd : 1;
  const color = mix(base, theme.background, (edge.dimmed ? 0.25 : faint) * light);
  const plain = edge.relation === "met" ? 0.5 + Math.min(5, Math.sqrt(edge.meetings.length)) : 1.4;
  const counted = plain * (0.4 + 0.6 * crowd);
  const size = edge.lit ? Math.max(3.5, counted) : edge.selected ? Math.max(3, counted) : counted;
  const dash =
    edge.tone === "hollow" ? 5 : edge.tone === "crossed" ? 2 : edge.relation === "represents" ? 3 : 0;
  return { size, color, dash };
}

export interface LabelLook {
  text: string;
  size: number;
  weight: number;
  color: string;
  priority: number;
  forced: boolean;
  /** Says no more than the node's shape does: left out of a crowd. */
  idle: boolean;
}

/** Nodes of a crowd whose names must be there, or it would be a cloud of dots. */
const LEADERS = 9;

/** Whether there are too many nodes for every name. */
export function isCrowd({ nodes }: Scene): boolean {
  return nodes.length > ROOMY;
}

/** The actors with the most meetings, where there are too many for every name. */
export function leaders(scene: Scene): ReadonlySet<string> {
  if (!isCrowd(scene)) return new Set();
  const actors = scene.nodes.filter(({ kind, dimmed }) => kind !== "meeting" && !dimmed);
  actors.sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  return new Set(actors.slice(0, LEADERS).map(({ id }) => id));
}

/** Nodes by the importance of their names: those that must be there first. */
export function ranked({ nodes }: Scene, leading: ReadonlySet<string>): SceneNode[] {
  return nodes
    .map((node) => ({
      node,
      forced: Number(isForced(node, leading.has(node.id))),
      priority: priorityOf(node),
    }))
    .sort((a, b) => b.forced - a.forced || b.priority - a.priority)
    .map(({ node }) => node);
}

function isForced(node: SceneNode, leading: boolean): boolean {
  return leading || node.selected || node.lit || (node.center && !node.dimmed);
}

function priorityOf(node: SceneNode): number {
  const kind = node.kind === "meeting" ? 0 : node.kind === "person" ? 15 : 10;
  return kind + node.weight - (node.dimmed ? 50 : 0);
}

export function labelLook(
  node: SceneNode,
  theme: Theme,
  words: Dictionary,
  { leading = false, crowded = false } = {},
): LabelLook {
  const meeting = node.kind === "meeting";
  const forced = isForced(node, leading);
  const color = meeting && !forced ? theme.muted : theme.ink;
  return {
    text: node.name ? shortened(node.name) : labelText(node, words),
    size: node.center ? 15 : meeting ? 11.5 : 13,
    weight: node.center || node.selected || leading ? 600 : meeting ? 400 : 500,
    color: node.dimmed ? mix(color, theme.background, 0.45) : color,
    priority: priorityOf(node),
    forced,
    idle: crowded && !forced && node.name === null && !node.meeting?.edtf,
  };
}

export function labelText(node: Pick<SceneNode, "id" | "name" | "meeting">, words: Dictionary): string {
  if (node.name) return node.name;
  if (!node.meeting) return node.id;
  const type = words.types[node.meeting.type];
  return node.meeting.edtf ? `${type} · ${humanDate(node.meeting.edtf, words.dates)}` : type;
}

/** Text on a who-met-whom edge: how many meetings it stands for. */
export function edgeLabel(edge: SceneEdge): string | null {
  return edge.relation === "met" && edge.meetings.length > 1 ? String(edge.meetings.length) : null;
}

export function sceneSignature(scene: Scene): string {
  return `${scene.nodes.map((node) => node.id).join("|")}#${scene.edges.map((edge) => edge.id).join("|")}`;
}
