import { OPEN_END, OPEN_START, parseEdtf } from "../edtf.ts";
import { MEETING_TYPES, type MeetingType, STATUSES, type Status } from "../extraction.ts";
import { type Adjacency, lowerBound } from "./adjacency.ts";
import type { Filter, Page, PathQuery } from "./types.ts";

/** What counts as having met, unless a query says otherwise. */
export const DEFAULT_STATUSES: readonly Status[] = ["held", "ongoing"];

/** A query that cannot be understood: a bad date, an unknown type. The message is fit to be shown. */
export class QueryError extends Error {
  override readonly name = "QueryError";
  /** The parameter at fault. */
  readonly parameter: string;

  constructor(parameter: string, message: string) {
    super(message);
    this.parameter = parameter;
  }
}

/** The value itself. @throws QueryError when it is no whole number from `low` to `high`. */
export const within = (parameter: string, value: number, low: number, high: number): number => {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new QueryError(parameter, `${parameter}: ${value} is not between ${low} and ${high}`);
  }
  return value;
};

/** How ids of a filter become numbers; the catalogue knows. */
export interface Lookup {
  actor(id: string): number | undefined;
  /** The place itself and what lies in it. */
  within(place: number): readonly number[];
  /** The organization itself, its parts, and everybody who represents one of them. */
  peopleOf(organization: number): readonly number[];
}

const day = (parameter: "since" | "until", edtf: string | undefined): number => {
  const otherwise = parameter === "since" ? OPEN_START : OPEN_END;
  if (edtf === undefined) return otherwise;
  const interval = typeof edtf === "string" ? parseEdtf(edtf) : null;
  if (!interval)
    throw new QueryError(
      parameter,
      `${parameter}: "${edtf}" is not a date (EDTF, e.g. 2021-03 or 2021-03-15)`,
    );
  return parameter === "since" ? interval.earliest : interval.latest;
};

const indexes = <T extends string>(
  parameter: string,
  wanted: readonly T[],
  known: readonly T[],
): number[] => {
  if (!Array.isArray(wanted))
    throw new QueryError(parameter, `${parameter}: give a list, such as ["${known[0]}"]`);
  return wanted.map((value) => {
    const index = known.indexOf(value);
    if (index < 0)
      throw new QueryError(parameter, `${parameter}: "${value}" is not one of ${known.join(", ")}`);
    return index;
  });
};

/** Names of a type's fields, all of them: the compiler sees that none is missing. */
type Fields<T> = { readonly [Field in keyof T]-?: true };

const FILTER_FIELDS: Fields<Filter> = {
  since: true,
  until: true,
  undated: true,
  type: true,
  status: true,
  place: true,
  organization: true,
  minSources: true,
  maxAttendance: true,
};

/** What a query for meetings, neighbours and counts may say. */
export const QUERY_FIELDS: Fields<Filter & Page & { participant: unknown; order: unknown }> = {
  ...FILTER_FIELDS,
  limit: true,
  cursor: true,
  participant: true,
  order: true,
};

/** What a query for paths may say. */
export const PATH_FIELDS: Fields<PathQuery> = {
  ...FILTER_FIELDS,
  from: true,
  to: true,
  k: true,
  maxHops: true,
  via: true,
  through: true,
  avoid: true,
  timeRespecting: true,
  prefer: true,
  weight: true,
  costs: true,
  budget: true,
};

/** @throws QueryError on a field that no query has: under a wrong name a filter would let everything through */
export const checkFields = (query: object, known: Readonly<Record<string, true>>): void => {
  if (typeof query !== "object" || query === null)
    throw new QueryError("query", `a query is an object; it may have ${Object.keys(known).join(", ")}`);
  for (const field of Object.keys(query))
    if (!Object.hasOwn(known, field))
      throw new QueryError(
        field,
        `${field}: no part of this query; it takes ${Object.keys(known).join(", ")}`,
      );
};

/** 1 for the admitted values of a meeting's code. */
const codesOf = (types: readonly number[], statuses: readonly number[]): Uint8Array => {
  const admitted = new Uint8Array(256);
  for (const type of types) {
    for (const status of statuses) {
      for (let flags = 0; flags < 4; flags++) admitted[type | (status << 3) | (flags << 6)] = 1;
    }
  }
  return admitted;
};

const DEFAULT_CODES = codesOf(
  MEETING_TYPES.map((_, type) => type),
  DEFAULT_STATUSES.map((status) => STATUSES.indexOf(status)),
);

const admittedCodes = (types: Filter["type"], statuses: Filter["status"]): Uint8Array =>
  types === undefined && statuses === undefined
    ? DEFAULT_CODES
    : codesOf(
        indexes<MeetingType>("type", types ?? MEETING_TYPES, MEETING_TYPES),
        indexes<Status>("status", statuses ?? DEFAULT_STATUSES, STATUSES),
      );

/**
 * A filter ready to be asked about meeting numbers: up to three stretches of numbers, one per block of the
 * adjacency, a table of the admitted codes, and the rest as tests for the meetings that are left.
 *
 * Valid for one query: place and organization use marks of the index.
 */
export class MeetingFilter {
  readonly since: number;
  readonly until: number;
  /** Whether since or until were given. */
  readonly hasPeriod: boolean;
  /** Stretches [low, high) of meeting numbers, ascending. */
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** 1 where meetings of the stretch need `passes` as well. */
  readonly tested: readonly number[];
  /** 1 for the admitted values of a meeting's code. */
  readonly admitted: Uint8Array;

  readonly #adjacency: Adjacency;
  readonly #minSources: number;
  readonly #maxAttendance: number;
  readonly #places: ReadonlySet<number> | null = null;
  readonly #organization: Int32Array | null = null;
  readonly #stamp: number = 0;

  constructor(filter: Filter, adjacency: Adjacency, lookup: Lookup) {
    this.#adjacency = adjacency;
    this.since = day("since", filter.since);
    this.until = day("until", filter.until);
    this.hasPeriod = filter.since !== undefined || filter.until !== undefined;
    if (this.since > this.until)
      throw new QueryError("until", `until: ${filter.until} lies before ${filter.since}`);
    this.admitted = admittedCodes(filter.type, filter.status);
    this.#minSources = filter.minSources ?? 0;
    this.#maxAttendance = filter.maxAttendance ?? 0x7fffffff;
    if (filter.place !== undefined) {
      const place = lookup.actor(filter.place);
      this.#places = new Set(place === undefined ? [] : lookup.within(place));
    }
    if (filter.organization !== undefined) {
      const organization = lookup.actor(filter.organization);
      this.#organization = adjacency.marks.perMeeting("organization");
      this.#stamp = adjacency.marks.next();
      if (organization !== undefined) this.#markOrganization(lookup.peopleOf(organization));
    }
    const attributes =
      this.#minSources > 0 ||
      filter.maxAttendance !== undefined ||
      this.#places !== null ||
      this.#organization !== null;
    const stretches = this.#stretches(filter.undated === true, attributes ? 1 : 0);
    this.low = stretches.map(([low]) => low);
    this.high = stretches.map(([, high]) => high);
    this.tested = stretches.map(([, , test]) => test);
  }

  /** Whether a meeting lies in one of the stretches and passes everything else. */
  admits(meeting: number): boolean {
    if (this.admitted[this.#adjacency.arrays.codes[meeting]!] === 0) return false;
    for (let s = 0; s < this.low.length; s++) {
      if (meeting < this.low[s]!) return false;
      if (meeting < this.high[s]!) return this.tested[s] === 0 || this.passes(meeting);
    }
    return false;
  }

  /** The tests that neither stretch nor code decide. */
  passes(meeting: number): boolean {
    const { earliest, latest, sources, attendance, places } = this.#adjacency.arrays;
    if (meeting < this.#adjacency.dated) {
      if (earliest[meeting]! > this.until || latest[meeting]! < this.since) return false;
    }
    if (sources[meeting]! < this.#minSources || attendance[meeting]! > this.#maxAttendance) return false;
    if (this.#places !== null && !this.#places.has(places[meeting]!)) return false;
    return this.#organization === null || this.#organization[meeting] === this.#stamp;
  }

  #stretches(undated: boolean, attributes: 0 | 1): [low: number, high: number, test: 0 | 1][] {
    const { exact, dated, meetings, arrays } = this.#adjacency;
    if (!this.hasPeriod) return [[0, meetings, attributes]];
    const first = lowerBound(arrays.earliest, 0, exact, this.since);
    const last = lowerBound(arrays.earliest, first, exact, Math.min(this.until + 1, OPEN_END));
    const lastVague = lowerBound(arrays.earliest, exact, dated, Math.min(this.until + 1, OPEN_END));
    const stretches: [number, number, 0 | 1][] = [];
    if (first < last) stretches.push([first, last, attributes]);
    if (exact < lastVague) stretches.push([exact, lastVague, 1]);
    if (undated && dated < meetings) stretches.push([dated, meetings, attributes]);
    return stretches;
  }

  #markOrganization(people: readonly number[]): void {
    const { actorOffsets, actorMeetings, asideOffsets, asideMeetings } = this.#adjacency.arrays;
    const marks = this.#organization!;
    for (const actor of people) {
      for (let p = actorOffsets[actor]!; p < actorOffsets[actor + 1]!; p++)
        marks[actorMeetings[p]!] = this.#stamp;
      for (let p = asideOffsets[actor]!; p < asideOffsets[actor + 1]!; p++)
        marks[asideMeetings[p]!] = this.#stamp;
    }
  }
}
