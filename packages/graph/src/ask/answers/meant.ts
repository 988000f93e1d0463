import { entityOf } from "../../prose/names.ts";
import type { Context } from "../context.ts";
import { type AskedName, emptyReference, type Reference } from "../parts.ts";

/** The description of a meeting in the question; an empty one when there is none. */
export const referenceOf = ({ parts }: Context): Reference => parts.references[0] ?? emptyReference();

export const idsOf = (names: readonly AskedName[]): string[] => names.flatMap(({ ids }) => ids);

/** Ids of the kinds that the question asks for: persons, states …; all when it asks for none. */
export const ofAskedKind = ({ index, parts }: Context, ids: readonly string[]): string[] => {
  const wanted = new Set(parts.cues.filter(({ role }) => role === "kind").map(({ value }) => value));
  // A state's armed groups and oppositions are bodies too.
  if (wanted.has("organization")) wanted.add("group");
  if (wanted.size === 0 || wanted.has("actor")) return [...ids];
  return ids.filter((id) => wanted.has(entityOf(index, id)?.kind ?? ""));
};
