import type { NameEntry } from "../language.ts";
import type { Scan } from "../lexicon/scan.ts";
import { type ActorMention, bodyServed, GOVERNMENT, type TitlePhrase } from "./mention.ts";
import { adjectiveAt, BETWEEN, givenEnd, mayBeName, nameAt, pastHonorifics, personEnd } from "./names.ts";
import { pastRest } from "./officeRest.ts";
import { SUPERVISES, titleAt } from "./titles.ts";

/** Levels whose bare word is also a rank. */
const RANKS = new Set(["ambassador", "adviser"]);

/** A person's name at `at`, with a conjunction glued to it when `proclitic` says so. */
export const holderAt = (scan: Scan, at: number, proclitic: string): ActorMention | null => {
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

/** The person who follows an office, or several offices of one man: «المبعوث … والممثل … السفير جيمس جيفري». */
export const holderOf = (scan: Scan, first: TitlePhrase): ActorMention | null => {
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
export const holderBefore = (scan: Scan, title: TitlePhrase, taken: Uint8Array): ActorMention | null => {
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

export const person = (
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
export const takeApposition = (scan: Scan, mention: ActorMention): void => {
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
