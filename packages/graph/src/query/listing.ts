import { OPEN_END } from "../edtf.ts";
import { type Adjacency, lowerBound } from "./adjacency.ts";
import type { Catalogue } from "./catalogue.ts";
import type { MeetingFilter } from "./filter.ts";
import { startOf } from "./neighbourCounts.ts";
import { Best, type Key } from "./page.ts";

/** `desc`: newest first (default). Undated meetings come last either way. */
export type DateOrder = "asc" | "desc";

const UNDATED = OPEN_END * 2;

/** Meetings of one actor that a filter admits, those where it met nobody included; ascending. */
export const participationsOf = (adjacency: Adjacency, actor: number, filter: MeetingFilter): number[] => {
  const { actorOffsets, actorMeetings, asideOffsets, asideMeetings } = adjacency.arrays;
  const found: number[] = [];
  const collect = (list: Int32Array, from: number, to: number): void => {
    for (let p = from; p < to; p++) if (filter.admits(list[p]!)) found.push(list[p]!);
  };
  collect(actorMeetings, actorOffsets[actor]!, actorOffsets[actor + 1]!);
  const contacts = found.length;
  collect(asideMeetings, asideOffsets[actor]!, asideOffsets[actor + 1]!);
  return found.length === contacts ? found : found.sort((a, b) => a - b);
};

/** Whether an actor is named as a participant, in contact or not. */
const isNamed = (adjacency: Adjacency, actor: number, meeting: number): boolean => {
  const { asideOffsets, asideMeetings } = adjacency.arrays;
  const end = asideOffsets[actor + 1]!;
  const at = lowerBound(asideMeetings, asideOffsets[actor]!, end, meeting);
  return (at < end && asideMeetings[at] === meeting) || adjacency.attended(actor, meeting);
};

/**
 * Meetings in date order after a key, at most `limit`.
 * @param participants all of them took part; none: every meeting counts.
 */
export const listMeetings = (
  adjacency: Adjacency,
  catalogue: Catalogue,
  filter: MeetingFilter,
  participants: readonly number[],
  order: DateOrder,
  after: Key | null,
  limit: number,
): number[] => {
  const sign = order === "asc" ? 1 : -1;
  const dayOf = (meeting: number): number =>
    meeting < adjacency.dated ? sign * startOf(adjacency, meeting) : UNDATED;
  // Inside one day numbers ascend with ids only within a block, so ids decide.
  const before = (a: number, b: number): boolean => {
    const byDay = dayOf(a) - dayOf(b);
    return byDay !== 0 ? byDay < 0 : catalogue.meetingId(a) < catalogue.meetingId(b);
  };
  const isAfter = (meeting: number): boolean => {
    if (after === null) return true;
    const byDay = dayOf(meeting) - (after[0] as number);
    return byDay !== 0 ? byDay > 0 : catalogue.meetingId(meeting) > (after[1] as string);
  };
  const best = new Best(limit, before);

  if (participants.length > 0) {
    const [rarest, ...others] = participants.toSorted((a, b) => adjacency.degree(a) - adjacency.degree(b));
    for (const meeting of participationsOf(adjacency, rarest!, filter)) {
      if (isAfter(meeting) && others.every((other) => isNamed(adjacency, other, meeting)))
        best.offer(meeting);
    }
    return best.sorted();
  }

  const { earliest } = adjacency.arrays;
  const { exact, dated, meetings } = adjacency;
  for (let m = exact; m < dated; m++) if (filter.admits(m) && isAfter(m)) best.offer(m);
  // The exact block is in order already: walk it from the cursor until a page is full, to the end of that day.
  const from = after === null || after[0] === UNDATED ? null : sign * (after[0] as number);
  const step = sign;
  let at = sign === 1 ? 0 : exact - 1;
  if (after !== null && from === null) at = sign === 1 ? exact : -1;
  else if (from !== null)
    at = sign === 1 ? lowerBound(earliest, 0, exact, from) : lowerBound(earliest, 0, exact, from + 1) - 1;
  let taken = 0;
  for (let day = Number.NaN; at >= 0 && at < exact; at += step) {
    if (taken >= limit && earliest[at] !== day) break;
    day = earliest[at]!;
    if (!filter.admits(at) || !isAfter(at)) continue;
    taken++;
    best.offer(at);
  }
  if (best.length < limit)
    for (let m = dated; m < meetings; m++) if (filter.admits(m) && isAfter(m)) best.offer(m);
  return best.sorted();
};

/** Key of a meeting in `listMeetings`. */
export const meetingKey = (
  adjacency: Adjacency,
  catalogue: Catalogue,
  meeting: number,
  order: DateOrder,
): Key => [
  meeting < adjacency.dated ? (order === "asc" ? 1 : -1) * startOf(adjacency, meeting) : UNDATED,
  catalogue.meetingId(meeting),
];
