import { STATUSES } from "../../extraction.ts";
import type { EntityRole, Evidence, Meeting } from "../../facts.ts";
import { entityOf, nameOf, namesInWords } from "../../prose/names.ts";
import { counted, isolated, type ProseWords, phrase } from "../../prose/words.ts";
import { searchWords } from "../../query/find.ts";
import type { GraphIndex } from "../../query/graphIndex.ts";
import { fold } from "../../text/fold.ts";
import { type Context, relationsFrom, relationsTo, representedBy, type Service } from "../context.ts";
import { stem } from "../likeness.ts";
import { isEmpty } from "../parts.ts";
import { isDelegationOf, meetingsLike } from "../select.ts";
import { spellingsOf } from "../spellings.ts";
import { idsOf, listed, ofAskedKind, referenceOf, sayHowMany } from "./meant.ts";

/** Characters between a delegation's owner and its head: «وفد المعارضة المؤلف من 12 شخصا أحمد طعمة». */
const LONGEST_INTRODUCTION = 80;
/** Offices of one person that are told. */
const MOST_ROLES = 5;

/** The states and bodies that belong to a group, or the groups that somebody belongs to. */
export const members = (context: Context): void => {
  const { parts } = context;
  const groups = [
    ...idsOf(parts.actors),
    ...parts.references.flatMap(({ of, places }) => idsOf([...of, ...places])),
  ];
  // Of several groups that a short name means, those whose members are told.
  const told = groups.filter((id) => membershipsOf(context, id).ids.length > 0);
  for (const group of told.length > 0 ? told : groups) membersOf(context, group);
};

/** Members of a group; of what is none, the groups it is a member of. */
const membershipsOf = (context: Context, group: string) => {
  const inside = relationsTo(context, group, "member_of");
  const relations = inside.length > 0 ? inside : relationsFrom(context, group, "member_of");
  return {
    inside: inside.length > 0,
    ids: relations.map(({ from, to }) => (inside.length > 0 ? from : to)),
    proof: relations.flatMap(({ evidence }) => evidence),
  };
};

/** Members of a group as its articles name them; of what is none, the groups it is a member of. */
export const membersOf = (context: Context, group: string): void => {
  const { draft, index, words } = context;
  const { inside, ids, proof } = membershipsOf(context, group);
  const kept = ofAskedKind(context, ids);
  const shown = kept.length > 0 ? kept : ids;
  const a = nameOf(index, words.prose, group);
  if (shown.length === 0) {
    draft.say("ask-no-members", { a });
    return;
  }
  for (const id of shown) draft.answer(id);
  sayHowMany(context, shown);
  draft.say(
    inside ? "ask-members" : "ask-member-of",
    inside
      ? { a, list: listed(context, shown) }
      : { a: nameOf(index, words.prose, group, true), list: namesInWords(index, words.prose, shown) },
    proof,
  );
};

/** Whether somebody belongs to a group. */
export const isMember = (context: Context): void => {
  const { draft, index, words, parts } = context;
  const names = [...parts.actors, ...parts.references.flatMap(({ of, places }) => [...of, ...places])];
  const [ones, groups] = [idsOf(names.slice(0, 1)), idsOf(names.slice(1))];
  const found = ones
    .flatMap((id) => relationsFrom(context, id, "member_of"))
    .filter(({ to }) => groups.includes(to));
  for (const { from, to, evidence } of found)
    draft.say(
      "ask-is-member",
      { a: nameOf(index, words.prose, from, true), b: nameOf(index, words.prose, to) },
      evidence,
    );
  if (found.length > 0) return;
  const [a, b] = [ones, groups].map((ids) => namesInWords(index, words.prose, ids));
  draft.say("ask-is-no-member", { a: a!, b: b! });
};

/** Who represents C (in a meeting); of a person, whom it represents. */
export const represents = (context: Context): void => {
  const { draft, index, words, parts } = context;
  const asked = idsOf(parts.actors);
  const isPerson = (id: string): boolean => entityOf(index, id)?.kind === "person";
  const asBodies = asked.filter((id) => !isPerson(id));
  if (asked.length > 0 && asBodies.length === 0) {
    about(context);
    return;
  }
  const reference = referenceOf(context);
  const meetings = isEmpty(reference) ? null : meetingsLike(context, reference, [], STATUSES);
  if (meetings === null) {
    representatives(context, asBodies);
    return;
  }
  const bodies =
    asBodies.length > 0
      ? asBodies
      : meetings.flatMap(({ participants }) =>
          participants.flatMap(({ entity }) => representedBy(context, entity).map(({ id }) => id)),
        );
  const found = delegatesIn(context, meetings, bodies);
  const list = namesInWords(index, words.prose, asBodies);
  if (found.length === 0) {
    // «ممثل الحكومة السورية بمفاوضات أستانا»: by his office, whether or not the meetings name him.
    const isTold = inArticlesOf(meetings);
    const titled = (role: Service): boolean =>
      (leadsDelegations(context, role) && isTold(role)) ||
      reference.of
        .concat(reference.places)
        .some(({ text, ids }) =>
          [text, ...ids.flatMap((id) => spellingsOf(entityOf(index, id)!))].some((name) =>
            role.evidence.some(({ quote }) => namesWhole(name, quote)),
          ),
        );
    representatives(context, [...ownersOf(context, asBodies)], titled, asBodies);
    return;
  }
  for (const { id, title, evidence } of found) {
    draft.answer(id);
    const a = nameOf(index, words.prose, id);
    const slots = { a, list, title: titled(words.prose, title, entityOf(index, id)?.name) };
    draft.say(asBodies.length > 0 ? "ask-represents" : "ask-represents-some", slots, evidence);
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
  const owners = ownersOf(context, bodies);
  // Nor does who is named behind «المعارضة السورية» speak for the state.
  const named = new Set(
    [...owners].filter((id) => bodies.includes(id) || entityOf(context.index, id)?.kind !== "country"),
  );
  // «الوفد الإيراني برئاسة …»: the delegation names its state.
  for (const { entity } of meetings.flatMap(({ participants }) => participants))
    if (bodies.some((body) => isDelegationOf(context, entity, body))) named.add(entity);
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
        (fn === "delegation_head" || fn === "chair") &&
        evidence.some(({ quote }) => leads(context, entity, named, meeting, quote))
      )
        told.push({ id: entity, title: "", evidence: [...evidence] });
    }
  const found = [heads, told, others].find((delegates) => delegates.length > 0) ?? [];
  return [...Map.groupBy(found, ({ id }) => id).values()].map(([first, ...more]) => ({
    ...first!,
    evidence: [...first!.evidence, ...more.flatMap(({ evidence }) => evidence)],
  }));
};

const isPersonIn = (index: GraphIndex, id: string): boolean => entityOf(index, id)?.kind === "person";

/** These, and whom they act for: «وفد المعارضة» stands for the opposition, a government for its state. */
export const ownersOf = (context: Context, bodies: readonly string[]): Set<string> =>
  new Set([...bodies, ...bodies.flatMap((id) => representedBy(context, id).map((owner) => owner.id))]);

/** Whether an article that tells of one of these meetings has it. */
export const inArticlesOf = (meetings: readonly Meeting[]): ((office: Service) => boolean) => {
  const articles = new Set(meetings.flatMap((meeting) => meeting.articles));
  return ({ evidence }) => evidence.some(({ article }) => articles.has(article));
};

/** «رئيس الوفد السوري» */
export const leadsDelegations = ({ languages }: Context, { title }: Service): boolean =>
  searchWords(title).some((word) =>
    languages.some(({ cues }) => cues.get(word).some(({ value }) => value === "delegation_head")),
  );

/**
 * Whether a sentence names one of these bodies before a person, with no other person of the meeting in between, and not
 * as a word of another party's name or of his own title.
 */
const leads = (
  { index }: Context,
  person: string,
  bodies: ReadonlySet<string>,
  { participants }: Meeting,
  quote: string,
): boolean => {
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
  if (at <= 0 || named < 0 || at - named > LONGEST_INTRODUCTION) return false;
  const others = participants.filter(({ entity }) => !bodies.has(entity) && !isPersonIn(index, entity));
  const names = [
    ...others.flatMap(({ entity }) => spellingsOf(entityOf(index, entity)!)),
    ...(entityOf(index, person)?.roles ?? []).map(({ title }) => title),
  ];
  const isInside = names.map(fold).some((name) => {
    const start = name.length > 3 ? folded.lastIndexOf(name, named) : -1;
    return start >= 0 && named > start && named < start + name.length;
  });
  if (isInside) return false;
  return !participants.some(
    ({ entity }) => entity !== person && isPersonIn(index, entity) && lastAt(entity, at - 1) > named,
  );
};

/** Whether all words of a name stand in a passage. */
const namesWhole = (name: string, quote: string): boolean => {
  const said = new Set(searchWords(quote).map(stem));
  const asked = searchWords(name);
  return asked.length > 0 && asked.every((word) => said.has(stem(word)));
};

/**
 * Everybody whose office acts for one of these, in whatever meeting; only offices of which `isMeant`.
 * @param asked as whose people they are told
 */
export const representatives = (
  context: Context,
  bodies: readonly string[],
  isMeant: (office: Service) => boolean = () => true,
  asked: readonly string[] = bodies,
): void => {
  const { draft, index, words } = context;
  const list = namesInWords(index, words.prose, asked);
  for (const id of peopleOf(index, bodies)) {
    const role = representedBy(context, id).find((one) => bodies.includes(one.id) && isMeant(one));
    if (!role) continue;
    draft.answer(id);
    draft.say(
      "ask-speaks-for",
      {
        a: nameOf(index, words.prose, id),
        list,
        title: titled(words.prose, role.title, entityOf(index, id)?.name),
      },
      role.evidence,
    );
  }
  if (draft.entities.size === 0) draft.say("ask-no-representative", { list });
};

/** All who may act for one of these: its people, and those of its governments and delegations. */
const peopleOf = ({ catalogue }: GraphIndex, bodies: readonly string[]): string[] => {
  const actors = new Set(bodies.flatMap((id) => catalogue.actor(id) ?? []));
  for (const actor of actors)
    if (catalogue.ref(actor).kind !== "person") for (const one of catalogue.peopleOf(actor)) actors.add(one);
  return [...actors]
    .map((actor) => catalogue.ref(actor))
    .flatMap(({ id, kind }) => (kind === "person" ? [id] : []));
};

/** A title as the articles word it, in brackets; nothing where somebody is known by it alone. */
export const titled = (words: ProseWords, title: string, name = ""): string =>
  title === "" || title === name ? "" : `(${isolated(words, title)})`;

/** Who somebody is: offices, and for whom. */
export const about = (context: Context): void => {
  const { draft, index, words, parts } = context;
  // «مبعوثو الأمم المتحدة إلى سوريا»: everyone who held the office.
  const plural = parts.cues.find(({ role }) => role === "holders");
  const holders = plural
    ? context.names.everyHolder([plural.value, ...parts.actors.map(({ text }) => text)].join(" "))
    : [];
  const asked = holders.length > 0 ? [{ ids: holders, office: true }] : parts.actors;
  const named = asked.flatMap(({ ids, office }) => ids.map((id) => ({ id, office })));
  // «الدول الضامنة لمسار أستانا»: the place only says which.
  const kindOf = (id: string) => entityOf(index, id)?.kind;
  const meant = named.some(({ id }) => kindOf(id) !== "place")
    ? named.filter(({ id }) => kindOf(id) !== "place")
    : named;
  for (const { id, office } of meant) {
    const entity = entityOf(index, id);
    if (!entity) continue;
    const a = nameOf(index, words.prose, id, true);
    if (office) draft.answer(id);
    else if (relationsTo(context, id, "member_of").length > 0) {
      membersOf(context, id);
      continue;
    }
    const roles = distinctRoles(entity.roles, context);
    // "Which organizations does she represent?": those, where there are any.
    const wanted = ofAskedKind(
      context,
      roles.flatMap(({ represents: body }) => body ?? []),
    );
    if (roles.length === 0)
      draft.say(
        "ask-named-in",
        { a, n: counted(words.prose, "article", entity.articles.length) },
        entity.evidence.slice(0, 1),
      );
    for (const { title, represents: body, evidence } of roles.slice(0, office ? 1 : MOST_ROLES)) {
      if (body !== null && !office && (wanted.length === 0 || wanted.includes(body))) draft.answer(body);
      const slots = {
        a,
        title: phrase(words.prose, "ask-quoted", { name: isolated(words.prose, title) }),
        list: body === null ? "" : nameOf(index, words.prose, body, true),
      };
      draft.say(body === null ? "ask-office" : "ask-office-of", slots, evidence);
    }
  }
};

/** Titles of one person and not of several («وزراء الخارجية»), each once, the longest wording of it first. */
const distinctRoles = (all: readonly EntityRole[], { languages }: Context): EntityRole[] => {
  const own = all.filter(({ title }) => languages.some((words) => words.isTitle(title)));
  const byTitle = new Map<string, EntityRole>();
  for (const role of own.length > 0 ? own : all) {
    if (role.title === "") continue;
    const key = searchWords(role.title).join(" ");
    if (!byTitle.has(key) || (byTitle.get(key)!.represents === null && role.represents !== null))
      byTitle.set(key, role);
  }
  const sorted = [...byTitle].sort(([a], [b]) => b.length - a.length);
  const isSaid = (key: string, at: number): boolean =>
    sorted.slice(0, at).some(([longer]) => key.split(" ").every((word) => longer.split(" ").includes(word)));
  return sorted.filter(([key], at) => !isSaid(key, at)).map(([, role]) => role);
};
