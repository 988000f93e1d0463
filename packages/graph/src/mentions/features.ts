import type { Language } from "../language.ts";
import type { Scan } from "../lexicon/scan.ts";
import type { Word } from "../text/tokens.ts";

/**
 * What the tagger looks at. Features are 32-bit hashes: no string is built for any of them. Those of a word
 * alone (letters, tables of single words) are computed once per distinct word and shared by its neighbours;
 * those of a position (phrases found in tables, and pairs of neighbours) are a few integers a token.
 */

/** Folds one more number into a hash (multiplicative, after Knuth; xor-shift spreads the high bits). */
const mix = (hash: number, value: number): number => {
  const mixed = Math.imul(hash ^ value, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
};

const hashOf = (template: number, text: string, from = 0, to = text.length): number => {
  let hash = Math.imul(template, 0x85ebca6b);
  for (let at = from; at < to; at++) hash = mix(hash, text.charCodeAt(at));
  return mix(hash, to - from);
};

/** What kind of word this is, by the tables of single words. */
export const SORT = {
  unknown: 0,
  function: 1,
  common: 2,
  given: 3,
  givenAmbiguous: 4,
  prefix: 5,
  link: 6,
  suffix: 7,
  number: 8,
  latin: 9,
  letter: 10,
  mark: 11,
  break: 12,
  cliticCommon: 13,
  cliticGiven: 14,
  title: 15,
  titleInside: 16,
  honorific: 17,
  placeHead: 18,
  group: 19,
  verb: 20,
  event: 21,
  complement: 22,
  outside: 23,
  commonVerb: 24,
  commonAdjective: 25,
  adverb: 26,
  owned: 27,
  cliticAmbiguous: 28,
  nisba: 29,
  knownPlace: 30,
  knownBody: 31,
} as const;

const CLASS_SORT = {
  function: SORT.function,
  noun: SORT.common,
  verb: SORT.commonVerb,
  adjective: SORT.commonAdjective,
  adverb: SORT.adverb,
} as const;

const PART_SORT = { prefix: SORT.prefix, link: SORT.link, suffix: SORT.suffix } as const;

const POSSESSIVE = /^(.{3,}?)(?:ه|ها|هم|هما|نا)$/u;

/** An ordinary noun with a possessive pronoun: «منزله», «زيارتها». */
export const isOwned = (language: Language, folded: string): boolean => {
  const stem = POSSESSIVE.exec(folded)?.[1];
  if (!stem || language.givenNames.has(folded)) return false;
  if (language.isCommonForm(stem)) return true;
  const last = stem.slice(-1);
  // Before a pronoun ة is written ت, and the hamza of لقاء takes a seat.
  if (last === "ت") return language.isCommonForm(`${stem.slice(0, -1)}ه`);
  return (last === "ي" || last === "و") && language.isCommonForm(`${stem.slice(0, -1)}ء`);
};

const LATIN = /^[a-z]/u;

const sortOfWord = (language: Language, word: Word): number => {
  const { folded } = word;
  if (folded === "\n") return SORT.break;
  if (/^\P{L}/u.test(folded)) return /^\d/u.test(folded) ? SORT.number : SORT.mark;
  if (folded.length === 1) return SORT.letter;
  if (LATIN.test(folded)) return SORT.latin;
  if (language.isFunction(word)) return SORT.function;
  const given = language.givenNames.get(folded);
  if (given === false) return SORT.given;
  const part = language.surnameParts.get(folded);
  if (part) return PART_SORT[part];
  if (given) return SORT.givenAmbiguous;
  const wordClass = language.classOf(word);
  if (wordClass) return CLASS_SORT[wordClass];
  if (isOwned(language, word.folded)) return SORT.owned;
  for (const reading of word.readings) {
    if (reading.proclitic === "" || reading.key.length < 3) continue;
    const name = language.givenNames.get(reading.key);
    if (name === false || language.surnameParts.get(reading.key) === "prefix") return SORT.cliticGiven;
    if (name) return SORT.cliticAmbiguous;
    if (language.isCommonForm(reading.key) || isOwned(language, reading.key)) return SORT.cliticCommon;
  }
  return SORT.unknown;
};

/** Hashes of one word, the most telling first: neighbours see the head of the list only. */
export interface WordFeatures {
  sort: number;
  hashes: Int32Array;
  /** How many of the hashes count at distance 0, 1 and 2. */
  reach: readonly [number, number, number];
  form: number;
  tail: number;
}

export const wordFeatures = (language: Language, word: Word): WordFeatures => {
  const { folded, key, written } = word;
  const length = folded.length;
  const sort = sortOfWord(language, word);
  const hashes: number[] = [];
  const form = hashOf(1, folded);
  hashes.push(form);
  const far = hashes.length;
  const tail = hashOf(7, folded, Math.max(0, length - 2));
  if (sort === SORT.mark || sort === SORT.break || sort === SORT.number) {
    return { sort, hashes: Int32Array.from(hashes), reach: [far, far, far], form, tail };
  }
  hashes.push(hashOf(2, key));
  if (length > 3) hashes.push(hashOf(3, folded, 0, 2), hashOf(4, folded, 0, 3));
  if (length > 2) hashes.push(tail);
  if (length > 3) hashes.push(hashOf(6, folded, length - 3));
  const place = language.placeInNames(folded);
  hashes.push(mix(mix(hashOf(8, ""), word.readings[0]?.definite ? 1 : 0), place));
  if (place) hashes.push(mix(hashOf(19, ""), place));
  const near = hashes.length;
  hashes.push(
    hashOf(9, folded, 0, 1),
    hashOf(10, folded, length - 1),
    mix(hashOf(11, ""), Math.min(length, 9)),
  );
  if (length > 4) hashes.push(hashOf(12, folded, 0, 4), hashOf(13, folded, length - 4));
  hashes.push(hashOf(14, written, 0, 2), hashOf(15, written, Math.max(0, written.length - 1)));
  for (let at = 0; at + 2 <= length; at++) hashes.push(hashOf(16, folded, at, at + 2));
  for (let at = 0; at + 3 <= length; at++) hashes.push(hashOf(17, folded, at, at + 3));
  for (const reading of word.readings) {
    if (reading.proclitic !== "" && reading.key.length > 2) hashes.push(hashOf(18, reading.key));
  }
  return { sort, hashes: Int32Array.from(hashes), reach: [hashes.length, near, far], form, tail };
};

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

export const tokenSigns = (scan: Scan, words: readonly WordFeatures[]): TokenSigns => {
  const count = scan.tokens.length;
  const sort = new Uint8Array(count);
  const known = new Uint16Array(count);
  let knownTo = 0;
  let titleTo = 0;
  for (let at = 0; at < count; at++) {
    const own = words[at]!.sort;
    sort[at] = own;
    if (!scan.isWord(at)) continue;
    if (at >= knownTo) {
      const bits = knownAt(scan, at);
      if (bits) {
        known[at] = bits;
        knownTo = scan.name(at)!.to;
        for (let inner = at + 1; inner < knownTo; inner++) known[inner] = bits | INSIDE;
      }
    }
    if (at < titleTo) {
      sort[at] = SORT.titleInside;
      continue;
    }
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

/** Sorts of words that names are made of. */
const NAMELIKE = new Set<number>([SORT.unknown, SORT.given, SORT.givenAmbiguous, SORT.cliticCommon]);
/** Sorts that a name may be found by; the others are names only beside these. */
const TELLING = new Set<number>([
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
]);

/** Whether a name may stand at or right beside a token: ordinary words among ordinary words are none. */
export const isTelling = (signs: TokenSigns, at: number): boolean =>
  signs.known[at] !== 0 || TELLING.has(signs.sort[at]!);

const LEADS = new Set<number>([SORT.given, SORT.honorific, SORT.link, SORT.prefix]);

const echoes = (scan: Scan, sort: Uint8Array, known: Uint16Array): Uint8Array => {
  return echoesOf(scan, sort, (at) => {
    if (at === 0) return false;
    if ((known[at]! & KNOWN_BITS.person) !== 0 || LEADS.has(sort[at - 1]!)) return true;
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
  for (let at = 0; at < count; at++) {
    if (!NAMELIKE.has(sort[at]!) || !certain(at)) continue;
    const word = tokens[at]!.word.folded;
    const others = places.get(word);
    if (others) others.push(at);
    else places.set(word, [at]);
  }
  const echo = new Uint8Array(count);
  if (!places.size) return echo;
  for (let at = 0; at < count; at++) {
    if (!NAMELIKE.has(sort[at]!) && sort[at] !== SORT.cliticGiven && sort[at] !== SORT.cliticAmbiguous)
      continue;
    const { folded, readings } = tokens[at]!.word;
    for (const { skip } of readings) {
      const others = places.get(skip ? folded.slice(skip) : folded);
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

/** Most features that `sortFeatures` or `pairFeatures` yield. */
export const POSITION_FEATURES = 24;

const featureOf = (template: number, a: number, b = 0, c = 0): number =>
  mix(mix(mix(mix(0x51ed27, template), a), b), c);

/** How many values of SORT there are. */
export const SORTS = 32;

/** Features that the sorts of a token and of two before it make: few enough to tabulate. Returns how many. */
export const sortsBefore = (s2: number, s1: number, s0: number, into: Int32Array): number => {
  into[0] = featureOf(101, s0);
  into[1] = featureOf(102, s1);
  into[2] = featureOf(104, s2, s1);
  into[3] = featureOf(105, s1, s0);
  into[4] = featureOf(109, s2, s1, s0);
  return 5;
};

/** The same of a token and two behind it. */
export const sortsBehind = (s0: number, n1: number, n2: number, into: Int32Array): number => {
  into[0] = featureOf(103, n1);
  into[1] = featureOf(106, s0, n1);
  into[2] = featureOf(108, n1, n2);
  return 3;
};

/** Sort of the token at `distance` from `at` within its sentence [from, to). */
export const sortNear = (signs: TokenSigns, at: number, from: number, to: number): number =>
  at >= from && at < to ? signs.sort[at]! : SORT.outside;

/**
 * All other features of token `at` within its sentence [from, to): known names, and pairs of neighbours.
 * Written to `into`; returns how many.
 */
export const pairFeatures = (
  signs: TokenSigns,
  words: readonly WordFeatures[],
  at: number,
  from: number,
  to: number,
  into: Int32Array,
): number => {
  const { known } = signs;
  const s0 = signs.sort[at]!;
  const s1 = sortNear(signs, at - 1, from, to);
  const n1 = sortNear(signs, at + 1, from, to);
  const k0 = known[at]!;
  const k1 = at > from ? known[at - 1]! : 0;
  const kn = at + 1 < to ? known[at + 1]! : 0;
  const word = words[at]!;
  let count = 0;
  into[count++] = featureOf(107, s1, s0, n1);
  if (k0) {
    into[count++] = featureOf(110, k0);
    into[count++] = featureOf(111, k0, s1);
    into[count++] = featureOf(112, k0 & 0xff, s0);
    into[count++] = featureOf(113, k0, kn);
  }
  if (k1) {
    into[count++] = featureOf(114, k1);
    into[count++] = featureOf(115, k1, s0);
  }
  if (kn) {
    into[count++] = featureOf(116, kn);
    into[count++] = featureOf(117, kn, s0);
  }
  const echo = signs.echo[at]!;
  if (echo) {
    into[count++] = featureOf(127, echo, s0);
    into[count++] = featureOf(128, echo, s1, n1);
  }
  into[count++] = featureOf(118, word.tail, s1);
  into[count++] = featureOf(119, word.form, s1);
  into[count++] = featureOf(120, word.form, n1);
  if (at > from) {
    const before = words[at - 1]!;
    into[count++] = featureOf(121, before.form, word.form);
    into[count++] = featureOf(122, before.form, s0);
    into[count++] = featureOf(123, before.tail, word.tail);
    if (at > from + 1) into[count++] = featureOf(126, words[at - 2]!.form, before.form);
  }
  if (at + 1 < to) {
    const after = words[at + 1]!;
    into[count++] = featureOf(124, word.form, after.form);
    into[count++] = featureOf(125, after.form, s0);
  }
  return count;
};

const SALTS = [0x3c6ef372, 0x1b873593, 0, 0x27d4eb2f, 0x165667b1] as const;

/** The hash of a word's feature when the word stands at `distance` (-2 to 2) from the token judged. */
export const atDistance = (hash: number, distance: number): number => mix(hash, SALTS[distance + 2]!);

/** Whether a chunk ends behind token `at`: the tagger reads sentence by sentence, none longer than a bound. */
export const endsChunk = (scan: Scan, at: number): boolean => {
  const token = scan.tokens[at]!;
  if (token.kind === "break") return true;
  return scan.isMark(at, ".!؟?");
};

/** Longest stretch read as one sentence: bounds memory on texts without stops. */
export const LONGEST_CHUNK = 256;
