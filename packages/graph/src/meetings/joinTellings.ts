import type { MeetingType, Status } from "../extraction.ts";
import type { Actor } from "../mentions/actors.ts";
import type { Part, Telling } from "./telling.ts";

/** A meeting of the article: every telling of it, joined. */
export interface JoinedMeeting {
  type: MeetingType;
  status: Status;
  parts: Part[];
  place: number | null;
  date: number | null;
  tellings: Telling[];
}

/** Tellings in the order of the text become meetings: the same people, compatible in type, status, date and place. */
export const joinTellings = (tellings: readonly Telling[], actors: readonly Actor[], edtfOf: (date: number) => string | null): JoinedMeeting[] => {
  const meetings: JoinedMeeting[] = [];
  for (const telling of tellings) {
    const home = homeOf(telling, meetings, actors, edtfOf);
    if (home) merge(home, telling);
    else if (telling.parts.length && stands(telling, actors)) {
      meetings.push({
        type: telling.type,
        status: telling.status,
        parts: [...telling.parts],
        place: telling.place,
        date: telling.date,
        tellings: [telling],
      });
    }
  }
  return meetings;
};

/** Enough for a meeting of its own: two actors, or one that is plural or a body. */
const stands = (telling: Telling, actors: readonly Actor[]): boolean => {
  if (telling.type === "visit") return telling.parts.some((part) => part.function !== "host");
  if (telling.parts.length >= 2) return true;
  const actor = actors[telling.parts[0]!.actor]!;
  if (telling.anaphoric && telling.rule.startsWith("noun:") && telling.type === "bilateral") return false;
  return actor.kind === "group" || actor.kind === "organization";
};

const homeOf = (
  telling: Telling,
  meetings: readonly JoinedMeeting[],
  actors: readonly Actor[],
  edtfOf: (date: number) => string | null,
): JoinedMeeting | null => {
  for (let at = meetings.length - 1; at >= 0; at--) {
    const meeting = meetings[at]!;
    if (!typesFit(meeting, telling) || !statusesFit(meeting.status, telling.status)) continue;
    if (meeting.date !== null && telling.date !== null && !sameDay(edtfOf(meeting.date), edtfOf(telling.date))) continue;
    if (meeting.place !== null && telling.place !== null && meeting.place !== telling.place) continue;
    const shared = telling.parts.filter((part) => meeting.parts.some((own) => same(actors, own.actor, part.actor))).length;
    if (!telling.parts.length) {
      if (telling.anaphoric && meetings.length - at <= 2) return meeting;
      continue;
    }
    const smaller = Math.min(telling.parts.length, meeting.parts.length);
    if (shared === smaller && shared >= Math.min(2, smaller)) {
      if (smaller === 1 && Math.max(telling.parts.length, meeting.parts.length) > 1 && !telling.anaphoric && !meeting.tellings.some((t) => t.sentence.headline)) {
        if (telling.type !== "visit" && telling.type !== "session") continue;
      }
      return meeting;
    }
    if (shared >= 2) return meeting;
    if (shared === 1 && telling.anaphoric && meetings.length - at === 1) return meeting;
  }
  return null;
};

/** One actor, or a person and the state or body the person acts for. */
const same = (actors: readonly Actor[], a: number, b: number): boolean => {
  if (a === b) return true;
  return speaksFor(actors[a]!, actors[b]!) || speaksFor(actors[b]!, actors[a]!);
};

const speaksFor = (delegate: Actor, body: Actor): boolean =>
  body.entry !== null &&
  (delegate.kind === "person" || delegate.kind === "group") &&
  body.kind !== "person" &&
  (delegate.affiliations.some((to) => to.relation === "of" && to.entry?.id === body.entry!.id) ||
    (delegate.kind === "person" && body.kind === "country" && delegate.entry?.country === body.entry.id));

const typesFit = (meeting: JoinedMeeting, telling: Telling): boolean => {
  if (meeting.type === telling.type) return true;
  const loose: MeetingType[] = ["bilateral", "multilateral", "talks_round", "session", "summit"];
  if (loose.includes(meeting.type) && loose.includes(telling.type)) return true;
  if (meeting.type === "call" || telling.type === "call") return telling.vagueType || meeting.tellings.every((t) => t.vagueType);
  return false;
};

const OPEN: readonly Status[] = ["planned", "called_for"];
const DONE: readonly Status[] = ["held", "ongoing"];

const statusesFit = (a: Status, b: Status): boolean =>
  a === b ||
  (DONE.includes(a) && DONE.includes(b)) ||
  (OPEN.includes(a) && OPEN.includes(b)) ||
  (DONE.includes(a) && b === "planned") ||
  (a === "planned" && DONE.includes(b)) ||
  ["cancelled", "postponed", "denied", "failed"].includes(a) ||
  ["cancelled", "postponed", "denied", "failed"].includes(b);

const sameDay = (a: string | null, b: string | null): boolean => {
  if (a === null || b === null) return true;
  const [x, y] = [a.split("/")[0]!, b.split("/")[0]!];
  return x.startsWith(y) || y.startsWith(x);
};

const RANK: Record<Status, number> = {
  denied: 8,
  failed: 7,
  cancelled: 6,
  postponed: 5,
  held: 4,
  ongoing: 3,
  planned: 2,
  called_for: 1,
};

const merge = (meeting: JoinedMeeting, telling: Telling): void => {
  meeting.tellings.push(telling);
  for (const part of telling.parts) {
    const own = meeting.parts.find((one) => one.actor === part.actor);
    if (!own) meeting.parts.push(part);
    else if (own.function === "participant") own.function = part.function;
  }
  meeting.place ??= telling.place;
  meeting.date ??= telling.date;
  if (telling.parts.length && RANK[telling.status] > RANK[meeting.status]) meeting.status = telling.status;
  if (meeting.type === "bilateral" && telling.type !== "bilateral" && telling.parts.length) meeting.type = telling.type;
};
