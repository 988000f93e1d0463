import {
  type Entity,
  type EntityCard,
  type Evidence,
  type FactArticle,
  type GraphIndex,
  type Meeting,
  type MeetingDate,
  type Path,
  type ProseLanguage,
  pathSentence,
} from "@liqa/graph";
import type { z } from "zod";
import type * as answers from "./answers.ts";
import type { Snapshot } from "./snapshot.ts";

/** From facts to the shapes of the contract. Pure, and typed by the schemas that describe the answers. */

type View<K extends keyof typeof answers> = (typeof answers)[K] extends z.ZodType
  ? z.output<(typeof answers)[K]>
  : never;

/** Strips what is not in the contract from a piece of evidence. */
export const evidenceView = ({ article, start, end, quote }: Evidence): View<"evidence"> => ({
  article,
  start,
  end,
  quote,
});

/** An entity by reference; one that the facts no longer describe keeps its id as its name. */
function entityRefView(snapshot: Snapshot, id: string): View<"entityRef"> {
  const entity = snapshot.entity(id);
  return { id, kind: entity?.kind ?? "group", name: entity?.name ?? id };
}

/** An actor in both languages, for lists that are read in either. */
const namesView = (snapshot: Snapshot, id: string): View<"entity">["names"] =>
  snapshot.entity(id)?.names ?? { ar: null, en: null };

function namedView(snapshot: Snapshot, id: string): View<"named"> {
  return { id, name: snapshot.entity(id)?.name ?? id };
}

const dateView = (date: MeetingDate | null): View<"meeting">["date"] =>
  date === null ? null : { edtf: date.edtf, text: date.text, inferred: date.inferred };

export function entityView(snapshot: Snapshot, { entity, counts }: EntityCard): View<"entity"> {
  return {
    id: entity.id,
    kind: entity.kind,
    name: entity.name,
    names: { ar: entity.names.ar, en: entity.names.en },
    aliases: entity.aliases,
    qid: entity.qid,
    roles: entity.roles.map((role) => ({
      title: role.title,
      represents: role.represents,
      first: role.first,
      last: role.last,
      evidence: role.evidence.map(evidenceView),
    })),
    relations: snapshot.relationsOf(entity.id).map((relation) => ({
      type: relation.type,
      direction: relation.from === entity.id ? ("out" as const) : ("in" as const),
      entity: entityRefView(snapshot, relation.from === entity.id ? relation.to : relation.from),
      evidence: relation.evidence.map(evidenceView),
    })),
    counts: { meetings: counts.meetings, contacts: counts.contacts, articles: counts.articles },
    articles: entity.articles,
    evidence: entity.evidence.map(evidenceView),
  };
}

export function meetingView(snapshot: Snapshot, meeting: Meeting): View<"meeting"> {
  return {
    id: meeting.id,
    name: meeting.name,
    type: meeting.type,
    status: meeting.status,
    date: dateView(meeting.date),
    place:
      meeting.place === null
        ? null
        : { ...namedView(snapshot, meeting.place), names: namesView(snapshot, meeting.place) },
    participants: meeting.participants.map((participant) => ({
      ...entityRefView(snapshot, participant.entity),
      names: namesView(snapshot, participant.entity),
      function: participant.function,
      evidence: participant.evidence.map(evidenceView),
    })),
    articles: meeting.articles,
    background: meeting.background,
    topics: meeting.topics.map((topic) => ({ text: topic.text, evidence: evidenceView(topic.evidence) })),
    parent: meeting.parent,
    statusHistory: meeting.statusHistory.map(({ status, reported, article }) => ({
      status,
      reported,
      article,
    })),
    accounts: meeting.accounts.map((account) => ({
      article: account.article,
      source: account.source,
      reported: account.reported,
      type: account.type,
      status: account.status,
      date: dateView(account.date),
      place: account.place === null ? null : namedView(snapshot, account.place),
      participants: account.participants.map((id) => namedView(snapshot, id)),
    })),
    sources: meeting.sources,
    evidence: meeting.evidence.map(evidenceView),
    rule: meeting.rule,
    confidence: meeting.confidence,
  };
}

/** The article with every passage in it that is evidence for something, in the order of the text. */
export function articleView(snapshot: Snapshot, article: FactArticle): View<"article"> {
  const spans: View<"span">[] = [];
  const seen = new Set<string>();
  const add = (
    type: View<"span">["type"],
    subject: Entity | Meeting,
    proof: readonly { article: string; start: number; end: number }[],
  ) => {
    for (const { article: where, start, end } of proof) {
      const key = `${type} ${start} ${end} ${subject.id}`;
      if (where !== article.id || seen.has(key)) continue;
      seen.add(key);
      spans.push({ start, end, type, id: subject.id, name: subject.name });
    }
  };
  const { entities, meetings } = snapshot.contentsOf(article.id);
  for (const entity of entities) {
    add("mention", entity, entity.evidence);
    for (const role of entity.roles) add("role", entity, role.evidence);
    for (const relation of snapshot.relationsOf(entity.id)) {
      if (relation.from === entity.id) add("relation", entity, relation.evidence);
    }
  }
  for (const meeting of meetings) {
    add("meeting", meeting, meeting.evidence);
    for (const topic of meeting.topics) add("topic", meeting, [topic.evidence]);
    for (const participant of meeting.participants) {
      const entity = snapshot.entity(participant.entity);
      if (entity !== undefined) add("participant", entity, participant.evidence);
    }
  }
  // Outer passages before the ones inside them, so that a reader can open and close marks in one pass.
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  return {
    id: article.id,
    title: article.title,
    publishedAt: article.publishedAt,
    source: article.source,
    url: article.url,
    language: article.language,
    text: article.text,
    spans,
  };
}

/** A path told in one language, each claim followed by the id of the article that proves it. */
const told = (index: GraphIndex, path: Path, language: ProseLanguage): string => {
  const { text, evidence } = pathSentence(index, path, language);
  return text.replace(/\[(\d+)\]/g, (mark, n: string) => {
    const article = evidence[Number(n) - 1]?.article;
    return article === undefined ? mark : `[${article}]`;
  });
};

export function pathView(index: GraphIndex, path: Path): View<"path"> {
  return {
    nodes: path.nodes,
    hops: path.hops.map((hop) => ({
      from: hop.from,
      meeting: hop.meeting,
      to: hop.to,
      date: hop.date,
      place: hop.place,
      weak: hop.weak,
      evidence: hop.evidence.map(evidenceView),
    })),
    certain: path.certain,
    sentence: { ar: told(index, path, "ar"), en: told(index, path, "en") },
  };
}
