import type { DateRole } from "../dates/words.ts";
import type { Scan } from "../lexicon/scan.ts";
import { adjectiveAt, BODY_KINDS, nameAt } from "./names.ts";

/** Words of an office that no table knows, at most. */
const LONGEST = 14;

/** Kinds of place that a body is of: «هيئة كذا بمنطقة الرياض». */
const SEATS = new Set(["region", "city"]);

/**
 * «رئيس هيئة | الأمر بالمعروف والنهي عن المنكر بمنطقة الرياض», «الأمين العام لهيئة | الإغاثة الإسلامية العالمية»: past the words
 * behind an office that go on with the body it is in: definite ones, nouns before such, adjectives and known bodies. Where a
 * mark closes the office («enclosed»), what it is in and with whom belongs to it as well. `from` when nothing does.
 */
export const pastRest = (scan: Scan, from: number, enclosed = false): number => {
  let next = from;
  while (next < from + LONGEST) {
    const to = partEnd(scan, next, enclosed);
    if (to === next) break;
    next = to;
  }
  return next;
};

/** The token behind one more part of a body's name, or `at` when none stands there. */
const partEnd = (scan: Scan, at: number, enclosed: boolean): number => {
  if (!scan.isWord(at) || scan.honorific(at) || namesTime(scan, at)) return at;
  const { and, for: to, in: inside } = scan.language.proclitics;
  const particle = scan.particle(at);
  if (particle) {
    const leads = scan.role(at, "topic", ...(enclosed ? ["place", "with"] : [])) && particle.to === at + 1;
    return leads && particle.reading.proclitic === "" ? partEnd(scan, at + 1, enclosed) : at;
  }
  const title = scan.title(at);
  if (title) return at;
  const body = nameAt(scan, at, [...BODY_KINDS, "place"]);
  if (body && ["", to, inside].includes(body.reading.proclitic)) {
    const where = body.entry.kind === "place" && body.reading.proclitic === inside;
    return where && !enclosed ? at : body.to;
  }
  if (adjectiveAt(scan, at)) return at + 1;
  const head = scan.placeHead(at);
  if (head && scan.glued(head.reading.proclitic, "in"))
    return SEATS.has(head.values[0]!) || enclosed ? head.to : at;
  const verb = scan.verb(at);
  if (verb?.values.every(({ form }) => form.tense !== "noun")) return at;
  const known = scan.lexical(at)!;
  if (known.given || known.owned || known.function || known.class === "adverb") return at;
  const { readings } = scan.tokens[at]!.word;
  const glued = (proclitic: string): boolean =>
    proclitic === "" || proclitic === and || proclitic === to || proclitic === inside;
  const definite = readings.some((one) => one.definite && glued(one.proclitic));
  const group = scan.group(at);
  // «والوفد المرافق» is somebody else.
  if (group && group.values[0]!.stands === "for" && group.reading.proclitic !== "") return at;
  if (definite) return at + 1;
  // «فرع هيئة كبار العلماء»: a bare noun is governed by what is definite behind it.
  const noun =
    readings[0]?.definite === false &&
    (group !== null ||
      (scan.isCommon(at)
        ? known.class === "noun"
        : readings.some(
            ({ proclitic, key }) => proclitic !== "" && glued(proclitic) && scan.language.isCommonForm(key),
          )));
  if (!noun || scan.event(at)) return at;
  const next = partEnd(scan, at + 1, enclosed);
  return next > at + 1 ? next : at;
};

/** What dates say when something was done by. */
const TIMES: ReadonlySet<DateRole> = new Set(["weekday", "month", "relative", "unit", "season"]);

const namesTime = (scan: Scan, at: number): boolean =>
  scan.language.dates.phrases.longest(scan.tokens, at)?.values.some(({ role }) => TIMES.has(role)) ?? false;
