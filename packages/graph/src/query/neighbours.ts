import { KINDS, MEETING_TYPES } from "../extraction.ts";
import { type Adjacency, typeOf } from "./adjacency.ts";
import type { Catalogue } from "./catalogue.ts";
import type { MeetingFilter } from "./filter.ts";
import { type Counts, countNeighbours, eachContact, endOf, startOf } from "./neighbourCounts.ts";
import { Best, type Key, writeCursor } from "./page.ts";
import { countByPeriod } from "./timeline.ts";
import type { Facets, Neighbour, Paged } from "./types.ts";

const NEVER = -(2 ** 31);

/** Meetings by date, undated last. */
export const byDate = (adjacency: Adjacency, meetings: number[]): number[] => {
  const day = (meeting: number): number =>
    meeting < adjacency.dated ? startOf(adjacency, meeting) : 2 ** 31;
  return meetings.sort((a, b) => day(a) - day(b) || a - b);
};

/** The meeting with the earliest and the one with the latest date, or null when none is dated. */
export const dateSpan = (
  adjacency: Adjacency,
  meetings: readonly number[],
): readonly [number, number] | null => {
  let span: [number, number] | null = null;
  for (const meeting of meetings.toSorted((a, b) => a - b)) {
    if (meeting >= adjacency.dated) break;
    if (span === null) span = [meeting, meeting];
    if (startOf(adjacency, meeting) < startOf(adjacency, span[0])) span[0] = meeting;
    if (meeting < adjacency.exact || endOf(adjacency, meeting) > endOf(adjacency, span[1])) span[1] = meeting;
  }
  return span;
};

const lastDay = (adjacency: Adjacency, counts: Counts, actor: number): number => {
  const last = counts.last[actor]!;
  return last < 0 ? NEVER : endOf(adjacency, last);
};

/** Whom an actor has met: most often first, then most recently, then by id. */
export const neighbourPage = (
  adjacency: Adjacency,
  catalogue: Catalogue,
  actor: number,
  filter: MeetingFilter,
  after: Key | null,
  limit: number,
): Paged<Neighbour> => {
  const counts = countNeighbours(adjacency, actor, filter);
  const keyOf = (other: number): Key => [
    -counts.count[other]!,
    -lastDay(adjacency, counts, other),
    catalogue.actorId(other),
  ];
  // Actors are numbered in the order of their ids, so numbers break ties as ids do.
  const best = new Best(
    limit + 1,
    (a, b) =>
      (counts.count[b]! - counts.count[a]! ||
        lastDay(adjacency, counts, b) - lastDay(adjacency, counts, a) ||
        a - b) < 0,
  );
  for (let i = 0; i < counts.length; i++) {
    const other = counts.actors[i]!;
    if (after !== null) {
      const order =
        -counts.count[other]! - (after[0] as number) ||
        -lastDay(adjacency, counts, other) - (after[1] as number);
      if (order < 0 || (order === 0 && catalogue.actorId(other) <= (after[2] as string))) continue;
    }
    best.offer(other);
  }
  const rows = best.sorted();
  const more = rows.length > limit;
  if (more) rows.pop();
  const nextCursor = more ? writeCursor(keyOf(rows.at(-1)!)) : null;
  return { items: neighbourRows(adjacency, catalogue, actor, rows, counts, filter), nextCursor };
};

const neighbourRows = (
  adjacency: Adjacency,
  catalogue: Catalogue,
  actor: number,
  rows: readonly number[],
  counts: Counts,
  filter: MeetingFilter,
): Neighbour[] => {
  const times = rows.map((row) => counts.count[row]!);
  const shared = rows.map((): number[] => []);
  // From here on the counts of the rows say where the row stands instead: below zero, unlike all other counts.
  for (const [at, row] of rows.entries()) counts.count[row] = -1 - at;
  eachContact(adjacency, actor, filter, (meeting, other) => {
    const at = -1 - counts.count[other]!;
    if (at >= 0) shared[at]!.push(meeting);
  });
  return rows.map((row, at): Neighbour => {
    const meetings = byDate(adjacency, shared[at]!);
    const sources = new Set<string>();
    for (const meeting of meetings) for (const source of catalogue.sources(meeting)) sources.add(source);
    const [first, last] = [counts.first[row]!, counts.last[row]!];
    return {
      entity: catalogue.ref(row),
      count: times[at]!,
      first: first < 0 ? null : catalogue.date(first),
      last: last < 0 ? null : catalogue.date(last),
      sources: sources.size,
      meetings: meetings.map((meeting) => catalogue.meetingId(meeting)),
    };
  });
};

/** How an actor's contacts and the meetings they come from divide. */
export const neighbourFacets = (
  adjacency: Adjacency,
  catalogue: Catalogue,
  actor: number,
  filter: MeetingFilter,
): Facets => {
  const { kinds, codes, places } = adjacency.arrays;
  const counts = countNeighbours(adjacency, actor, filter);
  const byKind = new Map<number, number>();
  for (let i = 0; i < counts.length; i++) tally(byKind, kinds[counts.actors[i]!]!);
  const meetings = new Set<number>();
  eachContact(adjacency, actor, filter, (meeting) => meetings.add(meeting));
  const byType = new Map<number, number>();
  const byPlace = new Map<number, number>();
  for (const meeting of meetings) {
    tally(byType, typeOf(codes[meeting]!));
    if (places[meeting]! >= 0) tally(byPlace, places[meeting]!);
  }
  return {
    years: countByPeriod(adjacency, meetings, "year"),
    kinds: mostFirst(byKind).map(([kind, count]) => ({ kind: KINDS[kind]!, count })),
    types: mostFirst(byType).map(([type, count]) => ({ type: MEETING_TYPES[type]!, count })),
    places: mostFirst(byPlace).map(([place, count]) => ({ place: catalogue.ref(place), count })),
  };
};

const tally = (counts: Map<number, number>, key: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

const mostFirst = (counts: Map<number, number>): [number, number][] =>
  [...counts].sort(([a, x], [b, y]) => y - x || a - b);
