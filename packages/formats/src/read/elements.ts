import {
  type Entity,
  type EntityRole,
  type Evidence,
  type Facts,
  FactsError,
  FUNCTIONS,
  fromJSON,
  KINDS,
  MEETING_TYPES,
  type Meeting,
  type Participant,
  type Proof,
  parseEdtf,
  RELATION_TYPES,
  type Relation,
  STATUSES,
} from "@liqa/graph";
import { readBy } from "../about.ts";
import { FormatError, shown } from "./formatError.ts";

/** A node or an edge as a graph file has it: its attributes by name, all of them text. */
export interface Element {
  readonly id: string;
  readonly attributes: ReadonlyMap<string, string>;
}

export interface NodeElement extends Element {
  readonly label: string | null;
}

export interface EdgeElement extends Element {
  readonly source: string;
  readonly target: string;
}

/**
 * The facts behind the nodes and edges of a graph file. Attributes are those that Liqa writes; what else a program
 * has added is left out.
 * @param extractor what the file says of what read the articles
 * @throws FormatError naming the node or edge that cannot be read
 */
export const factsOf = (
  nodes: Iterable<NodeElement>,
  edges: Iterable<EdgeElement>,
  extractor: string | undefined,
): Facts => {
  const entities = new Map<string, Unproven<Entity>>();
  const meetings = new Map<string, Unproven<Meeting>>();
  for (const node of nodes) {
    const cells = new Cells(`node ${shown(node.id)}`, node.attributes);
    if (entities.has(node.id) || meetings.has(node.id)) cells.fail("stands twice");
    const kind = cells.oneOf("kind", [...KINDS, "meeting"] as const);
    if (kind === "meeting") meetings.set(node.id, meetingOf(node, cells));
    else entities.set(node.id, { ...entityOf(node, cells), kind });
  }
  if (entities.size === 0 || meetings.size === 0)
    throw new FormatError(`no ${meetings.size === 0 ? "meetings" : "actors"} are among its nodes`);
  const relations: Relation[] = [];
  for (const edge of edges) {
    const cells = new Cells(`edge ${shown(edge.id)}`, edge.attributes);
    const { source, target } = edge;
    for (const end of [source, target])
      if (!entities.has(end) && !meetings.has(end)) cells.fail(`${shown(end)} is no node`);
    const relation = cells.oneOf("relation", RELATIONS);
    const proof = cells.proof();
    if (proof === null) return cells.fail("no article, offset and quote: an edge without evidence is none");
    // The edges have no direction, and programs swap their ends.
    const [entity, meeting] =
      meetings.has(source) && !meetings.has(target) ? [target, source] : [source, target];
    if (relation === "participated_in" || relation === "held_in") {
      const at = meetings.get(meeting) ?? cells.fail(`${relation} needs a meeting`);
      const who = entities.get(entity) ?? cells.fail(`${relation} needs an actor or a place`);
      who.evidence ??= proof;
      if (relation === "held_in") {
        if (at.place !== null) cells.fail(`meeting ${shown(meeting)} has a place already`);
        at.place = entity;
      } else {
        if (at.participants.some((one) => one.entity === entity))
          cells.fail(`${shown(entity)} takes part in ${shown(meeting)} twice`);
        at.participants.push(participantOf(entity, cells, proof));
      }
    } else if (relation === "represents") {
      const who = entities.get(source) ?? cells.fail("represents needs an actor");
      who.roles.push(roleOf(target, cells, proof));
      who.evidence ??= proof;
      const body = entities.get(target) ?? cells.fail("represents needs a state or body");
      body.evidence ??= proof;
    } else if (
      relation === "part_of" &&
      meetings.has(source) &&
      meetings.has(target) &&
      isOwn(cells, meetings, source)
    )
      meetings.get(source)!.parent = target;
    else relations.push({ from: source, type: relation, to: target, evidence: proof });
  }
  return checked({
    ...readBy(extractor),
    entities: proven(entities),
    meetings: proven(meetings),
    relations: relations.sort(byEnds),
    articles: [],
    conflicts: [],
    redirects: {},
  });
};

const RELATIONS = ["participated_in", "represents", "held_in", ...RELATION_TYPES] as const;

/** The first `part_of` of a meeting, with the meeting's own proof, is its parent. */
const isOwn = (cells: Cells, meetings: ReadonlyMap<string, Unproven<Meeting>>, source: string): boolean => {
  const { parent, evidence } = meetings.get(source)!;
  const [own] = evidence ?? [];
  const [told] = cells.proof() ?? [];
  return parent === null && own?.article === told?.article && own?.start === told?.start;
};

type Unproven<T> = Omit<T, "evidence"> & { evidence: Proof | null };

const proven = <T extends { id: string }>(rows: ReadonlyMap<string, Unproven<T>>): T[] =>
  [...rows.values()]
    .map((row) => {
      const { id, evidence } = row as Unproven<{ id: string }>;
      if (evidence === null)
        throw new FormatError(`node ${shown(id)}: no article, offset and quote, and no edge that has them`);
      return row as unknown as T;
    })
    .sort((one, other) => (one.id < other.id ? -1 : 1));

const byEnds = (one: Relation, other: Relation): number => {
  const [left, right] = [one, other].map(({ from, type, to }) => [from, type, to]);
  for (const [at, part] of left!.entries()) if (part !== right![at]) return part < right![at]! ? -1 : 1;
  return 0;
};

/** The library's own check of facts, in the words of a file. */
export const checked = (facts: Facts): Facts => {
  try {
    return fromJSON(facts);
  } catch (error) {
    if (error instanceof FactsError) throw new FormatError(error.message);
    throw error;
  }
};

const entityOf = ({ id, label }: NodeElement, cells: Cells): Omit<Unproven<Entity>, "kind"> => ({
  id,
  name: label ?? id,
  names: { ar: cells.text("nameAr"), en: cells.text("nameEn") },
  aliases: cells.list("aliases"),
  qid: cells.text("qid"),
  roles: [],
  articles: cells.list("articles"),
  evidence: cells.proof(),
});

const meetingOf = ({ id }: NodeElement, cells: Cells): Unproven<Meeting> => {
  const evidence = cells.proof();
  const edtf = cells.date("date") ?? cells.span();
  const text = cells.text("dateText");
  return {
    id,
    type: cells.oneOf("type", MEETING_TYPES),
    status: cells.oneOf("status", STATUSES),
    name: cells.text("name"),
    background: cells.truth("background") ?? false,
    participants: [],
    place: null,
    date:
      edtf === null && text === null
        ? null
        : { edtf, text: text ?? edtf!, inferred: cells.truth("dateInferred") ?? false },
    topics: [],
    parent: null,
    statusHistory: [],
    accounts: [],
    sources: cells.list("outlets"),
    articles: cells.has("articles") ? cells.list("articles") : [],
    evidence,
    rule: cells.text("rule") ?? "import",
    confidence: cells.number("confidence") ?? 1,
  };
};

const participantOf = (entity: string, cells: Cells, evidence: Proof): Participant => ({
  entity,
  function: cells.has("function") ? cells.oneOf("function", FUNCTIONS) : "participant",
  evidence,
});

const roleOf = (represents: string, cells: Cells, evidence: Proof): EntityRole => ({
  title: cells.text("title") ?? "",
  represents,
  first: cells.date("first"),
  last: cells.date("last"),
  evidence,
});

/** Attributes of one element, read as what they should be. */
class Cells {
  readonly #where: string;
  readonly #attributes: ReadonlyMap<string, string>;

  constructor(where: string, attributes: ReadonlyMap<string, string>) {
    this.#where = where;
    this.#attributes = attributes;
  }

  fail(problem: string): never {
    throw new FormatError(`${this.#where}: ${problem}`);
  }

  has(name: string): boolean {
    return this.#attributes.has(name);
  }

  text(name: string): string | null {
    return this.#attributes.get(name) ?? null;
  }

  oneOf<T extends string>(name: string, known: readonly T[]): T {
    const value = this.text(name);
    if (value === null) this.fail(`no ${name}; it is one of ${known.join(", ")}`);
    if (!known.includes(value as T)) this.fail(`${name} ${shown(value)} is none of ${known.join(", ")}`);
    return value as T;
  }

  truth(name: string): boolean | null {
    const value = this.text(name);
    if (value === null) return null;
    if (value !== "true" && value !== "false") this.fail(`${name} ${shown(value)} is neither true nor false`);
    return value === "true";
  }

  number(name: string): number | null {
    const value = this.text(name);
    if (value === null) return null;
    const number = Number(value);
    if (value.trim() === "" || !Number.isFinite(number)) this.fail(`${name} ${shown(value)} is no number`);
    return number;
  }

  date(name: string): string | null {
    const value = this.text(name);
    if (value === null) return null;
    if (parseEdtf(value) === null)
      this.fail(`${name} ${shown(value)} is no date in EDTF, such as 2020-01-27 or 2020`);
    return value;
  }

  /** A date from the days of a timeline, for programs that keep only those. */
  span(): string | null {
    const [start, end] = [this.date("start"), this.date("end")];
    if (start === null && end === null) return null;
    const edtf = start === end ? start! : `${start ?? ".."}/${end ?? ".."}`;
    if (parseEdtf(edtf) === null) this.fail(`start ${shown(start)} is after end ${shown(end)}`);
    return this.has("dateText") ? null : edtf;
  }

  list(name: string): string[] {
    const value = this.text(name);
    if (value === null) return [];
    let list: unknown;
    try {
      list = JSON.parse(value);
    } catch {
      this.fail(`${name} ${shown(value)} is no JSON list`);
    }
    if (!Array.isArray(list) || list.some((item) => typeof item !== "string"))
      this.fail(`${name} ${shown(value)} is no JSON list of texts`);
    return list;
  }

  /** Null when nothing of it is there. */
  proof(): Proof | null {
    const [article, quote] = [this.text("article"), this.text("quote")];
    const start = this.number("offset");
    if (article === null && quote === null && start === null) return null;
    if (article === null || quote === null || start === null)
      return this.fail("article, offset and quote prove it together; one of them is missing");
    if (!Number.isInteger(start) || start < 0) this.fail(`offset ${start} is no place in a text`);
    const evidence: Evidence = { article, start, end: start + quote.length, quote };
    return [evidence];
  }
}
