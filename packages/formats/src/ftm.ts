import type { Entity, EntityRole, Evidence, FactArticle, Facts, Kind, Meeting, Relation } from "@liqa/graph";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { type About, inASentence } from "./about.ts";
import { daysOf } from "./days.ts";
import { finder, grouper } from "./find.ts";
import { meetingLabel } from "./rows.ts";

/** One line of FollowTheMoney. `liqa` holds what its model has no word for; other programs keep or drop it. */
export interface FtmEntity {
  readonly id: string;
  readonly schema: string;
  readonly properties: Readonly<Record<string, readonly string[]>>;
  readonly liqa?: Readonly<Record<string, unknown>>;
}

const SCHEMA = {
  person: "Person",
  country: "PublicBody",
  organization: "Organization",
  group: "Organization",
  place: "Address",
} as const satisfies { readonly [K in Kind]: string };

/** Id of the line that says where the file comes from. */
export const ABOUT = "liqa.about";

/** Characters that one value of a `text` property may have; longer texts are several values. */
const TEXT = 65_000;
const STRING = 1024;
const NAME = 384;
const ID = 200;

const LANGUAGES: { readonly [tag: string]: string } = { ar: "ara", en: "eng", fr: "fra", ru: "rus" };

/** Ids that FollowTheMoney takes as they are, with a dot for the colon. */
const PLAIN = /^[a-z]{3}:[a-z0-9](?:[a-z0-9-]{0,120}[a-z0-9])?$/u;

/** FollowTheMoney's ids are ASCII letters, digits, dots and dashes; ours are kept where they can be, else hashed. */
export const ftmId = (id: string): string =>
  PLAIN.test(id) ? id.replace(":", ".") : bytesToHex(sha256(utf8ToBytes(id))).slice(0, 40);

const joinedId = (...parts: readonly string[]): string => {
  const id = parts.map(ftmId).join(".");
  return id.length <= ID ? id : bytesToHex(sha256(utf8ToBytes(JSON.stringify(parts)))).slice(0, 40);
};

type Values = Record<string, readonly (string | null | undefined)[]>;

/** Leaves out what is absent, empty or said already. */
const ftm = (schema: string, id: string, values: Values, liqa?: FtmEntity["liqa"]): FtmEntity => {
  const properties: Record<string, string[]> = {};
  for (const [name, list] of Object.entries(values)) {
    const kept = new Set(list.filter((value) => typeof value === "string" && value.trim() !== ""));
    if (kept.size > 0) properties[name] = [...kept] as string[];
  }
  return { id, schema, properties, ...(liqa ? { liqa } : {}) };
};

/** The first that is not blank: FollowTheMoney wants a name of everything. */
const named = (...names: readonly string[]): string => names.find((name) => name.trim() !== "") ?? "";

const cut = (text: string, length: number): string =>
  text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/u, "");

/** A text in values short enough; joined they are the text again. */
const chunks = (text: string): string[] => {
  const parts: string[] = [];
  for (let rest = text; rest !== ""; ) {
    const part = cut(rest, TEXT);
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return parts;
};

const webAddress = (url: string | null): string | null =>
  url !== null && /^https?:\/\/[^\s/?#]+\.[^\s]+$/u.test(url) && url.length <= 4096 ? url : null;

const ISO = /^\d{4}(?:-\d\d(?:-\d\d(?:T[\d:]+)?)?)?/u;

/** FollowTheMoney's dates: ISO 8601, as far as known. */
const dateOf = (value: string | null): string | null =>
  value === null ? null : (ISO.exec(value)?.[0] ?? null);

const EXACT = /^(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?)[?~%]?$/u;

const ISO_COUNTRY = /^cty:([a-z]{2})$/u;
const countryOf = (id: string | null): string | null =>
  id === null ? null : (ISO_COUNTRY.exec(id)?.[1] ?? null);

/**
 * FollowTheMoney as JSON lines. A meeting is an Event, taking part in it an UnknownLink whose role is the function;
 * offices are Occupancies of Positions, passages that name somebody are Mentions.
 * @see https://followthemoney.tech
 */
export function* writeFtm(facts: Facts, about: About): Generator<string> {
  for (const entity of ftmEntities(facts, about)) yield `${JSON.stringify(entity)}\n`;
}

export function* ftmEntities(facts: Facts, about: About): Generator<FtmEntity> {
  const origin = { name: [about.generator], description: [inASentence(about)] };
  yield ftm("Note", ABOUT, { ...origin, keywords: about.sources }, { about });
  const entity = finder(facts.entities);
  const meeting = finder(facts.meetings);
  const article = finder(facts.articles);
  const relationsOf = grouper(facts.relations, ({ from }) => from);
  /** Where passages stand, as FollowTheMoney says it of anything. */
  const source = (evidence: readonly Evidence[]): Values => {
    const articles = [...new Set(evidence.map((piece) => piece.article))].flatMap((id) => article(id) ?? []);
    return {
      summary: evidence.slice(0, 1).map(({ quote }) => cut(quote, TEXT)),
      proof: articles.map(({ id }) => ftmId(id)),
      publisher: articles.map((one) => one.source && cut(one.source, STRING)),
      sourceUrl: articles.map(({ url }) => webAddress(url)),
    };
  };
  const actor = (id: string): Entity | null => {
    const found = entity(id);
    return found && found.kind !== "place" ? found : null;
  };
  for (const one of facts.articles) yield articleOf(one);
  for (const one of facts.entities) {
    yield entityOf(one);
    yield* mentionsOf(one, (id) => article(id) !== undefined);
    for (const [at, role] of one.roles.entries()) {
      const body = role.represents === null ? null : actor(role.represents);
      yield* officeOf(one, at, role, body, source(role.evidence));
    }
  }
  for (const one of facts.meetings) {
    const place = one.place === null ? undefined : entity(one.place);
    const organizers = relationsOf(one.id)
      .filter(({ type, to }) => type === "organized_by" && actor(to) !== null)
      .map(({ to }) => ftmId(to));
    yield eventOf(one, place, organizers, actor, source(one.evidence));
    const dates = datesOf(one);
    for (const { entity: who, function: fn, evidence } of one.participants) {
      const values = { subject: [ftmId(who)], object: [ftmId(one.id)], role: [fn], status: [one.status] };
      const liqa = { relation: "participated_in", entity: who, meeting: one.id, evidence };
      if (entity(who))
        yield ftm("UnknownLink", joinedId(one.id, who), { ...values, ...dates, ...source(evidence) }, liqa);
    }
  }
  for (const relation of facts.relations) {
    const known = (id: string): boolean => entity(id) !== undefined || meeting(id) !== undefined;
    if (!known(relation.from) || !(known(relation.to) || article(relation.to))) continue;
    yield linkOf(relation, actor, source(relation.evidence));
  }
}

const articleOf = (article: FactArticle): FtmEntity => {
  const { id, title, publishedAt, source, url, language, text } = article;
  const label = cut(named(title ?? "", id), NAME);
  const values = {
    fileName: [cut(id, STRING)],
    name: [label],
    title: [title && cut(title, STRING)],
    publishedAt: [dateOf(publishedAt)],
    publisher: [source && cut(source, STRING)],
    sourceUrl: [webAddress(url)],
    language: [language && (LANGUAGES[language] ?? null)],
  };
  const line = ftm("Article", ftmId(id), values, { id, title, publishedAt, source, url, language });
  // Apart, since chunks may repeat or be blank and must stay.
  return text === "" ? line : { ...line, properties: { ...line.properties, bodyText: chunks(text) } };
};

/** The state that a body acts for, such as a government's. */
const stateOf = ({ kind, roles }: Entity): string | null =>
  kind === "organization"
    ? (roles.find(({ represents }) => countryOf(represents))?.represents ?? null)
    : null;

/** Bodies that act for a state are public ones, as states are. */
const schemaOf = (entity: Entity): string => (stateOf(entity) === null ? SCHEMA[entity.kind] : "PublicBody");

const entityOf = (entity: Entity): FtmEntity => {
  const { id, kind, name, names, aliases, qid, articles } = entity;
  const known = new Set([name, names.ar, names.en]);
  const values: Values = {
    name: [named(name, id), names.ar, names.en].map((one) => one && cut(one, NAME)),
    alias: aliases.filter((alias) => !known.has(alias)).map((alias) => cut(alias, NAME)),
    wikidataId: [qid],
    country: [countryOf(id), countryOf(stateOf(entity))],
    ...(kind === "place" ? { full: [cut(name, 250)] } : {}),
    ...(kind === "country" || kind === "group" ? { classification: [kind] } : {}),
  };
  return ftm(schemaOf(entity), ftmId(id), values, { id, kind, name, names, aliases, qid, articles });
};

function* mentionsOf(entity: Entity, known: (id: string) => boolean): Generator<FtmEntity> {
  const { id, kind, name, evidence } = entity;
  for (const [at, piece] of evidence.entries()) {
    const values: Values = {
      document: known(piece.article) ? [ftmId(piece.article)] : [],
      name: [cut(named(piece.quote, name, id), NAME)],
      detectedSchema: [schemaOf(entity)],
      resolved: kind === "place" ? [] : [ftmId(id)],
    };
    // FollowTheMoney wants a document of every mention; a passage of an article that is not there goes along inside.
    const schema = known(piece.article) ? "Mention" : "Note";
    const kept = schema === "Mention" ? values : { name: values.name ?? [], entity: [ftmId(id)] };
    yield ftm(schema, `${joinedId(id)}.m${at}`, kept, { mention: id, evidence: [piece] });
  }
}

function* officeOf(
  { id, kind }: Entity,
  at: number,
  { title, represents, first, last, evidence }: EntityRole,
  body: Entity | null,
  source: Values,
): Generator<FtmEntity> {
  const link = `${joinedId(id)}.o${at}`;
  const liqa = { office: id, title, represents, first, last, evidence };
  const time = { startDate: [dateOf(first)], endDate: [dateOf(last)] };
  if (kind === "person") {
    const organization = body === null || body.kind === "person" ? [] : [ftmId(body.id)];
    const country = [countryOf(represents)];
    yield ftm("Position", `${link}.p`, { name: [cut(named(title, id), NAME)], organization, country });
    yield ftm("Occupancy", link, { holder: [ftmId(id)], post: [`${link}.p`], ...time, ...source }, liqa);
  } else if (body !== null && kind !== "place" && body.id !== id) {
    const ends = { agent: [ftmId(id)], client: [ftmId(body.id)], role: [cut(title, STRING)] };
    yield ftm("Representation", link, { ...ends, ...time, ...source }, liqa);
  } else {
    const note = { name: [cut(named(title, id), NAME)], entity: [ftmId(id)], summary: source.summary ?? [] };
    yield ftm("Note", link, note, liqa);
  }
}

const datesOf = ({ date }: Meeting): Values => {
  const exact = date?.edtf ? EXACT.exec(date.edtf)?.[1] : undefined;
  const { start, end } = daysOf(date);
  return exact === undefined ? { startDate: [start], endDate: [end] } : { date: [exact] };
};

const eventOf = (
  meeting: Meeting,
  place: Entity | undefined,
  organizer: readonly string[],
  actor: (id: string) => Entity | null,
  source: Values,
): FtmEntity => {
  const { id, type, status, participants, sources, articles, evidence } = meeting;
  const values: Values = {
    name: [cut(named(meetingLabel(meeting), id), NAME)],
    ...datesOf(meeting),
    ...source,
    publisher: sources.map((one) => cut(one, STRING)),
    keywords: [type, status],
    involved: participants.filter(({ entity }) => actor(entity)).map(({ entity }) => ftmId(entity)),
    organizer,
    location: [place && cut(place.name, 250)],
    addressEntity: [place?.kind === "place" ? ftmId(place.id) : null],
    country: [place ? countryOf(place.id) : null],
  };
  const { name, background, date, topics, parent, statusHistory, accounts, rule, confidence } = meeting;
  const rest = { name, background, date, topics, parent, statusHistory, accounts, rule, confidence };
  const liqa = { id, type, status, place: meeting.place, sources, articles, evidence, ...rest };
  return ftm("Event", ftmId(id), values, liqa);
};

const linkOf = (relation: Relation, actor: (id: string) => Entity | null, source: Values): FtmEntity => {
  const { from, type, to, evidence } = relation;
  const id = joinedId(from, type, to);
  const liqa = { relation: type, from, to, evidence };
  const organization = actor(to);
  if (type === "member_of" && actor(from) && organization && organization.kind !== "person")
    return ftm("Membership", id, { member: [ftmId(from)], organization: [ftmId(to)], ...source }, liqa);
  return ftm(
    "UnknownLink",
    id,
    { subject: [ftmId(from)], object: [ftmId(to)], role: [type], ...source },
    liqa,
  );
};
