import type { MeetingType } from "../extraction.ts";
import type { Actor } from "../mentions/actors.ts";
import { bodyServed, GOVERNMENT, statesServed } from "../mentions/mention.ts";
import type { JoinedMeeting } from "./joinTellings.ts";

/** The type a meeting is told as; one told as no more than a meeting, by who sits on its sides. */
export const typeOf = (meeting: JoinedMeeting, actors: readonly Actor[]): MeetingType => {
  if (meeting.type !== "bilateral") return meeting.type;
  const [only, second] = meeting.parts;
  if (!second && actors[only!.actor]!.kind === "organization") return "session";
  // «اجتماع اللجنة برئاسة مصر»: a body that sits under somebody's chair.
  const sitting = meeting.parts.filter((part) => part.function !== "chair");
  if (sitting.length === 1 && actors[sitting[0]!.actor]!.kind === "organization") return "session";
  if (isGovernmentWithArmed(meeting, actors)) return "talks_round";
  const states = sitting.some(({ actor }) => areManyStates(actors[actor]!, sitting.length === 1));
  return states || sidesOf(meeting, actors) >= 3 ? "multilateral" : "bilateral";
};

/** Ids of words for people each of whom comes from a state of his own. */
const OF_STATES = new Set(["foreign-ministers", "ministers", "leaders", "presidents", "states", "envoys"]);
/** … and of a bloc of states, which has nobody else. */
const OF_A_BLOC = new Set([...OF_STATES, "representatives", "senior-officials", "officials"]);

/**
 * «وزراء خارجية مجموعة السبع», «ممثلو المجموعة المصغرة», «المجموعة الرباعية»: those who speak for more states than two;
 * without a body («الوزراء العرب») only where nobody else meets them.
 */
const areManyStates = (actor: Actor, alone: boolean): boolean => {
  if (actor.kind !== "group") return false;
  if (actor.entry) return actor.entry.type === "bloc";
  if (!actor.mentions.some(({ number }) => number === "many")) return false;
  const heads = actor.mentions.flatMap(({ head, titles }) => head ?? titles.flatMap((title) => title.heads));
  const minister = actor.titles.some(({ level }) => GOVERNMENT.has(level));
  const body = bodyServed(actor.affiliations);
  if (!body) return alone && minister && !actor.affiliations.length;
  if (body.country || body.kind === "country") return false;
  const of = body.type === "bloc" ? OF_A_BLOC : body.type === "io" ? OF_STATES : null;
  return of !== null && (minister || heads.some((head) => of.has(head)));
};

/** «محادثات بين الحكومة الأفغانية وحركة طالبان»: a government or an army at one table with an armed group negotiates. */
const isGovernmentWithArmed = ({ parts, tellings }: JoinedMeeting, actors: readonly Actor[]): boolean => {
  if (!tellings.some(({ noun }) => noun === "talks" || noun === "consultations")) return false;
  const sides = parts.filter((part) => part.function !== "host" && part.function !== "mediator");
  const armed = sides.filter(({ actor }) => actors[actor]!.entry?.type === "armed");
  return (
    sides.length === 2 && armed.length === 1 && sides.every(({ actor }) => actors[actor]!.kind !== "person")
  );
};

/** States and bodies that sit on different sides; people whose side is unknown count as none, nor do groups beside people. */
const sidesOf = (meeting: JoinedMeeting, actors: readonly Actor[]): number => {
  const sides = new Set<string>();
  const people = meeting.parts.some(({ actor }) => actors[actor]!.kind === "person");
  let unknown = 0;
  for (const { actor: at } of meeting.parts) {
    const { affiliations, kind, entry, name } = actors[at]!;
    const body = bodyServed(affiliations);
    const country =
      body?.country ||
      (body ? `${body.kind} ${body.id}` : "") ||
      (kind === "country" ? entry?.id : entry?.country);
    const states = kind === "group" ? statesServed(affiliations) : [];
    if (states.length > 1) for (const { id } of states) sides.add(id);
    else if (country) sides.add(country);
    else if (kind === "person" || (kind === "group" && people)) unknown++;
    else sides.add(entry ? `${entry.kind} ${entry.id}` : name);
  }
  return sides.size + (sides.size < 2 ? Math.min(unknown, 1) : 0);
};
