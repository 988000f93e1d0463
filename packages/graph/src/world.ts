/**
 * What is known before anything is read, and what `resolve` takes as known unless told otherwise: people, countries,
 * bodies and places, and the words by which names are compared in every language that is read.
 *
 * @example
 * ```ts
 * import { resolve } from "@liqa/graph";
 * import * as world from "@liqa/graph/world";
 *
 * world.countries.find(({ id }) => id === "eg")?.short; // → "مصر"
 * // A world of your own: Liqa's, without its people.
 * resolve(extractions, [], { ...world, people: [] });
 * ```
 *
 * @module @liqa/graph/world
 */

export { groups, numbers, placeHeads } from "./generated/ar.ts";
export { nameWords } from "./generated/en.ts";
export { countries, givenNames, organizations, people, places } from "./generated/world.ts";
