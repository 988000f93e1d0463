import { parseEdtf } from "./edtf.ts";
import { FUNCTIONS, KINDS, MEETING_TYPES, RELATION_TYPES, STATUSES } from "./extraction.ts";
import type {
  Account,
  Conflict,
  Entity,
  EntityRole,
  Evidence,
  FactArticle,
  Facts,
  Meeting,
  MeetingDate,
  Participant,
  Proof,
  Relation,
  StatusReport,
  Topic,
} from "./facts.ts";

/** Written into every file, so that a later library knows what it reads. */
const FORMAT = 1;

/**
 * Facts as JSON text, one entity, meeting, relation or article a line: a change in one is a change of one line.
 * Piece by piece, so that the whole text need not be held.
 *
 * @example
 * ```ts
 * [...jsonPieces(facts)].join("") === toJSON(facts); // → true
 * ```
 */
export function* jsonPieces(facts: Facts): Generator<string> {
  const lists = ["entities", "meetings", "relations", "articles", "conflicts"] as const;
  yield `{\n"liqa": ${FORMAT},\n`;
  if (facts.extractor !== undefined) yield `"extractor": ${JSON.stringify(facts.extractor)},\n`;
  for (const name of lists) {
    yield `"${name}": [`;
    let before = "\n";
    for (const row of facts[name]) {
      yield `${before}${JSON.stringify(row)}`;
      before = ",\n";
    }
    yield facts[name].length === 0 ? "],\n" : "\n],\n";
  }
  yield `"redirects": ${JSON.stringify(facts.redirects)}\n}\n`;
}

/**
 * All of {@link jsonPieces} in one text.
 *
 * @example
 * ```ts
 * toJSON(facts).split("\n").length > facts.meetings.length; // → true
 * ```
 */
export const toJSON = (facts: Facts): string => [...jsonPieces(facts)].join("");

/** JSON that is not facts. The message names the place: `meetings[3].participants[0].entity`. */
export class FactsError extends Error {
  override readonly name = "FactsError";
  readonly path: string;

  constructor(path: string, message: string) {
    super(`${path || "facts"}: ${message}`);
    this.path = path;
  }
}

/** Reads a value found at a path, or throws a FactsError. */
type Reader<T> = (value: unknown, path: string) => T;

const shown = (value: unknown): string =>
  value === undefined ? "nothing" : value === null ? "null" : Array.isArray(value) ? "a list" : typeof value;

const text: Reader<string> = (value, path) => {
  if (typeof value !== "string") throw new FactsError(path, `expected text, found ${shown(value)}`);
  return value;
};

const edtf: Reader<string> = (value, path) => {
  const found = text(value, path);
  if (parseEdtf(found) === null)
    throw new FactsError(path, `"${found}" is no date in EDTF, such as 2020-01-27 or 2020`);
  return found;
};

const truth: Reader<boolean> = (value, path) => {
  if (typeof value !== "boolean") throw new FactsError(path, `expected true or false, found ${shown(value)}`);
  return value;
};

const number: Reader<number> = (value, path) => {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new FactsError(path, `expected a number, found ${shown(value)}`);
  }
  return value;
};

const offset: Reader<number> = (value, path) => {
  const found = number(value, path);
  if (!Number.isInteger(found) || found < 0) throw new FactsError(path, `${found} is not an offset`);
  return found;
};

const nullable =
  <T>(read: Reader<T>): Reader<T | null> =>
  (value, path) =>
    value === null ? null : read(value, path);

const oneOf =
  <T extends string>(known: readonly T[]): Reader<T> =>
  (value, path) => {
    const found = text(value, path) as T;
    if (!known.includes(found)) throw new FactsError(path, `"${found}" is not one of ${known.join(", ")}`);
    return found;
  };

const list =
  <T>(read: Reader<T>): Reader<T[]> =>
  (value, path) => {
    if (!Array.isArray(value)) throw new FactsError(path, `expected a list, found ${shown(value)}`);
    return value.map((item, at) => read(item, `${path}[${at}]`));
  };

/** Copies the named fields and no others, own properties only: what a prototype offers is not in the file. */
const record =
  <T extends object>(fields: { [K in keyof T]: Reader<T[K]> }): Reader<T> =>
  (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new FactsError(path, `expected an object, found ${shown(value)}`);
    }
    const copy = {} as T;
    for (const field of Object.keys(fields) as (keyof T & string)[]) {
      const found = Object.hasOwn(value, field) ? (value as T)[field] : undefined;
      copy[field] = fields[field](found, path ? `${path}.${field}` : field);
    }
    return copy;
  };

/** An object with any keys; `Object.fromEntries` defines them, so that `__proto__` is a key like others. */
const dictionary: Reader<Record<string, string>> = (value, path) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new FactsError(path, `expected an object, found ${shown(value)}`);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, text(item, `${path}[${JSON.stringify(key)}]`)]),
  );
};

const evidence = record<Evidence>({ article: text, start: offset, end: offset, quote: text });

const proof: Reader<Proof> = (value, path) => {
  const pieces = list(evidence)(value, path);
  const [first, ...rest] = pieces;
  if (first === undefined) throw new FactsError(path, "no evidence: a fact without evidence is none");
  return [first, ...rest];
};

const date = nullable(record<MeetingDate>({ edtf: nullable(edtf), text, inferred: truth }));

const entity = record<Entity>({
  id: text,
  kind: oneOf(KINDS),
  name: text,
  names: record({ ar: nullable(text), en: nullable(text) }),
  aliases: list(text),
  qid: nullable(text),
  roles: list(
    record<EntityRole>({
      title: text,
      represents: nullable(text),
      first: nullable(edtf),
      last: nullable(edtf),
      evidence: proof,
    }),
  ),
  articles: list(text),
  evidence: proof,
});

const meeting = record<Meeting>({
  id: text,
  type: oneOf(MEETING_TYPES),
  status: oneOf(STATUSES),
  name: nullable(text),
  background: truth,
  participants: list(record<Participant>({ entity: text, function: oneOf(FUNCTIONS), evidence: proof })),
  place: nullable(text),
  date,
  topics: list(record<Topic>({ text, evidence })),
  parent: nullable(text),
  statusHistory: list(
    record<StatusReport>({ status: oneOf(STATUSES), reported: nullable(text), article: text }),
  ),
  accounts: list(
    record<Account>({
      article: text,
      source: nullable(text),
      reported: nullable(text),
      type: oneOf(MEETING_TYPES),
      status: oneOf(STATUSES),
      date,
      place: nullable(text),
      participants: list(text),
    }),
  ),
  sources: list(text),
  articles: list(text),
  evidence: proof,
  rule: text,
  confidence: number,
});

const readFacts = record<Omit<Facts, "extractor">>({
  entities: list(entity),
  meetings: list(meeting),
  relations: list(record<Relation>({ from: text, type: oneOf(RELATION_TYPES), to: text, evidence: proof })),
  articles: list(
    record<FactArticle>({
      id: text,
      title: nullable(text),
      publishedAt: nullable(text),
      source: nullable(text),
      url: nullable(text),
      language: nullable(text),
      text,
    }),
  ),
  conflicts: list(record<Conflict>({ code: text, message: text, ids: list(text) })),
  redirects: dictionary,
});

/** Ids stand once, participants exist, and every quote stands where it says in the articles that are there. */
const checkReferences = (facts: Omit<Facts, "extractor">): void => {
  const unique = (rows: readonly { id: string }[], name: string): Set<string> => {
    const ids = new Set<string>();
    for (const [at, { id }] of rows.entries()) {
      if (ids.has(id)) throw new FactsError(`${name}[${at}].id`, `"${id}" stands twice`);
      ids.add(id);
    }
    return ids;
  };
  const entities = unique(facts.entities, "entities");
  unique(facts.meetings, "meetings");
  unique(facts.articles, "articles");
  const texts = new Map(facts.articles.map((article) => [article.id, article.text]));
  const quoted = (pieces: readonly Evidence[], path: string): void => {
    for (const [at, { article, start, end, quote }] of pieces.entries()) {
      const source = texts.get(article);
      if (source !== undefined && source.slice(start, end) !== quote) {
        throw new FactsError(
          `${path}[${at}].quote`,
          `does not stand at ${start}–${end} of article "${article}"`,
        );
      }
    }
  };
  for (const [at, { evidence: pieces, roles }] of facts.entities.entries()) {
    quoted(pieces, `entities[${at}].evidence`);
    for (const [r, role] of roles.entries()) quoted(role.evidence, `entities[${at}].roles[${r}].evidence`);
  }
  for (const [at, { evidence: pieces, participants, topics }] of facts.meetings.entries()) {
    quoted(pieces, `meetings[${at}].evidence`);
    for (const [p, participant] of participants.entries()) {
      const path = `meetings[${at}].participants[${p}]`;
      if (!entities.has(participant.entity)) {
        throw new FactsError(`${path}.entity`, `"${participant.entity}" is not among the entities`);
      }
      quoted(participant.evidence, `${path}.evidence`);
    }
    for (const [t, topic] of topics.entries())
      quoted([topic.evidence], `meetings[${at}].topics[${t}].evidence`);
  }
  for (const [at, relation] of facts.relations.entries())
    quoted(relation.evidence, `relations[${at}].evidence`);
};

/**
 * Reads what `toJSON` wrote, or the same as a parsed value. Fields it does not know are left out.
 * @throws FactsError naming the first thing that is wrong; SyntaxError when the text is no JSON.
 * @example
 * ```ts
 * const same = fromJSON(toJSON(facts));
 * same.meetings.length; // → 3
 * ```
 */
export const fromJSON = (json: string | object): Facts => {
  const value: unknown = typeof json === "string" ? JSON.parse(json) : json;
  const format =
    typeof value === "object" && value !== null && Object.hasOwn(value, "liqa")
      ? (value as { liqa: unknown }).liqa
      : FORMAT;
  if (format !== FORMAT)
    throw new FactsError("liqa", `format ${String(format)}, this library reads ${FORMAT}`);
  const facts = readFacts(value, "");
  checkReferences(facts);
  const extractor = Object.hasOwn(value as object, "extractor") ? (value as Facts).extractor : undefined;
  return extractor === undefined ? facts : { extractor: text(extractor, "extractor"), ...facts };
};
