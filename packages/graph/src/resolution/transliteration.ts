import { type NameKey, nameKey } from "./nameKey.ts";

/**
 * Arabic and Latin spellings of one sound. Arabic writes consonants and long vowels, Latin writes all vowels and
 * has several letters for one consonant; so consonants must agree by class and vowels merely lean.
 */

interface Sound {
  /** Letters that may stand for it in the common alphabet below; empty for a pure vowel. */
  consonants: string;
  /** a, i or u when it can be a vowel. */
  vowel: string;
}

// The common alphabet: one Latin letter a consonant; θ ð as in thin and this, š = sh, x = kh, y and w as glides.
const ARABIC: Record<string, Sound> = {};
const arabic = (letters: string, consonants: string, vowel = ""): void => {
  for (const letter of letters) ARABIC[letter] = { consonants, vowel };
};
arabic("ا", "", "a");
arabic("ء", "", "a");
arabic("ع", "ʿ", "a");
arabic("و", "wv", "u");
arabic("ي", "yj", "i");
arabic("ه", "h", "a");
arabic("ح", "h");
arabic("بپ", "bpv");
arabic("ت", "t");
arabic("ط", "t");
arabic("ث", "θts");
arabic("ج", "jgš");
arabic("چ", "čšj");
arabic("خ", "xkhj");
arabic("د", "d");
arabic("ذ", "ðdz");
arabic("ر", "r");
arabic("ز", "zsj");
arabic("سص", "szč");
arabic("ش", "šč");
arabic("ض", "dð");
arabic("ظ", "zðd");
arabic("غ", "gγj");
arabic("گ", "g");
arabic("فڤ", "fv");
arabic("ق", "qkg");
arabic("ك", "kqgx");
arabic("ل", "l");
arabic("م", "m");
arabic("ن", "n");

const LATIN_GRAPHEMES: readonly (readonly [string, Sound[]])[] = (
  [
    ["tsch", "č"],
    ["sch", "š"],
    ["tch", "č"],
    ["sh", "š"],
    ["kh", "xk"],
    ["gh", "gγ"],
    ["th", "θtð"],
    ["dh", "ðdz"],
    ["ch", "šxkč"],
    ["ph", "f"],
    ["ck", "k"],
    ["dj", "j"],
    ["b", "b"],
    ["c", "kqsčj"],
    ["d", "d"],
    ["f", "fv"],
    ["g", "gjq"],
    ["h", "h"],
    ["j", "jyxšh"],
    ["k", "kq"],
    ["l", "l"],
    ["m", "m"],
    ["n", "n"],
    ["p", "bp"],
    ["q", "qkg"],
    ["r", "r"],
    ["s", "szč"],
    ["t", "t"],
    ["v", "vfw"],
    ["w", "wvf"],
    ["x", "k s"],
    ["y", "y"],
    ["z", "zsð"],
  ] as const
).map(([grapheme, sounds]) => [
  grapheme,
  sounds.split(" ").map((consonants) => ({ consonants, vowel: grapheme === "y" ? "i" : "" })),
]);

const LATIN_VOWELS: Record<string, string> = {
  a: "a",
  e: "i",
  i: "i",
  o: "u",
  u: "u",
  ø: "u",
  æ: "a",
  ı: "i",
};

const arabicSounds = (text: string): Sound[] => {
  const sounds: Sound[] = [];
  for (let at = 0; at < text.length; at++) {
    // تش writes the one sound of Richard.
    if (text.startsWith("تش", at)) {
      sounds.push({ consonants: "čš", vowel: "" });
      at++;
      continue;
    }
    const sound = ARABIC[text[at]!];
    if (sound) sounds.push(sound);
  }
  return sounds;
};

const latinSounds = (text: string): Sound[] => {
  const sounds: Sound[] = [];
  for (let at = 0; at < text.length; ) {
    const vowel = LATIN_VOWELS[text[at]!];
    if (vowel !== undefined) {
      sounds.push({ consonants: "", vowel });
      at++;
      continue;
    }
    const found = LATIN_GRAPHEMES.find(([grapheme]) => text.startsWith(grapheme, at));
    if (!found) {
      at++;
      continue;
    }
    sounds.push(...found[1]);
    at += found[0].length;
    // A doubled consonant is one sound: Mohammed, Shoukkry.
    while (found[0].length === 1 && text[at] === found[0]) at++;
  }
  return sounds;
};

const isVowel = (sound: Sound): boolean => sound.vowel !== "";
const weight = (sound: Sound): number => (isVowel(sound) ? 0 : 1);

/** A final ه is a mere vowel sign (ة), a first one is a consonant. */
const dropArabic = (sounds: readonly Sound[], at: number): number => {
  const sound = sounds[at]!;
  if (sound.consonants === "ʿ") return 0.1;
  if (sound.consonants === "h" && isVowel(sound)) return at === sounds.length - 1 ? 0.15 : at === 0 ? 1 : 0.5;
  return isVowel(sound) ? 0.3 : 1;
};
const dropLatin = (sound: Sound): number => (isVowel(sound) ? 0.12 : sound.consonants === "h" ? 0.4 : 1);

const substitute = (one: Sound, other: Sound): number => {
  for (const letter of one.consonants) if (other.consonants.includes(letter)) return 0;
  // Guterres and غوتيريش.
  if (one.consonants.includes("š") && other.consonants.startsWith("s")) return 0.3;
  if (isVowel(one) && isVowel(other)) {
    if (one.consonants === "ʿ") return 0.05;
    return one.vowel === other.vowel ? 0 : 0.25;
  }
  return 1;
};

const distance = (arabicSide: Sound[], latinSide: Sound[]): number => {
  let row = [0];
  for (const sound of latinSide) row.push(row.at(-1)! + dropLatin(sound));
  for (let i = 0; i < arabicSide.length; i++) {
    const drop = dropArabic(arabicSide, i);
    const next = [row[0]! + drop];
    for (let j = 0; j < latinSide.length; j++) {
      const other = latinSide[j]!;
      next.push(
        Math.min(
          row[j]! + substitute(arabicSide[i]!, other),
          row[j + 1]! + drop,
          next[j]! + dropLatin(other),
        ),
      );
    }
    row = next;
  }
  return row.at(-1)!;
};

const partScore = (arabicText: string, latinText: string): number => {
  const one = arabicSounds(arabicText);
  const other = latinSounds(latinText);
  const size = Math.max(
    one.reduce((sum, sound) => sum + weight(sound), 0),
    other.reduce((sum, sound) => sum + weight(sound), 0),
    2,
  );
  return Math.max(0, 1 - distance(one, other) / size);
};

/** Middle names and particles may be missing on one side, at this price each. */
const SKIPPED_PART = 0.08;

/**
 * How well a Latin spelling renders an Arabic one (or the reverse), 0..1. Parts are aligned in order; given name
 * must meet given name and surname surname. From 0.85 on the two are spellings of one name.
 *
 * @example
 * ```ts
 * transliterationScore("سامح شكري", "Sameh Shoukry") >= 0.85; // → true
 * transliterationScore("سامح شكري", "Sergei Lavrov") < 0.5; // → true
 * ```
 */
export const transliterationScore = (one: string, other: string): number =>
  scoreKeys(nameKey(one), nameKey(other));

/** {@link transliterationScore} on keys that are at hand already. 0 when both are written in one script. */
export const scoreKeys = (one: NameKey, other: NameKey): number => {
  const arabicSide = one.script === "arabic" ? one : other.script === "arabic" ? other : null;
  const latinSide = one.script === "latin" ? one : other.script === "latin" ? other : null;
  if (!arabicSide || !latinSide) return 0;
  const [a, b] = [arabicSide.parts, latinSide.parts];
  if (!a.length || !b.length) return 0;
  if ((a.length === 1) !== (b.length === 1)) return 0;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const score = (i: number, j: number): number => {
    const [x, y] = short === a ? [short[i]!, long[j]!] : [long[j]!, short[i]!];
    const bare = partScore(x.bare, y.bare);
    return x.article === y.article ? bare : Math.max(bare - 0.02, partScore(x.text, y.bare));
  };
  let total = 0;
  let lowest = 1;
  let from = 0;
  for (let i = 0; i < short.length; i++) {
    // The first part meets the first, the last the last; those between take the best that leaves room.
    const until = i === short.length - 1 ? long.length : long.length - (short.length - 1 - i);
    let best = -1;
    let bestAt = from;
    for (let j = i === 0 ? 0 : i === short.length - 1 ? long.length - 1 : from; j < until; j++) {
      const here = score(i, j);
      if (here > best) [best, bestAt] = [here, j];
      if (i === 0) break;
    }
    total += best;
    lowest = Math.min(lowest, best);
    from = bestAt + 1;
  }
  const skipped = long.length - short.length;
  const mean = total / short.length;
  // One clearly wrong part is a different name however well the others fit.
  return Math.max(0, (lowest < 0.6 ? Math.min(mean, lowest) : mean) - skipped * SKIPPED_PART);
};

const COARSE: Record<string, string> = {};
const coarse = (letters: string, code: string): void => {
  for (const letter of letters) COARSE[letter] = code;
};
coarse("بپbp", "B");
coarse("فڤfv", "F");
coarse("تطثدضtd", "T");
coarse("سصشزذظsz", "S");
coarse("كقغجخگkqgj", "K");
coarse("لl", "L");
coarse("مm", "M");
coarse("نn", "N");
coarse("رr", "R");

/**
 * The consonants of one name part as coarse classes, the same for Arabic and Latin; vowels, glides, h, ح and ع are
 * dropped. Two spellings of a name nearly always share it; so do many other names: it finds candidates, no more.
 * @example skeleton("بيدرسون") === skeleton("pedersen") // "BTRSN"
 */
export const skeleton = (text: string): string => {
  const plain = text
    .replace(/تش/gu, "ش")
    .replace(/tsch|tch|č/gu, "s")
    .replace(/sch|sh|ch(?!r)|c(?=[eiy])|dh/gu, "s")
    .replace(/ph/gu, "f")
    .replace(/[kg]h|c/gu, "k")
    .replace(/x/gu, "ks");
  let codes = "";
  for (const letter of plain) {
    const code = COARSE[letter];
    if (code !== undefined && !codes.endsWith(code)) codes += code;
  }
  return codes;
};
