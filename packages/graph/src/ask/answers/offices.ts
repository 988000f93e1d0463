import { STATUSES } from "../../extraction.ts";
import type { Evidence, Meeting } from "../../facts.ts";
import { entitiesOf, entityOf, nameOf, namesInWords } from "../../prose/names.ts";
import { counted, phrase } from "../../prose/words.ts";
import { fold } from "../../text/fold.ts";
import { type Context, relationsFrom, relationsTo, representedBy } from "../context.ts";
import { isEmpty } from "../parts.ts";
import { meetingsLike } from "../select.ts";
import { idsOf, ofAskedKind, referenceOf } from "./meant.ts";

/** Characters between a delegation's owner and its head: «وفد المعارضة المؤلف من 12 شخصا أحمد طعمة». */
const LONGEST_INTRODUCTION = 80;

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
export const representatives = (context: Context, bodies: readonly string[]): void => {
  const { draft, index, words } = context;
  const list = namesInWords(index, words.prose, bodies);
  const persons = entitiesOf(index).flatMap(({ id, kind }) => (kind === "person" ? [id] : []));
  for (const id of persons) {
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
