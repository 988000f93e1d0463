import { Endings } from "../lexicon/lexicalWord.ts";
import type { Scan } from "../lexicon/scan.ts";
import { SORT, SORTS } from "../lexicon/sorts.ts";

/** What the phrase tables of the language say about each token, as small numbers. */
export interface TokenSigns {
  /** A value of SORT, phrases included. */
  sort: Uint8Array;
  /** Kinds of names known to begin (low bits) or go on (bit 15) here; 0 when none. */
  known: Uint16Array;
  /** 1 where the same word stands nearby in a place that only names have: behind a title, a first name. */
  echo: Uint8Array;
}

const KNOWN_BITS = {
  person: 1,
  personShort: 2,
  country: 4,
  adjective: 8,
  place: 16,
  organization: 32,
  organizationShort: 64,
  group: 128,
  ambiguous: 256,
  clitic: 512,
  bare: 1024,
  several: 2048,
} as const;
const INSIDE = 0x8000;

const knownAt = (scan: Scan, at: number): number => {
  const match = scan.name(at);
  if (!match) return 0;
  let bits = match.to - at > 1 ? KNOWN_BITS.several : 0;
  if (match.reading.proclitic !== "") bits |= KNOWN_BITS.clitic;
  for (const entry of match.values) {
    if (entry.ambiguous) bits |= KNOWN_BITS.ambiguous;
    if (match.to - at === 1 && entry.definite !== match.reading.definite) bits |= KNOWN_BITS.bare;
    if (entry.use === "adjective" || entry.use === "people") bits |= KNOWN_BITS.adjective;
    else if (entry.kind === "person")
      bits |= entry.use === "short" ? KNOWN_BITS.personShort : KNOWN_BITS.person;
    else if (entry.kind === "country") bits |= KNOWN_BITS.country;
    else if (entry.kind === "place") bits |= KNOWN_BITS.place;
    else if (entry.kind === "group") bits |= KNOWN_BITS.group;
    else bits |= entry.use === "short" ? KNOWN_BITS.organizationShort : KNOWN_BITS.organization;
  }
  return bits;
};

/** A word that only the names' table knows. */
const sortOfKnown = (bits: number): number => {
  if (bits & (KNOWN_BITS.person | KNOWN_BITS.personShort)) return SORT.unknown;
  if (bits & (KNOWN_BITS.country | KNOWN_BITS.place)) return SORT.knownPlace;
  if (bits & (KNOWN_BITS.organization | KNOWN_BITS.organizationShort | KNOWN_BITS.group))
    return SORT.knownBody;
  return bits & KNOWN_BITS.adjective ? SORT.nisba : SORT.unknown;
};

export const tokenSigns = (scan: Scan): TokenSigns => {
  const count = scan.tokens.length;
  const sort = new Uint8Array(count);
  const known = new Uint16Array(count);
  let knownTo = 0;
  let titleTo = 0;
  for (let at = 0; at < count; at++) {
    const own = scan.lexical(at)!.sort;
    const inside = at < titleTo && scan.isWord(at);
    sort[at] = inside ? SORT.titleInside : own;
    if (!scan.isWord(at) || !scan.begins(at)) continue;
    if (at >= knownTo) {
      const bits = knownAt(scan, at);
      if (bits) {
        known[at] = bits;
        knownTo = scan.name(at)!.to;
        for (let inner = at + 1; inner < knownTo; inner++) known[inner] = bits | INSIDE;
      }
    }
    if (inside) continue;
    const title = scan.title(at);
    const honorific = scan.honorific(at);
    if (title) {
      sort[at] = SORT.title;
      titleTo = title.to;
    } else if (honorific) {
      sort[at] = SORT.honorific;
      titleTo = honorific.to;
    } else if (own === SORT.given || own === SORT.function) {
      // Stronger than what the other tables say of the same word.
    } else if (scan.placeHead(at)) sort[at] = SORT.placeHead;
    else if (scan.group(at)) sort[at] = SORT.group;
    else if (scan.verb(at)) sort[at] = SORT.verb;
    else if (scan.event(at)) sort[at] = SORT.event;
    else if (scan.complement(at)) sort[at] = SORT.complement;
  }
  for (let at = 0; at < count; at++)
    if (known[at] && sort[at] === SORT.unknown) sort[at] = sortOfKnown(known[at]!);
  return { sort, known, echo: echoes(scan, sort, known) };
};

/** How many tokens away a name still counts as told of in the same text. */
const EARSHOT = 600;

const among = (...sorts: number[]): Uint8Array => {
  const set = new Uint8Array(SORTS);
  for (const sort of sorts) set[sort] = 1;
  return set;
};

/** Sorts of words that names are made of. */
const NAMELIKE = among(SORT.unknown, SORT.given, SORT.givenAmbiguous, SORT.cliticCommon);
/** The same, and those that may be a name behind a particle. */
const ECHOING = among(
  SORT.unknown,
  SORT.given,
  SORT.givenAmbiguous,
  SORT.cliticCommon,
  SORT.cliticGiven,
  SORT.cliticAmbiguous,
);
/** Sorts that a name may be found by; the others are names only beside these. */
const TELLING = among(
  SORT.unknown,
  SORT.given,
  SORT.givenAmbiguous,
  SORT.cliticGiven,
  SORT.cliticAmbiguous,
  SORT.prefix,
  SORT.link,
  SORT.suffix,
  SORT.group,
  SORT.latin,
);

/** Whether a name may stand at or right beside a token: ordinary words among ordinary words are none. */
export const isTelling = (signs: TokenSigns, at: number): boolean =>
  signs.known[at] !== 0 || TELLING[signs.sort[at]!] === 1;

const LEADS = among(SORT.given, SORT.honorific, SORT.link, SORT.prefix);

const echoes = (scan: Scan, sort: Uint8Array, known: Uint16Array): Uint8Array => {
  return echoesOf(scan, sort, (at) => {
    if (at === 0) return false;
    if ((known[at]! & KNOWN_BITS.person) !== 0 || LEADS[sort[at - 1]!] === 1) return true;
    return at > 1 && sort[at - 1] === SORT.unknown && sort[at - 2] === SORT.given;
  });
};

/**
 * Where a word that may be a name is said again: 1 the word itself, 2 behind a glued particle. `certain` says at
 * which tokens it is a name beyond doubt.
 */
export const echoesOf = (scan: Scan, sort: Uint8Array, certain: (at: number) => boolean): Uint8Array => {
  const { tokens } = scan;
  const count = tokens.length;
  const places = new Map<string, number[]>();
  const endings = new Endings();
  for (let at = 0; at < count; at++) {
    if (NAMELIKE[sort[at]!] === 0 || !certain(at)) continue;
    const word = tokens[at]!.word.folded;
    const others = places.get(word);
    if (others) others.push(at);
    else places.set(word, [at]);
    endings.add(scan.lexical(at)!.ending);
  }
  const echo = new Uint8Array(count);
  if (!places.size) return echo;
  for (let at = 0; at < count; at++) {
    if (ECHOING[sort[at]!] === 0 || !endings.mayHave(scan.lexical(at)!.ending)) continue;
    for (const { skip, rest } of tokens[at]!.word.readings) {
      const others = places.get(rest);
      // The list is in order; texts repeat a name a handful of times.
      if (!others || !near(others, at)) continue;
      echo[at] = skip ? 2 : 1;
      break;
    }
  }
  return echo;
};

/** Whether a sorted list has a place other than `at` within earshot of it. */
const near = (places: readonly number[], at: number): boolean => {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < at - EARSHOT) low = middle + 1;
    else high = middle;
  }
  const found = places[low] === at ? places[low + 1] : places[low];
  return found !== undefined && found <= at + EARSHOT;
};

/** Whether a chunk ends behind token `at`: the tagger reads sentence by sentence, none longer than a bound. */
export const endsChunk = (scan: Scan, at: number): boolean =>
  scan.tokens[at]!.kind === "break" || scan.isMark(at, ".!؟?");

/** Longest stretch read as one sentence: bounds memory on texts without stops. */
export const LONGEST_CHUNK = 256;
