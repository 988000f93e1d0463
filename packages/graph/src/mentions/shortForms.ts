import { Endings, endingOf } from "../lexicon/lexicalWord.ts";
import type { Scan } from "../lexicon/scan.ts";
import type { ActorMention } from "./mention.ts";

/** The bearers of a surname; of one that is two words («أبو الغيط») by its second word. */
interface Surname {
  alone: ActorMention | null;
  /** Its one word is an ordinary word too: «الأسد», «صالح». */
  doubtful: boolean;
  before: Map<string, ActorMention> | null;
}

/**
 * Last words of full names, found again standing alone: «جيفري», «لشويغو», «أبو الغيط». What is found is added to
 * the mentions and to the tokens `taken`.
 */
export const findShortForms = (scan: Scan, actors: ActorMention[], taken: Uint8Array): void => {
  const surnames = surnamesOf(scan, actors);
  if (!surnames.size) return;
  const endings = new Endings();
  for (const first of surnames.keys()) endings.add(endingOf(first));
  for (let at = 0; at < scan.tokens.length; at++) {
    if (taken[at] || !scan.isWord(at) || !endings.mayHave(scan.lexical(at)!.ending)) continue;
    const found = shortFormAt(scan, surnames, at, taken);
    if (!found) continue;
    actors.push(found);
    taken.fill(1, found.from, found.to);
  }
};

const surnamesOf = (scan: Scan, actors: readonly ActorMention[]): Map<string, Surname> => {
  const { tokens } = scan;
  const surnames = new Map<string, Surname>();
  const surname = (first: string): Surname => {
    let known = surnames.get(first);
    if (!known) {
      known = { alone: null, doubtful: false, before: null };
      surnames.set(first, known);
    }
    return known;
  };
  for (const mention of actors) {
    if (mention.kind !== "person" || mention.form !== "name") continue;
    // The words of the name itself: no titles around it, no clitics.
    let from = mention.from;
    let { to } = mention;
    while (from < to && tokens[from]!.end <= mention.start) from++;
    while (to > from && tokens[to - 1]!.end > mention.end) to--;
    if (to - from < 2) continue;
    const last = scan.folded(to - 1);
    const part = scan.lexical(to - 2)!.surnamePart;
    // «عبد الله البدري»: what ends a given name leads no surname in.
    if (part && part !== "suffix") {
      const known = surname(scan.folded(to - 2));
      known.before ??= new Map();
      if (!known.before.has(last)) known.before.set(last, mention);
      continue;
    }
    const common = scan.isCommon(to - 1);
    // Only an office or the record makes sure whose surname an ordinary word is.
    if (common && !mention.titles.length && !mention.entry) continue;
    const known = surname(last);
    known.doubtful ||= common && !known.alone;
    known.alone ??= mention;
  }
  return surnames;
};

const shortFormAt = (
  scan: Scan,
  surnames: ReadonlyMap<string, Surname>,
  at: number,
  taken: Uint8Array,
): ActorMention | null => {
  for (const reading of scan.tokens[at]!.word.readings) {
    const surname = surnames.get(reading.rest);
    if (!surname) continue;
    const two = taken[at + 1] ? undefined : surname.before?.get(scan.folded(at + 1));
    const full = two ?? surname.alone;
    if (!full) continue;
    const to = at + (two ? 2 : 1);
    if (!two && surname.doubtful && !standsAsName(scan, at)) return null;
    const { start, end, text } = scan.written(at, to, reading.skip);
    return {
      ...full,
      from: at,
      to,
      start,
      end,
      name: text,
      proclitic: reading.proclitic,
      titles: [],
      affiliations: [],
    };
  }
  return null;
};

/** An ordinary word is taken for the name where it has its article, or where it is who speaks. */
const standsAsName = (scan: Scan, at: number): boolean => {
  const { readings } = scan.tokens[at]!.word;
  const described = scan.complement(at + 1) !== null;
  return !described && ((readings[0]?.definite ?? false) || scan.role(at - 1, "speech") !== null);
};
