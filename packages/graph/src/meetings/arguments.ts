import type { Kind, MeetingFunction, MeetingType } from "../extraction.ts";
import type { VerbForm } from "../language.ts";
import type { Actor } from "../mentions/actors.ts";
import type { Clause } from "./clause.ts";
import type { Part, Telling } from "./telling.ts";

/** Tokens an argument may stand from its word. */
export const FAR = 45;
/** Tokens between a verb and its subject. */
const NEAR = 14;

/** Offices whose holders speak for others and are not met by what they tell. */
const MOUTHPIECES = new Set(["spokesperson"]);

/** Verbs whose object is the delegation somebody leads. */
const HEADS = new Set(["preside", "head", "lead"]);

/** A capital that acts means its government: «نفت طهران», «محادثات مع واشنطن». Null for other places. */
export const governmentIn = (clause: Clause, { entry }: Actor): Actor | null => {
  const { language } = clause.scan;
  const iso = entry?.country;
  const state = iso && language.capital(iso)?.id === entry.id ? language.country(iso) : undefined;
  return state ? clause.known(state) : null;
};

/** The actors that one telling places in a meeting, each once. */
export class Parts {
  readonly list: Part[] = [];
  /** «الجانبان», «الوزراء»: those already spoken of took part; who they are is told elsewhere. */
  anaphoric = false;
  readonly #clause: Clause;

  constructor(clause: Clause) {
    this.#clause = clause;
  }

  add(mention: number, fn: MeetingFunction): void {
    const actor = this.#clause.actor(mention);
    const { start, end, titles, form, from, to, affiliations } = this.#clause.mention(mention);
    if (!actor || actor.entry?.type === "media") return;
    if (actor.kind === "place") {
      const state = governmentIn(this.#clause, actor);
      if (state) this.addActor(state.index, fn, start, end);
      return;
    }
    if (form === "group" && affiliations.length === 0 && to - from === 1) {
      this.anaphoric = true;
      return;
    }
    if (titles.some((title) => MOUTHPIECES.has(title.level)) && fn !== "host") return;
    this.addActor(actor.index, fn, start, end);
    if (form === "group") this.#addHead(to);
  }

  /** «وفد … برئاسة فلان», «وفد … يترأسه فلان»: who leads the delegation that ends at a token. */
  #addHead(to: number): void {
    const { scan } = this.#clause;
    const chair = scan.role(to, "chair");
    const leads = this.#clause
      .verbAt(to)
      ?.values.some(({ light, form }) => light && HEADS.has(light.id) && form.object);
    const head = chair ? chair.to : leads ? to + 1 : -1;
    const mention = head < 0 ? -1 : this.#clause.startingAt(head);
    if (mention < 0 || this.#clause.mention(mention).kind !== "person") return;
    const { start, end } = this.#clause.mention(mention);
    const actor = this.#clause.actor(mention);
    if (actor) this.addActor(actor.index, "delegation_head", start, end);
  }

  addList(mentions: readonly number[], fn: MeetingFunction): void {
    for (const mention of mentions) {
      // «ممثلين عن مصر وفرنسا»: the states of a list are there through delegates, each for itself.
      const { form, affiliations } = this.#clause.mention(mention);
      const state = form === "group" && mentions.length > 1 ? affiliations[0] : undefined;
      const actor = state?.entry ? this.#clause.known(state.entry) : null;
      if (state && actor && actor.kind !== "place")
        this.addActor(actor.index, "represented", state.start, state.end);
      else this.add(mention, fn);
    }
  }

  addActor(actor: number, fn: MeetingFunction, start: number, end: number): void {
    if (!this.list.some((part) => part.actor === actor)) this.list.push({ actor, function: fn, start, end });
  }
}

export const isLedIn = (clause: Clause, mention: number): boolean => {
  const { from, proclitic } = clause.mention(mention);
  if (/[بلك]$/u.test(proclitic)) return true;
  const before = clause.scan.role(
    from - 1,
    "with",
    "from",
    "place",
    "direction",
    "topic",
    "between",
    "source",
    "presence",
    "after",
    "before",
    "sidelines",
    "level",
    "chair",
    "host",
    "mediator",
    "proxy",
  );
  return before !== null && before.reading.proclitic !== "و";
};

export interface Subject {
  mentions: number[];
  /** Token behind it. */
  to: number;
  /** The verb stands before it. */
  behind: boolean;
}

/** The actors that are the subject of a verb at `at`: behind it (VSO), else before it (SVO). */
export const subjectOf = (
  clause: Clause,
  at: number,
  number: VerbForm["number"],
  kinds: readonly Kind[] = SUBJECTS,
): Subject | null =>
  // A verb before its subject stays singular, so that a dual or plural one has its subject before it.
  number !== "one"
    ? subjectBefore(clause, at)
    : (fronted(clause, at, kinds) ?? subjectBehind(clause, at, kinds) ?? subjectBefore(clause, at));

/** «وكان الأسد استقبل …», «إن الوزير التقى …»: an actor right before the verb is its subject. */
const fronted = (clause: Clause, at: number, kinds: readonly Kind[]): Subject | null => {
  const { scan } = clause;
  const before = scan.role(at - 1, "past") && clause.covering(at - 1) < 0 ? at - 2 : at - 1;
  const mention = clause.covering(before);
  if (
    mention < 0 ||
    isLedIn(clause, mention) ||
    !kinds.includes(clause.mention(mention).kind) ||
    clause.mention(mention).kind === "place"
  )
    return null;
  return { mentions: clause.rowEndingAt(mention), to: at, behind: false };
};

const SUBJECTS: readonly Kind[] = ["person", "group", "organization", "country", "place"];
/** Who travels. */
export const TRAVELLERS: readonly Kind[] = ["person", "group", "organization"];

/**
 * Whether a verb without a named subject may go on about the man spoken of: not in the feminine, and not when
 * an ordinary noun behind it is its subject («تصل أنظمة الصواريخ», «وصلت النسخة»).
 */
export const speaksOf = (clause: Clause, at: number, form: VerbForm): boolean => {
  const { scan } = clause;
  if (form.feminine) return false;
  const next = at + 1;
  if (!scan.isWord(next) || clause.covering(next) >= 0 || scan.particle(next) || scan.event(next))
    return true;
  const { word } = scan.tokens[next]!;
  const noun = scan.isCommon(next) && scan.language.classOf(word) === "noun" && !clause.isDate(next);
  return !(noun && (word.readings[0]?.definite || !scan.complement(next)));
};

export const subjectBehind = (
  clause: Clause,
  at: number,
  kinds: readonly Kind[] = SUBJECTS,
): Subject | null => {
  const { scan, sentence } = clause;
  for (let token = at + 1; token < Math.min(sentence.to, at + NEAR); token++) {
    const mention = clause.startingAt(token);
    if (mention >= 0) {
      const { kind, proclitic, to } = clause.mention(mention);
      if (isLedIn(clause, mention) || !kinds.includes(kind) || (kind === "place" && token > at + 1)) {
        token = to - 1;
        continue;
      }
      if (proclitic.includes("و")) return null;
      const list = clause.listAt(token)!;
      return { mentions: list.mentions, to: list.to, behind: true };
    }
    if (clause.covering(token) >= 0) continue;
    const beside = token === at + 1 ? scan.role(token, "with") : null;
    const companions = beside && clause.listAt(beside.to);
    if (companions) {
      // «يحضر إلى جانب السفير … المبعوث …»: the subject follows those beside whom it comes.
      token = companions.to - 1;
      continue;
    }
    if (scan.role(token, "with", "that", "relative", "where", "between")) return null;
    if (clause.verbAt(token) && !scan.isMark(token - 1, "،,")) return null;
    const each = scan.role(token, "each");
    if (each && scan.role(token - 1, "place", "direction", "from", "topic")) return null;
    if (each && clause.startingAt(each.to) >= 0) token = each.to - 1;
  }
  return null;
};

/** A fronted subject: «الوزير التقى …», «الوزير، اليوم، بحث …», «إن الوزير بحث …». */
export const subjectBefore = (clause: Clause, at: number): Subject | null => {
  const { scan, sentence } = clause;
  for (let token = at - 1; token >= Math.max(sentence.from, at - NEAR); token--) {
    const mention = clause.covering(token);
    if (mention >= 0) {
      const { from, kind, to } = clause.mention(mention);
      // «مع نظيره كيري الذي يزور قطر»: what a relative clause hangs on is its subject, wherever it stands.
      const antecedent = to === at - 1 && scan.role(to, "relative") !== null;
      if (kind === "place" || (!antecedent && isLedIn(clause, mention))) {
        token = from;
        continue;
      }
      if (antecedent) return { mentions: [mention], to: at, behind: false };
      return { mentions: clause.rowEndingAt(mention), to: at, behind: false };
    }
    const verb = clause.verbAt(token);
    if (verb && !verb.values.every((value) => value.light?.id === "have")) {
      // «المجموعة التي تضم 23 دولة ستعقد …»: a relative clause does not cut the subject off.
      const relative = scan.role(token - 1, "relative");
      if (!relative) return null;
      token = relative.from;
      continue;
    }
    if (scan.role(token, "where")) {
      // «يغادر بايدن كوريا الجنوبية، حيث أجرى …»: the verb goes on with the person, not with the place.
      const person = clause.subjectBefore(token, "person");
      return person >= 0 ? { mentions: [person], to: at, behind: false } : null;
    }
    if (scan.isMark(token, ".؛:")) return null;
  }
  return null;
};

/** Where the arguments of a word end: what somebody says, a semicolon, the next meeting told. */
export const argumentEnd = (clause: Clause, from: number): number => {
  const { scan, sentence } = clause;
  const last = Math.min(sentence.to, from + FAR);
  for (let token = from; token < last; token++) {
    if (clause.covering(token) >= 0) continue;
    if (scan.isMark(token, "؛:")) return token;
    const particle = scan.particle(token);
    // «كان من المقرر أن يعقد … بين»: what is planned of the same meeting goes on.
    const planned = scan.role(token - 1, "planned") ?? scan.role(token - 2, "planned");
    if (particle?.values.some((value) => value.role === "that") && planned?.to !== token) return token;
    if (particle?.values.some((value) => value.role === "speech")) return token;
    // «يلتقي الوزير قبل قمة تجمع …»: what comes before or after another event belongs to that one.
    const apart = particle?.values.some((value) => value.role === "before" || value.role === "after");
    if (particle && apart && token > from && scan.event(particle.to)) return token;
    const verb = clause.verbAt(token);
    if (!verb || token <= from + 1) continue;
    const meeting = verb.values.find((value) => value.meeting)?.meeting;
    if (meeting && meeting.collective !== "event" && verb.reading.proclitic !== "") return token;
  }
  return last;
};

/** Which functions the particles around a word may bring in. */
export interface Frame {
  /** A bare actor behind is the object: «استقبل … نظيره». */
  object: MeetingFunction | "";
  with: MeetingFunction | "";
  by: MeetingFunction | "";
  /** A bare actor right behind the word takes part: «لقاء الوزير», «اجتماع اللجنة». */
  bare: boolean;
}

/** «في مقر الحكومة»: an ordinary noun without an article right before an actor owns it. */
const ofNoun = (clause: Clause, at: number): boolean => {
  const { scan } = clause;
  return (
    scan.isWord(at) &&
    scan.isCommon(at) &&
    clause.covering(at) < 0 &&
    !clause.isDate(at) &&
    !scan.particle(at) &&
    !scan.event(at) &&
    !scan.verb(at) &&
    !scan.complement(at) &&
    scan.language.classOf(scan.tokens[at]!.word) === "noun" &&
    !scan.tokens[at]!.word.readings[0]?.definite
  );
};

/** «نقاط خلاف بين …»: an ordinary noun right before «between» has these sides, unless it says where. */
const sidesOfNoun = (clause: Clause, at: number, from: number): boolean => {
  const { scan } = clause;
  let noun = at;
  while (noun > from && scan.complement(noun) && clause.covering(noun) < 0) noun--;
  if (noun < from || clause.covering(noun) >= 0 || clause.isDate(noun)) return false;
  if (!scan.isWord(noun) || scan.event(noun) || scan.particle(noun) || scan.verb(noun)) return false;
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
}

/** Gathers the arguments between two tokens by the particles that lead them in. */
export const collect = (clause: Clause, parts: Parts, from: number, to: number, frame: Frame): Found => {
  const { scan } = clause;
  const found: Found = { nested: [], type: null, sidelines: null, topic: null, separate: false, place: null };
  let objectOpen = frame.object !== "";
  let bareOpen = frame.bare;
  let within = false;
  let gap = 0;
  const before = parts.list.length;
  for (let token = from; token < to; ) {
    const mention = clause.startingAt(token);
    if (mention >= 0) {
      const { proclitic, kind } = clause.mention(mention);
      const list = clause.listAt(token)!;
      const distance = token - from;
      const inCountry = kind === "country" && /ب$/u.test(proclitic);
      if (inCountry && found.topic === null) found.place ??= clause.actor(mention)?.index ?? null;
      const fn =
        kind === "place" ||
        inCountry ||
        found.topic !== null ||
        (proclitic === "" && token > from && ofNoun(clause, token - 1))
          ? ""
          : /[بف]?ب$/u.test(proclitic)
            ? frame.by
            : /ل$/u.test(proclitic) && frame.bare && distance <= 7 && parts.list.length === before
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
        if (proclitic === "") {
          objectOpen = false;
          bareOpen = false;
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
      const glued = event.reading.proclitic.endsWith("ب") || event.reading.proclitic.endsWith("ل");
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
    const behind = verb && joins(clause, from, token, verb.values);
    if (behind) {
      const [only] = behind.mentions;
      if (behind.fn === "host" && only !== undefined && clause.mention(only).kind === "place")
        found.place ??= clause.actor(only)?.index ?? null;
      parts.addList(behind.mentions, behind.fn);
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
      if (!scan.complement(token) && !clause.isDate(token) && ++gap > 3) objectOpen = false;
      within = false;
    }
    token++;
  }
  return found;
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
  const led = list && ["", "ل"].includes(clause.mention(list.mentions[0]!).proclitic) ? list : null;
  if (led && roles.includes("with")) {
    found.separate ||= led.mentions.length > 1 && clause.scan.role(particle.to, "each") !== null;
    if (frame.with) parts.addList(led.mentions, frame.with);
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
    const inIt = /^(?:في|ب|ل)(?:ه|ها|هما)$/u.test(scan.folded(at + 1));
    if (!form.object && !inIt) continue;
    const subject = subjectBehind(clause, inIt ? at + 1 : at);
    if (subject) return { mentions: subject.mentions, to: subject.to, fn: light.subject };
  }
  return null;
};

/** Where a journey goes: «إلى القاهرة», «زار مصر», «لسوريا». The country visited is its host. */
export const destination = (
  clause: Clause,
  parts: Parts,
  telling: Telling,
  from: number,
  bare: boolean,
): boolean => {
  const { scan, sentence } = clause;
  for (let token = from; token < Math.min(sentence.to, from + 12); token++) {
    const direction = scan.role(token, "direction");
    const list = clause.listAt(direction ? direction.to : token);
    if (!list) {
      if (scan.role(token, "that", "relative", "with") || (token > from && clause.verbAt(token)))
        return false;
      continue;
    }
    const first = clause.mention(list.mentions[0]!);
    const led = direction !== null || first.proclitic.endsWith("ل");
    if (!led && !(bare && first.proclitic === "" && first.kind !== "person")) {
      token = first.to - 1;
      continue;
    }
    return arriveAt(clause, parts, telling, list.mentions);
  }
  return false;
};

const arriveAt = (clause: Clause, parts: Parts, telling: Telling, mentions: readonly number[]): boolean => {
  let found = false;
  let country: number | null = null;
  for (const mention of mentions) {
    const actor = clause.actor(mention);
    if (!actor) continue;
    const { start, end } = clause.mention(mention);
    if (actor.kind === "place") {
      telling.place ??= actor.index;
      found = true;
      const state = actor.entry?.country ? clause.scan.language.country(actor.entry.country) : undefined;
      const host = state ? clause.known(state).index : null;
      if (host !== null) parts.addActor(host, "host", start, end);
      telling.stops.push({ place: actor.index, host });
    } else if (actor.kind === "country") {
      parts.addActor(actor.index, "host", start, end);
      country ??= actor.index;
      telling.stops.push({ place: actor.index, host: actor.index });
      found = true;
    } else if (actor.kind === "organization" && actor.entry) found = true;
  }
  // A journey to a country takes place there, when no city is named.
  telling.place ??= country;
  return found;
};

/** «بدعوة من نظيره», «في ضيافة …»: whoever receives the traveller besides the country. */
export const addHosts = (clause: Clause, parts: Parts, from: number, to: number): void => {
  for (let token = from; token < to; token++) {
    const host = clause.scan.role(token, "host");
    const list = host && clause.listAt(host.to);
    if (list) parts.addList(list.mentions, "host");
  }
};
