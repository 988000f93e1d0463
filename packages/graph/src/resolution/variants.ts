import type { NameKey, NamePart } from "./nameKey.ts";
import { scoreKeys } from "./transliteration.ts";
import type { WorldIndex } from "./world.ts";

/** How alike two names are, and by what. */
export interface NameLikeness {
  /** 0..1. Around 0.95 for two spellings, 0.9 for a name and its shorter form; below 0.85 they are two names. */
  score: number;
  how: "spelling" | "shorter form" | "tail" | "transliteration" | "none";
}

const UNLIKE: NameLikeness = { score: 0, how: "none" };

// Letters by which Arabic newsrooms render one foreign sound, or mishear one Arabic sound. Each costs a quarter.
const CLOSE = new Set<string>();
for (const pair of "سص تط ثت ثس دض ذد ذز زظ ظض جغ غق جق كق كغ جش شت غه سز فو نم".split(" ")) {
  CLOSE.add(pair);
  CLOSE.add(pair[1]! + pair[0]!);
}
for (const pair of "ck kq sz iy ei ou ae oa vw fv bp dt gj".split(" ")) {
  CLOSE.add(pair);
  CLOSE.add(pair[1]! + pair[0]!);
}
const WEAK = new Set("اويaeiouyh");
const NEAR = 0.25;
/** A long vowel written or not: nothing in a foreign name, but another name in an Arabic one. */
const VOWEL_FOREIGN = 0.35;
const VOWEL_ARABIC = 0.85;

/** Edit distance with cheap steps for what transliteration varies; Damerau's swap is no such step. */
const distance = (one: string, other: string, vowel: number): number => {
  let row = [0];
  const drop = (word: string, at: number): number =>
    WEAK.has(word[at]!) && at > 0 ? vowel : word[at] === word[at - 1] ? NEAR : 1;
  for (let at = 0; at < other.length; at++) row.push(row[at]! + drop(other, at));
  for (let i = 0; i < one.length; i++) {
    const next = [row[0]! + drop(one, i)];
    for (let j = 0; j < other.length; j++) {
      const [a, b] = [one[i]!, other[j]!];
      const finalVowel =
        i === one.length - 1 && j === other.length - 1 && "اه".includes(a) && "اه".includes(b);
      const change =
        a === b ? 0 : CLOSE.has(a + b) || finalVowel ? NEAR : WEAK.has(a) && WEAK.has(b) ? vowel + 0.15 : 1;
      next.push(Math.min(row[j]! + change, row[j + 1]! + drop(one, i), next[j]! + drop(other, j)));
    }
    row = next;
  }
  return row.at(-1)!;
};

/**
 * 0..1 for two parts of one script.
 * @param arabic the name is an Arabic one, whatever this part looks like: أحمد عطاف is not أحمد عطيف
 */
const partLikeness = (one: NamePart, other: NamePart, world: WorldIndex, arabic = false): number => {
  if (one.text === other.text) return 1;
  if (world.isAccusative(one.text, other.text) || world.isAccusative(other.text, one.text)) return 0.97;
  // The nisba: حسين is no spelling of حسيني, nor عمر of عمري.
  if ((arabic || one.article) && (one.bare === `${other.bare}ي` || other.bare === `${one.bare}ي`)) return 0;
  if (world.differentGivenNames(one.text, other.text) || world.differentGivenNames(one.bare, other.bare))
    return 0;
  const native =
    arabic ||
    one.article ||
    other.article ||
    world.isArabicGiven(one.text) ||
    world.isArabicGiven(other.text);
  const short = Math.min(one.bare.length, other.bare.length) <= 3;
  const vowel = native || short ? VOWEL_ARABIC : VOWEL_FOREIGN;
  const compare = (a: string, b: string): number =>
    Math.max(0, 1 - distance(a, b, vowel) / Math.max(a.length, b.length));
  if (one.article === other.article) return compare(one.bare, other.bare);
  // عسيري and العسيري, or ألباريس beside a hamza-less الباريس; but علي and العلي are two families.
  const article = world.isGivenName(one.bare) || world.isGivenName(other.bare) ? 0.2 : 0.06;
  return Math.max(compare(one.text, other.text), compare(one.bare, other.bare) - article);
};

/** Below this one pair of parts makes two names of the whole. */
const PART_FLOOR = 0.78;

/** Weighted by length: a long surname says more than a short given name. */
const mean = (pairs: readonly (readonly [NamePart, NamePart, number])[]): number => {
  let total = 0;
  let weights = 0;
  for (const [one, other, likeness] of pairs) {
    if (likeness < PART_FLOOR) return 0;
    const weight = Math.max(one.bare.length, other.bare.length, 2);
    total += likeness * weight;
    weights += weight;
  }
  return total / weights;
};

/** Best order-keeping assignment of all of `short` into `long`, first to `from`; null when they do not fit. */
const align = (
  short: readonly NamePart[],
  long: readonly NamePart[],
  from: number,
  world: WorldIndex,
  arabic: boolean,
): [NamePart, NamePart, number][] | null => {
  const pairs: [NamePart, NamePart, number][] = [];
  let at = from;
  for (let i = 0; i < short.length; i++) {
    let best = -1;
    let bestAt = -1;
    const last = long.length - (short.length - i);
    for (let j = at; j <= (i === 0 ? from : last); j++) {
      const likeness = partLikeness(short[i]!, long[j]!, world, arabic);
      if (likeness > best) [best, bestAt] = [likeness, j];
    }
    if (best < PART_FLOOR) return null;
    pairs.push([short[i]!, long[bestAt]!, best]);
    at = bestAt + 1;
  }
  return pairs;
};

const glue = (parts: readonly NamePart[]): string =>
  parts.map(({ text, lineage }) => lineage + text).join("");

/**
 * A shorter form of first names only. Where it lacks forefathers (بن …), the same country joins them; where it lacks a
 * name of its own («علي محسن» for «علي خالد محسن»), only the same office does.
 */
const COMMON_SHORTER = 0.89;
const COMMON_SKIPPING = 0.88;
/** Three names in common, from the first on: hardly anybody else is called so. */
const LONG_PREFIX = 3;

/** سلمان بن عبد العزيز, محمد أحمد: made of first names only, as thousands of names are. */
export const isCommon = (parts: readonly NamePart[], world: WorldIndex): boolean =>
  parts.every(({ text }) => world.isGivenName(text));

/**
 * Compares two keys of full names (two parts or more).
 * Father and son never fit: in «سلمان بن عبد العزيز» and «محمد بن سلمان بن عبد العزيز» the first names differ, and
 * what follows بن is a forefather.
 */
export const compareNames = (one: NameKey, other: NameKey, world: WorldIndex): NameLikeness => {
  if (one.key === other.key) return { score: 1, how: "spelling" };
  if (one.script !== other.script) {
    const score = scoreKeys(one, other);
    return score >= 0.8 ? { score, how: "transliteration" } : UNLIKE;
  }
  const [short, long] =
    one.parts.length < other.parts.length || (one.parts.length === other.parts.length && one.key < other.key)
      ? [one.parts, other.parts]
      : [other.parts, one.parts];
  if (short.length < 2) return UNLIKE;
  // لودريان and لو دريان: the same letters, cut differently.
  if (glue(short) === glue(long)) return { score: 0.97, how: "spelling" };

  const arabic = world.isArabicGiven(short[0]!.text) && world.isArabicGiven(long[0]!.text);
  const common = isCommon(short, world);

  if (short.length === long.length) {
    const pairs = short.map(
      (part, at) => [part, long[at]!, partLikeness(part, long[at]!, world, arabic)] as const,
    );
    // محمد سلمان may be the shorter form of محمد بن سلمان, and is likelier somebody else.
    const lineage = short.filter((part, at) => part.lineage !== long[at]!.lineage).length;
    const score = mean(pairs) - lineage * (common ? 0.12 : 0.05);
    return score > 0 ? { score, how: "spelling" } : UNLIKE;
  }

  const skipped = long.length - short.length;
  const pairs = align(short, long, 0, world, arabic);
  if (pairs) {
    // بن names the father: محمد بن نايف is not محمد بن سعود بن نايف.
    const generation = pairs.some(
      ([part, match], at) =>
        part.lineage && match.lineage && at > 0 && long[long.indexOf(match) - 1] !== pairs[at - 1]![1],
    );
    if (generation) return UNLIKE;
    const reachesEnd = pairs.at(-1)![1] === long.at(-1);
    const endsInLineage = short.at(-1)!.lineage !== "" && pairs.at(-1)![1].lineage !== "";
    const matched = new Set(pairs.map(([, match]) => match));
    const forefathers = long.every((part) => matched.has(part) || part.lineage !== "");
    // خالد الفيصل بن عبد العزيز: nothing but forefathers is added.
    const tail = long.slice(long.indexOf(pairs.at(-1)![1]) + 1);
    const whole = tail.every(({ lineage }) => lineage !== "");
    // A prefix without a family name or lineage (محمد علي in محمد علي الحوثي) says too little.
    let base = 0.8;
    const prefix = pairs.every(([, match], at) => match === long[at]);
    if (prefix && short.length >= LONG_PREFIX) base = 0.95;
    else if (common) {
      if (endsInLineage || reachesEnd) base = forefathers || endsInLineage ? COMMON_SHORTER : COMMON_SKIPPING;
    } else if (endsInLineage) base = 0.95;
    else if (reachesEnd) base = 0.91;
    else if (whole) base = 0.93;
    const score = mean(pairs) - (1 - base) - (skipped - 1) * 0.01;
    return score > 0 ? { score, how: "shorter form" } : UNLIKE;
  }
  // جواد ظريف for محمد جواد ظريف: the first name is dropped, never over a بن.
  if (skipped === 1 && !common && [...long, ...short].every(({ lineage }) => lineage === "")) {
    const tail = align(short, long, 1, world, arabic);
    if (tail) return { score: Math.max(0, mean(tail) - 0.12), how: "tail" };
  }
  return UNLIKE;
};

/** Whether one name part can stand for the other when it stands alone: شويجو for شويغو. 0..1. */
export const compareSurnames = (one: NamePart, other: NamePart, world: WorldIndex): number =>
  partLikeness(one, other, world);
