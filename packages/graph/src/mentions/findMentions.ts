import type { NameEntry } from "../language.ts";
import type { Scan } from "../lexicon/scan.ts";
import { cityLike, meansCountry } from "./attested.ts";
import { affiliation, groupAt, namesakeAt, withArticle } from "./groups.ts";
import { holderAt, holderBefore, holderOf, person } from "./holders.ts";
import { type ActorMention, type AdjectiveMention, bodyServed, type TitlePhrase } from "./mention.ts";
import {
  ACTOR_KINDS,
  adjectiveAt,
  givenEnd,
  nameAt,
  pastHonorifics,
  pastInitial,
  personAt,
  personEnd,
} from "./names.ts";
import { placeAt } from "./places.ts";
import { findShortForms } from "./shortForms.ts";
import { titleAt } from "./titles.ts";

export interface Mentions {
  /** In the order of the text; none overlaps another. */
  actors: ActorMention[];
  adjectives: AdjectiveMention[];
}

/** Levels that are a courtesy or a category unless something is governed. */
const VAGUE_LEVELS = new Set(["member", "company", "official", "spokesperson"]);

/**
 * Everybody and everything named in a text, each phrase once: a first pass for names, offices and bodies, a
 * second for the short forms of names given in full somewhere in the text.
 */
export const findMentions = (scan: Scan): Mentions => {
  const { tokens } = scan;
  const actors: ActorMention[] = [];
  const adjectives: AdjectiveMention[] = [];
  const taken = new Uint8Array(tokens.length);
  for (let at = 0; at < tokens.length; ) {
    if (!scan.isWord(at)) {
      at++;
      continue;
    }
    const several = distributed(scan, at);
    if (several) {
      actors.push(...several);
      taken.fill(1, at, several.at(-1)!.to);
      at = several.at(-1)!.to;
      continue;
    }
    const mention = sharingTitle(scan, at, actors.at(-1)) ?? mentionAt(scan, at, taken);
    if (mention) {
      actors.push(mention);
      taken.fill(1, mention.from, mention.to);
      at = mention.to;
      continue;
    }
    const entry = adjectiveAt(scan, at);
    if (entry) adjectives.push({ at, entry, ...scan.written(at, at + 1, scan.name(at)!.reading.skip) });
    at++;
  }
  findShortForms(scan, actors, taken);
  actors.sort((a, b) => a.from - b.from);
  return { actors, adjectives };
};

const mentionAt = (scan: Scan, at: number, taken: Uint8Array): ActorMention | null => {
  if (!scan.begins(at)) return ranked(scan, at) ?? untitled(scan, at);
  const place = namesakeAt(scan, at) ?? placeAt(scan, at);
  if (place) return place;
  const group = groupAt(scan, at);
  const title = titleAt(scan, at);
  if (title && title.number === "one") {
    const holder = holderOf(scan, title) ?? holderBefore(scan, title, taken);
    if (holder) return holder;
    const office = unnamed(scan, title);
    if (office && !(group && group.to > office.to)) return office;
  }
  const named = nameAt(scan, at, ACTOR_KINDS);
  const city = named && cityLike(scan, named.entry, at);
  if (city) return fromEntry(scan, at, named.to, named.reading, city);
  if (named && usable(scan, named.entry, at, named.to)) {
    const outgrown =
      group && group.to > named.to && (group.affiliations.length > 0 || named.entry.kind === "place");
    if (!outgrown) return fromEntry(scan, at, named.to, named.reading, named.entry);
  }
  if (group) return group;
  if (title && title.number !== "one") return unnamed(scan, title);
  return ranked(scan, at) ?? untitled(scan, at);
};

/** A person behind an honorific or an abbreviated rank. */
const ranked = (scan: Scan, at: number): ActorMention | null => {
  const honorific = scan.honorific(at);
  const rank = honorific ? honorific.to : pastInitial(scan, at);
  if (rank === at) return null;
  const from = pastHonorifics(scan, rank);
  const end = personEnd(scan, from, true);
  return end > from ? person(scan, at, from, end, honorific?.reading.proclitic ?? "", []) : null;
};

/**
 * A title in the dual or plural with its holders in a row, each behind the own state where states are named:
 * «الرئيسان الروسي فلاديمير بوتين والتركي رجب طيب أردوغان», «وزراء خارجية مصر سامح شكري والأردن أيمن الصفدي»,
 * «وزيرا الخارجية سيرغي لافروف ومولود جاويش أوغلو». Null when there are not at least two.
 */
const distributed = (scan: Scan, at: number): ActorMention[] | null => {
  const head = scan.title(at);
  const entry = head?.values.find((value) => value.number !== "one");
  if (!head || !entry || head.values.some((value) => value.number === "one")) return null;
  let next = head.to;
  for (let more = scan.complement(next); more && more.reading.proclitic === ""; more = scan.complement(next))
    next = more.to;
  const title: TitlePhrase = {
    from: at,
    to: next,
    ...scan.written(at, next, head.reading.skip),
    heads: [entry.id],
    level: entry.level,
    number: "one",
    proclitic: head.reading.proclitic,
    affiliations: [],
    definite: true,
  };
  const found: ActorMention[] = [];
  for (;;) {
    const joined = found.length === 0 ? "" : scan.language.proclitics.and;
    const comma = found.length > 0 && scan.isMark(next, "،,") ? 1 : 0;
    const state = nameAt(scan, next + comma, ["country", "organization"], true);
    const led = state?.reading.proclitic === joined ? state : null;
    const from = pastHonorifics(scan, led ? led.to : next + comma);
    const person = holderAt(scan, from, led ? "" : joined);
    if (!person) break;
    const own = led ? [affiliation(scan, led.entry, led.from, led.to, led.reading.skip, "of")] : [];
    const start = found.length === 0 ? at : next + comma;
    found.push({
      ...person,
      from: start,
      proclitic: found.length === 0 ? title.proclitic : scan.language.proclitics.and,
      titles: [{ ...title, affiliations: own }],
      affiliations: own,
    });
    next = person.to;
  }
  return found.length >= 2 ? found : null;
};

/** «نظيره الروسي سيرغي لافروف والأميركي جون كيري»: the office of the one before, held for another state. */
const sharingTitle = (scan: Scan, at: number, before: ActorMention | undefined): ActorMention | null => {
  const title = before?.kind === "person" && before.to === at ? before.titles[0] : undefined;
  const state = title ? nameAt(scan, at, ["country", "organization"], true) : null;
  if (!title || state?.reading.proclitic !== scan.language.proclitics.and || !bodyServed(title.affiliations))
    return null;
  if (!adjectiveAt(scan, at)) return null;
  const holder = holderAt(scan, pastHonorifics(scan, state.to), "");
  if (!holder) return null;
  const own = [affiliation(scan, state.entry, at, state.to, state.reading.skip, "of")];
  return {
    ...holder,
    from: at,
    proclitic: scan.language.proclitics.and,
    titles: [{ ...title, affiliations: own }],
    affiliations: own,
  };
};

/** A person without title or honorific, known by the given name alone: «نصر الحريري», «وهادي البحرة». */
const untitled = (scan: Scan, at: number): ActorMention | null => {
  const end = personEnd(scan, at, false);
  if (end > at) return person(scan, at, at, end, "", []);
  const known = scan.lexical(at)!;
  if (known.given || known.common) return null;
  for (const reading of known.givenBehind) {
    // «وعبد اللطيف ميراوي»: a given name in two words.
    const end = givenEnd(scan, at);
    if (end > at) return person(scan, at, at, end, reading.proclitic, [], reading.skip);
  }
  // «وخالد عكشة», «، وأنجيليس مورينو»: where the tagger is certain of the whole, and the name known or a comma before it.
  const tagged = personAt(scan, at);
  const { and } = scan.language.proclitics;
  const joined =
    tagged &&
    (scan.language.givenNames.has(tagged.reading.key) ||
      (tagged.reading.proclitic === and && scan.isMark(at - 1, "،,")));
  return joined && tagged.reading.proclitic !== ""
    ? person(scan, at, at, tagged.to, tagged.reading.proclitic, [], tagged.reading.skip)
    : null;
};

/** An office whose holder is not named here. */
const unnamed = (scan: Scan, title: TitlePhrase): ActorMention | null => {
  if (!title.definite || (VAGUE_LEVELS.has(title.level) && !title.affiliations.length)) return null;
  const one = title.number === "one";
  const written = scan.text.slice(title.start, title.end);
  return {
    kind: one ? "person" : "group",
    from: title.from,
    to: title.to,
    start: title.start,
    end: title.end,
    name: withArticle(scan, written, scan.glued(title.proclitic, "for")),
    proclitic: title.proclitic,
    form: one ? "office" : "group",
    number: title.number,
    entry: null,
    titles: [title],
    affiliations: title.affiliations,
  };
};

/** Whether a form of data/world may stand for itself here, without anything else that vouches for it. */
const usable = (scan: Scan, entry: NameEntry, at: number, to: number): boolean => {
  if (entry.use === "short") return !entry.ambiguous && (to - at > 1 || !scan.isCommon(at));
  if (entry.kind === "place" && entry.ambiguous) {
    // «إلى طرابلس», «ببلدة صور»: a preposition of place vouches for a name that is also something else; not one that
    // belongs to a longer phrase («إضافة إلى صور»).
    return (
      (scan.role(at - 1, "place", "direction", "from") !== null && !scan.roleEndingAt(at, "and", "none")) ||
      scan.glued(scan.name(at)!.reading.proclitic, "in")
    );
  }
  if (entry.kind === "country" && to - at === 1 && describes(scan, at)) return false;
  if (entry.kind === "country" && entry.ambiguous && to - at === 1) return meansCountry(scan, entry, at);
  return to - at > 1 || !entry.ambiguous;
};

/** «الشركة السعودية»: the adjective of an ordinary noun right before it, whatever country is called so. */
const describes = (scan: Scan, at: number): boolean => {
  const noun = scan.tokens[at - 1];
  return (
    scan.isWord(at - 1) &&
    scan.isCommon(at - 1) &&
    (noun!.word.readings[0]?.definite ?? false) &&
    !scan.title(at - 1) &&
    !scan.event(at - 1) &&
    adjectiveAt(scan, at) !== null &&
    scan.language.mayDescribe(scan.folded(at), scan.folded(at - 1))
  );
};

const fromEntry = (
  scan: Scan,
  at: number,
  to: number,
  reading: { skip: number; proclitic: string; definite: boolean },
  entry: NameEntry,
): ActorMention => {
  if (entry.kind === "person") return person(scan, at, at, to, reading.proclitic, [], reading.skip, entry);
  const { start, end, text } = scan.written(at, to, reading.skip);
  return {
    kind: entry.kind,
    from: at,
    to,
    start,
    end,
    name: withArticle(scan, text, reading.definite),
    proclitic: reading.proclitic,
    form: "name",
    number: "one",
    entry,
    titles: [],
    affiliations: [],
  };
};
