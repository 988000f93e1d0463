import { type MeetingFunction, STATUSES, type Status } from "../../extraction.ts";
import { firstProof, proofOf } from "../../prose/meetingSentence.ts";
import { entityOf, nameOf, namesInWords } from "../../prose/names.ts";
import { phrase } from "../../prose/words.ts";
import { type Context, happened, partiesOnce, relationsTo, representedBy, type Service } from "../context.ts";
import { type AskedName, isEmpty } from "../parts.ts";
import { byDate, meetingsAround, meetingsLike } from "../select.ts";
import {
  idsOf,
  listed,
  meetingsMeant,
  meetingsThemselves,
  ofAskedKind,
  presentAt,
  presentIn,
  referenceOf,
  sayHowMany,
  sayNothing,
} from "./meant.ts";
import {
  delegatesIn,
  inArticlesOf,
  leadsDelegations,
  membersOf,
  ownersOf,
  representatives,
  titled,
} from "./offices.ts";
import { whoMet } from "./people.ts";

/** Who took part; states and bodies also through those who spoke for them. */
export const participants = (context: Context): void => {
  const { draft, parts } = context;
  // «الدول المشاركة في المجموعة الدولية» are its members.
  const bodies = idsOf([...parts.actors, ...parts.references.flatMap(({ of }) => of)]);
  const joined = parts.has("event")
    ? undefined
    : bodies.find((id) => relationsTo(context, id, "member_of").length > 0);
  if (joined !== undefined) {
    membersOf(context, joined);
    return;
  }
  // «من حضر من المصريين»: only who was there for them.
  const isSide = ({ ids, side }: AskedName): boolean =>
    (side === true || parts.references.length > 0) &&
    ids.some((id) => entityOf(context.index, id)?.kind !== "person");
  const sides = [...ownersOf(context, idsOf(parts.actors.filter(isSide)))];
  const others = { ...parts, actors: parts.actors.filter(({ side }) => side !== true) };
  const meetings = meetingsThemselves(
    meetingsMeant({ ...context, parts: others }, attendedStatuses(context)),
    context,
  );
  if (meetings.length === 0) {
    sayNothing(context);
    return;
  }
  const there = presentAt(context, meetings);
  const home = (id: string): string => context.index.vocabulary.countryOf?.(id) ?? "";
  const ofSide = (id: string): boolean =>
    sides.includes(home(id)) || representedBy(context, id).some((one) => sides.includes(one.id));
  const ids = ofAskedKind(context, sides.length > 0 ? there.filter(ofSide) : there);
  for (const id of ids) draft.answer(id);
  const answered = ids.filter((id) => draft.entities.has(id));
  sayHowMany(context, answered);
  if (answered.length > 0) {
    draft.say(
      "ask-took-part",
      { list: listed(context, answered) },
      meetings.flatMap((meeting) => proofOf(meeting, answered)),
    );
  } else draft.say("ask-no-participants");
  draft.tell(meetings, answered);
};

/** Whether somebody took part. */
export const didAttend = (context: Context): void => {
  const { draft, index, words, parts } = context;
  const meetings = meetingsMeant(context, attendedStatuses(context));
  const ids = idsOf(parts.actors);
  const a = words.prose.join(parts.actors.map((name) => nameOf(index, words.prose, name.ids[0]!)));
  if (meetings.length === 0) {
    draft.say("ask-not-attended", { a });
    return;
  }
  const held = meetings.filter(happened);
  const proof = (held.length > 0 ? held : meetings).map((meeting) => firstProof(meeting, ids));
  const deputised = meetings.every(({ participants }) =>
    participants.some(
      ({ entity, function: fn }) =>
        ids.includes(entity) && fn === "represented" && entityOf(index, entity)?.kind === "person",
    ),
  );
  if (deputised) draft.say("ask-deputised", { a }, proof);
  else if (held.length > 0) draft.say("ask-yes-attended", { a }, proof);
  else draft.say("ask-no-but", { list: a }, proof);
  draft.tell([...held, ...meetings.filter((meeting) => !happened(meeting))], ids);
};

/** Who was not there: known only of people for whom others stood in. */
export const absent = (context: Context): void => {
  const { draft, index, words } = context;
  if (context.parts.has("ask", "did") && context.parts.actors.length > 0) {
    didAttend(context);
    return;
  }
  const meetings = meetingsThemselves(meetingsMeant(context, attendedStatuses(context)), context);
  const deputised = meetings.flatMap(({ participants }) =>
    participants.filter(
      ({ entity, function: fn }) => fn === "represented" && entityOf(index, entity)?.kind === "person",
    ),
  );
  if (meetings.length === 0) sayNothing(context);
  else if (deputised.length === 0) {
    draft.say("ask-no-absent");
    const there = presentAt(context, meetings);
    const list = listed(context, there);
    draft.say(
      "ask-took-part",
      { list },
      meetings.flatMap((meeting) => proofOf(meeting, there)),
    );
  } else {
    const ids = [...new Set(deputised.map(({ entity }) => entity))];
    for (const id of ids) draft.answer(id);
    const list = namesInWords(index, words.prose, ids, { subject: true });
    draft.say(
      "ask-absent",
      { list },
      deputised.map(({ evidence }) => evidence[0]),
    );
    draft.tell(meetings, ids);
  }
};

/** What somebody did in a meeting: host, observer, head of a delegation … */
export const functionIn = (context: Context): void => {
  const { draft, index, words, parts } = context;
  const ids = idsOf(parts.actors);
  const meetings = meetingsThemselves(meetingsMeant(context, attendedStatuses(context)), context);
  if (meetings.length === 0) {
    sayNothing(context);
    return;
  }
  const said = new Set<string>();
  for (const { participants } of meetings)
    for (const { entity, function: fn, evidence } of participants) {
      if (!ids.includes(entity) || said.has(`${entity} ${fn}`)) continue;
      said.add(`${entity} ${fn}`);
      const a = nameOf(index, words.prose, entity, true);
      draft.say("ask-function", { a, title: phrase(words.prose, `function-${fn}`) }, evidence.slice(0, 2));
    }
  draft.tell(meetings, ids);
};

const attendedStatuses = ({ parts }: Context): readonly Status[] =>
  parts.statuses.size > 0 ? [...parts.statuses] : STATUSES;

/** Who took part in each of several meetings. */
export const attendedBoth = (context: Context): void => {
  const { draft, parts } = context;
  const sides = parts.references.map((reference) =>
    meetingsThemselves(meetingsLike(context, reference, [], attendedStatuses(context)), context),
  );
  if (sides.length < 2 || sides.some((side) => side.length === 0)) {
    sayNothing(context);
    return;
  }
  // One state may have sent a delegation here and a minister there.
  const present = sides.map((side) => new Set(side.flatMap((meeting) => presentIn(context, meeting, true))));
  const shared = ofAskedKind(
    context,
    partiesOnce(
      context,
      [...present[0]!].filter((id) => present.every((side) => side.has(id))),
    ),
  );
  for (const id of shared) draft.answer(id);
  const answered = shared.filter((id) => draft.entities.has(id));
  const meetings = byDate([...new Map(sides.flat().map((meeting) => [meeting.id, meeting])).values()]);
  if (answered.length === 0) draft.say("ask-no-shared");
  else
    draft.say(
      "ask-took-part-both",
      { list: listed(context, answered) },
      meetings.map((meeting) => firstProof(meeting, answered)),
    );
  draft.tell(meetings, answered);
};

/** Whoever had a function in the meetings meant. */
export const withFunction =
  (fn: MeetingFunction) =>
  (context: Context): void => {
    const { draft, index } = context;
    const meetings = meetingsThemselves(meetingsMeant(context, attendedStatuses(context)), context);
    const told = meetings.filter(({ participants }) => participants.some((one) => one.function === fn));
    const persons = idsOf(context.parts.actors).filter((id) => entityOf(index, id)?.kind === "person");
    // "Who did Putin host?" asks for his guests.
    if (fn === "host" && persons.length > 0 && !context.parts.has("event")) {
      whoMet(context);
      return;
    }
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
        { list: listed(context, ids) },
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
    const isTold = inArticlesOf(meetings);
    const isHead = (role: Service): boolean =>
      leadsDelegations(context, role) && (isEmpty(reference) || isTold(role));
    representatives(context, [...ownersOf(context, bodies)], isHead, bodies);
    return;
  }
  for (const { id, title, evidence } of heads) {
    draft.answer(id);
    draft.say(
      "ask-delegation_head-of",
      {
        a: nameOf(index, words.prose, id),
        list,
        title: titled(words.prose, title, entityOf(index, id)?.name),
      },
      evidence,
    );
  }
  const ids = heads.map(({ id }) => id);
  draft.tell(
    meetings.filter(({ participants }) => participants.some(({ entity }) => ids.includes(entity))),
    ids,
  );
};
