import type { MeetingType, Status } from "../extraction.ts";
import type { Actor } from "../mentions/actors.ts";
import { actsFor, bodyServed, GOVERNMENT, statesServed } from "../mentions/mention.ts";
import { withoutPairs, withPairsNamed } from "./pairs.ts";
import { finer, mayBeOnePlace, sharePlaces } from "./places.ts";
import { isDiplomatic } from "./political.ts";
import { type Part, RECENT, type Telling, type TellingDate } from "./telling.ts";

/** A meeting of the article: every telling of it, joined. */
export interface JoinedMeeting {
  type: MeetingType;
  status: Status;
  parts: Part[];
  place: number | null;
  date: TellingDate | null;
  tellings: Telling[];
}

/** Tellings in the order of the text become meetings: the same people, compatible in type, status, date and place. */
export const joinTellings = (tellings: readonly Telling[], actors: readonly Actor[]): JoinedMeeting[] => {
  const meetings: JoinedMeeting[] = [];
  for (const told of tellings) {
    const recent = meetings.slice(-RECENT);
    const telling = withPairsNamed(told, recent, actors);
    const home = attends(telling) ? eventFor(telling, recent, actors) : homeOf(telling, recent, actors);
    if (home) merge(home, telling, actors);
    else if (whyNotAlone(telling, actors) === null) {
      const { type, status, place, date } = telling;
      meetings.push({
        type,
        status,
        parts: telling.parts.map((part) => ({ ...part })),
        place,
        date,
        tellings: [telling],
      });
    }
  }
  sharePlaces(meetings, actors);
  for (const meeting of meetings) meeting.parts = withoutPairs(withoutStates(meeting, actors), actors);
  return meetings.filter((meeting) => meeting.parts.length > 0);
};

/** Says who came to a meeting told elsewhere: «كما يشارك …», «سيحضران الاجتماع». */
const attends = (telling: Telling): boolean =>
  telling.rule.startsWith("attendance:") ||
  (telling.anaphoric && /^verb:(?:attend|participate|join|preside|head)\+/u.test(telling.rule));

/** Why a telling that fits no other meeting is none of its own. */
export type NotAlone = "attendance" | "unpolitical" | "nobody" | "at_home" | "anaphoric" | "one_side";

/**
 * Enough for a meeting of its own: two actors, one that is plural or a body, or a named event whose people follow.
 * @returns null when there is enough, else what is missing.
 */
export const whyNotAlone = (telling: Telling, actors: readonly Actor[]): NotAlone | null => {
  if (telling.rule.startsWith("attendance:")) return "attendance";
  if (telling.parts.length && !isDiplomatic(telling, actors)) return "unpolitical";
  const event = telling.name !== null && LARGE.includes(telling.type) && telling.rule.startsWith("verb:");
  if (!telling.parts.length) return event ? null : "nobody";
  if (telling.type === "visit") return travelsAbroad(telling, actors) ? null : "at_home";
  if (telling.parts.length >= 2) return null;
  // «تقديم إحاطة إلى مجلس الأمن»: nobody is said to brief it.
  if (telling.type === "briefing") return "one_side";
  // «نجحت الحكومة في استضافة محادثات»: a host alone receives nobody.
  if (telling.parts[0]!.function === "host" && !event) return "one_side";
  const { kind, affiliations } = actors[telling.parts[0]!.actor]!;
  // «القمة التي جمعت قادة مصر والأردن»: the sides are in one phrase.
  if (kind === "group" && statesServed(affiliations).length > 1) return null;
  if (telling.anaphoric && telling.name === null) {
    const holds = telling.type === "session" || telling.rule.startsWith("verb:hold");
    // «تم عقد الاجتماع الأخير لقادة التحالف في 14 نوفمبر»: told with its own day, it is not one of before.
    const own = kind === "organization" || (kind === "group" && telling.date !== null);
    return own && holds ? null : "anaphoric";
  }
  // One person at a named event that has a place or a date: «اختتمت في جدة القمة العربية بمشاركة …».
  const placed = event && (telling.place !== null || telling.date !== null);
  return kind === "group" || kind === "organization" || placed ? null : "one_side";
};

/** Somebody travels, and not all who do come home: «وصل الوزير إلى عاصمة بلاده» is no visit. */
const travelsAbroad = ({ parts }: Telling, actors: readonly Actor[]): boolean => {
  const hosts = parts.filter((part) => part.function === "host").map((part) => actors[part.actor]!);
  return parts.some(
    (part) => part.function !== "host" && !hosts.some((host) => atHome(actors[part.actor]!, host)),
  );
};

/** Whose office keeps him at home in a state; an envoy to it or the head of a body in it travels there. */
const atHome = (person: Actor, state: Actor): boolean =>
  person.kind === "person" &&
  state.kind === "country" &&
  (person.entry
    ? person.entry.country === state.entry?.id
    : person.titles.length > 0 &&
      person.titles.every(
        (title) => GOVERNMENT.has(title.level) && actsFor(title.affiliations, state.entry?.id),
      ));

const LARGE: readonly MeetingType[] = ["talks_round", "multilateral", "summit", "session"];

/** The meeting that somebody is said to attend: of the same noun, else the last large one, else the last. */
const eventFor = (
  telling: Telling,
  meetings: readonly JoinedMeeting[],
  actors: readonly Actor[],
): JoinedMeeting | null => {
  const fitting = meetings.filter(
    (meeting) =>
      meeting.type !== "visit" &&
      meeting.type !== "call" &&
      !isCaption(meeting) &&
      placesFit(meeting, telling, actors),
  );
  const sameNoun =
    telling.noun && fitting.findLast((meeting) => meeting.tellings.some((one) => one.noun === telling.noun));
  return sameNoun || fitting.findLast((meeting) => LARGE.includes(meeting.type)) || fitting.at(-1) || null;
};

/** Told by a line without a full stop inside the text: a caption or heading. */
const captions = ({ sentence }: Telling): boolean => !sentence.stopped && !sentence.headline;

/** Told only so, which nothing refers back to. */
const isCaption = (meeting: JoinedMeeting): boolean => meeting.tellings.every(captions);

/** A caption may show another meeting of the same bodies: only the very same people join it with the text. */
const sharesActor = (meeting: JoinedMeeting, telling: Telling): boolean =>
  telling.parts.some(({ actor }) => meeting.parts.some((part) => part.actor === actor));

const homeOf = (
  telling: Telling,
  meetings: readonly JoinedMeeting[],
  actors: readonly Actor[],
): JoinedMeeting | null => {
  const known = theEvent(telling, meetings);
  // A caption in between does not cut the text from what it goes back to.
  const last = meetings.findLastIndex((meeting) => captions(telling) || !isCaption(meeting));
  for (let at = meetings.length - 1; at >= 0; at--) {
    const meeting = meetings[at]!;
    if (!typesFit(meeting, telling) || !statusesFit(meeting, telling)) continue;
    // «التقى على هامش المؤتمر»: the conference is not what took place on its sidelines.
    if (
      meeting.tellings.some(
        ({ sentence, sidelines }) => sentence === telling.sentence && sidelines === telling.at,
      )
    )
      continue;
    if (!sameTime(meeting.date?.edtf ?? null, telling.date?.edtf ?? null)) continue;
    if (!placesFit(meeting, telling, actors)) continue;
    if (isCaption(meeting) !== captions(telling) && !sharesActor(meeting, telling)) continue;
    if (meeting === known || peopleFit(meeting, telling, actors, at === last)) return meeting;
  }
  return null;
};

const placesFit = (meeting: JoinedMeeting, telling: Telling, actors: readonly Actor[]): boolean =>
  meeting.place === null ||
  telling.place === null ||
  mayBeOnePlace(actors[meeting.place]!, actors[telling.place]!) ||
  // Two cities of the country visited are stations of one visit.
  (telling.type === "visit" &&
    hostOf(meeting.parts) !== null &&
    hostOf(meeting.parts) === hostOf(telling.parts));

const hostOf = (parts: readonly Part[]): number | null =>
  parts.find((part) => part.function === "host")?.actor ?? null;

/** «القمة», «المؤتمر» where the text has told of one summit or conference only: that one, whoever is said of it. */
const theEvent = (telling: Telling, meetings: readonly JoinedMeeting[]): JoinedMeeting | null => {
  if (!telling.anaphoric || !LARGE.includes(telling.type) || telling.noun === "") return null;
  const same = meetings.filter((meeting) => meeting.tellings.some((one) => one.noun === telling.noun));
  const [only] = same;
  if (same.length !== 1 || !only || isCaption(only)) return null;
  const { name } = telling;
  const fits = only.tellings.every(
    (one) => !one.name || !name || one.name.includes(name) || name.includes(one.name),
  );
  return fits ? only : null;
};

const peopleFit = (
  meeting: JoinedMeeting,
  telling: Telling,
  actors: readonly Actor[],
  last: boolean,
): boolean => {
  const ours = meeting.parts.map((part) => part.actor);
  const theirs = telling.parts.map((part) => part.actor);
  const sameNoun = telling.noun !== "" && meeting.tellings.some((one) => one.noun === telling.noun);
  if (!theirs.length) return telling.anaphoric && last && !isCaption(meeting);
  if (telling.type === "visit") return visitFits(meeting, telling);
  if (!ours.length) return telling.anaphoric && sameNoun;
  const shared = theirs.filter((actor) => ours.some((own) => sameSide(actors[own]!, actors[actor]!))).length;
  const smaller = Math.min(ours.length, theirs.length);
  if (smaller >= 2 && shared >= 2) {
    // «مباحثات ثنائية بين كيري ولافروف» beside a meeting of four is another one, unless the text goes back to it.
    const overlap = shared / (ours.length + theirs.length - shared);
    return (
      overlap >= 0.6 ||
      (shared === smaller && (telling.anaphoric || theirs.length >= ours.length || telling.noun === ""))
    );
  }
  if (smaller === 1 && shared === 1) {
    return (
      ours.length === theirs.length ||
      (meeting.type === "talks_round" && telling.type === "talks_round") ||
      telling.anaphoric ||
      meeting.type === "session" ||
      isAnnounced(meeting)
    );
  }
  // «وخلال لقائه بالأمين العام»: somebody else met by name is another meeting.
  const others = theirs.filter((actor) => !ours.includes(actor) && actors[actor]!.kind === "person").length;
  const goesOn = shared === 1 && (theirs.length === 1 || others === 0);
  if (telling.anaphoric && last && (goesOn || (sameNoun && theirs.length === 1))) return true;
  // «التقى مسؤولون من دول المجموعة … وضم الاجتماع ممثلين عن …»: who the people were that were said to meet.
  if (telling.anaphoric && last && ours.every((actor) => actors[actor]!.kind === "group")) return true;
  // A headline says «two European leaders» for those the body names.
  const vague = (actor: number): boolean => actors[actor]!.kind !== "person" || actors[actor]!.unnamed;
  if (isAnnounced(meeting)) {
    if (shared >= 1 && ours.every((actor) => theirs.includes(actor) || vague(actor))) return true;
    const covered = (one: number): boolean =>
      ours.some((body) => body === one || speaksFor(actors[one]!, actors[body]!));
    if (theirs.length <= ours.length && theirs.every(covered)) return true;
  }
  return standIn(ours, theirs, actors) || standIn(theirs, ours, actors);
};

const isAnnounced = (meeting: JoinedMeeting): boolean =>
  meeting.tellings.every((one) => one.sentence.headline);

const visitFits = (meeting: JoinedMeeting, telling: Telling): boolean => {
  const of = (parts: readonly Part[], host: boolean): number[] =>
    parts.filter((part) => (part.function === "host") === host).map((part) => part.actor);
  const [here, there] = [of(meeting.parts, true), of(telling.parts, true)];
  if (here.length && there.length && !there.some((actor) => here.includes(actor))) return false;
  const guests = of(meeting.parts, false);
  return of(telling.parts, false).some((actor) => guests.includes(actor));
};

/** One actor, or a delegation and the body it comes from. */
const sameSide = (a: Actor, b: Actor): boolean =>
  a === b ||
  (a.kind === "group" && speaksFor(a, b)) ||
  (b.kind === "group" && speaksFor(b, a)) ||
  // «ممثلو المجموعة» and «كبار المسؤولين في دول المجموعة»: two words for the people of one body.
  (a.kind === "group" && b.kind === "group" && actsFor(a.affiliations, bodyOf(b)));

const bodyOf = ({ affiliations }: Actor): string | undefined => {
  const body = bodyServed(affiliations);
  return body?.kind === "organization" || body?.kind === "group" ? body.id : undefined;
};

/** «مباحثات أمريكية مصرية» and the two ministers who hold them: each side of one speaks for a side of the other. */
const standIn = (
  bodies: readonly number[],
  delegates: readonly number[],
  actors: readonly Actor[],
): boolean =>
  bodies.length >= 2 &&
  bodies.length === delegates.length &&
  bodies.every(
    (body) =>
      actors[body]!.kind !== "person" &&
      delegates.some((one) => one === body || speaksFor(actors[one]!, actors[body]!)),
  );

/** A person or delegation that acts for a state or body. */
export const speaksFor = (delegate: Actor, body: Actor): boolean =>
  body.entry !== null &&
  (delegate.kind === "person" || delegate.kind === "group") &&
  (actsFor(delegate.affiliations, body.entry.id) ||
    (delegate.kind === "person" && body.kind === "country" && delegate.entry?.country === body.entry.id));

const TALKS: readonly MeetingType[] = ["bilateral", ...LARGE, "briefing"];

const typesFit = (meeting: JoinedMeeting, telling: Telling): boolean => {
  if (meeting.type === telling.type) return true;
  if (TALKS.includes(meeting.type) && TALKS.includes(telling.type)) return true;
  const call = meeting.type === "call" || telling.type === "call";
  return (
    call &&
    meeting.type !== "visit" &&
    telling.type !== "visit" &&
    (telling.vagueType || meeting.tellings.every((one) => one.vagueType))
  );
};

const DONE: readonly Status[] = ["held", "ongoing"];
const OPEN: readonly Status[] = ["planned", "called_for"];

const statusesFit = (meeting: JoinedMeeting, telling: Telling): boolean => {
  const [a, b] = [meeting.status, telling.status];
  if (a === b) return true;
  // «استكمالا للاجتماع السابق»: one of before is not the one to come.
  if (telling.former && OPEN.includes(a)) return false;
  if (telling.parts.length === 0) return true;
  if (DONE.includes(a) && DONE.includes(b)) return true;
  if (OPEN.includes(a) && OPEN.includes(b)) return true;
  // What a headline announces the body reports; a new meeting planned after one that was held is another.
  if (OPEN.includes(a) && DONE.includes(b)) return isAnnounced(meeting) || telling.anaphoric;
  if (DONE.includes(a) && OPEN.includes(b)) return telling.anaphoric || isAnnounced(meeting);
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

const merge = (meeting: JoinedMeeting, telling: Telling, actors: readonly Actor[]): void => {
  const announced = isAnnounced(meeting);
  meeting.tellings.push(telling);
  for (const part of telling.parts) {
    const own = meeting.parts.find((one) => one.actor === part.actor);
    if (own && own.function === "participant") own.function = part.function;
    // A delegation adds nobody to the body it comes from, nor the body to it.
    const told =
      own ??
      meeting.parts.find(
        (one) =>
          actors[one.actor]!.kind !== "person" &&
          actors[part.actor]!.kind !== "person" &&
          sameSide(actors[one.actor]!, actors[part.actor]!),
      );
    if (!told) meeting.parts.push({ ...part });
    // «مباحثات أميركية إسرائيلية» that «مسؤولون أميركيون» hold: they stand for their state.
    else if (
      actors[told.actor]!.kind === "country" &&
      actors[part.actor]!.kind === "group" &&
      meeting.type !== "visit"
    )
      Object.assign(told, part, { function: told.function === "host" ? told.function : part.function });
  }
  if (
    meeting.type === "visit" &&
    telling.place !== null &&
    meeting.place !== null &&
    meeting.place !== telling.place
  )
    meeting.place = stationsOf(meeting, telling, actors);
  else meeting.place = finer(meeting.place, telling.place, actors);
  // The finer of two dates that agree.
  if (telling.date && (telling.date.edtf?.length ?? 0) > (meeting.date?.edtf?.length ?? -1))
    meeting.date = telling.date;
  if (!telling.parts.length || attends(telling)) return;
  if (announced && OPEN.includes(telling.status) && DONE.includes(meeting.status))
    meeting.status = telling.status;
  else if (RANK[telling.status] > RANK[meeting.status]) {
    // «هذا الاجتماع …» says nothing of time: only a past tense makes of a planned meeting one that was held.
    const silent = telling.status === "held" && !telling.past && OPEN.includes(meeting.status);
    if (!silent) meeting.status = telling.status;
  }
  if (meeting.type === "bilateral" && telling.type !== "bilateral") meeting.type = telling.type;
};

/** Where a visit told at two places went: the city rather than its country, the country rather than two of its cities. */
const stationsOf = (meeting: JoinedMeeting, telling: Telling, actors: readonly Actor[]): number | null => {
  const cities = [meeting.place, telling.place].filter((at) => at !== null && actors[at]!.kind === "place");
  return cities.length === 1 ? cities[0]! : hostOf(meeting.parts);
};

/** A state is a participant only where no person or delegation of it is; the country visited always is. */
const withoutStates = (meeting: JoinedMeeting, actors: readonly Actor[]): Part[] =>
  meeting.type === "visit"
    ? meeting.parts
    : meeting.parts.filter(
        (part) =>
          actors[part.actor]!.kind !== "country" ||
          part.function === "chair" ||
          part.function === "observer" ||
          !meeting.parts.some(
            (other) => other !== part && speaksFor(actors[other.actor]!, actors[part.actor]!),
          ),
      );
