import type { MeetingVerb, VerbForm } from "../language.ts";
import { actsFor } from "../mentions/mention.ts";
import { type Clause, wordsBetween } from "./clause.ts";
import { Parts } from "./parts.ts";
import { placeOf } from "./places.ts";
import type { Subject } from "./subjects.ts";
import type { Telling } from "./telling.ts";
import { topicOf } from "./topics.ts";
import { addHosts, destination } from "./visits.ts";

/** A verb of travel with who travels and where to: «زار الوزير القاهرة», «يصل إلى الخرطوم غدا الوزير», «زار الموفد رئيس المجلس». */
export const journeyTelling = (
  clause: Clause,
  at: number,
  form: VerbForm,
  verb: MeetingVerb,
  telling: Telling,
  subject: Subject | null,
  topic: number,
  end: number,
): Telling | null => {
  const { scan } = clause;
  const token = scan.tokens[at]!;
  const parts = new Parts(clause);
  const beside = subject?.behind ? clause.startingAt(subject.to) : -1;
  if (verb.id === "visit" && beside >= 0 && isReceiver(clause, beside)) {
    // «زار الموفد رئيس المجلس»: a call paid to somebody is a meeting with him.
    parts.addList(subject!.mentions, "guest");
    parts.addList(clause.listAt(subject!.to)!.mentions, "host");
    if (parts.list.length < 2) return null;
    const place = placeOf(clause, at, end);
    return {
      ...telling,
      type: "bilateral",
      parts: parts.list,
      place,
      topic: topicOf(clause, at, clause.sentence.to),
    };
  }
  // «قبل أن يغادر دمشق»: leaving tells of a visit only where it says who leaves.
  if (verb.status && !subject?.behind) return null;
  // «كان يسافر إلى باريس»: a habit of the past is no journey.
  const habit = form.tense === "present" && scan.role(at - 1, "past") && !scan.role(at - 1, "called_for");
  if (habit) return null;
  if (subject) parts.addList(subject.mentions, "guest");
  else if (topic >= 0) parts.addActor(topic, "guest", token.start, token.end);
  const travels = parts.list.some((part) =>
    ["person", "group"].includes(clause.actors.all[part.actor]!.kind),
  );
  if (!travels) return null;
  let next = subject?.behind ? subject.to : at + 1;
  let bare = verb.object !== "";
  const left = beside >= 0 && isLeft(clause, beside) ? beside : -1;
  if (verb.id === "leave-for" && left >= 0) {
    // «غادر الرئيس كينيا متوجها إلى إثيوبيا»: what stands beside the traveller is what he leaves: a journey there, or his home.
    if (!isHome(clause, parts, left)) return null;
    next = clause.mention(left).to;
  }
  // «يصل إلى الخرطوم غدا الوزير»: where he goes may stand before who goes.
  if (subject?.behind && isLate(clause, at + 1, clause.mention(subject.mentions[0]!).from)) {
    next = at + 1;
    bare = false;
  }
  if (!destination(clause, parts, telling, next, bare)) return null;
  addHosts(clause, parts, next, end);
  telling.parts = parts.list;
  if (form.tense === "present" && telling.status === "held") telling.status = "planned";
  if (form.tense === "present" && telling.status === "planned" && goingOn(clause, at))
    telling.status = "ongoing";
  if (verb.status && telling.status !== "denied") telling.status = verb.status;
  return telling;
};

const isLeft = (clause: Clause, mention: number): boolean => {
  const { kind, proclitic } = clause.mention(mention);
  return (kind === "country" || kind === "place") && proclitic === "";
};

/** Whether what is left is of the state that those who travel act for. */
const isHome = (clause: Clause, parts: Parts, left: number): boolean => {
  const entry = clause.actor(left)?.entry;
  const state = entry?.kind === "country" ? entry.id : entry?.country;
  return (
    state !== undefined &&
    parts.list.some((part) => {
      const actor = clause.actors.all[part.actor]!;
      return actor.entry?.country === state || actsFor(actor.affiliations, state);
    })
  );
};

const isReceiver = (clause: Clause, mention: number): boolean => {
  const { kind, proclitic } = clause.mention(mention);
  return kind === "person" && proclitic === "";
};

/** «الذي يزور مصر حاليا»: a present in a relative clause, or with «now», is under way. */
const goingOn = (clause: Clause, at: number): boolean => {
  const { scan, sentence } = clause;
  if (scan.role(at - 1, "relative")) return true;
  for (let token = at + 1; token < Math.min(sentence.to, at + 6); token++)
    if (scan.role(token, "now")) return true;
  return false;
};

/** «إلى الخرطوم غدا»: whether where somebody goes, and little else, stands between two tokens. */
const isLate = (clause: Clause, from: number, to: number): boolean => {
  const toward = clause.scan.role(from, "direction");
  if (!toward || wordsBetween(clause, toward.to, to) > 3) return false;
  // «يتوجه إلى إسطنبول للقاء الرئيس»: he is whom somebody else goes to meet.
  for (let token = toward.to; token < to; token++)
    if (clause.covering(token) < 0 && clause.scan.event(token)) return false;
  return true;
};
