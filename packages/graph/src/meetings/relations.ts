import type { RelationType } from "../extraction.ts";
import { pastCounts } from "./arguments.ts";
import type { Clause } from "./clause.ts";
import { subjectBefore } from "./subjects.ts";
import type { Telling } from "./telling.ts";

/** Something a sentence says of two actors, or of a meeting and its source. */
export interface Statement {
  type: RelationType;
  /** Actor index of the member or source. */
  actor: number;
  /** Actor index of the body; -1 for what is said of the meetings of the sentence. */
  of: number;
  start: number;
  end: number;
}

/** Membership and sources that one sentence states. */
export const statements = (clause: Clause, tellings: readonly Telling[]): Statement[] => [
  ...memberships(clause),
  ...(tellings.length ? sources(clause) : []),
];

/** «وتضم المجموعة ممثلين عن مصر وفرنسا», «المجموعة التي تضم …، أبرزها …». */
const memberships = (clause: Clause): Statement[] => {
  const { scan, sentence } = clause;
  const found: Statement[] = [];
  for (let token = sentence.from; token < sentence.to; token++) {
    const verb = clause.verbAt(token);
    if (!verb?.values.some((value) => value.meeting?.id === "include")) continue;
    const first = clause.listAt(pastCounts(clause, token + 1));
    const isBody = (mention: number): boolean =>
      ["organization", "group"].includes(clause.mention(mention).kind);
    const behind = first?.mentions.length === 1 && isBody(first.mentions[0]!) ? first : null;
    const subject = behind ? behind.mentions[0]! : (subjectBefore(clause, token)?.mentions[0] ?? -1);
    if (subject < 0 || !isBody(subject)) continue;
    const body = clause.actor(subject);
    if (!body || scan.event(clause.mention(subject).from)) continue;
    for (const mention of members(clause, behind ? behind.to : token + 1)) {
      const { start, end, affiliations, form } = clause.mention(mention);
      const state = form === "group" ? affiliations[0]?.entry : undefined;
      const actor = state ? clause.known(state) : clause.actor(mention);
      if (!actor || actor.index === body.index || actor.kind === "person" || actor.kind === "place") continue;
      found.push({ type: "member_of", actor: actor.index, of: body.index, start, end });
    }
  }
  return found;
};

/** The longest row of states and bodies behind the verb: «23 دولة ومنظمة، أبرزها الولايات المتحدة وروسيا …». */
const members = (clause: Clause, from: number): number[] => {
  let best: number[] = [];
  for (let token = from; token < clause.sentence.to; token++) {
    const list = clause.listAt(pastCounts(clause, token));
    if (!list) continue;
    if (list.mentions.length > best.length) best = list.mentions;
    token = list.to - 1;
  }
  return best;
};

/** Who says so: «بحسب …», «أعلن المتحدث باسم …», «مصادر في السفارة». */
const sources = (clause: Clause): Statement[] => {
  const { scan, sentence } = clause;
  const found: Statement[] = [];
  const add = (mention: number): void => {
    const actor = clause.actor(mention);
    if (!actor || actor.kind === "place" || actor.kind === "country") return;
    const { start, end } = clause.mention(mention);
    if (!found.some((one) => one.actor === actor.index))
      found.push({ type: "reported_by", actor: actor.index, of: -1, start, end });
  };
  for (const mention of clause.all()) {
    const { from, titles } = clause.mention(mention);
    const actor = clause.actor(mention);
    const speaks = titles.some((title) => title.level === "spokesperson") || actor?.entry?.type === "media";
    const body = actor !== null && ["organization", "group"].includes(actor.kind);
    for (let token = from - 1; token >= Math.max(sentence.from, from - 4); token--) {
      if (clause.covering(token) >= 0) break;
      if (!scan.role(token, "source") && !(scan.role(token, "speech") && (speaks || body))) continue;
      add(mention);
      break;
    }
  }
  return found;
};
