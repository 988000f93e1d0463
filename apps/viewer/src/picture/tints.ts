import type { SceneEdge } from "../scene.ts";

/** Where a member of a group stands, in pixels. */
export interface Member {
  x: number;
  y: number;
  radius: number;
}

/** Pixels of tint around a node, and on either side of a line: bands as wide as nodes would read as shapes. */
const AROUND = 16;
const BESIDE = 6;

/**
 * Outline of one group as an SVG path: a disc around each member, a band along each line between two of them. All
 * parts turn clockwise, so that filled by the nonzero rule they are one shape without holes.
 *
 * @param scale of the picture, where it is drawn smaller than it is made for
 */
export function tintPath(
  members: ReadonlyMap<string, Member>,
  edges: readonly SceneEdge[],
  scale = 1,
): string {
  const parts: string[] = [];
  const around = AROUND * scale;
  for (const { x, y, radius } of members.values()) {
    const r = n(radius + around);
    parts.push(`M${n(x - radius - around)} ${n(y)}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0Z`);
  }
  for (const { source, target } of edges) {
    const [a, b] = [members.get(source), members.get(target)];
    if (a && b) parts.push(band(a, b, BESIDE * scale));
  }
  return parts.join("");
}

function band(a: Member, b: Member, beside: number): string {
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  if (length === 0) return "";
  const [dx, dy] = [(b.y - a.y) / length, (a.x - b.x) / length];
  const [x, y] = [dx * beside, dy * beside];
  return `M${n(a.x + x)} ${n(a.y + y)}L${n(b.x + x)} ${n(b.y + y)}L${n(b.x - x)} ${n(b.y - y)}L${n(a.x - x)} ${n(a.y - y)}Z`;
}

function n(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Members of each group and the edges that stay inside it, by number of the group. */
export function byGroup(
  groups: ReadonlyMap<string, number>,
  edges: readonly SceneEdge[],
  place: (id: string) => Member | null,
): { members: Map<string, Member>; edges: SceneEdge[] }[] {
  const found: { members: Map<string, Member>; edges: SceneEdge[] }[] = [];
  for (const [id, number] of groups) {
    const member = place(id);
    if (!member) continue;
    found[number] ??= { members: new Map(), edges: [] };
    found[number].members.set(id, member);
  }
  for (const edge of edges) {
    const number = groups.get(edge.source);
    if (number !== undefined && number === groups.get(edge.target)) found[number]?.edges.push(edge);
  }
  return found.filter(Boolean);
}
