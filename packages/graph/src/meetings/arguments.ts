import type { MeetingFunction, MeetingType } from "../extraction.ts";
import type { Scan } from "../lexicon/scan.ts";
import { ledIn } from "./circumstance.ts";
import type { Clause } from "./clause.ts";
import type { Parts } from "./parts.ts";
import { isLedIn, ofNoun, subjectBehind } from "./subjects.ts";

/** Tokens an argument may stand from its word. */
export const FAR = 45;

/** Where the arguments of a word end: what somebody says, a semicolon, the next meeting told. */
export const argumentEnd = (clause: Clause, from: number): number => {
  const { scan, sentence } = clause;
  const last = Math.min(sentence.to, from + FAR);
  for (let token = from; token < last; token++) {
    if (clause.covering(token) >= 0) continue;
    if (scan.isMark(token, "؛:")) return token;
    const particle = scan.particle(token);
    // «التقى كيري نظراءه، لم تكن إيران البند الوحيد»: a negated clause of its own.
    if (
      token > from &&
      scan.role(token, "negation") &&
      scan.isMark(token - 1, "،,") &&
      scan.isWord(token + 1) &&
      isNegated(clause, token)
    )
      return token;
    if (scan.role(token, "that") && !isPlan(scan, token)) return token;
    if (particle?.values.some((value) => value.role === "speech")) return token;
    // «يلتقي الوزير قبل قمة تجمع …»: what comes before or after another event belongs to that one.
    const apart = particle?.values.some((value) => value.role === "before" || value.role === "after");
    if (particle && apart && token > from && scan.event(particle.to)) return token;
    // «خلال مكالمة مع بوتين إجراء مفاوضات مع …»: the next meeting and all that stands behind it.
    const noun = token > from ? scan.verb(token) : null;
    const carried = noun?.values.some(({ light, form }) => light?.link === "object" && form.tense === "noun");
    if (carried && scan.event(token + 1)) return token;
    const verb = clause.verbAt(token);
    if (!verb || token <= from + 1) continue;
    const meeting = verb.values.find((value) => value.meeting)?.meeting;
    if (meeting && meeting.collective !== "event" && verb.reading.proclitic !== "") return token;
    // «وعقد اجتماعا مع …»: a verb joined on that carries a meeting of its own.
    const carries = verb.values.some(({ light }) => light?.link === "object" && light.subject !== "");
    if (
      carries &&
      verb.reading.proclitic === scan.language.proclitics.and &&
      scan.event(token + 1)?.reading.definite === false
    )
      return token;
  }
  return last;
};

/** «لم تكن», «لم يحضر»: the negation of a verb. */
const isNegated = ({ scan }: Clause, negation: number): boolean => {
  const verb = scan.role(negation, "negation")!.to;
  return (
    scan.verb(verb) !== null ||
    scan.role(verb, "past") !== null ||
    scan.language.classOf(scan.tokens[verb]!.word) === "verb"
  );
};

/** «كان من المقرر أن يعقد … بين»: what a «that» behind a plan says belongs to the same meeting. */
export const isPlan = (scan: Scan, that: number): boolean =>
  (scan.role(that - 1, "planned") ?? scan.role(that - 2, "planned"))?.to === that;

/** Which functions the particles around a word may bring in. */
export interface Frame {
  /** A bare actor behind is the object: «استقبل … نظيره». */
  object: MeetingFunction | "";
  with: MeetingFunction | "";
  by: MeetingFunction | "";
  /** A bare actor right behind the word takes part: «لقاء الوزير», «اجتماع اللجنة». */
  bare: boolean;
  /** So does one led in by «for»: «اجتماع للمجموعة», «استقبال الرئيس للوزير». */
  led: boolean;
}

/**
 * «التقى الوزيران في الأمم المتحدة», «في مقر الحكومة»: what stands before an actor makes it a place, or owned by another.
 * A body that is briefed does stand behind «في» or «إلى».
 */
const isElsewhere = (clause: Clause, before: number, object: boolean, country: boolean): boolean =>
  ((object || country) && clause.scan.role(before, "place", "direction") !== null) || ofNoun(clause, before);

/** «نقاط خلاف بين …»: an ordinary noun right before «between» has these sides, unless it says where. */
const sidesOfNoun = (clause: Clause, at: number, from: number): boolean => {
  const { scan } = clause;
  let noun = at;
  while (noun > from && clause.covering(noun) < 0 && (scan.complement(noun) || scan.role(noun, "done")))
    noun--;
  // «الاتفاق النووي الأخير بين …»: an adjective that no office takes.
  if (scan.role(noun - 1, "tie") && scan.isWord(noun) && clause.covering(noun) < 0) noun--;
  if (noun < from || clause.covering(noun) >= 0 || clause.isDate(noun)) return false;
  if (!scan.isWord(noun)) return false;
  if (scan.role(noun, "tie")) return true;
  if (scan.event(noun) || scan.verb(noun)) return false;
  if (scan.particle(noun)) return false;
  if (scan.role(noun - 1, "place") || scan.complement(noun)) return false;
  if (!scan.isCommon(noun) || scan.language.classOf(scan.tokens[noun]!.word) !== "noun") return false;
  // «محادثات السلام بين …», «مفاوضات وقف النار بين …»: the noun belongs to the meeting itself.
  for (let token = noun - 1; token >= Math.max(from - 1, noun - 4); token--)
    if (scan.event(token)) return false;
  return true;
};

/** Particle roles that bring actors in, with the function they give. */
const LEADS: Record<string, MeetingFunction> = {
  between: "participant",
  presence: "participant",
  chair: "chair",
  host: "host",
  mediator: "mediator",
  proxy: "represented",
};

/** What `collect` learns besides the parts. */
export interface Found {
  /** Event nouns inside that speak of the same meeting: «بحث، خلال اتصال هاتفي، مع …». */
  nested: number[];
  type: MeetingType | null;
  /** Token behind «على هامش». */
  sidelines: number | null;
  /** Start of what was talked about. */
  topic: number | null;
  /** «مع كل من»: one meeting with each. */
  separate: boolean;
  /** A city that hosts: «استضافته العاصمة البريطانية». */
  place: number | null;
  /** Somebody is the object, or is led in by «with». */
  met: boolean;
}

/** Gathers the arguments between two tokens by the particles that lead them in. */
export const collect = (clause: Clause, parts: Parts, from: number, to: number, frame: Frame): Found => {
  const { scan } = clause;
  const found: Found = {
    nested: [],
    type: null,
    sidelines: null,
    topic: null,
    separate: false,
    place: null,
    met: false,
  };
  let objectOpen = frame.object !== "";
  let bareOpen = frame.bare;
  let within = false;
  let gap = 0;
  let actorTo = -1;
  const before = parts.list.length;
  for (let token = from; token < to; ) {
    const mention = clause.startingAt(token);
    if (mention >= 0) {
      const { proclitic, kind } = clause.mention(mention);
      const list = clause.listAt(token)!;
      const distance = token - from;
      const inCountry = kind === "country" && scan.glued(proclitic, "in");
      if (inCountry && found.topic === null) found.place ??= clause.actor(mention)?.index ?? null;
      const fn =
        kind === "place" ||
        inCountry ||
        // «محادثات السلام في الكويت»: where, not whose.
        (kind === "country" && scan.role(token - 1, "place")) ||
        found.topic !== null ||
        (proclitic === "" && token > from && isElsewhere(clause, token - 1, objectOpen, kind === "country"))
          ? ""
          : scan.glued(proclitic, "in")
            ? frame.by
            : scan.glued(proclitic, "for") &&
                frame.led &&
                // «استقبال الرئيس للوزير»: right behind who acts stands upon whom.
                ((distance <= 7 && parts.list.length === before) || token === actorTo)
              ? "participant"
              : proclitic !== ""
                ? ""
                : objectOpen
                  ? frame.object
                  : bareOpen && distance <= 2
                    ? "participant"
                    : "";
      if (fn) {
        parts.addList(list.mentions, fn);
        found.met = true;
        if (proclitic === "") {
          objectOpen = false;
          bareOpen = false;
          actorTo = list.to;
        }
        token = list.to;
      } else token = Math.max(clause.mention(mention).to, token + 1);
      continue;
    }
    const particle = scan.particle(token);
    if (particle) {
      const next = leadIn(clause, parts, found, particle, { ...frame, from });
      if (particle.values.some((value) => value.role === "during" || value.role === "place")) within = true;
      if (particle.values.some((value) => value.role === "sidelines" || value.role === "with"))
        objectOpen = false;
      token = next;
      continue;
    }
    const event = scan.event(token);
    if (event && clause.covering(token) < 0) {
      // «التقى خلال زيارة إلى القاهرة الأمين العام»: a journey is another event, and closes nothing.
      if (event.values[0]!.type === "visit" && ledIn(clause, token, "during")) {
        found.place ??= whereTo(clause, event.to);
        token = event.to;
        continue;
      }
      // «للحوار» is what for, «لاجتماع» may be the meeting itself.
      const glued =
        scan.glued(event.reading.proclitic, "in") ||
        (scan.glued(event.reading.proclitic, "for") && !event.reading.definite);
      if ((within || glued) && found.topic === null && token - from <= 6) {
        found.nested.push(token);
        found.type = event.values[0]!.type;
        token = event.to;
        within = false;
        continue;
      }
      objectOpen = false;
    }
    const verb = clause.verbAt(token);
    // «عن تقديره لما تقوم به الوكالة»: inside what was talked about, a verb brings nobody in.
    const behind = verb && found.topic === null && joins(clause, from, token, verb.values);
    if (behind) {
      const [only] = behind.mentions;
      if (behind.fn === "host" && only !== undefined && clause.mention(only).kind === "place")
        found.place ??= clause.actor(only)?.index ?? null;
      const last = clause.covering(token - 1);
      // «وفد يرأسه فلان»: he leads the delegation, not the meeting.
      const leads = behind.fn === "chair" && last >= 0 && clause.mention(last).form === "group";
      parts.addList(behind.mentions, leads ? "delegation_head" : behind.fn);
      token = behind.to;
      continue;
    }
    if (scan.isWord(token)) {
      if (token - from > 2 && !scan.complement(token)) bareOpen = false;
      // «استقبل المعزين في وفاة …»: a noun with the article right behind is the object itself.
      if (
        token === from &&
        scan.isCommon(token) &&
        scan.tokens[token]!.word.readings[0]?.definite &&
        !clause.isDate(token)
      )
        objectOpen = false;
      // Dates and places may stand between a subject and its object; other words soon close it.
      const honours = scan.honorific(token) !== null;
      if (!honours && !scan.complement(token) && !clause.isDate(token) && ++gap > 3) objectOpen = false;
      within = false;
    }
    token++;
  }
  return found;
};

/** «خلال زيارته إلى عدن», «لعدن»: the town right behind a journey. */
const whereTo = (clause: Clause, from: number): number | null => {
  const direction = clause.scan.role(from, "direction");
  const mention = clause.startingAt(direction ? direction.to : from);
  const town = mention < 0 || clause.mention(mention).kind !== "place" ? null : clause.actor(mention);
  return town?.entry ? town.index : null;
};

/** Reads what a particle leads in; returns the token to go on at. */
const leadIn = (
  clause: Clause,
  parts: Parts,
  found: Found,
  particle: NonNullable<ReturnType<Clause["scan"]["particle"]>>,
  frame: Frame & { from: number },
): number => {
  const roles = particle.values.map((value) => value.role);
  const next = pastCounts(clause, particle.to);
  const list = clause.listAt(next);
  const led =
    list && ["", clause.scan.language.proclitics.for].includes(clause.mention(list.mentions[0]!).proclitic)
      ? list
      : null;
  // «اتفقا … على تأمين حدود تركيا مع سوريا»: once both sides and the matter are named, «with» belongs to the matter.
  if (led && roles.includes("with") && found.topic !== null && parts.list.length >= 2) return led.to;
  // «علاقات الولايات المتحدة مع روسيا»: with whom a state has something.
  const tied = clause.covering(particle.from - 1);
  if (led && roles.includes("with") && tied >= 0 && clause.scan.role(clause.mention(tied).from - 1, "tie"))
    return led.to;
  if (led && roles.includes("with")) {
    found.separate ||= led.mentions.length > 1 && clause.scan.role(particle.to, "each") !== null;
    if (frame.with) {
      parts.addList(led.mentions, frame.with);
      found.met = true;
    }
    return led.to;
  }
  if (led && roles.some((role) => role === "source" || role === "none" || role === "from")) {
    // «تلقى اتصالا من الوزير» brings somebody in, «حضر من الجانب العماني الوكيل» only says whose side follows.
    if (roles.includes("from") && found.topic === null && clause.mention(led.mentions[0]!).kind === "person")
      parts.addList(led.mentions, "participant");
    const own = roles.includes("from") && found.topic === null ? clause.listAt(led.to) : null;
    const of = clause.mention(led.mentions[0]!);
    const first = own && clause.mention(own.mentions[0]!);
    if (own && first?.kind === "person" && first.proclitic === "" && of.form === "group") {
      // «حضر من الجانب العماني الوكيل فلان»: right behind the side stands who sat on it.
      parts.addList(own.mentions, "participant");
      return own.to;
    }
    return led.to;
  }
  for (const role of roles) {
    const fn = LEADS[role];
    if (!fn || !led) continue;
    // «مباحثات حول السلام بين …»: the sides of what was talked about.
    if (role === "between" && (found.topic !== null || sidesOfNoun(clause, particle.from - 1, frame.from)))
      return led.to;
    if (fn === "mediator" && clause.mention(led.mentions[0]!).kind === "person" && role === "mediator") {
      // Under a person's patronage: «تحت رعاية الملك» is honour, not presence.
      return led.to;
    }
    parts.addList(led.mentions, fn);
    return led.to;
  }
  if (roles.includes("between-pronoun") && parts.list.length === 0) {
    // «طالب أوستن نظيره شويغو …، في أول اتصال بينهما»: the last two actors named before.
    const before = clause.all().filter((mention) => {
      const { to, kind, proclitic } = clause.mention(mention);
      if (to > frame.from || (kind !== "person" && kind !== "country")) return false;
      return (
        !clause.scan.glued(proclitic, "in", "for", "like") && (kind === "person" || !isLedIn(clause, mention))
      );
    });
    const [last] = before.slice(-1);
    const other = before.findLast((mention) => clause.actor(mention) !== clause.actor(last!));
    if (last !== undefined && other !== undefined) parts.addList([other, last], frame.with || "participant");
    return particle.to;
  }
  if (roles.includes("with-pronoun")) {
    const antecedent = clause.subjectBefore(particle.from, "person");
    if (antecedent >= 0 && frame.with) parts.add(antecedent, frame.with);
    return particle.to;
  }
  if (roles.includes("sidelines")) {
    found.sidelines ??= particle.to;
    return list ? list.to : particle.to;
  }
  if (roles.includes("level") && led && clause.mention(led.mentions[0]!).kind === "person") {
    parts.addList(led.mentions, "delegation_head");
    return led.to;
  }
  if (roles.includes("separate")) found.separate = true;
  if (roles.includes("topic") && found.topic === null) found.topic = particle.to;
  return particle.to;
};

export const pastCounts = (clause: Clause, token: number): number => {
  const counted = clause.scan.role(token, "each", "number");
  return counted ? counted.to : token;
};

/** A verb that goes on about the same meeting: «… ضم ممثلين عن», «… تستضيفه الدنمارك», «… شاركت فيه مصر». */
const joins = (
  clause: Clause,
  from: number,
  at: number,
  values: NonNullable<ReturnType<Clause["verbAt"]>>["values"],
): { mentions: number[]; to: number; fn: MeetingFunction } | null => {
  const { scan } = clause;
  const gathering = values.find((value) => value.meeting?.collective === "event");
  if (gathering) {
    // «التي جمعت في طهران، يوم الجمعة، رؤساء …»: place and day may stand between.
    const first = subjectBehind(clause, at)?.mentions[0];
    const list = clause.listAt(first === undefined ? pastCounts(clause, at + 1) : clause.mention(first).from);
    // «وتضم المجموعة ممثلين عن …»: the body itself stands between the verb and those it unites.
    const own =
      list &&
      list.mentions.length === 1 &&
      ["organization", "group"].includes(clause.mention(list.mentions[0]!).kind);
    const inner = own ? clause.listAt(pastCounts(clause, list.to)) : null;
    const members = inner ?? list;
    if (members)
      return { mentions: members.mentions, to: members.to, fn: gathering.meeting!.object || "participant" };
  }
  for (const { light, form } of values) {
    if (!light?.subject) continue;
    if (light.subject === "mediator" && at - from > 5) continue;
    // «الأعمال التي قام بها المركز»: what is done is named before, and no meeting.
    if (light.link === "by") continue;
    const inIt = scan.role(at + 1, "in-pronoun", "by-pronoun", "of-pronoun")?.reading.proclitic === "";
    if (!form.object && !inIt) continue;
    const subject = subjectBehind(clause, inIt ? at + 1 : at);
    if (subject) return { mentions: subject.mentions, to: subject.to, fn: light.subject };
  }
  return null;
};
