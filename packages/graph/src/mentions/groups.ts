import type { GroupEntry, NameEntry } from "../language.ts";
import type { Match } from "../lexicon/phrases.ts";
import type { Scan } from "../lexicon/scan.ts";
import type { Reading } from "../text/tokens.ts";
import type { ActorMention, Affiliation, Count } from "./mention.ts";
import { BODY_KINDS, type NameMatch, nameAt, pastHonorifics, personEnd } from "./names.ts";

/** Words a group phrase may take before it is cut. */
const LONGEST = 8;

/** Heads that name a body only together with its own words: «حزب الاستقلال», «لجنة الشؤون الخارجية». */
const NEEDS_NAME = new Set([
  "committee",
  "council",
  "court",
  "party",
  "foreign-ministry",
  "team",
  "authorities",
]);

/** Heads whose people are there for their states, so that each state of a row is one side. */
export const DELEGATES: ReadonlySet<string> = new Set(["representatives", "delegation"]);

/** «جامعة الملك خالد», «مدينة الملك عبد العزيز»: an institution called by somebody's name, who is not spoken of. */
export const namesakeAt = (scan: Scan, at: number): ActorMention | null => {
  const head = scan.namesake(at);
  if (!head || head.reading.definite || !scan.honorific(head.to)) return null;
  const name = pastHonorifics(scan, head.to);
  const called = personEnd(scan, name, true);
  if (called === name) return null;
  const to = pastPurpose(scan, called);
  const { start, end, text } = scan.written(at, to, head.reading.skip);
  return {
    kind: "organization",
    from: at,
    to,
    start,
    end,
    name: text,
    proclitic: head.reading.proclitic,
    form: "body",
    number: "one",
    entry: null,
    titles: [],
    affiliations: [],
  };
};

/** «مركز الملك سلمان للإغاثة والأعمال الإنسانية»: past what an institution is for. */
const pastPurpose = (scan: Scan, at: number): number => {
  const { and } = scan.language.proclitics;
  const joins = (token: number, ...proclitics: string[]): boolean =>
    scan.isWord(token) &&
    !scan.title(token) &&
    !scan.honorific(token) &&
    scan.tokens[token]!.word.readings.some((one) => one.definite && proclitics.includes(one.proclitic));
  let next = at;
  if (joins(next, scan.language.proclitics.for))
    do next++;
    while (next < at + LONGEST && joins(next, "", and));
  return next;
};

/** A body that data/ does not know: a generic head with its own words. */
export const bodyAt = (scan: Scan, at: number): ActorMention | null => {
  const namesake = namesakeAt(scan, at);
  if (namesake) return namesake;
  const group = groupAt(scan, at);
  return group?.form === "body" && group.to - at > 1 ? group : null;
};

/**
 * Reads people or a body that stand for a state or organization: «الوفد الروسي», «وفد الحكومة السورية»,
 * «كبار مسؤولي الاتحاد الأوروبي», «مجلس النواب الليبي», «حزب الاستقلال».
 */
export const groupAt = (scan: Scan, at: number): ActorMention | null => {
  const counted = scan.role(at, "number");
  if (counted && counted.to - at === 2) return countedGroup(scan, at, counted.to, counted.reading);
  const head = scan.group(at);
  if (!head) return null;
  // «برئاسة», «بحضور»: a particle of the sentence, not a body.
  const particle = scan.particle(at);
  if (
    particle &&
    particle.to >= head.to &&
    particle.values.some(({ role }) => role !== "number" && role !== "accusative")
  )
    return null;
  const entry = head.values[0]!;
  if (entry.stands === "speaker") return homeland(scan, head);
  // «مسؤولين» is a dual and a plural alike.
  const number = head.values.some((value) => value.number === "many") ? "many" : entry.number;
  const affiliations: Affiliation[] = [];
  let next = head.to;
  let named = false;
  for (let words = 0; scan.isWord(next) && words < LONGEST; words++) {
    const body = nameAt(scan, next, [...BODY_KINDS, "place"], true);
    if (body && (body.reading.proclitic === "" || body.reading.proclitic === scan.language.proclitics.for)) {
      if (affiliations.length && body.entry.use === "full") break;
      affiliations.push(affiliation(scan, body.entry, body.from, body.to, body.reading.skip, "of"));
      next = body.to;
      if (entry.stands === "for" && number !== "one" && affiliations.length === 1 && !DELEGATES.has(entry.id))
        next = moreStates(scan, body, number, affiliations);
      continue;
    }
    // «ممثلين عن مصر», «مسؤولين من تركيا», «مسؤولين في الاتحاد الأوروبي»: in a body, not in a place.
    const within = affiliations.length === 0 && next === head.to ? scan.role(next, "place") : null;
    const source = within ?? (affiliations.length === 0 ? scan.role(next, "from", "topic") : null);
    if (source && entry.stands === "for") {
      const from = nameAt(scan, source.to, within ? ["organization"] : BODY_KINDS);
      const body = from ? null : bodyAt(scan, source.to);
      if (body && body.proclitic === "") {
        affiliations.push(...affiliationsTo(body));
        next = body.to;
        break;
      }
      // «كبار المسؤولين في دول المجموعة المصغرة»: people of a group that stands for a body itself.
      const inner = from ? null : groupAt(scan, source.to);
      if (inner?.form === "group" && inner.proclitic === "" && inner.affiliations.length) {
        affiliations.push(...inner.affiliations);
        next = inner.to;
        break;
      }
      if (from?.reading.proclitic !== "") break;
      affiliations.push(affiliation(scan, from.entry, from.from, from.to, 0, "of"));
      next = from.to;
      break;
    }
    if (scan.particle(next) || (scan.verb(next) && scan.verb(next)!.reading.proclitic === "")) break;
    const inner = scan.group(next);
    if (
      inner &&
      entry.stands === "for" &&
      inner.values[0]!.stands !== "speaker" &&
      ["", scan.language.proclitics.for].includes(inner.reading.proclitic)
    ) {
      // «وزراء دول المجموعة»: a body the text has named before.
      const again = inner.values[0]!.stands === "self" && inner.reading.definite;
      if (again && affiliations.length === 0) affiliations.push(bodyAgain(scan, inner));
      // «وفد لجنة المتابعة»: the body has words of its own.
      next = NEEDS_NAME.has(inner.values[0]!.id) ? ownWords(scan, inner.to) : inner.to;
      named = true;
      continue;
    }
    const complement = scan.complement(next);
    // «وفود عربية ودولية»: adjectives in a row.
    const more =
      complement?.reading.proclitic === scan.language.proclitics.and &&
      complement.values.includes("adjective");
    if (more && next > head.to && scan.complement(next - 1)?.values.includes("adjective")) {
      next = complement.to;
      continue;
    }
    if (complement && ["", scan.language.proclitics.for].includes(complement.reading.proclitic)) {
      next = complement.to;
      named ||= complement.values.includes("portfolio");
      continue;
    }
    const end =
      entry.stands === "self" && NEEDS_NAME.has(entry.id) && next - at < 5 ? ownWords(scan, next) : next;
    if (end > next) {
      next = end;
      named = true;
      continue;
    }
    // «زعماء المنطقة», «ممثلي الهيئات الثقافية»: people of something that a definite noun names.
    if (
      entry.stands === "for" &&
      (number !== "one" || entry.id === "authorities") &&
      !head.reading.definite &&
      affiliations.length === 0 &&
      isGenitive(scan, next)
    ) {
      next++;
      continue;
    }
    break;
  }
  // A bare indefinite noun names nobody: «لجنة», «مسؤولون».
  if (next === head.to && head.to - at === 1 && !head.reading.definite && entry.id !== "parliament") {
    if (!isLed(scan, entry.id, next) && !standsFor(scan, entry.id, next)) return null;
  }
  if (NEEDS_NAME.has(entry.id) && !named && !affiliations.length && !head.reading.definite) return null;
  const { start, end, text } = scan.written(at, next, head.reading.skip);
  const body = entry.stands === "self";
  return {
    kind: body ? "organization" : "group",
    from: at,
    to: next,
    start,
    end,
    name: withArticle(scan, text, head.reading.definite),
    proclitic: head.reading.proclitic,
    form: body ? "body" : "group",
    number,
    entry: null,
    titles: [],
    affiliations,
    head: entry.id,
  };
};

/** «بلاده»: a state that only whom the sentence speaks of makes known. */
const homeland = (
  scan: Scan,
  { from, to, reading: { skip, proclitic } }: Match<GroupEntry>,
): ActorMention => {
  const { start, end, text } = scan.written(from, to, skip);
  return {
    kind: "country",
    from,
    to,
    start,
    end,
    name: text,
    proclitic,
    form: "homeland",
    number: "one",
    entry: null,
    titles: [],
    affiliations: [],
  };
};

/** An ordinary noun with the article, in the genitive of the word before it. */
export const isGenitive = (scan: Scan, at: number): boolean => {
  const token = scan.tokens[at];
  const first = token?.word.readings[0];
  return (
    first?.definite === true &&
    first.proclitic === "" &&
    !scan.particle(at) &&
    !scan.verb(at) &&
    !scan.event(at) &&
    !scan.title(at) &&
    !scan.honorific(at) &&
    scan.isCommon(at) &&
    scan.language.classOf(token!.word) === "noun"
  );
};

/**
 * «وزراء خارجية مصر والأردن والعراق», «رئيسين أمريكي وسوري»: people of several states, named in a row or by their
 * adjectives; two where the word is a dual. Token behind the last of them.
 */
const moreStates = (scan: Scan, first: NameMatch, number: Count, affiliations: Affiliation[]): number => {
  let last = first.to;
  const adjective = !nameAt(scan, first.from, ["country"]);
  if (adjective && number !== "two") return last;
  while (number === "many" || affiliations.length < 2) {
    const next = nameAt(scan, last, ["country"], adjective);
    if (next?.reading.proclitic !== scan.language.proclitics.and) break;
    affiliations.push(affiliation(scan, next.entry, next.from, next.to, next.reading.skip, "of"));
    last = next.to;
  }
  return last;
};

/** «ممثلين عن القائد خليفة حفتر»: delegates of somebody, who is named behind. */
const standsFor = (scan: Scan, id: string, next: number): boolean => {
  const source = id === "representatives" ? scan.role(next, "topic", "from") : null;
  return source !== null && (scan.title(source.to) !== null || personEnd(scan, source.to, false) > source.to);
};

/** «وفدا يقوده مشعل», «وفد برئاسة الوزير»: whoever leads it says which delegation it is. */
const isLed = (scan: Scan, id: string, next: number): boolean =>
  id === "delegation" &&
  (scan.role(next, "chair") !== null ||
    (scan.verb(next)?.values.some(({ light, form }) => light?.subject === "delegation_head" && form.object) ??
      false));

/** «عدد من المسؤولين»: the count makes some of them of all. */
const countedGroup = (scan: Scan, at: number, of: number, reading: Reading): ActorMention | null => {
  const group = scan.role(of, "number") ? null : groupAt(scan, of);
  if (group?.form !== "group" || group.number === "one" || group.proclitic !== "") return null;
  const { start, end, text } = scan.written(at, group.to, reading.skip);
  return { ...group, from: at, start, end, name: text, proclitic: reading.proclitic };
};

/** Whom the words of tokens `from` to `to` name, as somebody's state or body. */
export const affiliation = (
  scan: Scan,
  entry: NameEntry,
  from: number,
  to: number,
  skip: number,
  relation: Affiliation["relation"],
): Affiliation => {
  const { start, end, text } = scan.written(from, to, skip);
  return { entry, kind: entry.kind, name: text, start, end, relation, body: "" };
};

/** «المجموعة», «المنظمة»: to a body by its head word alone. */
const bodyAgain = (scan: Scan, { from, to, reading, values }: Match<GroupEntry>): Affiliation => {
  const { start, end, text } = scan.written(from, to, reading.skip);
  return { entry: null, kind: "organization", name: text, start, end, relation: "of", body: values[0]!.id };
};

/** To a body that data/ does not know, and to whom it belongs. */
export const affiliationsTo = (body: ActorMention): Affiliation[] => {
  const { kind, name, start, end, head = "", affiliations } = body;
  return [{ entry: null, kind, name, start, end, relation: "of", body: head }, ...affiliations];
};

/** Classes of words that no name is made of: «الخارجية الباكستانية اليوم». */
const OUTSIDE = new Set<string>(["adverb", "function"]);

/** «متابعة مبادرة السلام», «الاستقلال»: words of a name end with a definite one, at most two bare ones before it. */
const ownWords = (scan: Scan, at: number): number => {
  for (let token = at; token < at + 3; token++) {
    const first = scan.tokens[token]?.word.readings[0];
    if (!first || !scan.isWord(token) || scan.title(token) || scan.particle(token)) return at;
    // «الاتحاد … والهيئة …»: another body is joined on.
    if (scan.group(token)?.reading.proclitic === scan.language.proclitics.and) return at;
    // «هيئة الانتخابات فاروق بوعسكر»: whoever heads it is named behind.
    if (personEnd(scan, token, false) > token) return at;
    if (scan.honorific(token) || OUTSIDE.has(scan.language.classOf(scan.tokens[token]!.word) ?? ""))
      return at;
    // «مكتب سموه بقصر الحكم»: where it is, is no part of its name.
    const head = scan.placeHead(token);
    if (head && scan.glued(head.reading.proclitic, "in")) return at;
    const verb = scan.verb(token);
    if (verb?.values.every((value) => value.form.tense !== "noun")) return at;
    if (first.definite) return token + 1;
  }
  return at;
};

/** A name as written, with what a particle swallowed of its article. */
export const withArticle = (scan: Scan, written: string, definite: boolean): string =>
  definite ? scan.language.withArticle(written) : written;
