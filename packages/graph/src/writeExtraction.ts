import type { Article } from "./article.ts";
import type {
  ExtractedDate,
  ExtractedEntity,
  ExtractedMeeting,
  ExtractedRelation,
  Extraction,
  MeetingType,
  Warning,
} from "./extraction.ts";
import type { NameEntry } from "./language.ts";
import { confidenceOf } from "./meetings/confidence.ts";
import type { JoinedMeeting } from "./meetings/joinTellings.ts";
import { typeOf } from "./meetings/meetingType.ts";
import type { Statement } from "./meetings/relations.ts";
import type { TellingDate } from "./meetings/telling.ts";
import type { Actor, Actors } from "./mentions/actors.ts";
import type { Affiliation } from "./mentions/mention.ts";
import { fold } from "./text/fold.ts";
import type { Sentence } from "./text/sentences.ts";

/** What the stages found, in the words of the contract: local ids, offsets, one entry an actor and meeting. */
export const writeExtraction = (
  article: Article,
  actors: Actors,
  meetings: readonly JoinedMeeting[],
  said: readonly { statement: Statement; sentence: Sentence }[],
  warnings: Warning[],
): Extraction => {
  const entities = writeEntities(article, actors);
  const told = tellings(meetings);
  const written = meetings.map((meeting, at) =>
    writeMeeting(article, meeting, at, meetings, told, actors.all),
  );
  const relations: ExtractedRelation[] = [];
  for (const { statement, sentence } of said) {
    const evidence = [{ start: sentence.start, end: sentence.end }];
    const actor = entityId(statement.actor);
    if (statement.type === "member_of") {
      relations.push({ from: actor, type: "member_of", to: entityId(statement.of), evidence });
      continue;
    }
    for (const at of told.get(sentence) ?? []) {
      if (meetings[at]!.parts.some((part) => part.actor === statement.actor)) continue;
      relations.push({ from: `m${at + 1}`, type: statement.type, to: actor, evidence });
    }
  }
  const all = unique(relations);
  return {
    article,
    entities: worthSaying(entities, written, all, actors),
    meetings: written,
    relations: all,
    warnings,
  };
};

/**
 * «الجانبان», «الوزراء», «السفير»: groups, bodies and offices without a name of their own are left out unless
 * something is said of them.
 */
const worthSaying = (
  entities: readonly ExtractedEntity[],
  meetings: readonly ExtractedMeeting[],
  relations: readonly ExtractedRelation[],
  actors: Actors,
): ExtractedEntity[] => {
  const used = new Set<string | null>([
    ...meetings.flatMap((meeting) => [meeting.place, ...meeting.participants.map((part) => part.entity)]),
    ...relations.flatMap(({ from, to }) => [from, to]),
    ...entities.flatMap((entity) => entity.roles.map((role) => role.represents)),
  ]);
  return entities.filter(({ id }, at) => {
    const actor = actors.all[at];
    if (!actor || actor.entry || used.has(id)) return true;
    if (actor.kind === "person") return !actor.unnamed;
    if (actor.kind === "place") return false;
    return actor.affiliations.length > 0 || /\s/u.test(actor.name);
  });
};

/** The meetings that each sentence tells of, by their places in the list, in order. */
const tellings = (meetings: readonly JoinedMeeting[]): ReadonlyMap<Sentence, readonly number[]> => {
  const told = new Map<Sentence, number[]>();
  for (const [at, meeting] of meetings.entries()) {
    for (const sentence of new Set(meeting.tellings.map((telling) => telling.sentence))) {
      const others = told.get(sentence);
      if (others) others.push(at);
      else told.set(sentence, [at]);
    }
  }
  return told;
};

const entityId = (actor: number): string => `e${actor + 1}`;

const unique = (relations: readonly ExtractedRelation[]): ExtractedRelation[] => {
  const seen = new Map<string, ExtractedRelation>();
  for (const relation of relations) {
    const key = `${relation.from} ${relation.type} ${relation.to}`;
    const known = seen.get(key);
    if (!known) seen.set(key, relation);
    // They come in the order of the text: the same sentence can only have been the last.
    else if (known.evidence.at(-1)!.start !== relation.evidence[0]!.start)
      known.evidence.push(...relation.evidence);
  }
  return [...seen.values()];
};

const writeEntities = (article: Article, actors: Actors): ExtractedEntity[] => {
  const slice = (start: number, end: number): string => article.text.slice(start, end);
  const entities: ExtractedEntity[] = actors.all.map((actor) => ({
    id: entityId(actor.index),
    kind: actor.kind,
    name: actor.name,
    aliases: [...new Set(actor.mentions.map((mention) => mention.name))].filter(
      (name) => name !== actor.name,
    ),
    mentions: actor.mentions.map(({ start, end }) => ({ start, end, text: slice(start, end) })),
    roles: [],
    ...(actor.entry ? { known: actor.entry.id } : {}),
  }));
  const byEntry = new Map<string, string>();
  const byName = new Map<string, string>();
  for (const actor of [...actors.all].reverse()) {
    if (actor.entry) byEntry.set(entryKey(actor.entry), entityId(actor.index));
    byName.set(fold(actor.name), entityId(actor.index));
  }
  const implied = new Map<string, { entity: ExtractedEntity; starts: Set<number> }>();
  /** The entity of a state or body that an office names, made when nothing else names it. */
  const bodyOf = (to: Affiliation): string => {
    const own = to.entry ? byEntry.get(entryKey(to.entry)) : byName.get(fold(to.name));
    if (own) return own;
    const key = to.entry ? entryKey(to.entry) : fold(to.name);
    let made = implied.get(key);
    if (!made) {
      const entity: ExtractedEntity = {
        id: entityId(entities.length),
        kind: to.kind,
        name: to.entry?.name ?? to.name,
        aliases: [],
        mentions: [],
        roles: [],
        ...(to.entry ? { known: to.entry.id } : {}),
      };
      made = { entity, starts: new Set() };
      implied.set(key, made);
      entities.push(entity);
    }
    if (!made.starts.has(to.start)) {
      made.starts.add(to.start);
      made.entity.mentions.push({ start: to.start, end: to.end, text: slice(to.start, to.end) });
    }
    return made.entity.id;
  };
  for (const actor of actors.all) {
    const { roles } = entities[actor.index]!;
    const said = new Set<string>();
    for (const { start, end, affiliations } of actor.titles) {
      const title = slice(start, end);
      const folded = fold(title);
      if (said.has(folded)) continue;
      said.add(folded);
      const state = affiliations.find((to) => to.relation === "of");
      roles.push({ title, represents: state ? bodyOf(state) : null, start, end });
    }
    // «وزراء دول المجموعة»: its own words do not tell which body a group acts for.
    const again = actor.kind === "group" ? actor.affiliations.find(isAgain) : undefined;
    const [first] = actor.mentions;
    if (again && first && roles.length === 0)
      roles.push({ title: first.name, represents: bodyOf(again), start: first.start, end: first.end });
  }
  return entities;
};

/** A known body called by its head word alone. */
const isAgain = ({ relation, entry, kind, name }: Affiliation): boolean =>
  relation === "of" && entry !== null && kind !== "country" && kind !== "place" && !/\s/u.test(name);

const entryKey = ({ kind, id }: NameEntry): string => `${kind} ${id}`;

const writeMeeting = (
  article: Article,
  meeting: JoinedMeeting,
  at: number,
  all: readonly JoinedMeeting[],
  told: ReadonlyMap<Sentence, readonly number[]>,
  actors: readonly Actor[],
): ExtractedMeeting => {
  const evidence = new Map<number, { start: number; end: number }>();
  for (const { sentence } of meeting.tellings)
    evidence.set(sentence.start, { start: sentence.start, end: sentence.end });
  const topics = new Map<number, { start: number; end: number; text: string }>();
  for (const { topic } of meeting.tellings) {
    if (topic) topics.set(topic.start, { ...topic, text: article.text.slice(topic.start, topic.end) });
  }
  const parent = parentOf(meeting, all, told);
  return {
    id: `m${at + 1}`,
    type: typeOf(meeting, actors),
    status: meeting.status,
    name: nameOf(meeting),
    background: meeting.tellings.every((telling) => telling.background),
    participants: meeting.parts.map(({ actor, function: fn, start, end }) => ({
      entity: entityId(actor),
      function: fn,
      evidence: [sentenceAround(meeting, start, end)],
    })),
    place: meeting.place === null ? null : entityId(meeting.place),
    date: meeting.date && writeDate(meeting.date),
    topics: [...topics.values()],
    parent: parent < 0 ? null : `m${parent + 1}`,
    evidence: [...evidence.values()].sort((a, b) => a.start - b.start),
    rule: meeting.tellings[0]!.rule,
    confidence: confidenceOf(meeting, actors),
  };
};

/** The sentence that places somebody in a meeting. */
const sentenceAround = (
  meeting: JoinedMeeting,
  start: number,
  end: number,
): { start: number; end: number } => {
  const found = meeting.tellings.find(({ sentence }) => sentence.start <= start && end <= sentence.end);
  const { sentence } = found ?? meeting.tellings[0]!;
  return { start: sentence.start, end: sentence.end };
};

const writeDate = ({ mention, edtf }: TellingDate): ExtractedDate => ({
  edtf,
  text: mention.text,
  start: mention.start,
  end: mention.end,
  inferred: edtf !== null && mention.inferred,
});

const NAMED: readonly MeetingType[] = ["summit", "multilateral", "talks_round", "session"];

const nameOf = (meeting: JoinedMeeting): string | null => {
  if (!NAMED.includes(meeting.type)) return null;
  const names = meeting.tellings.flatMap((telling) => (telling.name ? [telling.name] : []));
  return names.reduce<string | null>(
    (best, name) => (best === null || name.length > best.length ? name : best),
    null,
  );
};

/** The event on whose sidelines it took place, or the visit in whose course one sentence tells it. */
const parentOf = (
  meeting: JoinedMeeting,
  all: readonly JoinedMeeting[],
  told: ReadonlyMap<Sentence, readonly number[]>,
): number => {
  const together = new Set(meeting.tellings.flatMap(({ sentence }) => told.get(sentence) ?? []));
  for (const at of [...together].sort((a, b) => a - b)) {
    const other = all[at]!;
    if (other === meeting) continue;
    const beside = meeting.tellings.some(
      ({ sidelines, sentence }) =>
        sidelines !== null &&
        other.tellings.some(
          (telling) =>
            telling.sentence === sentence && telling.at >= sidelines && telling.at <= sidelines + 2,
        ),
    );
    if (beside) return at;
    if (other.type !== "visit" || meeting.type === "visit" || meeting.type === "call") continue;
    const guest = other.parts.find((part) => part.function !== "host");
    const there = meeting.place === null || other.place === null || meeting.place === other.place;
    if (there && guest && meeting.parts.some((part) => part.actor === guest.actor)) return at;
  }
  return -1;
};
