/**
 * Spelling folded away: what no reader takes for a difference. Diacritics, tatweel and invisible marks vanish;
 * hamza seats, alef maqsura and ta marbuta become one letter each; Arabic-Indic digits become European; Latin
 * letters lose case and accents.
 *
 * One table lookup per UTF-16 unit: folding never looks at neighbours, so it can be done while scanning.
 */

/** Vanishes: harakat, superscript alef, tatweel, zero-width and bidi marks, soft hyphen, BOM. */
const DROP = 0;

const table = new Uint16Array(0x10000);
for (let unit = 0; unit < table.length; unit++) table[unit] = unit;

const drop = (from: number, to: number): void => {
  for (let unit = from; unit <= to; unit++) table[unit] = DROP;
};
drop(0x0610, 0x061a);
drop(0x064b, 0x065f);
drop(0x0670, 0x0670);
drop(0x06d6, 0x06ed);
drop(0x0640, 0x0640);
drop(0x200b, 0x200f);
drop(0x202a, 0x202e);
drop(0x2060, 0x2069);
drop(0xfeff, 0xfeff);
drop(0x0300, 0x036f);

const fold1 = (from: string, to: string): void => {
  for (const letter of from) table[letter.charCodeAt(0)] = to.charCodeAt(0);
};
fold1("أإآٱٲٳ", "ا");
fold1("ىئیې", "ي");
fold1("ة", "ه");
fold1("ؤ", "و");
fold1("کڪ", "ك");
for (let digit = 0; digit < 10; digit++) {
  table[0x0660 + digit] = 0x30 + digit;
  table[0x06f0 + digit] = 0x30 + digit;
}
for (let unit = 0x41; unit <= 0x24f; unit++) {
  const letter = String.fromCharCode(unit);
  const plain = letter.normalize("NFD").charAt(0).toLowerCase();
  if (plain.length === 1) table[unit] = plain.charCodeAt(0);
}
// ASCII outside letters stays as it is; the loop above must not have touched it.
for (let unit = 0x5b; unit <= 0x60; unit++) table[unit] = unit;
for (let unit = 0x7b; unit <= 0xbf; unit++) table[unit] = unit === 0xa0 ? 0x20 : unit;
drop(0x00ad, 0x00ad);

const isSpace = new Uint8Array(0x10000);
for (let unit = 0; unit < isSpace.length; unit++)
  if (/\s/u.test(String.fromCharCode(unit))) isSpace[unit] = 1;

/** The folded form of one UTF-16 unit; 0 when it vanishes. */
export const foldUnit = (unit: number): number => table[unit]!;

/**
 * Folds a whole string and squeezes white space.
 *
 * @example
 * ```ts
 * fold("الأُمَم المُتّحدة"); // → "الامم المتحده"
 * ```
 */
export const fold = (text: string): string => {
  let folded = "";
  let from = 0;
  let squeezed = true;
  let before = 0x20;
  // Runs that fold to themselves are copied at once: most Latin and much Arabic text is such a run.
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const to = table[unit]!;
    if (isSpace[to] === 1) squeezed &&= to === 0x20 && before !== 0x20;
    if (to !== DROP) before = to;
    if (to === unit) continue;
    folded += text.slice(from, at);
    if (to !== DROP) folded += String.fromCharCode(to);
    from = at + 1;
  }
  folded += text.slice(from);
  return squeezed && before !== 0x20 ? folded : folded.replace(/\s+/gu, " ").trim();
};
