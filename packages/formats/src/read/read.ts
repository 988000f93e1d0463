import { type Facts, FactsError, fromJSON } from "@liqa/graph";
import { strFromU8 } from "fflate";
import { describe, readBy } from "../about.ts";
import { FormatError } from "./formatError.ts";
import { readFtm } from "./ftm.ts";
import { readGexf } from "./gexf.ts";
import { readGraphml } from "./graphml.ts";

/**
 * Facts of a graph file: one that Liqa wrote as `liqa`, `graphml`, `gexf`, `gexf-static` or `ftm`, or that another
 * program wrote in GraphML, GEXF or FollowTheMoney with Liqa's attributes. Which it is, its first characters say.
 * Nothing is taken from a file that is wrong anywhere.
 * @param file its text, or its bytes in UTF-8
 * @throws FormatError with place and cause
 * @example
 * ```ts
 * const again = read([...write("graphml", facts)].join(""));
 * again.meetings.length; // → 3
 * ```
 */
export const read = (file: string | Uint8Array): Facts => {
  const text = (typeof file === "string" ? file : strFromU8(file)).replace(/^\ufeff/u, "");
  const start = text.trimStart().slice(0, 4096);
  if (start === "") throw new FormatError("the file is empty");
  if (start.startsWith("<")) {
    const root = /<(?![?!])(?:[\w.-]+:)?([\w.-]+)/u.exec(start)?.[1];
    if (root === "graphml") return readGraphml(text);
    if (root === "gexf") return readGexf(text);
    throw new FormatError(root ? `<${root}> is neither GraphML nor GEXF` : "no XML element begins it");
  }
  if (!start.startsWith("{"))
    throw new FormatError("it is neither JSON, GraphML, GEXF nor FollowTheMoney lines");
  const firstLine = text.trimStart().split("\n", 1)[0]!;
  return isFtmLine(firstLine) ? readFtm(text) : readJson(text);
};

const isFtmLine = (line: string): boolean => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && Object.hasOwn(value, "schema");
  } catch {
    return false;
  }
};

const readJson = (text: string): Facts => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new FormatError(`not JSON: ${(error as Error).message}`);
  }
  const own = (name: string): unknown =>
    Object.hasOwn(value as object, name) ? (value as Record<string, unknown>)[name] : undefined;
  if (Array.isArray(own("nodes")) && Array.isArray(own("edges")))
    throw new FormatError(
      "this is graphology JSON, made for drawing: it lacks the proofs of actors. Export as liqa, graphml or gexf instead",
    );
  let facts: Facts;
  try {
    facts = fromJSON(value as object);
  } catch (error) {
    if (error instanceof FactsError) throw new FormatError(error.message);
    throw error;
  }
  const about = own("about") as { checksum?: unknown; extractor?: unknown } | null | undefined;
  // Of the file as it is: whoever wrote it may have more to say than Liqa reads.
  if (typeof about?.checksum === "string" && about.checksum !== checksumOf(value as Facts))
    throw new FormatError(
      'the checksum is another: the file was changed after Liqa wrote it. Take out "about" to read it all the same',
    );
  return about === undefined || facts.extractor !== undefined
    ? facts
    : { ...readBy(about?.extractor), ...facts };
};

const checksumOf = (facts: Facts): string => {
  const pieces = describe(facts);
  for (;;) {
    const next = pieces.next();
    if (next.done) return next.value.checksum;
  }
};
