import { STATUSES, type Status } from "../../extraction.ts";
import type { Evidence, Meeting } from "../../facts.ts";
import { proofOf } from "../../prose/meetingSentence.ts";
import { entityOf, nameOf, namesInWords } from "../../prose/names.ts";
import { counted, phrase } from "../../prose/words.ts";
import { fold } from "../../text/fold.ts";
import { type Context, periodOf, relationsFrom, relationsTo, representedBy, statusesOf } from "../context.ts";
import { type AskedName, isEmpty, type Reference } from "../parts.ts";
import { byDate, meetingsAround, meetingsLike } from "../select.ts";

/** Characters between a delegation's owner and its head: «وفد المعارضة المؤلف من 12 شخصا أحمد طعمة». */
const LONGEST_INTRODUCTION = 80;

const NO_REFERENCE: Reference = { of: [], places: [], numbers: [], weekdays: [], types: new Set() };

/** The description of a meeting in the question; an empty one when there is none. */
export const referenceOf = ({ parts }: Context): Reference => parts.references[0] ?? NO_REFERENCE;

export const idsOf = (names: readonly AskedName[]): string[] => names.flatMap(({ ids }) => ids);

/** Ids of the kinds that the question asks for: persons, states …; all when it asks for none. */
export const ofAskedKind = ({ index, parts }: Context, ids: readonly string[]): string[] => {
  const wanted = new Set(parts.cues.filter(({ role }) => role === "kind").map(({ value }) => value));
  // A state's armed groups and oppositions are bodies too.
  if (wanted.has("organization")) wanted.add("group");
  if (wanted.size === 0 || wanted.has("actor")) return [...ids];
  return ids.filter((id) => wanted.has(entityOf(index, id)?.kind ?? ""));
};

/** Which meetings a question about people narrows itself to; null when to none. */
const narrowedTo = (context: Context, statuses: readonly Status[]): Set<string> | null => {
  const reference = referenceOf(context);
  if (isEmpty(reference) && context.parts.types.size === 0) return null;
  const meetings = meetingsLike(context, reference, [], statuses);
  const { types } = context.parts;
  return new Set(meetings.filter(({ type }) => types.size === 0 || types.has(type)).map(({ id }) => id));
};

interface Met {
  ids: string[];
  meetings: Meeting[];
}

/**
 * Whom an actor met, persons before states and bodies. Its own state or delegation counts only where others of that
 * side were there: a minister does not meet his country by receiving a guest.
 */
const metBy = (context: Context, id: string, statuses: readonly Status[]): Met => {
  const { index } = context;
  const admitted = narrowedTo(context, statuses);
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
    ids: ofAskedKind(context, [...persons, ...ids.filter((one) => !persons.includes(one))]),
    meetings: byDate([...meetings.values()]),
  };
};

/** Who met X; of several, who met all of them. */
export const whoMet = (context: Context): void => {
  const { draft, index, words, parts } = context;
  const [first, ...others] = parts.actors;
  if (others.length > 0) {
    if (idsOf(parts.actors).some((id) => entityOf(index, id)?.kind === "person")) contacts(context);
    else pairsBetween(context);
    return;
  }
  const statuses = statusesOf(context, ["held", "ongoing", "planned"]);
  let found = false;
  // What was held and what was only to be are told apart, each in its own sentence.
  const met = statuses.filter((status) => status === "held" || status === "ongoing");
  const due = statuses.filter((status) => status !== "held" && status !== "ongoing");
  for (const id of first!.ids)
    for (const [say, wanted] of [
      ["ask-met", met],
      ["ask-due", due],
    ] as const) {
      const { ids, meetings } = wanted.length > 0 ? metBy(context, id, wanted) : { ids: [], meetings: [] };
      if (ids.length === 0) continue;
      found = true;
      for (const one of ids) draft.answer(one);
      const slots = {
        a: nameOf(index, words.prose, id),
        n: counted(words.prose, "meeting", meetings.length),
        list: namesInWords(index, words.prose, ids),
      };
      draft.say(
        say,
        slots,
        meetings.flatMap((meeting) => proofOf(meeting, [id]).slice(0, 1)),
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
  const meetings = new Map<string, Meeting>();
  const ids = new Set<string>();
  for (const a of left!.ids)
    for (const b of right!.ids) {
      const between = index.between(a, b, { ...periodOf(context), status: statuses });
      for (const pair of between.pairs) for (const { id } of [pair.a, pair.b]) ids.add(id);
      for (const meeting of between.meetings) meetings.set(meeting.id, meeting);
    }
  const kept = ofAskedKind(context, [...ids]);
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
    { list, who: namesInWords(index, words.prose, kept) },
    told.flatMap((meeting) => proofOf(meeting, kept).slice(0, 1)),
  );
  draft.tell(told, kept);
};

/** What else is told of somebody, under other statuses than those asked for. */
const hintAtOthers = (context: Context, ids: readonly string[], statuses: readonly Status[]): void => {
  const others = STATUSES.filter((status) => !statuses.includes(status));
  if (others.length === 0) return;
  const meetings = byDate(ids.flatMap((id) => metBy(context, id, others).meetings));
  if (meetings.length === 0) return;
  const n = counted(context.words.prose, "meeting", meetings.length);
  context.draft.say(
    "ask-other-statuses",
    { n },
    meetings.flatMap((meeting) => proofOf(meeting, ids).slice(0, 1)),
  );
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
      if ([left, right].some((id) => entityOf(index, id)?.kind === "person")) continue;
      for (const meeting of index.between(left, right, filter).meetings) found.set(meeting.id, meeting);
    }
  const admitted = narrowedTo(context, STATUSES);
  return byDate(
    [...found.values()].filter(
      ({ id, participants }) =>
        (admitted === null || admitted.has(id)) &&
        others.every(({ ids }) => participants.some(({ entity }) => ids.includes(entity))),
    ),
  );
};

const happened = ({ status }: Meeting): boolean => status === "held" || status === "ongoing";

/** Did X meet Y? */
export const didMeet = (context: Context): void => {
  const { draft, index, words, parts } = context;
  const meetings = sharedMeetings(context, parts.actors);
  const who = idsOf(parts.actors);
  const list = words.prose.join(parts.actors.map(({ ids }) => nameOf(index, words.prose, ids[0]!)));
  const held = meetings.filter(happened);
  if (meetings.length === 0) draft.say("ask-not-met", { list });
  else if (held.length > 0) {
    const n = counted(words.prose, "meeting", held.length);
    draft.say(
      "ask-yes-met",
      { list, n },
      held.flatMap((meeting) => proofOf(meeting, who).slice(0, 1)),
    );
  } else
    draft.say(
      "ask-no-but",
      { list },
      meetings.flatMap((meeting) => proofOf(meeting, who).slice(0, 1)),
    );
  draft.tell([...held, ...meetings.filter((meeting) => !happened(meeting))], who);
};

/** Whom both X and Y met. */
export const contacts = (context: Context): void => {
  const { draft, index, words, parts } = context;
  const statuses = statusesOf(context, ["held", "ongoing", "planned"]);
  const sides = parts.actors.map(({ ids }) => ids.map((id) => metBy(context, id, statuses)));
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
  const proof = sorted.flatMap((meeting) => proofOf(meeting, asked).slice(0, 1));
  draft.say("ask-contacts", { list, who: namesInWords(index, words.prose, shared) }, proof);
  draft.tell(sorted, [...asked, ...shared]);
};

/** The states and bodies that belong to a group, or the groups that somebody belongs to. */
export const members = (context: Context): void => {
  const { parts } = context;
  const groups = [
    ...idsOf(parts.actors),
    ...parts.references.flatMap(({ of, places }) => idsOf([...of, ...places])),
  ];
  for (const group of groups) membersOf(context, group);
};

const membersOf = (context: Context, group: string): void => {
  const { draft, index, words } = context;
  const inside = relationsTo(context, group, "member_of");
  const relations = inside.length > 0 ? inside : relationsFrom(context, group, "member_of");
  const ids = relations.map(({ from, to }) => (inside.length > 0 ? from : to));
  const kept = ofAskedKind(context, ids);
  const shown = kept.length > 0 ? kept : ids;
  const a = nameOf(index, words.prose, group);
  if (shown.length === 0) {
    draft.say("ask-no-members", { a });
    return;
  }
  for (const id of shown) draft.answer(id);
  const proof = relations.flatMap(({ evidence }) => evidence);
  draft.say(
    inside.length > 0 ? "ask-members" : "ask-member-of",
    { a, list: namesInWords(index, words.prose, shown) },
    proof,
  );
};

/** Who represents C (in a meeting); of a person, whom it represents. */
export const represents = (context: Context): void => {
  const { draft, index, words, parts } = context;
  const asked = idsOf(parts.actors);
  const persons = asked.filter((id) => entityOf(index, id)?.kind === "person");
  if (persons.length > 0 && persons.length === asked.length) {
    about(context);
    return;
  }
  const reference = referenceOf(context);
  const meetings = isEmpty(reference) ? null : meetingsLike(context, reference, [], STATUSES);
  if (meetings === null) {
    representatives(context, asked);
    return;
  }
  const bodies =
    asked.length > 0
      ? asked
      : meetings.flatMap(({ participants }) =>
          participants.flatMap(({ entity }) => representedBy(context, entity).map(({ id }) => id)),
        );
  const found = delegatesIn(context, meetings, bodies);
  const list = namesInWords(index, words.prose, asked);
  if (found.length === 0) {
    draft.say("ask-no-representative", { list });
    return;
  }
  for (const { id, title, evidence } of found) {
    draft.answer(id);
    const a = nameOf(index, words.prose, id);
    const slots = { a, list, title: title && `(${title})` };
    draft.say(asked.length > 0 ? "ask-represents" : "ask-represents-some", slots, evidence);
  }
  draft.tell(
    meetings.filter(({ participants }) =>
      participants.some(({ entity }) => found.some(({ id }) => id === entity)),
    ),
    found.map(({ id }) => id),
  );
};

export interface Delegate {
  id: string;
  title: string;
  evidence: Evidence[];
}

/**
 * Persons in these meetings who stand for one of these states or bodies: by their office, heads of delegations before
 * all others; else the head of a delegation in whose sentence the state or body is named last before him.
 */
export const delegatesIn = (
  context: Context,
  meetings: readonly Meeting[],
  bodies: readonly string[],
): Delegate[] => {
  const owners = new Set(bodies);
  // «وفد المعارضة» stands for the opposition.
  for (const id of bodies) for (const owner of representedBy(context, id)) owners.add(owner.id);
  const heads: Delegate[] = [];
  const others: Delegate[] = [];
  const told: Delegate[] = [];
  for (const meeting of meetings)
    for (const { entity, function: fn, evidence } of meeting.participants) {
      if (entityOf(context.index, entity)?.kind !== "person" || fn === "represented") continue;
      const role = representedBy(context, entity).find(({ id }) => owners.has(id));
      if (role)
        (fn === "delegation_head" ? heads : others).push({
          id: entity,
          title: role.title,
          evidence: [...evidence, ...role.evidence],
        });
      else if (
        fn === "delegation_head" &&
        evidence.some(({ quote }) => leads(context, entity, owners, quote))
      )
        told.push({ id: entity, title: "", evidence: [...evidence] });
    }
  return [heads, told, others].find((delegates) => delegates.length > 0) ?? [];
};

/** Whether a sentence names one of these bodies before a person, with no other body of the graph's in between. */
const leads = ({ index }: Context, person: string, bodies: ReadonlySet<string>, quote: string): boolean => {
  const folded = fold(quote);
  const lastAt = (id: string, before: number): number => {
    const entity = entityOf(index, id);
    const forms = entity ? [entity.name, ...entity.aliases] : [];
    return Math.max(
      -1,
      ...forms.map((form) => (form.length < 3 ? -1 : folded.lastIndexOf(fold(form), before))),
    );
  };
  const at = lastAt(person, folded.length);
  const named = Math.max(-1, ...[...bodies].map((id) => lastAt(id, at)));
  return at > 0 && named >= 0 && at - named <= LONGEST_INTRODUCTION;
};

/** Everybody whose office acts for one of these, in whatever meeting. */
const representatives = (context: Context, bodies: readonly string[]): void => {
  const { draft, index, words } = context;
  const list = namesInWords(index, words.prose, bodies);
  const seen = new Set<string>();
  const persons = bodies.flatMap((body) => [
    ...new Set(
      meetingsAround(context, body, STATUSES).flatMap(({ participants }) =>
        participants.map(({ entity }) => entity),
      ),
    ),
  ]);
  for (const id of persons) {
    if (seen.has(id) || entityOf(index, id)?.kind !== "person") continue;
    seen.add(id);
    const role = representedBy(context, id).find((one) => bodies.includes(one.id));
    if (!role) continue;
    draft.answer(id);
    draft.say(
      "ask-represents",
      { a: nameOf(index, words.prose, id), list, title: role.title && `(${role.title})` },
      role.evidence,
    );
  }
  if (draft.entities.size === 0) draft.say("ask-no-representative", { list });
};

/** Who somebody is: offices, and for whom. */
export const about = (context: Context): void => {
  const { draft, index, words, parts } = context;
  for (const id of idsOf(parts.actors)) {
    const entity = entityOf(index, id);
    if (!entity) continue;
    const a = nameOf(index, words.prose, id);
    if (relationsTo(context, id, "member_of").length > 0) {
      membersOf(context, id);
      continue;
    }
    const roles = entity.roles.filter(({ title }) => title !== "");
    if (roles.length === 0)
      draft.say(
        "ask-named-in",
        { a, n: counted(words.prose, "article", entity.articles.length) },
        entity.evidence.slice(0, 1),
      );
    for (const { title, represents: body, evidence } of roles.slice(0, 5)) {
      if (body !== null) draft.answer(body);
      const slots = {
        a,
        title: phrase(words.prose, "ask-quoted", { name: title }),
        list: body === null ? "" : nameOf(index, words.prose, body),
      };
      draft.say(body === null ? "ask-office" : "ask-office-of", slots, evidence);
    }
  }
};
