import type { NameEntry } from "../language.ts";
import type { Actor } from "../mentions/actors.ts";
import { bodyServed } from "../mentions/mention.ts";
import type { Clause } from "./clause.ts";
import { isLedIn } from "./subjects.ts";

/**
 * «أعلن الوزير القطري أن بلاده ستستضيف المحادثات»: says of each homeland in a sentence which state it is, that of the
 * first person who stands free of particles before it, else of whom the text spoke last (`topic`, -1 when nobody).
 */
export const settleHomelands = (clause: Clause, topic: number): void => {
  let person = clause.actors.all[topic] ?? null;
  let named = false;
  for (const at of clause.all()) {
    if (!named && isFreePerson(clause, at)) {
      person = clause.actor(at);
      named = true;
    }
    if (clause.mention(at).form !== "homeland") continue;
    const state = person && homeOf(clause, person);
    if (state) clause.actors.settle(at, state);
  }
};

const isFreePerson = (clause: Clause, at: number): boolean =>
  clause.mention(at).kind === "person" && !isLedIn(clause, at);

const homeOf = (clause: Clause, { entry, affiliations }: Actor): NameEntry | null => {
  const state = bodyServed(affiliations);
  if (state?.kind === "country") return state;
  return (entry?.country && clause.scan.language.country(entry.country)) || null;
};
