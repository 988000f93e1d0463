import {
  type ExtractedEntity,
  type Extraction,
  type Facts,
  type Judgement,
  type Kind,
  type MeetingFunction,
  type MeetingType,
  resolve as resolveKnowing,
  type Status,
  type World,
} from "../../src/index.ts";

/** Resolves without knowledge of the world, so that a test sees what its own articles alone bring about. */
export const resolve = (
  extractions: readonly Extraction[],
  judgements: readonly Judgement[] = [],
  world: World = {},
): Facts => resolveKnowing(extractions, judgements, world);

export interface ActorSketch {
  kind?: Kind;
  name: string;
  aliases?: string[];
  /** Title and the local id of whom it acts for. */
  roles?: [title: string, represents: string | null][];
  known?: string;
}

export interface MeetingSketch {
  id?: string;
  type?: MeetingType;
  status?: Status;
  name?: string;
  background?: boolean;
  who: string[] | Record<string, MeetingFunction>;
  place?: string;
  date?: string | null;
  inferred?: boolean;
  parent?: string;
}

export interface Sketch {
  id: string;
  day?: string;
  source?: string;
  /** Made of the names and titles when left out. */
  text?: string;
  actors: Record<string, ActorSketch | string>;
  meetings?: MeetingSketch[];
}

/** An extraction as the reader would make it, from its bare facts. Every span quotes the text. */
export const tell = ({ id, day, source, text: given, actors, meetings = [] }: Sketch): Extraction => {
  const sketches = Object.entries(actors).map(
    ([local, actor]) => [local, typeof actor === "string" ? { name: actor } : actor] as const,
  );
  const text =
    given ??
    `${id}: ${sketches
      .map(([, { name, roles = [] }]) => [...roles.map(([title]) => title), name].join(" "))
      .join("، ")}.`;
  const span = (part: string): { start: number; end: number } => {
    const start = text.indexOf(part);
    if (start < 0) throw new Error(`«${part}» is not in the text of ${id}`);
    return { start, end: start + part.length };
  };
  const entities = sketches.map(
    ([local, { kind = "person", name, aliases = [], roles = [], known }]): ExtractedEntity => ({
      id: local,
      kind,
      name,
      aliases,
      mentions: [{ ...span(name), text: name }],
      roles: roles.map(([title, represents]) => ({ title, represents, ...span(title) })),
      ...(known === undefined ? {} : { known }),
    }),
  );
  const nameOf = (local: string): string => {
    const actor = actors[local];
    if (actor === undefined) throw new Error(`${local} is no actor of ${id}`);
    return typeof actor === "string" ? actor : actor.name;
  };
  return {
    article: { id, text, publishedAt: day ?? null, source: source ?? null, language: "ar" },
    entities,
    meetings: meetings.map((meeting, at) => {
      const who = Array.isArray(meeting.who)
        ? meeting.who.map((local) => [local, "participant"] as const)
        : Object.entries(meeting.who);
      return {
        id: meeting.id ?? `m${at + 1}`,
        type: meeting.type ?? "bilateral",
        status: meeting.status ?? "held",
        name: meeting.name ?? null,
        background: meeting.background ?? false,
        participants: who.map(([entity, role]) => ({
          entity,
          function: role,
          evidence: [span(nameOf(entity))],
        })),
        place: meeting.place ?? null,
        date:
          meeting.date === undefined
            ? null
            : { edtf: meeting.date, text: "", start: 0, end: 0, inferred: meeting.inferred ?? false },
        topics: [],
        parent: meeting.parent ?? null,
        evidence: [{ start: 0, end: text.length }],
        rule: "test",
        confidence: 0.9,
      };
    }),
    relations: [],
    warnings: [],
  };
};
