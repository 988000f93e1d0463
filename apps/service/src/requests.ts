import { type Filter, KINDS, MEETING_TYPES, STATUSES } from "@liqa/graph";
import { z } from "zod";
import { type Complaint, invalid } from "./problems.ts";

/** Bounds of everything a caller can send. Whatever is longer or larger is refused before any work is done. */
export const LIMITS = {
  /** Request target, in bytes. */
  url: 8192,
  /** Parameters in one query string. */
  parameters: 40,
  /** An id, in UTF-16 code units. */
  id: 300,
  /** A name to search for. */
  name: 200,
  /** A question in plain words. */
  question: 500,
  /** Rows on a page. */
  page: 1000,
  /** Nodes in a subgraph. */
  nodes: 2000,
  /** An article that is written, in UTF-16 code units. */
  text: 200_000,
  /** A headline, an outlet, an address, a reason. */
  line: 2000,
  /** The body of a write, in bytes: an article of that length in any script, escaped or not. */
  body: 1_300_000,
} as const;

// Control characters and lone surrogates are in no name and no id; refusing them here spares every later stage.
export const PLAIN_TEXT = /^[^\p{Cc}\p{Cs}]*$/u;

const text = (max: number, about: string) => z.string().min(1).max(max).regex(PLAIN_TEXT).describe(about);

const id = (about: string) => text(LIMITS.id, about);

const whole = (min: number, max: number, about: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().int().min(min).max(max))
    .describe(about);

const yesNo = (about: string) =>
  z
    .string()
    .regex(/^(?:true|false|1|0)$/)
    .transform((value) => value === "true" || value === "1")
    .pipe(z.boolean())
    .describe(about);

/** Several words, separated by commas or by naming the parameter again. */
const severalOf = <T extends string>(words: readonly [T, ...T[]], about: string) =>
  z
    .string()
    .transform((value) => [...new Set(value.split(","))])
    .pipe(z.array(z.enum(words)).min(1))
    .describe(about);

const severalIds = (most: number, about: string) =>
  z
    .string()
    .transform((value) => [...new Set(value.split(","))])
    .pipe(z.array(z.string().min(1).max(LIMITS.id).regex(PLAIN_TEXT)).min(1).max(most))
    .describe(about);

// The alphabet of EDTF only: what the date means is the query engine's business, which refuses what it cannot read.
const edtf = (about: string) =>
  z
    .string()
    .max(40)
    .regex(/^[-0-9XYES~?%./]+$/)
    .describe(about);

export const periodShape = {
  since: edtf("Meetings that can have been on or after this year, month or day (EDTF)").optional(),
  until: edtf("Meetings that can have been on or before this year, month or day (EDTF)").optional(),
  undated: yesNo("With a period: undated meetings too. Default false").optional(),
};

export const filterShape = {
  ...periodShape,
  type: severalOf(MEETING_TYPES, "Meeting types; default all").optional(),
  status: severalOf([...STATUSES, "all"], "Statuses, or `all`; default held and ongoing").optional(),
  place: id("Id of the place, country or organization where it was").optional(),
  organization: id(
    "Id of a country or organization that a participant represents, or that takes part",
  ).optional(),
  minSources: whole(1, 1000, "At least this many independent sources").optional(),
  maxAttendance: whole(1, 100_000, "Leave out meetings with more participants than this").optional(),
};

export const pageShape = (standard: number, max: number = LIMITS.page) => ({
  limit: whole(1, max, `Rows to return; default ${standard}`).default(standard),
  cursor: z
    .string()
    .min(1)
    .max(4000)
    .regex(PLAIN_TEXT)
    .describe("`nextCursor` of the previous page")
    .optional(),
});

export const kind = z.enum(KINDS).describe("Only this kind").optional();

export const field = { id, text, whole, yesNo, severalIds };

/** The id in the address of a single thing. */
export const idPath = z.strictObject({ id: id("Id of the thing, percent-encoded") });

type FilterInput = z.output<z.ZodObject<typeof filterShape>>;

/**
 * The query engine's filter for a parsed query. Leaves out what was not asked, so that the engine's own defaults
 * (held and ongoing meetings) hold in one place.
 */
export function filterOf(query: FilterInput): Filter {
  const filter: Filter = {};
  if (query.since !== undefined) filter.since = query.since;
  if (query.until !== undefined) filter.until = query.until;
  if (query.undated !== undefined) filter.undated = query.undated;
  if (query.type !== undefined) filter.type = query.type;
  if (query.status !== undefined) {
    const statuses = query.status.filter((status) => status !== "all");
    filter.status = statuses.length === query.status.length ? statuses : STATUSES;
  }
  if (query.place !== undefined) filter.place = query.place;
  if (query.organization !== undefined) filter.organization = query.organization;
  if (query.minSources !== undefined) filter.minSources = query.minSources;
  if (query.maxAttendance !== undefined) filter.maxAttendance = query.maxAttendance;
  return filter;
}

/**
 * Reads a query string against a schema: unknown, repeated and malformed parameters are named in the refusal,
 * since a misspelt filter that is silently ignored gives a wrong answer that looks right.
 * @param search what stands behind `?`, undecoded
 * @throws Problem `invalid-request` naming every wrong parameter
 */
export function parseQuery<S extends z.ZodObject>(schema: S, search: string): z.output<S> {
  const given = new Map<string, string>();
  const complaints: Complaint[] = [];
  if (search !== "") {
    const known = schema.shape as Record<string, z.ZodType>;
    let count = 0;
    for (const [name, value] of new URLSearchParams(search)) {
      count += 1;
      if (count > LIMITS.parameters) {
        throw invalid([
          { parameter: "?", say: { en: "has too many parameters", ar: "فيه عدد كبير من المعاملات" } },
        ]);
      }
      if (!Object.hasOwn(known, name)) {
        const shown = name.slice(0, 60);
        complaints.push({ parameter: shown, say: UNKNOWN });
      } else if (given.has(name)) {
        // Lists may be written either way: `type=call,visit` or `type=call&type=visit`.
        if (LISTS.has(name)) given.set(name, `${given.get(name)},${value}`);
        else complaints.push({ parameter: name, say: { en: "is given twice", ar: "مكرر" } });
      } else {
        given.set(name, value);
      }
    }
  }
  return parsed(schema, Object.fromEntries(given), complaints);
}

const LISTS = new Set(["type", "status", "participant", "through", "avoid"]);

/** Reads a JSON body. The refusal names wrong fields by their place: `reasons[0]`. */
export function parseBody<S extends z.ZodObject>(schema: S, body: unknown): z.output<S> {
  return parsed(schema, body, []);
}

/** Reads path parameters, which Express has decoded. */
export function parsePath<S extends z.ZodObject>(schema: S, parameters: unknown): z.output<S> {
  return parsed(schema, parameters, []);
}

function parsed<S extends z.ZodObject>(schema: S, input: unknown, complaints: Complaint[]): z.output<S> {
  const result = schema.safeParse(input);
  if (!result.success) {
    for (const issue of result.error.issues) {
      if (issue.code === "unrecognized_keys") {
        for (const key of issue.keys) complaints.push({ parameter: key.slice(0, 60), say: UNKNOWN });
      } else complaints.push({ parameter: placeIn(issue.path), say: complaintFor(issue) });
    }
  }
  if (complaints.length > 0 || !result.success) throw invalid(complaints);
  return result.data;
}

const UNKNOWN = { en: "is not known here", ar: "غير معروف هنا" };

const placeIn = ([first = "?", ...rest]: readonly PropertyKey[]): string =>
  String(first) + rest.map((step) => `[${String(step)}]`).join("");

function complaintFor(issue: z.core.$ZodIssue): Complaint["say"] {
  switch (issue.code) {
    case "invalid_type":
      return { en: "is missing", ar: "مطلوب" };
    case "too_big":
      return issue.origin === "number"
        ? { en: `is more than ${issue.maximum}`, ar: `أكبر من ${issue.maximum}` }
        : { en: `is longer than ${issue.maximum}`, ar: `أطول من ${issue.maximum}` };
    case "too_small":
      return issue.origin === "number"
        ? { en: `is less than ${issue.minimum}`, ar: `أقل من ${issue.minimum}` }
        : { en: "is empty", ar: "فارغ" };
    case "invalid_value": {
      const words = issue.values.map(String).join(", ");
      return { en: `must be one of: ${words}`, ar: `يجب أن يكون أحد هذه: ${words}` };
    }
    default:
      return { en: "has the wrong form", ar: "صيغته خاطئة" };
  }
}
