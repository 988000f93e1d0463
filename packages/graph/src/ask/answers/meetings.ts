import { isDated, parseEdtf } from "../../edtf.ts";
import { STATUSES, type Status } from "../../extraction.ts";
import type { Meeting } from "../../facts.ts";
import { datesInWords } from "../../prose/datesInWords.ts";
import { firstProof, proofOf } from "../../prose/meetingSentence.ts";
import { entityOf, nameOf, namesInWords } from "../../prose/names.ts";
import { isolated, meetingsCounted, phrase } from "../../prose/words.ts";
import { DEFAULT_STATUSES } from "../../query/filter.ts";
import {
  type Context,
  happened,
  meetingsOf,
  periodOf,
  relationsFrom,
  relationsTo,
  statusesOf,
} from "../context.ts";
import { byDate, meetingsAround, meetingsLike } from "../select.ts";
import {
  hintAt,
  idsOf,
  inOrder,
  listed,
  meetingsMeant,
  presentAt,
  referenceOf,
  sayNothing,
} from "./meant.ts";
import { membersOf } from "./offices.ts";
import { didMeet, sharedMeetings } from "./people.ts";

/** Meetings of which the article is quoted for its reasons. */
const MOST_REASONS = 3;
/** Topics that are listed. */
const MOST_TOPICS = 8;

/** Meetings in a place, a period, of a body, of a type; and whose they were, where it asks who. */
export const listMeetings = (context: Context): void => {
  const { draft, index, words, parts } = context;
  const whether = parts.has("ask", "did");
  // «هل زار جونسون زيلينسكي؟»: whether they met.
  const guests = parts.actors.filter(({ ids }) => ids.some((id) => entityOf(index, id)?.kind === "person"));
  if (parts.has("verb", "visit") && guests.length > 1) {
    parts.types.delete("visit");
    didMeet(context);
    return;
  }
  const named = parts.statuses.size > 0;
  const meetings = inOrder(
    context,
    meetingsMeant(context, whether && !named ? STATUSES : statusesOf(context)),
  );
  if (meetings.length === 0) {
    // «الدول الضامنة لمحادثات أستانا» is a group, whatever it met for.
    const group = idsOf([...parts.actors, ...parts.references.flatMap(({ of }) => of)]).find(
      (id) =>
        entityOf(context.index, id)?.kind === "group" && relationsTo(context, id, "member_of").length > 0,
    );
    const { weekdays, days, numbers } = referenceOf(context);
    const narrowed = weekdays.length + days.length + numbers.length > 0 || parts.since !== null;
    if (group !== undefined && !whether && !narrowed) {
      membersOf(context, group);
      return;
    }
    sayNothing(context);
    const narrow = parts.references.length + parts.actors.length > 0 || parts.since !== null;
    if (narrow) hintAt(context, "ask-other-statuses", meetingsMeant(context, STATUSES));
    return;
  }
  const some = named || meetings.some(happened);
  draft.say(
    whether ? (some ? "ask-yes" : "ask-not-held") : "ask-found",
    { n: meetingsCounted(words.prose, meetings) },
    meetings.map((meeting) => firstProof(meeting)),
  );
  if (parts.has("ask", "who")) for (const id of presentAt(context, meetings)) draft.answer(id);
  draft.tell(meetings, idsOf(context.parts.actors));
};

/** Meetings that somebody hosted, as their host or in a place of theirs. */
export const hosted = (context: Context): void => {
  const { draft, index, parts } = context;
  const hosts = idsOf([...parts.actors, ...parts.references.flatMap(({ of, places }) => [...of, ...places])]);
  const filter = { ...periodOf(context), status: statusesOf(context) };
  const found = new Map<string, Meeting>();
  for (const id of hosts) {
    for (const meeting of meetingsOf(index, { ...filter, place: id })) found.set(meeting.id, meeting);
    for (const meeting of meetingsOf(index, { ...filter, participant: id }))
      if (meeting.participants.some(({ entity, function: fn }) => entity === id && fn === "host"))
        found.set(meeting.id, meeting);
  }
  const meetings = byDate([...found.values()]).filter(
    ({ type }) => parts.types.size === 0 || parts.types.has(type),
  );
  if (meetings.length === 0) sayNothing(context);
  else draft.tell(meetings, hosts);
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
  if (meetings.length === 0) {
    sayNothing(context);
    hintAt(context, "ask-other-statuses", meetingsMeant(context, STATUSES), idsOf(parts.actors));
    return;
  }
  const proof = meetings.map((meeting) => firstProof(meeting, idsOf(parts.actors)));
  const whom = parts.actors.length > 0 ? idsOf(parts.actors) : [...draft.asked.keys()];
  const slots = {
    n: meetingsCounted(words.prose, meetings),
    list: namesInWords(index, words.prose, whom, { subject: true }),
  };
  draft.say(whom.length > 0 ? "ask-count" : "ask-found", slots, proof);
  draft.tell(meetings, idsOf(parts.actors));
};

/** When and where: of two actors, of one, or of a meeting described. */
export const whenWhere = (context: Context): void => {
  const { draft, index, parts } = context;
  const told =
    parts.actors.length > 1 ? sharedMeetings(context, parts.actors) : meetingsMeant(context, STATUSES);
  const wanted = whenStatuses(context);
  const likely = told.filter(({ status }) => wanted.includes(status));
  const meetings = inOrder(context, current(context, likely.length > 0 ? likely : told));
  if (meetings.length === 0) {
    sayNothing(context);
    return;
  }
  draft.tell(meetings, idsOf(parts.actors));
  if (parts.has("ask", "where") || parts.has("verb", "visit"))
    for (const { place } of meetings) if (place !== null && entityOf(index, place)) draft.answer(place);
};

/** «متى يزور دمشق؟» does not ask for what was over when it was told; all, where nothing else is told. */
const current = (context: Context, meetings: readonly Meeting[]): readonly Meeting[] => {
  const { index, parts } = context;
  if (!parts.has("tense", "present") || parts.past || parts.future) return meetings;
  const dayOf = (edtf: string | null | undefined): number | null => {
    const interval = edtf ? parseEdtf(edtf) : null;
    return interval && isDated(interval) ? interval.latest : null;
  };
  const kept = meetings.filter((meeting) => {
    if (!happened(meeting)) return true;
    const day = dayOf(meeting.date?.edtf);
    return meeting.articles.some((id) => {
      const told = dayOf(index.article(id)?.publishedAt?.slice(0, 10));
      return day !== null && told !== null && day >= told;
    });
  });
  return kept.length > 0 ? kept : meetings;
};

/** What came to nothing has no time, unless it is asked for; what was due on the day may well be meant by «met». */
const whenStatuses = (context: Context): readonly Status[] => {
  const { parts } = context;
  if (parts.past && !parts.future && parts.statuses.size === 0) return ["held", "ongoing", "planned"];
  const due: readonly Status[] = parts.has("tense", "present") ? ["called_for"] : [];
  return statusesOf(context, ["held", "ongoing", "planned", "postponed", ...due]);
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

/** Why something happened, or did not: reasons are no facts of the graph, so the article is quoted. */
export const why = (context: Context): void => {
  const { draft, parts } = context;
  const meetings = meetingsMeant(context, parts.has("verb") ? STATUSES : statusesOf(context));
  if (meetings.length === 0) {
    sayNothing(context);
    return;
  }
  if (parts.statuses.size > 0) byStatus(context);
  else draft.tell(meetings, idsOf(parts.actors));
  for (const { evidence } of meetings.slice(0, MOST_REASONS)) {
    const longest = evidence.reduce((best, one) => (one.quote.length > best.quote.length ? one : best));
    draft.say("ask-why", { name: isolated(context.words.prose, longest.quote.trim()) }, [longest]);
  }
};

/** Who did not meet whom cannot be told from articles on who did. */
export const notTold = ({ draft }: Context): void => draft.say("ask-not-told");

/** What was talked about. */
export const topics = (context: Context): void => {
  const { draft, words, parts } = context;
  const meetings =
    parts.actors.length > 1 ? sharedMeetings(context, parts.actors) : meetingsMeant(context, STATUSES);
  if (meetings.length === 0) {
    sayNothing(context);
    return;
  }
  const told = meetings.filter((meeting) => meeting.topics.length > 0);
  if (told.length === 0) draft.say("ask-no-topics");
  const about = told.flatMap((meeting) => meeting.topics).slice(0, MOST_TOPICS);
  const list = about.map(
    ({ text }, at) => `${phrase(words.prose, "ask-quoted", { name: text })} [${at + 1}]`,
  );
  if (about.length > 0)
    draft.include({
      text: `${phrase(words.prose, "ask-topics", { list: words.prose.join(list) })}.`,
      evidence: about.map(({ evidence }) => evidence),
    });
  draft.tell(meetings, idsOf(parts.actors));
};

/** Who visited a place or country; of a person, where he went. */
export const visitors = (context: Context): void => {
  const { draft, index, parts } = context;
  const names = [...parts.actors, ...parts.references.flatMap(({ of, places }) => [...of, ...places])];
  const isPerson = (id: string): boolean => entityOf(index, id)?.kind === "person";
  if (names.length > 0 && names.every(({ ids }) => ids.every(isPerson))) {
    visitsOf(
      context,
      names.flatMap(({ ids }) => ids),
    );
    return;
  }
  const visited = names.filter(({ ids }) => ids.some((id) => entityOf(index, id)?.kind !== "person"));
  const reference = { ...referenceOf(context), of: [], places: visited, types: new Set(["visit" as const]) };
  const meetings = meetingsLike(context, reference, [], statusesOf(context)).filter(
    ({ type }) => type === "visit",
  );
  if (visited.length === 0 || meetings.length === 0) {
    draft.say("ask-no-visits");
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
    { list: listed(context, guests) },
    meetings.map((meeting) => firstProof(meeting, guests)),
  );
  draft.tell(meetings, guests);
};

const visitsOf = (context: Context, guests: readonly string[]): void => {
  const { draft, index } = context;
  const visits = meetingsMeant(context, statusesOf(context)).filter(
    ({ type, participants }) =>
      type === "visit" &&
      participants.some(({ entity, function: fn }) => guests.includes(entity) && fn !== "host"),
  );
  for (const { place, participants } of visits) {
    if (place !== null && entityOf(index, place)) draft.answer(place);
    for (const { entity, function: fn } of participants) if (fn === "host") draft.answer(entity);
  }
  if (visits.length === 0) draft.say("ask-no-visits");
  draft.tell(visits, guests);
};
