/**
 * Who took part in what, as flat integer arrays: the part of the index that every query walks over.
 *
 * Actors are numbered in the order of their ids, meetings in the order of their dates:
 *
 *     [0, exact)         known to the day: a period is a slice of ids, found by binary search
 *     [exact, dated)     known to a month, a year, an interval: few, each tested
 *     [dated, meetings)  undated
 *
 * so that an actor's list, ascending, is in date order too. Participations stand both ways (compressed sparse rows).
 */

import { OPEN_END, OPEN_START } from "../edtf.ts";
import { FUNCTIONS, KINDS, MEETING_TYPES, STATUSES } from "../extraction.ts";
import { Marks } from "./marks.ts";

export const PERSON = KINDS.indexOf("person");
export const COUNTRY = KINDS.indexOf("country");
const VISIT = MEETING_TYPES.indexOf("visit");
const HOST = FUNCTIONS.indexOf("host");
const REPRESENTED = FUNCTIONS.indexOf("represented");

/** A meeting's code: type in bits 0–2, status in bits 3–5, then these. */
export const DOUBTFUL = 64;
export const HAS_CHILDREN = 128;
export const typeOf = (code: number): number => code & 7;
export const statusOf = (code: number): number => (code >> 3) & 7;

if (MEETING_TYPES.length > 8 || STATUSES.length > 8) throw new Error("meeting codes no longer fit one byte");

/** Facts as columns, meetings in the order of their ids. What a generator or a store can hand over directly. */
export interface Columns {
  /** Index into KINDS, one per actor. */
  kinds: Uint8Array;
  /** Day numbers; OPEN_START and OPEN_END where unknown. */
  earliest: Int32Array;
  latest: Int32Array;
  /** Index into MEETING_TYPES. */
  types: Uint8Array;
  /** Index into STATUSES. */
  statuses: Uint8Array;
  /** 1 where the date is marked `?` or `~`. */
  doubtful?: Uint8Array;
  /** Independent sources. */
  sources: Uint16Array;
  /** Actor number of the place, or −1. */
  places: Int32Array;
  /** Meeting it was part of, or −1. */
  parents?: Int32Array;
  /** Participations of meeting m: [offsets[m], offsets[m + 1]). */
  offsets: Int32Array;
  actors: Int32Array;
  /** Index into FUNCTIONS. */
  functions: Uint8Array;
}

/** The arrays themselves; a snapshot is these, one after the other. */
export interface AdjacencyArrays {
  /** [exact, dated] */
  blocks: Int32Array;
  kinds: Uint8Array;
  earliest: Int32Array;
  latest: Int32Array;
  codes: Uint8Array;
  sources: Uint16Array;
  /** Everybody named as participant, contact or not. */
  attendance: Uint16Array;
  places: Int32Array;
  /** Meeting → actors that were in contact there, ascending. */
  meetingOffsets: Int32Array;
  meetingActors: Int32Array;
  /** Actor → meetings in which it was in contact with the others, ascending. */
  actorOffsets: Int32Array;
  actorMeetings: Int32Array;
  /** Actor → meetings in which it is named but met nobody: deputised for, or the country visited. */
  asideOffsets: Int32Array;
  asideMeetings: Int32Array;
  /** Meetings that others were part of, ascending, and those others. */
  parents: Int32Array;
  childOffsets: Int32Array;
  children: Int32Array;
  /** Number → row of the columns it was built from. */
  meetingRows: Int32Array;
}

const prefixSums = (counts: Int32Array): void => {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!;
    counts[i] = sum;
    sum += count;
  }
};

/** Rows in the order of the three blocks. */
const chronological = (columns: Columns): { rows: Int32Array; exact: number; dated: number } => {
  const { earliest, latest } = columns;
  const total = earliest.length;
  let exact = 0;
  let first = OPEN_END;
  const vague: number[] = [];
  const undated: number[] = [];
  for (let row = 0; row < total; row++) {
    if (earliest[row] === latest[row]) {
      exact++;
      if (earliest[row]! < first) first = earliest[row]!;
    } else if (earliest[row] === OPEN_START && latest[row] === OPEN_END) undated.push(row);
    else vague.push(row);
  }
  // One number per meeting, (day, row), sorts natively: ten times faster than a comparator.
  const keys = new Float64Array(exact);
  let at = 0;
  for (let row = 0; row < total; row++) {
    if (earliest[row] === latest[row]) keys[at++] = (earliest[row]! - first) * total + row;
  }
  keys.sort();
  vague.sort((a, b) => earliest[a]! - earliest[b]! || latest[a]! - latest[b]! || a - b);
  const rows = new Int32Array(total);
  for (let i = 0; i < exact; i++) rows[i] = keys[i]! % total;
  rows.set(vague, exact);
  rows.set(undated, exact + vague.length);
  return { rows, exact, dated: exact + vague.length };
};

/**
 * Whether a participant was in contact with the others: not a person whose deputy came, and not the country
 * that a visit went to.
 */
const inContact = (kind: number, fn: number, type: number): boolean =>
  !(fn === REPRESENTED && kind === PERSON) && !(type === VISIT && kind === COUNTRY && fn === HOST);

export class Adjacency {
  readonly arrays: AdjacencyArrays;
  readonly actors: number;
  readonly meetings: number;
  /** Meetings below this number are known to the day. */
  readonly exact: number;
  /** Meetings below this number are dated. */
  readonly dated: number;
  readonly marks: Marks;

  constructor(arrays: AdjacencyArrays) {
    this.arrays = arrays;
    this.actors = arrays.kinds.length;
    this.meetings = arrays.codes.length;
    this.exact = arrays.blocks[0]!;
    this.dated = arrays.blocks[1]!;
    this.marks = new Marks(this.actors, this.meetings);
  }

  static from(columns: Columns): Adjacency {
    const { rows, exact, dated } = chronological(columns);
    const meetings = rows.length;
    const actors = columns.kinds.length;
    const earliest = new Int32Array(meetings);
    const latest = new Int32Array(meetings);
    const codes = new Uint8Array(meetings);
    const sources = new Uint16Array(meetings);
    const attendance = new Uint16Array(meetings);
    const places = new Int32Array(meetings);
    const meetingOffsets = new Int32Array(meetings + 1);
    const actorOffsets = new Int32Array(actors + 1);
    const asideOffsets = new Int32Array(actors + 1);
    for (let m = 0; m < meetings; m++) {
      const row = rows[m]!;
      const type = columns.types[row]!;
      earliest[m] = columns.earliest[row]!;
      latest[m] = columns.latest[row]!;
      codes[m] = type | (columns.statuses[row]! << 3) | (columns.doubtful?.[row] ? DOUBTFUL : 0);
      sources[m] = columns.sources[row]!;
      places[m] = columns.places[row]!;
      const start = columns.offsets[row]!;
      const end = columns.offsets[row + 1]!;
      attendance[m] = Math.min(end - start, 65_535);
      for (let p = start; p < end; p++) {
        const actor = columns.actors[p]!;
        if (inContact(columns.kinds[actor]!, columns.functions[p]!, type)) {
          meetingOffsets[m]!++;
          actorOffsets[actor]!++;
        } else asideOffsets[actor]!++;
      }
    }
    prefixSums(meetingOffsets);
    prefixSums(actorOffsets);
    prefixSums(asideOffsets);
    const contacts = meetingOffsets[meetings]!;
    const actorMeetings = new Int32Array(contacts);
    const asideMeetings = new Int32Array(asideOffsets[actors]!);
    const nextOf = actorOffsets.slice();
    const nextAside = asideOffsets.slice();
    for (let m = 0; m < meetings; m++) {
      const row = rows[m]!;
      const type = columns.types[row]!;
      for (let p = columns.offsets[row]!; p < columns.offsets[row + 1]!; p++) {
        const actor = columns.actors[p]!;
        if (inContact(columns.kinds[actor]!, columns.functions[p]!, type))
          actorMeetings[nextOf[actor]!++] = m;
        else asideMeetings[nextAside[actor]!++] = m;
      }
    }
    // Reading the actors' lists in order of actor leaves every meeting's list ascending.
    const meetingActors = new Int32Array(contacts);
    const next = meetingOffsets.slice();
    for (let actor = 0; actor < actors; actor++) {
      for (let p = actorOffsets[actor]!; p < actorOffsets[actor + 1]!; p++) {
        const m = actorMeetings[p]!;
        meetingActors[next[m]!++] = actor;
      }
    }
    const family = families(columns.parents, rows, codes);
    return new Adjacency({
      blocks: Int32Array.of(exact, dated),
      kinds: columns.kinds,
      earliest,
      latest,
      codes,
      sources,
      attendance,
      places,
      meetingOffsets,
      meetingActors,
      actorOffsets,
      actorMeetings,
      asideOffsets,
      asideMeetings,
      ...family,
      meetingRows: rows,
    });
  }

  /** Bounds of a meeting's children in `arrays.children`; empty for most. */
  childrenOf(meeting: number): readonly [number, number] {
    const { codes, parents, childOffsets } = this.arrays;
    if ((codes[meeting]! & HAS_CHILDREN) === 0) return [0, 0];
    const at = lowerBound(parents, 0, parents.length, meeting);
    return [childOffsets[at]!, childOffsets[at + 1]!];
  }

  /** Whether the actor was in contact with the others of a meeting. */
  attended(actor: number, meeting: number): boolean {
    const { meetingOffsets, meetingActors } = this.arrays;
    const end = meetingOffsets[meeting + 1]!;
    const at = lowerBound(meetingActors, meetingOffsets[meeting]!, end, actor);
    return at < end && meetingActors[at] === actor;
  }

  /** Whether a meeting is placed in time at all. */
  isDated(meeting: number): boolean {
    return meeting < this.dated;
  }

  degree(actor: number): number {
    return this.arrays.actorOffsets[actor + 1]! - this.arrays.actorOffsets[actor]!;
  }

  /** Bytes of the arrays that queries read, and of the marks they write. */
  bytes(): { arrays: number; scratch: number } {
    let arrays = 0;
    for (const array of Object.values(this.arrays) as ArrayLike<number>[]) {
      arrays += (array as Int32Array).byteLength;
    }
    return { arrays, scratch: this.marks.bytes() };
  }
}

/** Meetings that are part of each other say nothing: such links are left out. */
const isOwnAncestor = (parents: Int32Array, row: number): boolean => {
  let slow = row;
  let fast = row;
  for (;;) {
    for (let step = 0; step < 2; step++) {
      fast = parents[fast]!;
      if (fast < 0) return false;
      if (fast === row) return true;
    }
    slow = parents[slow]!;
    // A circle further up, which this meeting is no part of.
    if (slow === fast) return false;
  }
};

const families = (
  parents: Int32Array | undefined,
  rows: Int32Array,
  codes: Uint8Array,
): Pick<AdjacencyArrays, "parents" | "childOffsets" | "children"> => {
  const pairs: [parent: number, child: number][] = [];
  if (parents?.some((parent) => parent >= 0)) {
    const numberOf = new Int32Array(rows.length);
    for (let m = 0; m < rows.length; m++) numberOf[rows[m]!] = m;
    for (let m = 0; m < rows.length; m++) {
      const parent = parents[rows[m]!]!;
      if (parent >= 0 && !isOwnAncestor(parents, rows[m]!)) pairs.push([numberOf[parent]!, m]);
    }
  }
  pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const parentList: number[] = [];
  const offsets: number[] = [];
  pairs.forEach(([parent], at) => {
    if (parentList.at(-1) === parent) return;
    parentList.push(parent);
    offsets.push(at);
    codes[parent]! |= HAS_CHILDREN;
  });
  offsets.push(pairs.length);
  return {
    parents: Int32Array.from(parentList),
    childOffsets: Int32Array.from(offsets),
    children: Int32Array.from(pairs, ([, child]) => child),
  };
};

/** First position in the ascending stretch [start, end) whose value is at least `value`. */
export const lowerBound = (list: Int32Array, start: number, end: number, value: number): number => {
  let low = start;
  let high = end;
  while (high - low > 8) {
    const middle = (low + high) >>> 1;
    if (list[middle]! < value) low = middle + 1;
    else high = middle;
  }
  // Most actors have met few times: the last steps are cheaper one by one, being in one line of memory.
  while (low < high && list[low]! < value) low++;
  return low;
};
