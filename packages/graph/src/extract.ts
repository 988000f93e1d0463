import type { Article } from "./article.ts";
import type {
  ExtractedEntity,
  ExtractedMeeting,
  Extraction,
  Extractor,
  MeetingType,
  Mention,
} from "./extraction.ts";
import type { Language } from "./language.ts";
import { Scan } from "./lexicon/scan.ts";
import { Clause } from "./meetings/clause.ts";
import { findTellings } from "./meetings/findTellings.ts";
import { joinTellings, type JoinedMeeting } from "./meetings/joinTellings.ts";
import type { Telling } from "./meetings/telling.ts";
import { type Actor, type Actors, joinActors } from "./mentions/actors.ts";
import { findMentions } from "./mentions/findMentions.ts";
import type { Affiliation } from "./mentions/mention.ts";
import { type Sentence, sentences } from "./text/sentences.ts";
import { Tokenizer } from "./text/tokens.ts";

/**
 * Makes an extractor for a language.
 *
 * @example
 * const extract = extractor(ar);
 * extract({ id: "a1", text: "التقى وزير الخارجية المصري سامح شكري نظيره الروسي سيرغي لافروف في موسكو." });
 */
export const extractor = (language: Language): Extractor => {
  const tokenizer = new Tokenizer(language);
  return (article) => extract(language, tokenizer, article);
};

const extract = (language: Language, tokenizer: Tokenizer, article: Article): Extraction => {
  const scan = new Scan(language, article.text, tokenizer.tokens(article.text));
  const parts = sentences(article.text, scan.tokens);
  const { actors: mentions, adjectives } = findMentions(scan);
  const actors = joinActors(scan, mentions);
  const tellings = read(scan, parts, mentions, actors, adjectives);
  const meetings = joinTellings(tellings, actors.all, () => null);
  return write(article, scan, actors, meetings);
};

const read = (
  scan: Scan,
  parts: readonly Sentence[],
  mentions: Parameters<typeof joinActors>[1],
  actors: Actors,
  adjectives: ConstructorParameters<typeof Clause>[4],
): Telling[] => {
  const tellings: Telling[] = [];
  let first = 0;
  let topic = -1;
  for (const sentence of parts) {
    while (first < mentions.length && mentions[first]!.to <= sentence.from) first++;
    const clause = new Clause(scan, sentence, mentions, actors, adjectives, first);
    tellings.push(...findTellings(clause, { topic }));
    for (const at of clause.all()) {
      const actor = clause.actor(at);
      if (actor?.kind === "person" && !actor.titles.some((title) => title.level === "spokesperson") && clause.mention(at).proclitic.replace("و", "") === "") {
        topic = actor.index;
        break;
      }
    }
  }
  return tellings;
};

const sidesOf = (meeting: JoinedMeeting, actors: readonly Actor[]): number => {
  const sides = new Set<string>();
  for (const { actor: at } of meeting.parts) {
    const actor = actors[at]!;
    const state = actor.affiliations.find((to) => to.relation === "of" && to.entry)?.entry;
    sides.add(state ? `${state.kind} ${state.id}` : actor.kind === "person" && actor.entry?.country ? `country ${actor.entry.country}` : `own ${actor.entry ? `${actor.entry.kind} ${actor.entry.id}` : at}`);
  }
  return sides.size;
};

const typeOf = (meeting: JoinedMeeting, actors: readonly Actor[]): MeetingType => {
  if (meeting.type !== "bilateral") return meeting.type;
  if (meeting.parts.length === 1 && actors[meeting.parts[0]!.actor]!.kind === "organization") return "session";
  return sidesOf(meeting, actors) >= 3 ? "multilateral" : "bilateral";
};

const write = (article: Article, _scan: Scan, actors: Actors, meetings: readonly JoinedMeeting[]): Extraction => {
  const ids = new Map<string, string>();
  const entities: ExtractedEntity[] = [];
  const affiliationId = (to: Affiliation): string => {
    const own = actors.all.find((actor) =>
      to.entry ? actor.entry?.kind === to.entry.kind && actor.entry.id === to.entry.id : actor.name === to.name,
    );
    return own ? `e${own.index + 1}` : implied(to);
  };
  const implied = (to: Affiliation): string => {
    const key = to.entry ? `${to.entry.kind} ${to.entry.id}` : to.name;
    const known = ids.get(key);
    const mention: Mention = { start: to.start, end: to.end, text: article.text.slice(to.start, to.end) };
    if (known) {
      entities.find((entity) => entity.id === known)!.mentions.push(mention);
      return known;
    }
    const id = `e${actors.all.length + ids.size + 1}`;
    ids.set(key, id);
    entities.push({
      id,
      kind: to.kind,
      name: to.entry?.name ?? to.name,
      aliases: [],
      mentions: [mention],
      roles: [],
      ...(to.entry ? { known: to.entry.id } : {}),
    });
    return id;
  };
  for (const actor of actors.all) {
    entities.push({
      id: `e${actor.index + 1}`,
      kind: actor.kind,
      name: actor.name,
      aliases: [...new Set(actor.mentions.map((mention) => mention.name))].filter((name) => name !== actor.name),
      mentions: actor.mentions.map(({ start, end }) => ({ start, end, text: article.text.slice(start, end) })),
      roles: [],
      ...(actor.entry ? { known: actor.entry.id } : {}),
    });
  }
  for (const actor of actors.all) {
    const entity = entities.find((one) => one.id === `e${actor.index + 1}`)!;
    const seen = new Set<string>();
    for (const title of actor.titles) {
      const text = article.text.slice(title.start, title.end);
      if (seen.has(text)) continue;
      seen.add(text);
      const state = title.affiliations.find((to) => to.relation === "of");
      entity.roles.push({ title: text, represents: state ? affiliationId(state) : null, start: title.start, end: title.end });
    }
  }
  const written: ExtractedMeeting[] = meetings.map((meeting, at) => {
    const evidence = [...new Map(meeting.tellings.map(({ sentence }) => [sentence.start, { start: sentence.start, end: sentence.end }])).values()];
    return {
      id: `m${at + 1}`,
      type: typeOf(meeting, actors.all),
      status: meeting.status,
      name: null,
      background: meeting.tellings.every((telling) => telling.background),
      participants: meeting.parts.map((part) => ({
        entity: `e${part.actor + 1}`,
        function: part.function,
        evidence: [{ start: part.start, end: part.end }],
      })),
      place: meeting.place === null ? null : `e${meeting.place + 1}`,
      date: null,
      topics: [],
      parent: null,
      evidence,
      rule: meeting.tellings[0]!.rule,
      confidence: Math.max(...meeting.tellings.map((telling) => telling.weight)),
    };
  });
  return { article, entities, meetings: written, relations: [], warnings: [] };
};
