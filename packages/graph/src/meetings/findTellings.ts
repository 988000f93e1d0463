import type { MeetingFunction, MeetingType } from "../extraction.ts";
import type { EventNoun, LightVerb, MeetingVerb, VerbForm } from "../language.ts";
import type { Clause } from "./clause.ts";
import { statusAt } from "./status.ts";
import type { Part, Telling } from "./telling.ts";

/** Tokens an argument may stand from its word. */
const FAR = 40;
/** Tokens between a verb and the subject behind it, or the subject and the verb behind it. */
const NEAR = 12;

/** What the sentence before leaves for pronouns. */
export interface Context {
  /** Actor index of the last subject; -1 when none. */
  topic: number;
}

/** All meetings that one sentence tells of, each by the rule that finds it. */
export const findTellings = (clause: Clause, context: Context): Telling[] => {
  const { scan, sentence } = clause;
  const tellings: Telling[] = [];
  for (let at = sentence.from; at < sentence.to; at++) {
    const inside = clause.covering(at);
    if (inside >= 0) {
      at = clause.mention(inside).to - 1;
      continue;
    }
    if (!scan.isWord(at)) continue;
    const verb = scan.verb(at);
    const meetingVerb = verb?.values.find((value) => value.meeting);
    if (verb && meetingVerb?.meeting && !blocked(clause, at)) {
      const telling = verbTelling(clause, context, at, meetingVerb.form, meetingVerb.meeting);
      if (telling) {
        tellings.push(telling);
        continue;
      }
    }
    const event = scan.event(at);
    if (event && !blocked(clause, event.to - 1)) {
      const telling = nounTelling(clause, context, at, event.to, event.values[0]!, event.reading);
      if (telling) tellings.push(telling);
      at = event.to - 1;
    }
  }
  return tellings;
};

/** «مؤتمر صحفي», «مقابلة مع صحيفة»: talk to the press is no meeting. */
const blocked = (clause: Clause, at: number): boolean => {
  for (let token = at + 1; token <= at + 2; token++) {
    if (clause.scan.role(token, "press")) return true;
  }
  return false;
};

class Parts {
  readonly list: Part[] = [];
  readonly #clause: Clause;
  constructor(clause: Clause) {
    this.#clause = clause;
  }
  add(mention: number, fn: MeetingFunction): void {
    const actor = this.#clause.actor(mention);
    if (!actor || actor.kind === "place") return;
    if (actor.entry?.type === "media") return;
    const { start, end } = this.#clause.mention(mention);
    const own = actor.kind !== "person" && fn === "participant" && actor.kind !== "group" ? "participant" : fn;
    this.addActor(actor.index, own, start, end);
  }
  addActor(actor: number, fn: MeetingFunction, start: number, end: number): void {
    if (!this.list.some((part) => part.actor === actor)) this.list.push({ actor, function: fn, start, end });
  }
  has(actor: number): boolean {
    return this.list.some((part) => part.actor === actor);
  }
}

const emptyTelling = (clause: Clause, at: number, type: MeetingType, rule: string): Telling => ({
  type,
  status: "held",
  parts: [],
  place: null,
  date: null,
  topics: [],
  sentence: clause.sentence,
  at,
  rule,
  anaphoric: false,
  background: false,
  sidelines: null,
  weight: 0.5,
  vagueType: false,
});

const isPreposed = (clause: Clause, mention: number): boolean => {
  const { from, proclitic } = clause.mention(mention);
  if (proclitic.endsWith("ب") || proclitic.endsWith("ل") || proclitic.endsWith("ك")) return true;
  return clause.scan.role(from - 1, "with", "from", "place", "direction", "topic", "between", "about", "source") !== null;
};

/** The actors that are the subject of a verb at `at`: behind it (VSO), else before it (SVO). */
const subjectOf = (clause: Clause, at: number, needed: boolean): { mentions: number[]; to: number } | null => {
  const { scan, sentence } = clause;
  for (let token = at + 1; token < Math.min(sentence.to, at + NEAR); token++) {
    const mention = clause.startingAt(token);
    if (mention >= 0) {
      if (isPreposed(clause, mention) || clause.mention(mention).kind === "place") {
        token = clause.mention(mention).to - 1;
        continue;
      }
      if (clause.mention(mention).proclitic.includes("و")) break;
      const list = clause.listAt(token)!;
      return { mentions: list.mentions, to: list.to };
    }
    if (scan.role(token, "with", "that", "relative")) break;
    if (clause.verbAt(token) && !scan.isMark(token - 1, "،,")) break;
  }
  return needed ? subjectBefore(clause, at) : null;
};

/** A fronted subject: «الوزير التقى …», «الوزير، اليوم، بحث …». */
const subjectBefore = (clause: Clause, at: number): { mentions: number[]; to: number } | null => {
  const { scan, sentence } = clause;
  for (let token = at - 1; token >= Math.max(sentence.from, at - NEAR); token--) {
    const mention = clause.covering(token);
    if (mention >= 0) {
      const { from, kind } = clause.mention(mention);
      if (kind === "place" || isPreposed(clause, mention)) {
        token = from;
        continue;
      }
      // The head of a coordination whose last member this is.
      let first = from;
      for (let back = from - 1; back >= sentence.from; back--) {
        const earlier = clause.covering(back);
        if (earlier < 0) {
          if (scan.isMark(back, "،,") || scan.role(back, "and")) continue;
          break;
        }
        const list = clause.listAt(clause.mention(earlier).from);
        if (!list || !list.mentions.includes(mention)) break;
        first = clause.mention(earlier).from;
        back = first;
      }
      return { mentions: clause.listAt(first)!.mentions.filter((m) => clause.mention(m).to <= at), to: at };
    }
    const verb = clause.verbAt(token);
    if (verb && !verb.values.every((value) => value.light?.id === "have")) return null;
    if (scan.isMark(token, ".؛:")) return null;
  }
  return null;
};

const addList = (clause: Clause, parts: Parts, mentions: readonly number[], fn: MeetingFunction): void => {
  for (const mention of mentions) parts.add(mention, fn);
};

/** A verb that by itself says that people met: «التقى», «استقبل», «بحث … مع», «زار». */
const verbTelling = (
  clause: Clause,
  context: Context,
  at: number,
  form: VerbForm,
  verb: MeetingVerb,
): Telling | null => {
  const telling = emptyTelling(clause, at, verb.type, `verb:${verb.id}`);
  const parts = new Parts(clause);
  if (form.tense === "noun" || verb.collective === "event") return null;
  if (verb.cue && !near(clause, at, verb.cue)) return null;
  const found = subjectOf(clause, at, true);
  let next = at + 1;
  if (found && found.to > at) next = found.to;
  const subjects = found?.mentions ?? [];
  if (form.object) {
    // «استقبله الوزير»: the pronoun means whoever the talk was of.
    const antecedent = clause.subjectBefore(at);
    if (antecedent >= 0 && !subjects.includes(antecedent)) parts.add(antecedent, verb.object || "participant");
    else if (context.topic >= 0) parts.addActor(context.topic, verb.object || "participant", clause.scan.tokens[at]!.start, clause.scan.tokens[at]!.end);
  }
  if (subjects.length) addList(clause, parts, subjects, verb.subject || "participant");
  else if (context.topic >= 0 && form.number === "one" && !clause.sentence.headline) {
    const token = clause.scan.tokens[at]!;
    parts.addActor(context.topic, verb.subject || "participant", token.start, token.end);
  }
  const subjectCount = parts.list.length;
  if (verb.type === "visit") return visitTelling(clause, telling, parts, at, next, form, verb);

  const end = argumentEnd(clause, next);
  collect(clause, parts, telling, next, end, {
    object: verb.object,
    with: verb.with,
    by: verb.by,
    bare: false,
  });
  const others = parts.list.length - subjectCount;
  if (others === 0) {
    const plural = subjects.length >= 2 || subjects.some((m) => clause.mention(m).number !== "one");
    const collective = verb.collective === "yes" && plural;
    const dual = verb.collective === "dual" && subjects.length === 2 && subjects.every((m) => clause.mention(m).kind === "country" || clause.mention(m).kind === "person");
    const body = verb.id === "convene-with" && subjects.some((m) => clause.mention(m).kind === "organization");
    if (!collective && !dual && !body) return null;
    telling.vagueType = true;
  }
  if (!parts.list.length) return null;
  telling.parts = parts.list;
  telling.status = statusAt(clause, at, form);
  telling.weight = 0.7;
  return telling;
};

const near = (clause: Clause, at: number, cue: string): boolean => {
  for (let token = Math.max(clause.sentence.from, at - 6); token < Math.min(clause.sentence.to, at + FAR); token++) {
    if (clause.scan.folded(token).includes(cue)) return true;
  }
  return false;
};

/** Where the arguments of a word at `from` end: another finite verb of saying, a full stop, a semicolon. */
const argumentEnd = (clause: Clause, from: number): number => {
  const { scan, sentence } = clause;
  let relative = false;
  for (let token = from; token < Math.min(sentence.to, from + FAR); token++) {
    if (clause.covering(token) >= 0) continue;
    if (scan.isMark(token, "؛:")) return token;
    if (scan.role(token, "relative")) relative = true;
    if (scan.role(token, "that")) return token;
    if (scan.role(token, "speech") && clause.verbAt(token)) return token;
    const verb = clause.verbAt(token);
    if (verb && !relative && verb.values.some((value) => value.meeting && value.form.tense !== "noun") && token > from + 1) {
      // «… وضم», «… وحضر»: verbs that go on with the same meeting.
      if (!verb.values.some((value) => value.meeting?.collective === "event")) return token;
    }
  }
  return Math.min(sentence.to, from + FAR);
};

interface Frame {
  object: MeetingFunction | "";
  with: MeetingFunction | "";
  by: MeetingFunction | "";
  /** A bare actor right behind the word takes part: «لقاء الوزير», «اجتماع اللجنة». */
  bare: boolean;
}

/** Gathers the arguments between two tokens by the particles that lead them in. */
const collect = (clause: Clause, parts: Parts, telling: Telling, from: number, to: number, frame: Frame): void => {
  const { scan } = clause;
  let topic = false;
  let objectOpen = frame.object !== "";
  let bareOpen = frame.bare;
  for (let token = from; token < to; ) {
    const mention = clause.startingAt(token);
    if (mention >= 0) {
      const { proclitic, kind, to: behind } = clause.mention(mention);
      const list = clause.listAt(token)!;
      if (kind === "place") {
        if (proclitic.endsWith("ب") && telling.place === null && !topic) telling.place = clause.actor(mention)?.index ?? null;
        token = behind;
        continue;
      }
      if (proclitic.endsWith("ب") && frame.by && !topic) {
        addList(clause, parts, list.mentions, frame.by);
        token = list.to;
        continue;
      }
      if (proclitic.endsWith("ل") && frame.bare && !topic && token - from <= 4) {
        addList(clause, parts, list.mentions, "participant");
        token = list.to;
        continue;
      }
      if (proclitic === "" && !topic && objectOpen) {
        addList(clause, parts, list.mentions, frame.object || "participant");
        objectOpen = false;
        token = list.to;
        continue;
      }
      if (proclitic === "" && bareOpen && token - from <= 2) {
        addList(clause, parts, list.mentions, "participant");
        bareOpen = false;
        token = list.to;
        continue;
      }
      token = Math.max(behind, token + 1);
      continue;
    }
    const particle = scan.particle(token);
    if (particle) {
      const roles = particle.values.map((value) => value.role);
      const next = skipEach(clause, particle.to);
      const list = clause.listAt(next);
      const bare = list && ["", "ل"].includes(clause.mention(list.mentions[0]!).proclitic) ? list : null;
      if (roles.includes("with") && frame.with && bare) {
        addList(clause, parts, bare.mentions, frame.with);
        token = bare.to;
        continue;
      }
      if (roles.includes("between") && bare) {
        addList(clause, parts, bare.mentions, "participant");
        token = bare.to;
        continue;
      }
      if (bare && roles.includes("presence")) {
        addList(clause, parts, bare.mentions, "participant");
        token = bare.to;
        continue;
      }
      if (bare && roles.includes("chair")) {
        addList(clause, parts, bare.mentions, "chair");
        token = bare.to;
        continue;
      }
      if (bare && roles.includes("host")) {
        addList(clause, parts, bare.mentions, "host");
        token = bare.to;
        continue;
      }
      if (bare && roles.includes("mediator") && clause.mention(bare.mentions[0]!).kind !== "person") {
        addList(clause, parts, bare.mentions, "mediator");
        token = bare.to;
        continue;
      }
      if (bare && roles.includes("proxy")) {
        addList(clause, parts, bare.mentions, "represented");
        token = bare.to;
        continue;
      }
      if (roles.includes("sidelines")) {
        telling.sidelines = particle.to;
        token = particle.to;
        objectOpen = false;
        continue;
      }
      if (roles.includes("place") && list && clause.mention(list.mentions[0]!).kind === "place" && !topic) {
        telling.place ??= clause.actor(list.mentions[0]!)?.index ?? null;
        token = list.to;
        continue;
      }
      if (roles.includes("topic")) topic = true;
      if (["source", "none"].some((role) => roles.includes(role))) {
        // Sources and patrons behind these words take no part.
        token = list ? list.to : particle.to;
        continue;
      }
      token = particle.to;
      continue;
    }
    const event = scan.event(token);
    const verb = clause.verbAt(token);
    if (verb?.values.some((value) => value.meeting?.collective === "event")) {
      // «… ضم ممثلين عن»: the verb's own object lists who came.
      const list = clause.listAt(skipEach(clause, token + 1));
      if (list) {
        addList(clause, parts, list.mentions, "participant");
        token = list.to;
        continue;
      }
    }
    if (!event && scan.isWord(token) && token - from > 3) {
      bareOpen = false;
      if (!scan.complement(token) && !clause.adjectives.some((adjective) => adjective.at === token)) objectOpen &&= token - from < 10;
    }
    token++;
  }
};

const skipEach = (clause: Clause, token: number): number => {
  const each = clause.scan.role(token, "each", "number");
  return each ? each.to : token;
};

const visitTelling = (
  clause: Clause,
  telling: Telling,
  parts: Parts,
  at: number,
  next: number,
  form: VerbForm,
  verb: MeetingVerb,
): Telling | null => {
  if (!parts.list.length) return null;
  const travellers = parts.list.every((part) => {
    const { kind } = clause.actors.all[part.actor]!;
    return kind === "person" || kind === "group";
  });
  if (!travellers) return null;
  if (!destination(clause, parts, telling, next, verb.object !== "")) return null;
  telling.parts = parts.list;
  telling.status = statusAt(clause, at, form);
  telling.weight = 0.6;
  return telling;
};

/** Where a journey goes: «إلى القاهرة», «زار مصر», «لسوريا». The country visited is its host. */
const destination = (clause: Clause, parts: Parts, telling: Telling, from: number, bare: boolean): boolean => {
  const { scan, sentence } = clause;
  for (let token = from; token < Math.min(sentence.to, from + 10); token++) {
    const direction = scan.role(token, "direction");
    const start = direction ? direction.to : token;
    const list = clause.listAt(start);
    if (!list) {
      if (scan.role(token, "that", "relative", "with") || (clause.verbAt(token) && token > from)) return false;
      continue;
    }
    const first = clause.mention(list.mentions[0]!);
    const led = direction !== null || first.proclitic.endsWith("ل");
    if (!led && !(bare && first.proclitic === "")) {
      token = first.to - 1;
      continue;
    }
    let found = false;
    for (const mention of list.mentions) {
      const actor = clause.actor(mention);
      if (!actor) continue;
      const { start: from2, end } = clause.mention(mention);
      if (actor.kind === "place") {
        telling.place ??= actor.index;
        found = true;
      } else if (actor.kind === "country") {
        parts.addActor(actor.index, "host", from2, end);
        found = true;
      }
    }
    return found;
  }
  return false;
};

/** A noun that names a meeting: «لقاء», «مباحثات», «زيارة», with the verb that carries it and its arguments. */
const nounTelling = (
  clause: Clause,
  context: Context,
  at: number,
  behind: number,
  noun: EventNoun,
  reading: { definite: boolean; proclitic: string },
): Telling | null => {
  const { scan } = clause;
  const telling = emptyTelling(clause, at, noun.type, `noun:${noun.id}`);
  const parts = new Parts(clause);
  const carrier = carrierOf(clause, at);
  if (carrier) telling.rule = `verb:${carrier.verb.id}+noun:${noun.id}`;

  if (noun.possessive) {
    const owner = clause.subjectBefore(at);
    if (owner >= 0) parts.add(owner, noun.type === "visit" ? "guest" : "participant");
    else if (context.topic >= 0) {
      const token = scan.tokens[at]!;
      parts.addActor(context.topic, noun.type === "visit" ? "guest" : "participant", token.start, token.end);
    } else {
      const after = subjectOf(clause, behind - 1, false);
      void after;
    }
  }
  if (carrier && carrier.verb.subject) {
    const fn = noun.type === "visit" && carrier.verb.subject === "participant" ? "guest" : carrier.verb.subject;
    for (const mention of carrier.subjects) {
      if (clause.mention(mention).kind === "place") telling.place ??= clause.actor(mention)?.index ?? null;
      else parts.add(mention, fn);
    }
  } else if (carrier && carrier.verb.link === "object") {
    for (const mention of carrier.subjects) {
      if (clause.mention(mention).kind === "place") telling.place ??= clause.actor(mention)?.index ?? null;
    }
  }
  const end = argumentEnd(clause, behind);
  // «مباحثات أمريكية مصرية»: adjectives right behind the noun name the sides.
  let next = behind;
  const sides: number[] = [];
  while (next < end) {
    const adjective = clause.adjectives.find((one) => one.at === next);
    if (adjective) {
      sides.push(next);
      next++;
    } else if (scan.complement(next)?.values.includes("adjective") || scan.role(next, "call")) {
      next = Math.max(next + 1, scan.complement(next)?.to ?? 0);
    } else if (scan.isMark(next, "-–ـ")) next++;
    else break;
  }
  telling.rule += sides.length >= 2 ? "+sides" : "";
  if (noun.type === "visit") {
    const owner = clause.listAt(next);
    const first = owner && clause.mention(owner.mentions[0]!);
    if (first && first.proclitic === "" && (first.kind === "person" || first.kind === "group")) {
      addList(clause, parts, owner.mentions, "guest");
      next = owner.to;
    }
    if (!destination(clause, parts, telling, next, true) && !parts.list.some((part) => part.function === "host")) {
      telling.weight = 0.3;
    }
    for (let token = next; token < end; token++) {
      const host = scan.role(token, "host");
      const list = host && clause.listAt(host.to);
      if (list) addList(clause, parts, list.mentions, "host");
    }
    if (!parts.list.some((part) => part.function !== "host")) return null;
    if (telling.place === null && !parts.list.some((part) => part.function === "host")) return null;
  } else {
    collect(clause, parts, telling, next, end, { object: "", with: "participant", by: "participant", bare: true });
  }
  for (const side of sides.length >= 2 ? sides : []) {
    const { entry, start, end: stop } = clause.adjectives.find((one) => one.at === side)!;
    const actor = clause.actors.all.find((one) => one.entry?.kind === entry.kind && one.entry.id === entry.id);
    if (actor) parts.addActor(actor.index, "participant", start, stop);
  }
  const remote = callCue(clause, at, end);
  if (remote && telling.type === "bilateral") telling.type = "call";
  telling.parts = parts.list;
  telling.status = carrier?.verb.status || statusAt(clause, carrier ? Math.min(carrier.at, at) : at, carrier?.form ?? null, next - 1);
  if (carrier?.verb.status && carrier.form.tense !== "noun" && telling.status === "called_for" && carrier.negated) telling.status = "denied";
  telling.anaphoric = reading.definite || noun.possessive;
  telling.weight = carrier ? 0.65 : 0.45;
  telling.vagueType = noun.type === "bilateral";
  return parts.list.length || telling.anaphoric ? telling : null;
};

/** «هاتفيا», «عبر الفيديو» near the word. */
const callCue = (clause: Clause, from: number, to: number): boolean => {
  for (let token = Math.max(clause.sentence.from, from - 8); token < Math.min(to, from + 12); token++) {
    if (clause.scan.role(token, "call")) return true;
  }
  return false;
};

interface Carrier {
  verb: LightVerb;
  form: VerbForm;
  at: number;
  subjects: number[];
  negated: boolean;
}

/** The verb that carries an event noun («عقد الوزير اجتماعا»), with its subject. */
const carrierOf = (clause: Clause, at: number): Carrier | null => {
  const { scan, sentence } = clause;
  for (let token = at - 1; token >= Math.max(sentence.from, at - FAR / 2); token--) {
    if (clause.covering(token) >= 0) continue;
    if (scan.isMark(token, ".؛:")) return null;
    const match = scan.verb(token);
    if (!match) continue;
    const light = match.values.find((value) => value.light && value.light.id !== "have");
    const finite = match.values.some((value) => value.form.tense !== "noun");
    if (!light?.light) {
      if (finite) return null;
      continue;
    }
    const negated = scan.role(token - 1, "negation") !== null;
    if (light.form.tense === "noun") {
      // «لعقد لقاء», «مشاركته في اجتماع»: the noun of the verb; its subject is whoever the sentence is of.
      const owner = clause.subjectBefore(token);
      return { verb: light.light, form: light.form, at: token, subjects: owner >= 0 && token < at - 0 ? [owner] : [], negated };
    }
    const subject = subjectOf(clause, token, true);
    const mentions = (subject?.mentions ?? []).filter((mention) => clause.mention(mention).from < at);
    return { verb: light.light, form: light.form, at: token, subjects: mentions, negated };
  }
  // «اجتماع عقد في القاهرة», «القمة انطلقت»: the verb behind.
  for (let token = at + 1; token < Math.min(sentence.to, at + 8); token++) {
    if (clause.covering(token) >= 0) continue;
    if (scan.isMark(token, ".؛:،,")) return null;
    const match = clause.verbAt(token);
    if (!match) continue;
    const light = match.values.find((value) => value.light && ["subject", "either", "object"].includes(value.light.link));
    if (!light?.light) return null;
    const host = subjectOf(clause, token, false);
    const subjects = light.form.object ? (host?.mentions ?? []) : [];
    return { verb: light.form.object ? light.light : { ...light.light, subject: "" }, form: light.form, at: token, subjects, negated: false };
  }
  return null;
};
