import type { NameEntry } from "../language.ts";
import type { Scan } from "../lexicon/scan.ts";
import { cityLike, meansCountry } from "./attested.ts";
import { affiliation, groupAt, namesakeAt, withArticle } from "./groups.ts";
import {
  type ActorMention,
  type AdjectiveMention,
  bodyServed,
  GOVERNMENT,
  type TitlePhrase,
} from "./mention.ts";
import {
  ACTOR_KINDS,
  adjectiveAt,
  BETWEEN,
  givenEnd,
  mayBeName,
  nameAt,
  pastHonorifics,
  pastInitial,
  personAt,
  personEnd,
} from "./names.ts";
import { pastRest } from "./officeRest.ts";
import { placeAt } from "./places.ts";
import { findShortForms } from "./shortForms.ts";
import { SUPERVISES, titleAt } from "./titles.ts";

export interface Mentions {
  /** In the order of the text; none overlaps another. */
  actors: ActorMention[];
  adjectives: AdjectiveMention[];
}

/** Levels whose bare word is also a rank. */
const RANKS = new Set(["ambassador", "adviser"]);

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

/** A person's name at `at`, with a conjunction glued to it when `proclitic` says so. */
const holderAt = (scan: Scan, at: number, proclitic: string): ActorMention | null => {
  if (!scan.isWord(at)) return null;
  if (proclitic === "") {
    const end = personEnd(scan, at, true);
    return end > at ? person(scan, at, at, end, "", []) : null;
  }
  const known = nameAt(scan, at, ["person"]);
  if (known?.reading.proclitic === proclitic) {
    return person(scan, at, at, known.to, proclitic, [], known.reading.skip, known.entry);
  }
  const reading = scan.tokens[at]!.word.readings.find((one) => one.proclitic === proclitic && !one.definite);
  if (!reading || !scan.language.givenNames.has(reading.key)) return null;
  const end = givenEnd(scan, at);
  return end > at ? person(scan, at, at, end, proclitic, [], reading.skip) : null;
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

/** The person who follows an office, or several offices of one man: «المبعوث … والممثل … السفير جيمس جيفري». */
const holderOf = (scan: Scan, first: TitlePhrase): ActorMention | null => {
  const titles = [first];
  let next = first.to;
  while (titles.length <= 3) {
    const at = pastHonorifics(scan, pastGloss(scan, next));
    const mark = scan.isMark(next, BETWEEN);
    const end = personEnd(scan, at, !mark);
    if (end > at) return person(scan, first.from, at, end, first.proclitic, titles);
    const rest = behindRest(scan, next);
    if (rest)
      return person(
        scan,
        first.from,
        rest.from,
        rest.to,
        first.proclitic,
        lengthened(scan, titles, rest.office),
      );
    const more = titleAt(scan, at);
    if (more?.number !== "one" || (more.proclitic !== "" && more.proclitic !== scan.language.proclitics.and))
      return null;
    const beside = mark || scan.honorific(at) !== null || SUPERVISES.has(more.heads[0]!);
    if (more.proclitic === "" && !beside) return rankedOfficial(scan, first, more);
    // «الرئيس المصري ونظيره الفرنسي …», «الرئيس الروسي ورئيس الوزراء الهندي …»: another man's office.
    if (more.level === "counterpart" || servesAnother(titles.at(-1)!, more)) return null;
    titles.push(more);
    next = more.to;
  }
  return null;
};

/** «السفير مدير إدارة أوروبا، فلان»: a bare rank before the office of one whose name a comma leads in. */
const rankedOfficial = (scan: Scan, rank: TitlePhrase, office: TitlePhrase): ActorMention | null => {
  if (rank.to - rank.from > 1 || !RANKS.has(rank.level) || !scan.honorific(rank.from)) return null;
  const end = pastRest(scan, office.to, true);
  const name = scan.isMark(end, "،,") ? pastHonorifics(scan, end) : end;
  const to = name > end ? personEnd(scan, name, false) : name;
  return to > name
    ? person(scan, rank.from, name, to, rank.proclitic, lengthened(scan, [rank, office], end))
    : null;
};

/** The holder of an office behind words that no table knows, and where these end. */
const behindRest = (scan: Scan, from: number): { office: number; from: number; to: number } | null => {
  const office = pastRest(scan, from);
  if (office === from) return null;
  const name = pastHonorifics(scan, office);
  // Without an honorific or a mark only a name that is known for one is the holder's.
  const to = personEnd(scan, name, scan.honorific(office) !== null);
  return to > name ? { office, from: name, to } : null;
};

/** The offices of somebody, the last of which goes on to a token. */
const lengthened = (scan: Scan, titles: readonly TitlePhrase[], to: number): TitlePhrase[] =>
  titles.with(-1, { ...titles.at(-1)!, to, end: scan.tokens[to - 1]!.end, definite: true });

/** «الأمين العام للمنظمة (أوبك) عبد الله البدري»: past a short name in parentheses. */
const pastGloss = (scan: Scan, at: number): number => {
  const closing = scan.isMark(at, "(") ? ")" : scan.isMark(at, "«") ? "»" : "";
  if (!closing) return at;
  for (let close = at + 1; close < at + 5; close++) if (scan.isMark(close, closing)) return close + 1;
  return at;
};

/** Offices that one man holds for one state only. */
const servesAnother = (one: TitlePhrase, other: TitlePhrase): boolean => {
  const mine = bodyServed(one.affiliations)?.id;
  const theirs = bodyServed(other.affiliations)?.id;
  return (
    GOVERNMENT.has(one.level) &&
    GOVERNMENT.has(other.level) &&
    mine !== undefined &&
    theirs !== undefined &&
    mine !== theirs
  );
};

/** «وأعلن أيبيك سمادياروف المتحدث الرسمي باسم …»: unknown words between a verb and an office are its holder. */
const holderBefore = (scan: Scan, title: TitlePhrase, taken: Uint8Array): ActorMention | null => {
  if (!title.definite || title.proclitic !== "") return null;
  let from = scan.isMark(title.from - 1, "،,") ? title.from - 1 : title.from;
  const to = from;
  while (
    from > 0 &&
    to - from < 3 &&
    !taken[from - 1] &&
    mayBeName(scan, from - 1) &&
    !adjectiveAt(scan, from - 1)
  )
    from--;
  if (to - from < 2) return null;
  const verb = scan.verb(from - 1) ?? scan.role(from - 1, "speech", "that", "with", "between", "presence");
  if (!verb) return null;
  const mention = person(scan, from, from, to, "", []);
  mention.titles.push(title);
  mention.affiliations = title.affiliations;
  mention.to = Math.max(mention.to, title.to);
  return mention;
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

const person = (
  scan: Scan,
  from: number,
  nameFrom: number,
  nameTo: number,
  proclitic: string,
  titles: TitlePhrase[],
  skip = 0,
  known?: NameEntry,
): ActorMention => {
  const { start, end, text } = scan.written(nameFrom, nameTo, skip);
  const mention: ActorMention = {
    kind: "person",
    from,
    to: nameTo,
    start,
    end,
    name: text,
    proclitic,
    form: "name",
    number: "one",
    entry: known ?? nameAt(scan, nameFrom, ["person"])?.entry ?? null,
    titles: [...titles],
    affiliations: titles.flatMap((title) => title.affiliations),
  };
  // «استقبل مدير المعهد، فلان، السفير …»: a name between two commas ends what is said of its bearer.
  const office = titles.at(-1);
  const enclosed = office && scan.isMark(office.to, "،,") && scan.isMark(nameTo, "،,");
  if (!enclosed) takeApposition(scan, mention);
  return mention;
};

/** A title behind a name belongs to it unless a name of its own follows: «جيمس جيفري الممثل الخاص …». */
const takeApposition = (scan: Scan, mention: ActorMention): void => {
  for (let round = 0; round < 3; round++) {
    const comma = scan.isMark(mention.to, "،,(");
    const title = titleAt(scan, comma ? mention.to + 1 : mention.to);
    // «سامح شكري نظيره الروسي»: a counterpart is somebody else.
    if (title?.number !== "one" || !title.definite || title.level === "counterpart") return;
    // «هنأ الرئيس الأوكراني زيلينسكي الرئيس الفنلندي»: nor is who serves another state.
    if (mention.titles.some((own) => servesAnother(own, title))) return;
    if (title.proclitic !== "" && !(title.proclitic === scan.language.proclitics.and && round > 0)) return;
    const behind = pastHonorifics(scan, title.to);
    const named = personEnd(scan, behind, behind === title.to);
    if (named > behind && (behind === title.to || nameAt(scan, behind, ["person"]))) return;
    if (behindRest(scan, title.to)) return;
    // «فلان، رئيس مكتب الحوار مع المسلمين، وفلان»: between two marks stands nothing but the office.
    const closed = comma ? pastRest(scan, title.to, true) : title.to;
    const whole =
      closed > title.to && scan.isMark(closed, "،,.)") ? lengthened(scan, [title], closed)[0]! : title;
    mention.titles.push(whole);
    mention.affiliations = [...mention.affiliations, ...title.affiliations];
    mention.to = whole.to;
  }
};
