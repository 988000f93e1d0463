import type { Evidence, LiqaGraph, MeetingType, ProseLanguage, Status } from "@liqa/graph";
import type { NodeKind } from "./looks.ts";

/** What a picture of a graph shows: actors and places, meetings as nodes or, between two, as lines. */
export interface Scene {
  nodes: SceneNode[];
  lines: SceneLine[];
  meetings: SceneMeeting[];
  /** Nodes that have some line but found no room. */
  leftOut: number;
}

export interface SceneNode {
  key: string;
  kind: NodeKind;
  name: string;
  status?: Status | undefined;
  /** Lines that end here. */
  degree: number;
}

export interface SceneLine {
  from: string;
  to: string;
  /** Keys of the meetings that the line stands for; none for offices, memberships and the like. */
  meetings: string[];
  relation: string;
}

export interface SceneMeeting {
  key: string;
  type: MeetingType;
  status: Status;
  name: string | null;
  date: string | null;
  place: string | null;
  participants: { key: string; name: string }[];
  evidence: readonly Evidence[];
}

/** Beyond so many nodes, meetings of two are drawn as a line between them. */
const FEW = 36;

/**
 * Chooses what a picture can bear: the nodes with most meetings first, whole meetings, and nothing that stands alone.
 * Articles are not drawn; they are in the evidence.
 */
export const sceneOf = (graph: LiqaGraph, most: number, language: ProseLanguage): Scene => {
  const nameOf = (key: string): string => {
    const { label, nameAr, nameEn } = graph.getNodeAttributes(key);
    return (language === "ar" ? nameAr : nameEn) ?? label;
  };
  const meetings = meetingsOf(graph, nameOf);
  const attendance = new Map<string, number>();
  for (const { participants } of meetings)
    for (const { key } of participants) attendance.set(key, (attendance.get(key) ?? 0) + 1);

  const linked = new Set([
    ...attendance.keys(),
    ...meetings.map(({ place }) => place).filter((one) => one !== null),
  ]);
  const ranked = [...attendance].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([key]) => key);
  const chosen = new Set(ranked.slice(0, most));
  // A meeting needs two of its participants in the picture, or all it has.
  const shown = meetings.filter(({ participants }) => {
    const there = participants.filter(({ key }) => chosen.has(key)).length;
    return there >= Math.min(2, participants.length);
  });
  const crowded = chosen.size + shown.length > FEW;
  const lines = new Map<string, SceneLine>();
  const line = (from: string, to: string, relation: string, meeting: string | null): void => {
    const [a, b] = from < to ? [from, to] : [to, from];
    const id = `${a}\n${b}\n${relation}`;
    const known = lines.get(id) ?? { from: a, to: b, meetings: [], relation };
    lines.set(id, known);
    if (meeting !== null) known.meetings.push(meeting);
  };
  const nodes = new Set<string>();
  for (const { key, participants, place } of shown) {
    const there = participants.filter((one) => chosen.has(one.key));
    for (const one of there) nodes.add(one.key);
    if (crowded && participants.length === 2) {
      line(there[0]!.key, there[1]!.key, "met", key);
      continue;
    }
    nodes.add(key);
    for (const one of there) line(one.key, key, "participated_in", key);
    if (!crowded && place !== null) {
      nodes.add(place);
      line(key, place, "held_in", key);
    }
  }
  graph.forEachUndirectedEdge((_edge, { relation }, source, target) => {
    const office = relation === "represents" || relation === "member_of" || relation === "part_of";
    if (office && nodes.has(source) && nodes.has(target)) line(source, target, relation, null);
  });
  const degree = new Map<string, number>();
  for (const { from, to } of lines.values())
    for (const key of [from, to]) degree.set(key, (degree.get(key) ?? 0) + 1);
  return {
    nodes: [...nodes].map((key) => {
      const { kind, status } = graph.getNodeAttributes(key);
      return { key, kind: kind as NodeKind, name: nameOf(key), status, degree: degree.get(key) ?? 0 };
    }),
    lines: [...lines.values()],
    meetings: shown,
    leftOut: [...linked].filter((key) => !nodes.has(key) && graph.getNodeAttribute(key, "kind") !== "place")
      .length,
  };
};

/** The meetings of a graph in the order of their dates, undated ones last. */
const meetingsOf = (graph: LiqaGraph, nameOf: (key: string) => string): SceneMeeting[] => {
  const found: SceneMeeting[] = [];
  graph.forEachNode((key, { kind, label, type, status, date }) => {
    if (kind !== "meeting" || type === undefined || status === undefined) return;
    const meeting: SceneMeeting = {
      key,
      type,
      status,
      name: label === date || label === type ? null : label,
      date: date ?? null,
      place: null,
      participants: [],
      evidence: [],
    };
    graph.forEachEdge(key, (_edge, { relation, evidence }, source, target) => {
      const other = source === key ? target : source;
      if (relation === "participated_in") {
        meeting.participants.push({ key: other, name: nameOf(other) });
        if (meeting.evidence.length === 0) meeting.evidence = evidence;
      } else if (relation === "held_in" && source === key) meeting.place = other;
    });
    if (meeting.participants.length > 0) found.push(meeting);
  });
  const when = ({ date }: SceneMeeting): string => date ?? "\uffff";
  return found.sort((a, b) => (when(a) < when(b) ? -1 : when(a) > when(b) ? 1 : a.key < b.key ? -1 : 1));
};
