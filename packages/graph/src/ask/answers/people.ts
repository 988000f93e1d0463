import { STATUSES, type Status } from "../../extraction.ts";
import type { Meeting } from "../../facts.ts";
import { firstProof } from "../../prose/meetingSentence.ts";
import { entityOf, nameOf, namesInWords } from "../../prose/names.ts";
import { meetingsCounted } from "../../prose/words.ts";
import { DEFAULT_STATUSES } from "../../query/filter.ts";
import { type Context, happened, partiesOnce, periodOf, representedBy, statusesOf } from "../context.ts";
import { type AskedName, heldBy, isEmpty } from "../parts.ts";
import { byDate, meetingsLike } from "../select.ts";
import { hintAt, idsOf, inOrder, listed, ofAskedKind, referenceOf, sayHowMany } from "./meant.ts";

/**
 * Which meetings a question about people narrows itself to; null when to none.
 * @param people who took part in them: of which types theirs are decides what a word for a type means
 */
const narrowedTo = (
  context: Context,
  statuses: readonly Status[],
  people: readonly AskedName[] = [],
): Set<string> | null => {
  const reference = referenceOf(context);
  if (isEmpty(reference) && context.parts.types.size === 0 && context.undated !== "news") return null;
  const isPerson = ({ ids }: AskedName): boolean =>
    ids.every((id) => entityOf(context.index, id)?.kind === "person");
  const meetings = meetingsLike(context, reference, people.filter(isPerson), statuses);
  return new Set(meetings.map(({ id }) => id));
};

interface Met {
  ids: string[];
  meetings: Meeting[];
}

/**
 * Whom an actor met, persons before states and bodies. Its own state or delegation counts only where others of that
 * side were there: a minister does not meet his country by receiving a guest.
 * @param admitted what `narrowedTo` makes of the same context and statuses.
 */
const metBy = (
  context: Context,
  id: string,
  statuses: readonly Status[],
  admitted: ReadonlySet<string> | null,
): Met => {
  const { index } = context;
  const own = new Set(representedBy(context, id).map((one) => one.id));
  const isOwn = (other: string): boolean =>
    own.has(other) ||
    (entityOf(index, other)?.kind !== "person" &&
      representedBy(context, other).some((one) => own.has(one.id)));
  const withOthersOfIt = (meeting: string, other: string): boolean =>
    (index.meeting(meeting)?.participants ?? []).some(
      ({ entity }) =>
        entity !== id &&
        entityOf(index, entity)?.kind === "person" &&
        representedBy(context, entity).some((one) => one.id === other),
    );
  const meetings = new Map<string, Meeting>();
  const ids: string[] = [];
  const query = { ...periodOf(context), status: statuses, limit: 1000 };
  for (const { entity, meetings: shared } of index.neighbours(id, query).items) {
    const alone = isOwn(entity.id);
    const there = shared.filter(
      (meeting) =>
        (admitted === null || admitted.has(meeting)) && !(alone && !withOthersOfIt(meeting, entity.id)),
    );
    if (there.length === 0) continue;
    ids.push(entity.id);
    for (const meeting of there) meetings.set(meeting, index.meeting(meeting)!);
  }
  const persons = ids.filter((one) => entityOf(index, one)?.kind === "person");
  return {
    ids: ofAskedKind(
      context,
      partiesOnce(context, [...persons, ...ids.filter((one) => !persons.includes(one))]),
    ),
    meetings: byDate([...meetings.values()]),
  };
};

/** Who met X; of several, who met all of them. */
export const whoMet = (context: Context): void => {
  const { draft, index, words, parts } = context;
  const held = heldBy(parts);
  const [first, ...others] = held?.others ?? parts.actors;
  const isAsked = (id: string): boolean => held === null || held.office.ids.includes(id);
  if (others.length > 0) {
    const isPerson = ({ ids }: AskedName): boolean =>
      ids.some((id) => entityOf(index, id)?.kind === "person");
    // «من التقى من المصريين جيفري؟» asks for people of one side, «كلا من» for those who met both.
    if (parts.has("both") || parts.actors.every(isPerson)) contacts(context);
    else pairsBetween(context);
    return;
  }
  const statuses = statusesOf(context, ["held", "ongoing", "planned"]);
  let found = false;
  // What was held and what was only to be are told apart, each in its own sentence.
  const met = statuses.filter((status) => DEFAULT_STATUSES.includes(status));
  const due = statuses.filter((status) => !DEFAULT_STATUSES.includes(status));
  const tellings = (
    [
      ["ask-met", met],
      ["ask-due", due],
    ] as const
  )
    .filter(([, wanted]) => wanted.length > 0)
    .map(([say, wanted]) => ({ say, wanted, admitted: narrowedTo(context, wanted, [first!]) }));
  for (const id of first!.ids)
    for (const { say, wanted, admitted } of tellings) {
      const met = metBy(context, id, wanted, admitted);
      const meetings = inOrder(
        context,
        met.meetings.filter(({ participants }) => participants.some(({ entity }) => isAsked(entity))),
      );
      // «من كان آخر من التقى …»: whoever was at that one.
      const ids = met.ids.filter(
        (one) =>
          isAsked(one) &&
          meetings.some(({ participants }) => participants.some(({ entity }) => entity === one)),
      );
      if (ids.length === 0) continue;
      found = true;
      for (const one of ids) draft.answer(one);
      sayHowMany(context, ids);
      const slots = {
        a: nameOf(index, words.prose, id),
        n: meetingsCounted(words.prose, meetings),
        list: namesInWords(index, words.prose, ids),
      };
      draft.say(
        say === "ask-met" && meetings.every(({ type }) => type === "call") ? "ask-called" : say,
        slots,
        meetings.map((meeting) => firstProof(meeting, [id])),
      );
      draft.tell(meetings, [id, ...ids]);
    }
  if (found) return;
  const name = namesInWords(index, words.prose, first!.ids);
  draft.say("ask-met-nobody", { a: name });
  hintAtOthers(context, first!.ids, statuses);
};

/** Whose people met whose: of two states or bodies. */
const pairsBetween = (context: Context): void => {
  const { draft, index, words, parts } = context;
  const statuses = statusesOf(context, ["held", "ongoing", "planned"]);
  const [left, right] = parts.actors;
  const admitted = narrowedTo(context, statuses);
  const meetings = new Map<string, Meeting>();
  const ids = new Set<string>();
  for (const a of left!.ids)
    for (const b of right!.ids) {
      const between = index.between(a, b, { ...periodOf(context), status: statuses });
      const isMeant = (meeting: string): boolean => admitted === null || admitted.has(meeting);
      for (const pair of between.pairs)
        if (pair.meetings.some(isMeant)) for (const { id } of [pair.a, pair.b]) ids.add(id);
      for (const meeting of between.meetings) if (isMeant(meeting.id)) meetings.set(meeting.id, meeting);
    }
  // "Which Turkish officials met Russian officials" asks for the former; «من الجانبين», "who met whom" for both.
  const isBoth = parts.has("link", "between") || parts.cues.filter(({ role }) => role === "ask").length !== 1;
  const sides = ofAskedKind(context, [...ids]);
  const isLeft = (id: string): boolean =>
    left!.ids.includes(id) || representedBy(context, id).some((one) => left!.ids.includes(one.id));
  const asked = isBoth ? [] : sides.filter(isLeft);
  const kept = asked.length > 0 ? asked : sides;
  for (const id of kept) draft.answer(id);
  const list = words.prose.join(parts.actors.map((name) => nameOf(index, words.prose, name.ids[0]!)));
  const told = byDate([...meetings.values()]).filter(({ participants }) =>
    participants.some(({ entity }) => kept.includes(entity)),
  );
  if (told.length === 0) {
    draft.say("ask-not-met", { list });
    return;
  }
  draft.say(
    "ask-between",
    { list, who: listed(context, kept) },
    told.map((meeting) => firstProof(meeting, kept)),
  );
  draft.tell(told, kept);
};

/** What else is told of somebody: under other statuses than those asked for, or without a date. */
const hintAtOthers = (context: Context, ids: readonly string[], statuses: readonly Status[]): void => {
  const { parts } = context;
  const others = STATUSES.filter((status) => !statuses.includes(status));
  const metByAny = (asked: Context, wanted: readonly Status[]): Meeting[] => {
    const admitted = narrowedTo(asked, wanted);
    return ids.flatMap((id) => metBy(asked, id, wanted, admitted).meetings);
  };
  if (others.length > 0) hintAt(context, "ask-other-statuses", byDate(metByAny(context, others)), ids);
  if (parts.since === null && parts.until === null) return;
  const undated = metByAny({ ...context, undated: "any" }, statuses);
  hintAt(context, "ask-undated", byDate(undated.filter(({ date }) => !date?.edtf)), ids);
};

/** Meetings that two or more actors share, whatever became of them; of states and bodies also their people's. */
export const sharedMeetings = (context: Context, names: readonly AskedName[]): Meeting[] => {
  const { index } = context;
  const filter = { ...periodOf(context), status: STATUSES };
  const [a, b, ...others] = names;
  const found = new Map<string, Meeting>();
  for (const left of a!.ids)
    for (const right of b!.ids) {
      for (const meeting of index.common(left, right, filter).meetings) found.set(meeting.id, meeting);
      // A person's own state or body is not met through its people.
      const persons = [left, right].filter((id) => entityOf(index, id)?.kind === "person");
      const own = persons.flatMap((id) => representedBy(context, id).map((one) => one.id));
      if (persons.length > 1 || own.includes(left) || own.includes(right)) continue;
      for (const meeting of index.between(left, right, filter).meetings) found.set(meeting.id, meeting);
    }
  const admitted = narrowedTo(context, STATUSES, names);
  return byDate(
    [...found.values()].filter(
      ({ id, participants }) =>
        (admitted === null || admitted.has(id)) &&
        others.every(({ ids }) => participants.some(({ entity }) => ids.includes(entity))),
    ),
  );
};

/** Did X meet Y? */
export const didMeet = (context: Context): void => {
  const { draft, index, words, parts } = context;
  const shared = sharedMeetings(context, parts.actors);
  // «لقاء لم يعقد بعد»: only such ones.
  const asked = parts.statuses.size > 0 ? shared.filter(({ status }) => parts.statuses.has(status)) : shared;
  // «هل سيلتقيان؟»: what is still to come, where anything is.
  const due = parts.future && !parts.past ? asked.filter((meeting) => !happened(meeting)) : [];
  const meetings = due.length > 0 ? due : asked;
  const who = idsOf(parts.actors);
  // Of several whom a name may mean, whoever was there.
  const isThere = (id: string): boolean =>
    meetings.some(({ participants }) => participants.some(({ entity }) => entity === id));
  const list = words.prose.join(
    parts.actors.map(({ ids }) => nameOf(index, words.prose, ids.find(isThere) ?? ids[0]!)),
  );
  const held = meetings.filter(happened);
  if (meetings.length === 0) draft.say("ask-not-met", { list });
  else if (held.length > 0) {
    const n = meetingsCounted(words.prose, held);
    draft.say(
      "ask-yes-met",
      { list, n },
      held.map((meeting) => firstProof(meeting, who)),
    );
  } else
    draft.say(
      due.length > 0 ? "ask-is-due" : "ask-no-but",
      { list, n: meetingsCounted(words.prose, meetings) },
      meetings.map((meeting) => firstProof(meeting, who)),
    );
  draft.tell([...held, ...meetings.filter((meeting) => !happened(meeting))], who);
};

/** Whom both X and Y met. */
export const contacts = (context: Context): void => {
  const { draft, index, words, parts } = context;
  const statuses = statusesOf(context, ["held", "ongoing", "planned"]);
  const admitted = narrowedTo(context, statuses);
  const sides = parts.actors.map(({ ids }) => ids.map((id) => metBy(context, id, statuses, admitted)));
  const idsOfSide = (side: Met[]): string[] => side.flatMap(({ ids }) => ids);
  const asked = idsOf(parts.actors);
  const [first, ...others] = sides;
  const shared = idsOfSide(first!).filter(
    (id) => !asked.includes(id) && others.every((side) => idsOfSide(side).includes(id)),
  );
  const list = words.prose.join(parts.actors.map(({ ids }) => nameOf(index, words.prose, ids[0]!)));
  if (shared.length === 0) {
    draft.say("ask-no-contacts", { list });
    return;
  }
  for (const id of shared) draft.answer(id);
  const meetings = new Map<string, Meeting>();
  for (const { meetings: told } of sides.flat())
    for (const meeting of told)
      if (meeting.participants.some(({ entity }) => shared.includes(entity)))
        meetings.set(meeting.id, meeting);
  const sorted = byDate([...meetings.values()]);
  const proof = sorted.map((meeting) => firstProof(meeting, asked));
  draft.say("ask-contacts", { list, who: listed(context, shared) }, proof);
  draft.tell(sorted, [...asked, ...shared]);
};
