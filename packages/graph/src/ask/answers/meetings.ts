import { type MeetingFunction, STATUSES, type Status } from "../../extraction.ts";
import type { Meeting } from "../../facts.ts";
import { datesInWords } from "../../prose/datesInWords.ts";
import { firstProof, proofOf } from "../../prose/meetingSentence.ts";
import { entityOf, nameOf, namesInWords } from "../../prose/names.ts";
import { counted } from "../../prose/words.ts";
import { DEFAULT_STATUSES } from "../../query/filter.ts";
import { type Context, happened, relationsFrom, representedBy, statusesOf } from "../context.ts";
import { isEmpty } from "../parts.ts";
import { byDate, meetingsAround, meetingsLike } from "../select.ts";
import { idsOf, ofAskedKind, referenceOf } from "./meant.ts";
import { delegatesIn, representatives } from "./offices.ts";
import { sharedMeetings } from "./people.ts";

/** The meetings a question speaks of: by description, by whoever took part, or both. */
const meetingsMeant = (context: Context, statuses: readonly Status[]): Meeting[] => {
  const { parts } = context;
  const references = parts.references.length > 0 ? parts.references : [referenceOf(context)];
  // Several descriptions without «both»: any of them.
  return byDate([
    ...new Map(
      references
        .flatMap((reference) => meetingsLike(context, reference, parts.actors, statuses))
        .map((meeting) => [meeting.id, meeting]),
    ).values(),
  ]);
};

/** The meeting that a description means, without the talks in its course that fit as well. */
const meetingsThemselves = (meetings: readonly Meeting[]): Meeting[] => {
  const ids = new Set(meetings.map(({ id }) => id));
  return meetings.filter(({ parent }) => parent === null || !ids.has(parent));
};

const sayNothing = (context: Context): void => context.draft.say("ask-no-meetings");

/** The first or the last of them, where the question asks for it. */
const inOrder = ({ parts }: Context, meetings: readonly Meeting[]): Meeting[] => {
  const dated = meetings.filter(({ date }) => date?.edtf);
  const past = dated.filter(happened);
  const pool = past.length > 0 ? past : dated.length > 0 ? dated : meetings;
  if (parts.has("order", "first")) return pool.slice(0, 1);
  if (parts.has("order", "last")) return pool.slice(-1);
  return [...meetings];
};

/** Meetings in a place, a period, of a body, of a type. */
export const listMeetings = (context: Context): void => {
  const { draft, words, parts } = context;
  const whether = parts.has("ask", "did");
  const meetings = inOrder(context, meetingsMeant(context, whether ? STATUSES : statusesOf(context)));
  if (meetings.length === 0) {
    sayNothing(context);
    const narrow = parts.references.length + parts.actors.length > 0 || parts.since !== null;
    const others = narrow ? meetingsMeant(context, STATUSES) : [];
    if (others.length > 0)
      draft.say(
        "ask-other-statuses",
        { n: counted(words.prose, "meeting", others.length) },
        others.map((meeting) => firstProof(meeting)),
      );
    return;
  }
  const some = meetings.some(happened);
  draft.say(
    whether ? (some ? "ask-yes" : "ask-not-held") : "ask-found",
    { n: counted(words.prose, "meeting", meetings.length) },
    meetings.map((meeting) => firstProof(meeting)),
  );
  draft.tell(meetings, idsOf(context.parts.actors));
};

/** Meetings that were cancelled, denied, planned …, and whose they were. */
export const byStatus = (context: Context): void => {
  listMeetings(context);
  const { draft, index } = context;
  for (const meeting of draft.meetings.values()) {
    const organizers = relationsFrom(context, meeting.id, "organized_by").map(({ to }) => to);
    const bodies = meeting.participants
      .map(({ entity }) => entity)
      .filter((id) => ["organization", "group"].includes(entityOf(index, id)?.kind ?? ""));
    for (const id of organizers.length > 0 ? organizers : bodies) draft.answer(id);
  }
};

export const count = (context: Context): void => {
  const { draft, index, words, parts } = context;
  const statuses = statusesOf(context, DEFAULT_STATUSES);
  const meetings =
    parts.actors.length > 1
      ? sharedMeetings(context, parts.actors).filter(({ status }) => statuses.includes(status))
      : meetingsMeant(context, statuses);
  const proof = meetings.map((meeting) => firstProof(meeting, idsOf(parts.actors)));
  const slots = {
    n: counted(words.prose, "meeting", meetings.length),
    list: words.prose.join([...draft.asked.keys()].map((id) => nameOf(index, words.prose, id))),
  };
  draft.say(
    meetings.length === 0 ? "ask-no-meetings" : draft.asked.size > 0 ? "ask-count" : "ask-found",
    slots,
    proof,
  );
  draft.tell(meetings, idsOf(parts.actors));
};

/** When and where: of two actors, of one, or of a meeting described. */
export const whenWhere = (context: Context): void => {
  const { draft, index, parts } = context;
  const told =
    parts.actors.length > 1 ? sharedMeetings(context, parts.actors) : meetingsMeant(context, STATUSES);
  const wanted = whenStatuses(context);
  const likely = told.filter(({ status }) => wanted.includes(status));
  const meetings = inOrder(context, likely.length > 0 ? likely : told);
  if (meetings.length === 0) {
    sayNothing(context);
    return;
  }
  draft.tell(meetings, idsOf(parts.actors));
  if (parts.has("ask", "where"))
    for (const { place } of meetings) if (place !== null && entityOf(index, place)) draft.answer(place);
};

/** What came to nothing has no time, unless it is asked for; what was due on the day may well be meant by «met». */
const whenStatuses = (context: Context): readonly Status[] => {
  const { parts } = context;
  if (parts.past && !parts.future && parts.statuses.size === 0) return ["held", "ongoing", "planned"];
  return statusesOf(context, ["held", "ongoing", "planned", "postponed"]);
};

/** When and where a group was founded: the earliest meeting of it that is told. */
export const founded = (context: Context): void => {
  const { draft, index, words, parts } = context;
  const groups = [...idsOf(parts.actors), ...parts.references.flatMap(({ of }) => idsOf(of))];
  for (const group of groups) {
    const [first] = meetingsAround(context, group, DEFAULT_STATUSES).filter(({ date }) => date?.edtf);
    const a = nameOf(index, words.prose, group);
    if (!first) {
      draft.say("ask-no-founding", { a });
      continue;
    }
    const slots = { a, date: datesInWords(words.prose, first.date?.edtf ?? null, "phrase") };
    draft.say("ask-earliest", slots, proofOf(first, [group]));
    draft.tell([first], [group]);
    if (first.place !== null) draft.answer(first.place);
  }
  if (groups.length === 0) sayNothing(context);
};

/** Who took part; states and bodies also through those who spoke for them. */
export const participants = (context: Context): void => {
  const { draft, index, words } = context;
  const meetings = meetingsThemselves(meetingsMeant(context, attendedStatuses(context)));
  if (meetings.length === 0) {
    sayNothing(context);
    return;
  }
  const ids = ofAskedKind(context, [...new Set(meetings.flatMap((meeting) => presentIn(context, meeting)))]);
  for (const id of ids) draft.answer(id);
  const answered = ids.filter((id) => draft.entities.has(id));
  if (answered.length > 0) {
    const list = namesInWords(index, words.prose, answered);
    draft.say(
      "ask-took-part",
      { list },
      meetings.flatMap((meeting) => proofOf(meeting, answered)),
    );
  } else draft.say("ask-no-participants");
  draft.tell(meetings, answered);
};

const attendedStatuses = ({ parts }: Context): readonly Status[] =>
  parts.statuses.size > 0 ? [...parts.statuses] : STATUSES;

/** Participants, a delegation as whoever sent it, and the states whose envoys and ministers are named. */
const presentIn = (context: Context, meeting: Meeting): string[] => {
  const { index, parts } = context;
  const ids = new Set<string>();
  const bodiesAsked = parts.has("kind", "country", "organization");
  for (const { entity, function: fn } of meeting.participants) {
    const kind = entityOf(index, entity)?.kind;
    const owners = representedBy(context, entity, meeting.articles);
    if (bodiesAsked && kind === "group" && owners.length > 0) ids.add(owners[0]!.id);
    else ids.add(entity);
    if (!bodiesAsked || kind !== "person" || fn === "represented") continue;
    for (const { id } of owners)
      if (entityOf(index, id)?.kind === "country" || fn === "delegation_head") ids.add(id);
  }
  return [...ids];
};

/** Who took part in each of several meetings. */
export const attendedBoth = (context: Context): void => {
  const { draft, index, words, parts } = context;
  const sides = parts.references.map((reference) =>
    meetingsThemselves(meetingsLike(context, reference, [], attendedStatuses(context))),
  );
  if (sides.length < 2 || sides.some((side) => side.length === 0)) {
    sayNothing(context);
    return;
  }
  const present = sides.map((side) => new Set(side.flatMap((meeting) => presentIn(context, meeting))));
  const shared = ofAskedKind(
    context,
    [...present[0]!].filter((id) => present.every((side) => side.has(id))),
  );
  for (const id of shared) draft.answer(id);
  const answered = shared.filter((id) => draft.entities.has(id));
  const meetings = byDate([...new Map(sides.flat().map((meeting) => [meeting.id, meeting])).values()]);
  if (answered.length === 0) draft.say("ask-no-shared");
  else
    draft.say(
      "ask-took-part-both",
      { list: namesInWords(index, words.prose, answered) },
      meetings.map((meeting) => firstProof(meeting, answered)),
    );
  draft.tell(meetings, answered);
};

/** Whoever had a function in the meetings meant. */
export const withFunction =
  (fn: MeetingFunction) =>
  (context: Context): void => {
    const { draft, index, words } = context;
    const meetings = meetingsThemselves(meetingsMeant(context, attendedStatuses(context)));
    const told = meetings.filter(({ participants }) => participants.some((one) => one.function === fn));
    if (told.length === 0) {
      const bodies = idsOf([...context.parts.actors, ...context.parts.references.flatMap(({ of }) => of)]);
      // Who heads a body is asked for like who heads a meeting.
      if (fn === "chair" && !context.parts.has("event") && bodies.length > 0) {
        representatives(context, bodies);
        return;
      }
      draft.say(meetings.length === 0 ? "ask-no-meetings" : `ask-no-${fn}`);
      return;
    }
    for (const meeting of told) {
      const who = meeting.participants.filter((one) => one.function === fn);
      const ids = ofAskedKind(
        context,
        who.map(({ entity }) => entity),
      );
      for (const id of ids) draft.answer(id);
      draft.say(
        `ask-${fn}`,
        { list: namesInWords(index, words.prose, ids) },
        who.flatMap(({ evidence }) => evidence.slice(0, 1)),
      );
    }
    draft.tell(told, [...draft.entities.keys()]);
  };

/** Who led the delegation of C. */
export const delegationHeads = (context: Context): void => {
  const { draft, index, words, parts } = context;
  const bodies = idsOf(parts.actors);
  const reference = referenceOf(context);
  const meetings = isEmpty(reference)
    ? byDate(bodies.flatMap((id) => meetingsAround(context, id, STATUSES)))
    : meetingsLike(context, reference, [], STATUSES);
  if (meetings.length === 0) {
    sayNothing(context);
    return;
  }
  if (bodies.length === 0) {
    withFunction("delegation_head")(context);
    return;
  }
  const heads = delegatesIn(context, meetings, bodies);
  const list = namesInWords(index, words.prose, bodies);
  if (heads.length === 0) {
    draft.say("ask-no-representative", { list });
    return;
  }
  for (const { id, title, evidence } of heads) {
    draft.answer(id);
    draft.say(
      "ask-delegation_head-of",
      { a: nameOf(index, words.prose, id), list, title: title && `(${title})` },
      evidence,
    );
  }
  const ids = heads.map(({ id }) => id);
  draft.tell(
    meetings.filter(({ participants }) => participants.some(({ entity }) => ids.includes(entity))),
    ids,
  );
};

/** What was talked about. */
export const topics = (context: Context): void => {
  const { draft, parts } = context;
  const meetings =
    parts.actors.length > 1 ? sharedMeetings(context, parts.actors) : meetingsMeant(context, STATUSES);
  if (meetings.length === 0) {
    sayNothing(context);
    return;
  }
  const told = meetings.filter((meeting) => meeting.topics.length > 0);
  if (told.length === 0) draft.say("ask-no-topics");
  for (const { text, evidence } of told.flatMap((meeting) => meeting.topics).slice(0, 8))
    draft.say("ask-topic", { name: text }, [evidence]);
  draft.tell(meetings, idsOf(parts.actors));
};

/** Who visited a place or country. */
export const visitors = (context: Context): void => {
  const { draft, index, words, parts } = context;
  const names = [...parts.actors, ...parts.references.flatMap(({ of, places }) => [...of, ...places])];
  const visited = names.filter(({ ids }) => ids.some((id) => entityOf(index, id)?.kind !== "person"));
  const reference = { ...referenceOf(context), of: [], places: visited, types: new Set(["visit" as const]) };
  const meetings = meetingsLike(context, reference, [], statusesOf(context)).filter(
    ({ type }) => type === "visit",
  );
  if (visited.length === 0 || meetings.length === 0) {
    sayNothing(context);
    return;
  }
  const guests = [
    ...new Set(
      meetings.flatMap((meeting) =>
        meeting.participants.filter(({ function: fn }) => fn !== "host").map(({ entity }) => entity),
      ),
    ),
  ];
  for (const id of guests) draft.answer(id);
  draft.say(
    "ask-visitors",
    { list: namesInWords(index, words.prose, guests) },
    meetings.map((meeting) => firstProof(meeting, guests)),
  );
  draft.tell(meetings, guests);
};
