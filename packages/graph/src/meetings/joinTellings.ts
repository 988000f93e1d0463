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

/** Date of the article by its index: EDTF, or null. */
export type EdtfOf = (date: number) => string | null;

/** Tellings in the order of the text become meetings: the same people, compatible in type, status, date and place. */
export const joinTellings = (
  tellings: readonly Telling[],
  actors: readonly Actor[],
  edtfOf: EdtfOf,
): JoinedMeeting[] => {
  const meetings: JoinedMeeting[] = [];
  for (const telling of tellings) {
    const home = homeOf(telling, meetings, actors, edtfOf);
    if (home) merge(home, telling);
    else if (stands(telling, actors)) {
      const { type, status, place, date } = telling;
      meetings.push({ type, status, parts: telling.parts.map((part) => ({ ...part })), place, date, tellings: [telling] });
    }
  }
  for (const meeting of meetings) meeting.parts = withoutStates(meeting, actors);
  return meetings.filter((meeting) => meeting.parts.length > 0);
};

/** Enough for a meeting of its own: two actors, or one that is plural or a body. */
const stands = (telling: Telling, actors: readonly Actor[]): boolean => {
  if (!telling.parts.length || telling.rule.startsWith("attendance:")) return false;
  if (telling.type === "visit") return telling.parts.some((part) => part.function !== "host");
  if (telling.parts.length >= 2) return true;
  const { kind } = actors[telling.parts[0]!.actor]!;
  if (telling.anaphoric) return kind === "organization" && telling.type === "session";
  return kind === "group" || kind === "organization";
};

const homeOf = (
  telling: Telling,
  meetings: readonly JoinedMeeting[],
  actors: readonly Actor[],
  edtfOf: EdtfOf,
): JoinedMeeting | null => {
  for (let at = meetings.length - 1; at >= 0; at--) {
    const meeting = meetings[at]!;
    if (!typesFit(meeting, telling) || !statusesFit(meeting, telling)) continue;
    if (meeting.date !== null && telling.date !== null && !sameTime(edtfOf(meeting.date), edtfOf(telling.date))) continue;
    if (meeting.place !== null && telling.place !== null && meeting.place !== telling.place) continue;
    if (peopleFit(meeting, telling, actors, at === meetings.length - 1)) return meeting;
  }
  return null;
};

const peopleFit = (meeting: JoinedMeeting, telling: Telling, actors: readonly Actor[], last: boolean): boolean => {
  const ours = meeting.parts.map((part) => part.actor);
  const theirs = telling.parts.map((part) => part.actor);
  if (!theirs.length || telling.rule.startsWith("attendance:")) return telling.anaphoric && last;
  const shared = theirs.filter((actor) => ours.includes(actor)).length;
  const sameNoun = telling.noun !== "" && meeting.tellings.some((one) => one.noun === telling.noun);
  const smaller = Math.min(ours.length, theirs.length);
  if (telling.type === "visit") {
    const guest = (parts: readonly Part[]): number[] => parts.filter((p) => p.function !== "host").map((p) => p.actor);
    const hosts = (parts: readonly Part[]): number[] => parts.filter((p) => p.function === "host").map((p) => p.actor);
    const [here, there] = [hosts(meeting.parts), hosts(telling.parts)];
    if (here.length && there.length && !there.some((actor) => here.includes(actor))) return false;
    return guest(telling.parts).some((actor) => guest(meeting.parts).includes(actor));
  }
  if (smaller >= 2 && shared >= 2) return shared === smaller || shared / (ours.length + theirs.length - shared) >= 0.5;
  if (smaller === 1 && shared === 1) return ours.length === theirs.length || telling.anaphoric || meeting.type === "session";
  if (telling.anaphoric && last && (shared === 1 || (sameNoun && theirs.length === 1))) return true;
  // A headline says «two European leaders» for those the body names.
  const headline = meeting.tellings.every((one) => one.sentence.headline);
  const vague = (actor: number): boolean => actors[actor]!.kind !== "person" || actors[actor]!.unnamed;
  if (headline && shared >= 1 && ours.every((actor) => theirs.includes(actor) || vague(actor))) return true;
  if (headline && theirs.length <= ours.length && theirs.every((one) => ours.some((body) => body === one || speaksFor(actors[one]!, actors[body]!)))) return true;
  return standIn(ours, theirs, actors) || standIn(theirs, ours, actors);
};

/** «مباحثات أمريكية مصرية» and the two ministers who hold them: each side of one speaks for a side of the other. */
const standIn = (bodies: readonly number[], delegates: readonly number[], actors: readonly Actor[]): boolean =>
  bodies.length >= 2 &&
  bodies.length === delegates.length &&
  bodies.every((body) => actors[body]!.kind !== "person" && delegates.some((one) => one === body || speaksFor(actors[one]!, actors[body]!)));

/** A person or delegation that acts for a state or body. */
export const speaksFor = (delegate: Actor, body: Actor): boolean =>
  body.entry !== null &&
  (delegate.kind === "person" || delegate.kind === "group") &&
  (delegate.affiliations.some((to) => to.relation === "of" && to.entry?.id === body.entry!.id) ||
    (delegate.kind === "person" && body.kind === "country" && delegate.entry?.country === body.entry.id));

const TALKS: readonly MeetingType[] = ["bilateral", "multilateral", "talks_round", "session", "summit", "briefing"];

const typesFit = (meeting: JoinedMeeting, telling: Telling): boolean => {
  if (meeting.type === telling.type) return true;
  if (TALKS.includes(meeting.type) && TALKS.includes(telling.type)) return true;
  if (meeting.type === "call" || telling.type === "call") {
    return telling.vagueType || meeting.tellings.every((one) => one.vagueType);
  }
  return telling.parts.length === 0 && meeting.type === telling.type;
};

const DONE: readonly Status[] = ["held", "ongoing"];
const OPEN: readonly Status[] = ["planned", "called_for"];

const statusesFit = (meeting: JoinedMeeting, telling: Telling): boolean => {
  const [a, b] = [meeting.status, telling.status];
  if (a === b || telling.parts.length === 0 || telling.rule.startsWith("attendance:")) return true;
  if (DONE.includes(a) && DONE.includes(b)) return true;
  if (OPEN.includes(a) && OPEN.includes(b)) return true;
  // What a headline announces the body reports; a new meeting planned after one that was held is another.
  if (OPEN.includes(a) && DONE.includes(b)) return meeting.tellings.some((one) => one.sentence.headline) || telling.anaphoric;
  if (DONE.includes(a) && OPEN.includes(b)) return telling.anaphoric || meeting.tellings.every((one) => one.sentence.headline);
  return !(DONE.includes(a) || DONE.includes(b));
};

const sameTime = (a: string | null, b: string | null): boolean => {
  if (a === null || b === null) return true;
  const [x, y] = [a.split("/")[0]!, b.split("/")[0]!];
  return x.startsWith(y) || y.startsWith(x);
};

/** The status that later news leaves standing, highest first. */
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
  const headlineOnly = meeting.tellings.every((one) => one.sentence.headline);
  meeting.tellings.push(telling);
  for (const part of telling.parts) {
    const own = meeting.parts.find((one) => one.actor === part.actor);
    if (!own) meeting.parts.push({ ...part });
    else if (own.function === "participant") own.function = part.function;
  }
  meeting.place ??= telling.place;
  meeting.date ??= telling.date;
  if (telling.parts.length && !telling.rule.startsWith("attendance:")) {
    if (headlineOnly && OPEN.includes(telling.status) && DONE.includes(meeting.status)) meeting.status = telling.status;
    else if (RANK[telling.status] > RANK[meeting.status]) meeting.status = telling.status;
    if (meeting.type === "bilateral" && telling.type !== "bilateral") meeting.type = telling.type;
  }
};

/** A state is a participant only where no person or delegation of it is; the country visited always is. */
const withoutStates = (meeting: JoinedMeeting, actors: readonly Actor[]): Part[] =>
  meeting.type === "visit"
    ? meeting.parts
    : meeting.parts.filter(
        (part) =>
          actors[part.actor]!.kind !== "country" ||
          part.function === "chair" ||
          !meeting.parts.some((other) => other !== part && speaksFor(actors[other.actor]!, actors[part.actor]!)),
      );
