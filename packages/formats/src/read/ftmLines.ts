import { FormatError, shown } from "./formatError.ts";

/** A line as it is in the file. */
export interface Line {
  readonly number: number;
  readonly id: string;
  readonly schema: string;
  /** Values of a property; none when it is not there. */
  values(name: string): readonly string[];
  /** What Liqa wrote beside the properties, unchecked; the facts are checked as a whole. */
  readonly own: Readonly<Record<string, unknown>> | null;
}

/** The lines of a FollowTheMoney file. @throws FormatError with the line */
export const linesOf = (text: string): Line[] => {
  const lines: Line[] = [];
  const seen = new Set<string>();
  for (const [at, raw] of text.split("\n").entries()) {
    if (raw.trim() === "") continue;
    const where = `line ${at + 1}`;
    let value: unknown;
    try {
      value = JSON.parse(raw);
    } catch {
      throw new FormatError(`${where} is not JSON`);
    }
    const line = asObject(value) ?? fail(where, "is no object");
    const own = (name: string): unknown => (Object.hasOwn(line, name) ? line[name] : undefined);
    const [id, schema] = [own("id"), own("schema")];
    if (typeof id !== "string" || id === "") return fail(where, "has no id");
    if (typeof schema !== "string") return fail(where, "has no schema");
    if (seen.has(id)) return fail(where, `has the id ${shown(id)} of an earlier line`);
    seen.add(id);
    const properties = asObject(own("properties") ?? {}) ?? fail(where, "has properties that are no object");
    for (const [name, values] of Object.entries(properties))
      if (!Array.isArray(values) || values.some((one) => typeof one !== "string"))
        return fail(where, `: ${shown(name)} is no list of texts`);
    lines.push({
      number: at + 1,
      id,
      schema,
      values: (name) => (Object.hasOwn(properties, name) ? (properties[name] as string[]) : []),
      own: asObject(own("liqa")),
    });
  }
  return lines;
};

/** Refuses the file. */
export const fail: (where: string, problem: string) => never = (where, problem) => {
  throw new FormatError(`${where} ${problem}`);
};

/** The value, when it is an object with fields. */
export const asObject = (value: unknown): Record<string, unknown> | null =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
