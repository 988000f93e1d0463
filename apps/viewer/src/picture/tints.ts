import type { SceneEdge } from "../scene.ts";

/** Where a member of a group stands, in pixels. */
export interface Member {
  x: number;
  y: number;
  radius: number;
}

/** Pixels of tint around a node. */
const AROUND = 20;

/**
 * Outline of one group as an SVG path: a disc around each member, a band along each line between two of them. All
 * parts turn clockwise, so that filled by the nonzero rule they are one shape without holes.
 */
export function tintPath(members: ReadonlyMap<string, Member>, edges: readonly SceneEdge[]): string {
  const parts: string[] = [];
  for (const { x, y, radius } of members.values()) {
    const r = n(radius + AROUND);
    parts.push(`M${n(x - radius - AROUND)} ${n(y)}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0Z`);
  }
  for (const { source, target } of edges) {
    const [a, b] = [members.get(source), members.get(target)];
    if (a && b) parts.push(band(a, b));
  }
  return parts.join("");
}

function band(a: Member, b: Member): string {
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  if (length === 0) return "";
  const [dx, dy] = [(b.y - a.y) / length, (a.x - b.x) / length];
  const [p, q] = [(a.radius + AROUND) * 0.8, (b.radius + AROUND) * 0.8];
  return `M${n(a.x + dx * p)} ${n(a.y + dy * p)}L${n(b.x + dx * q)} ${n(b.y + dy * q)}L${n(b.x - dx * q)} ${n(b.y - dy * q)}L${n(a.x - dx * p)} ${n(a.y - dy * p)}Z`;
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
