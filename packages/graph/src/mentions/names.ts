import type { Kind } from "../extraction.ts";
import type { NameEntry } from "../language.ts";
import { isOwned, type LexicalWord } from "../lexicon/lexicalWord.ts";
import type { Scan } from "../lexicon/scan.ts";
import type { Reading } from "../text/tokens.ts";
import { type Tags, tagsOf } from "./tagger.ts";

export interface NameMatch {
  from: number;
  to: number;
  reading: Reading;
  entry: NameEntry;
}

/** Words that a personal name has at most, surname links included. */
const LONGEST_NAME = 6;

const PERSON: readonly Kind[] = ["person"];
export const ACTOR_KINDS: readonly Kind[] = ["person", "organization", "group", "country", "place"];
export const BODY_KINDS: readonly Kind[] = ["organization", "group", "country"];

/**
 * The name of data/world that begins at token `at`, of the first of the wanted kinds that fits. One-word forms
 * must agree in their article: «الجعفري» is not «جعفري». Short forms of bodies («المجلس») are not names by
 * themselves, nor is a surname that several people bear. `adjectives` lets the relational adjective of a country stand for it.
 */
export const nameAt = (
  scan: Scan,
  at: number,
  kinds: readonly Kind[],
  adjectives = false,
): NameMatch | null => {
  const match = scan.name(at);
  if (!match) return kinds.includes("country") ? stateAt(scan, at) : null;
  // «مسقط رأسه» is no capital.
  if ((scan.role(at, "none")?.to ?? 0) > match.to) return null;
  const oneWord = match.to - at === 1;
  let best: NameEntry | null = null;
  let bearers = 0;
  for (const entry of match.values) {
    if (!kinds.includes(entry.kind) || entry.use === "seat") continue;
    if (entry.use === "adjective" || entry.use === "people") {
      if (!adjectives || !oneWord) continue;
    } else {
      if (entry.use === "short" && entry.kind !== "person") continue;
      if (entry.use === "short" && bearers++ > 0) best = null;
      if ((oneWord || entry.use === "short") && entry.definite !== match.reading.definite) continue;
    }
    if (entry.use === "short" && bearers > 1) continue;
    if (entry.use === "short" && oneWord && isTwoWords(scan, at)) continue;
    if (!best || kinds.indexOf(entry.kind) < kinds.indexOf(best.kind)) best = entry;
  }
  return best ? { from: at, to: match.to, reading: match.reading, entry: best } : null;
};

/** «فأي», «كأي»: a little word behind a particle before it is a surname, unless the tagger sees a person. */
const isTwoWords = (scan: Scan, at: number): boolean => {
  const { word } = scan.tokens[at]!;
  if (!word.readings.some((r) => r.proclitic !== "" && scan.language.isCommonForm(r.key))) return false;
  return (tagsOf(scan)?.likely("person", at) ?? 1) < CONCEDED;
};

/** «جمهورية البيرو», «دولة الكويت»: a form of state before the country's short name. */
const stateAt = (scan: Scan, at: number): NameMatch | null => {
  const head = scan.placeHead(at);
  if (head?.values[0] !== "state" || head.reading.definite) return null;
  const country = scan.name(head.to);
  const entry = country?.values.find((one) => one.kind === "country" && one.use === "full");
  if (!country || !entry || country.reading.proclitic !== "") return null;
  return { from: at, to: country.to, reading: head.reading, entry };
};

/** The relational adjective of a country at `at`. */
export const adjectiveAt = (scan: Scan, at: number): NameEntry | null =>
  scan.name(at)?.values.find((entry) => entry.use === "adjective" || entry.use === "people") ?? null;

/** Whether spelling and lexicon allow a token to be a word of a personal name. */
export const mayBeName = (scan: Scan, at: number): boolean => {
  if (!scan.isWord(at)) return false;
  const known = scan.lexical(at)!;
  if (known.common || scan.folded(at).length < 2) return false;
  if (known.given === "sure") return true;
  if (!scan.begins(at)) return true;
  if (leadsOn(scan, at)) return false;
  // Spelt unlike the verb it folds to: «تراس» is no «ترأس».
  const misspelt = known.commonForm;
  for (const match of [
    misspelt ? null : scan.verb(at),
    scan.title(at),
    scan.event(at),
    scan.particle(at),
    scan.group(at),
  ]) {
    if (match && match.to - at === 1 && match.reading.proclitic === "") return false;
  }
  return true;
};

/** «وفرنسا», «بمفاوضات»: behind a glued particle stands something known or ordinary, so it is no name as a whole. */
const hidesAnother = (scan: Scan, at: number): boolean => {
  const token = scan.tokens[at]!;
  const { given, surnamePart } = scan.lexical(at)!;
  if (given || surnamePart) return false;
  if (token.word.readings.some((r) => r.proclitic !== "" && r.definite)) return true;
  for (const match of [scan.name(at), scan.title(at), scan.event(at), scan.group(at), scan.complement(at)]) {
    if (match && match.reading.proclitic !== "") return true;
  }
  return token.word.readings.some((r) => {
    if (r.proclitic === "" || r.key.length < 3) return false;
    // A word that begins with و and is no known name is read as «and so-and-so».
    if (r.proclitic === scan.language.proclitics.and && r.key.length > 3) return true;
    if (r.proclitic === scan.language.proclitics.like || r.proclitic === scan.language.proclitics.future)
      return false;
    return scan.language.isCommonForm(r.key) || isOwned(scan.language, r.key);
  });
};

/**
 * The token after a personal name that begins at `at`, or `at` when none does. What no table knows is judged by
 * given names, surname links, and by where ordinary words begin. `trusted`: a title or honorific stands
 * before, so that the first word needs no other proof.
 */
export const personEnd = (scan: Scan, at: number, trusted: boolean): number => {
  const known = nameAt(scan, at, PERSON);
  if (known && known.reading.proclitic === "") {
    if (!trusted && areTwo(scan, known)) return known.to;
    if (known.entry.use === "full") {
      // «محمد بن نايف بن عبدالعزيز»: descent said further than the table says it.
      if (scan.lexical(known.to)?.surnamePart !== "link") return known.to;
      return Math.max(known.to, guessEnd(scan, at, true));
    }
    // «الناطقة باسم دي ميستورا جيسي شاهين»: a surname of several words ends its name.
    if (known.to - at > 1 && scan.language.placeInNames(scan.folded(known.to - 1)) & ENDS) return known.to;
    if (trusted && !scan.isCommon(at) && !leadsOn(scan, at))
      return Math.max(known.to, guessEnd(scan, at, trusted));
  }
  return guessEnd(scan, at, trusted);
};

/** «استقبل بوتين أردوغان»: behind a verb, surnames of two known people side by side are the one and the other. */
const areTwo = (scan: Scan, { from, to, entry }: NameMatch): boolean => {
  if (
    entry.use !== "short" ||
    scan.verb(from - 1)?.values.every(({ form }) => form.tense === "noun") !== false
  )
    return false;
  const next = nameAt(scan, to, PERSON);
  return next?.entry.use === "short" && next.reading.proclitic === "" && next.entry.id !== entry.id;
};

/** A word that ends known names: see `Language.placeInNames`. */
const ENDS = 4;

/** Marks that may stand between an office and its holder. */
export const BETWEEN = "،,:-–";

/** Honorifics in a row: «معالي الأستاذ الدكتور». */
const MOST_RANKS = 8;

/** Past a comma and honorifics between an office and its holder. */
export const pastHonorifics = (scan: Scan, at: number): number => {
  let next = scan.isMark(at, BETWEEN) ? at + 1 : at;
  for (let ranks = 0; ranks < MOST_RANKS; ranks++) {
    const honorific = scan.honorific(next);
    const to = honorific?.reading.proclitic === "" ? honorific.to : pastInitial(scan, next);
    if (to === next) return next;
    next = to;
  }
  return next;
};

/** Past an abbreviated rank: «د. مفرج», «م. خالد». */
export const pastInitial = (scan: Scan, at: number): number =>
  // The full stop is asked for first: it is what most words lack.
  scan.isMark(at + 1, ".") && scan.isWord(at) && scan.folded(at).length === 1 ? at + 2 : at;

/** An honorific with what it honours behind it: «الشيخ محمد» is no surname and a second one, «معالي الوزير» no name. */
const leadsOn = (scan: Scan, at: number): boolean => {
  const honorific = scan.honorific(at);
  if (!honorific) return false;
  if (honorific.reading.definite) return mayBeName(scan, honorific.to);
  return scan.isWord(honorific.to) && !scan.lexical(at)!.given;
};

/** Probabilities at which the tagger is believed against the tables, or must at least not object. */
const CONVINCED = 0.6;
const CERTAIN = 0.85;
const CONCEDED = 0.15;
const DOUBTED = 0.02;

/**
 * The token after a personal name whose given name stands at `at` behind a glued particle: «وحسين العزي»; `at` when no
 * more of the name follows.
 */
export const givenEnd = (scan: Scan, at: number): number => {
  const end = guessEnd(scan, at, true, "sure");
  return end > at + 1 ? end : at;
};

/** The end of a name where tables and tagger agree, or where one of them is sure. */
const guessEnd = (
  scan: Scan,
  at: number,
  trusted: boolean,
  given = scan.lexical(at)?.given ?? null,
): number => {
  const byTables = leadsOn(scan, at) ? at : tableEnd(scan, at, trusted, given);
  const tags = tagsOf(scan);
  if (!tags || !scan.isWord(at)) return byTables;
  if (byTables === at) {
    const found = trusted ? null : personAt(scan, at);
    if (found) return found.reading.proclitic === "" ? found.to : at;
    if (!trusted || tags.begins("person", at) < CONVINCED || firstReading(scan, at)?.proclitic) return at;
    return taggedEnd(scan, tags, at, CONVINCED);
  }
  // «المدير الإقليمي ساروج كومار جاه»: behind an office, several words that no table knows are a foreign name.
  const least = trusted && byTables - at > 1 && areUnknown(scan, at, byTables) ? DOUBTED : CONCEDED;
  const conceded = (token: number): boolean => tags.likely("person", token) >= least;
  const { surnamePart } = scan.lexical(at)!;
  if (given !== "sure" && !surnamePart && !conceded(at) && !nameAt(scan, at, PERSON)) return at;
  let end = at + 1;
  while (
    end < byTables &&
    (!scan.isWord(end) || scan.lexical(end)!.given || isLinked(scan, tags, end) || conceded(end))
  )
    end++;
  if (end === byTables) end = Math.max(end, taggedEnd(scan, tags, at, CONVINCED));
  // What only leads on to another word names nobody by itself.
  while (end > at && end < byTables && ["prefix", "link"].includes(scan.lexical(end - 1)!.surnamePart ?? ""))
    end--;
  return !trusted && end - at < 2 ? at : end;
};

/** Words that nothing is known of, up to a mark or the line's end. */
const areUnknown = (scan: Scan, from: number, to: number): boolean => {
  for (let token = from; token < to; token++)
    if (
      !scan.isWord(token) ||
      scan.lexical(token)!.commonForm ||
      scan.language.hasArticle(scan.folded(token))
    )
      return false;
  return true;
};

/** A surname's link or suffix; one that is a little word as well («أو», «لا») only where the tagger sees a name. */
const isLinked = (scan: Scan, tags: Tags, at: number): boolean => {
  const { surnamePart, function: small } = scan.lexical(at)!;
  if (!surnamePart) return false;
  return !small || tags.likely("person", at) >= CONVINCED;
};

/** How far the tagger goes on with a person's name that begins at `at`, with at least this certainty. */
const taggedEnd = (scan: Scan, tags: Tags, at: number, least: number): number => {
  let end = at;
  while (end - at < 2 * LONGEST_NAME && end < scan.tokens.length) {
    if (scan.isWord(end)) {
      if (tags.likely("person", end) < least || scan.lexical(end)!.function) break;
      if (leadsOn(scan, end) || (end > at && tags.begins("person", end) > 0.5)) break;
    } else if (!isHyphen(scan, end)) break;
    end++;
  }
  return end > at && !scan.isWord(end - 1) ? end - 1 : end;
};

/** A hyphen between two words without a space: «سوك-يول». */
const isHyphen = (scan: Scan, at: number): boolean => {
  const mark = scan.tokens[at];
  const before = scan.tokens[at - 1];
  const after = scan.tokens[at + 1];
  return (
    scan.isMark(at, "-‐–") && scan.isWord(at + 1) && before?.end === mark?.start && mark?.end === after?.start
  );
};

/**
 * A person whom no table knows and no title announces: the tagger is certain of every word, and at least two
 * words or a given name bear it out. `reading` says what is glued to the first word.
 */
export const personAt = (scan: Scan, at: number): { to: number; reading: Reading } | null => {
  const tags = tagsOf(scan);
  const token = scan.tokens[at];
  if (!tags || !token || !scan.isWord(at) || tags.begins("person", at) < CERTAIN) return null;
  const to = taggedEnd(scan, tags, at, CONVINCED);
  if (to - at < 2) return null;
  const reading = firstReading(scan, at);
  return reading ? { to, reading } : null;
};

/** What is glued to the first word of a name: nothing, unless what is left is a name by the tables or said elsewhere. */
const firstReading = (scan: Scan, at: number): Reading | null => {
  const { word } = scan.tokens[at]!;
  const { language } = scan;
  const whole = word.readings[0] ?? null;
  const known = scan.lexical(at)!;
  if (known.given || known.placeInNames) return whole;
  for (const reading of word.readings) {
    if (reading.proclitic === "" || reading.definite || reading.key.length < 3) continue;
    if (language.givenNames.has(reading.key) || language.placeInNames(reading.key)) return reading;
  }
  for (const reading of word.readings)
    if (reading.proclitic === scan.language.proclitics.and && reading.key.length > 3) return reading;
  return whole;
};

const tableEnd = (scan: Scan, at: number, trusted: boolean, given: LexicalWord["given"]): number => {
  if (!scan.isWord(at)) return at;
  const first = scan.lexical(at)!;
  if (!trusted && given !== "sure" && first.surnamePart !== "prefix") return at;
  if (first.function || (first.common && !given)) return at;
  if (!given && !first.surnamePart) {
    if (!mayBeName(scan, at) || hidesAnother(scan, at) || adjectiveAt(scan, at)) return at;
    // «الرئيس المرزوقي» is a name, «الوزير المشاركين» is not: two definite words in a row are a noun and its adjective.
    const definite = (token: number): boolean => scan.tokens[token]?.word.readings[0]?.definite ?? false;
    if (definite(at) && (definite(at + 1) || !definite(at - 1))) return at;
  }
  let next = at;
  let words = 0;
  let open = false;
  while (next < scan.tokens.length && words < LONGEST_NAME && scan.isWord(next)) {
    if (isHyphen(scan, next + 1)) {
      next += 2;
      words++;
    }
    const word = scan.lexical(next)!;
    const part = word.surnamePart;
    if (next > at && !open && !part) {
      if (!mayBeName(scan, next) || hidesAnother(scan, next)) break;
      const known = nameAt(scan, next, ["country", "organization", "place"]);
      if (known && !word.given) break;
      // The adjective of a country is a surname only right behind a lone given name.
      if (adjectiveAt(scan, next) && (words > 1 || !given)) break;
      if (
        words >= 2 &&
        !word.given &&
        !scan.language.hasArticle(scan.folded(next)) &&
        !endsHere(scan, next + 1)
      )
        break;
    }
    open = part === "prefix" || part === "link";
    next++;
    words++;
  }
  // A surname prefix at the end names nobody.
  if (open) next--;
  if (!trusted && next - at < 2) return at;
  return next;
};

/** A mark, a line end or a known beginning follows: what stands before may be the last word of a name. */
const endsHere = (scan: Scan, at: number): boolean => {
  const token = scan.tokens[at];
  if (token?.kind !== "word") return true;
  return (
    (scan.title(at)?.reading.proclitic ?? "x") === "" ||
    scan.role(at, "place", "direction", "that", "about") !== null
  );
};
