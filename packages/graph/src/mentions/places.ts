import type { NameEntry } from "../language.ts";
import type { Match } from "../lexicon/phrases.ts";
import type { Scan } from "../lexicon/scan.ts";
import { groupAt, withArticle } from "./groups.ts";
import type { ActorMention } from "./mention.ts";
import { adjectiveAt, BODY_KINDS, mayBeName, nameAt } from "./names.ts";
import { titleAt } from "./titles.ts";

/** A place behind its kind: «مدينة جنيف السويسرية», «العاصمة الروسية، موسكو», «العاصمة البريطانية». */
export const placeAt = (scan: Scan, at: number): ActorMention | null => {
  const head = scan.placeHead(at);
  // «سلطنة عمان» is the state, which is no place of its own.
  if (!head || head.values[0] === "state") return null;
  return knownPlace(scan, at, head) ?? (isLedIn(scan, at, head) ? unknownPlace(scan, at, head) : null);
};

const knownPlace = (scan: Scan, at: number, head: Match<string>): ActorMention | null => {
  let next = head.to;
  const adjective = adjectiveAt(scan, next);
  if (adjective) next++;
  const comma = adjective && scan.isMark(next, "،,") ? next + 1 : next;
  const named = nameAt(scan, comma, ["place", "country"]);
  const known =
    named && named.reading.proclitic === "" && (named.entry.kind === "place" || head.values[0] === "capital")
      ? named
      : null;
  if (known && known.entry.kind === "place") {
    let to = known.to;
    if (adjectiveAt(scan, to)) to++;
    const { start, end, text } = scan.written(known.from, known.to);
    return { ...place(at, to, known.entry, head.reading.proclitic), start, end, name: text };
  }
  const country = adjective ?? (known?.entry.kind === "country" ? known.entry : null);
  const capital =
    head.values[0] === "capital" && country?.kind === "country"
      ? scan.language.capital(country.id)
      : undefined;
  if (!capital) return null;
  const to = known?.entry.kind === "country" ? known.to : next;
  const { start, end, text } = scan.written(at, to, head.reading.skip);
  const name = withArticle(scan, text, head.reading.definite);
  return { ...place(at, to, capital, head.reading.proclitic), start, end, name, head: "capital" };
};

const place = (from: number, to: number, entry: NameEntry | null, proclitic: string): ActorMention => ({
  kind: "place",
  from,
  to,
  start: 0,
  end: 0,
  name: "",
  proclitic,
  form: "name",
  number: "one",
  entry,
  titles: [],
  affiliations: [],
});

/** «في مدينة …», «بقصر …», «إلى منتجع …»: only then a name that data/world does not know is where something is. */
const isLedIn = (scan: Scan, at: number, { reading }: Match<string>): boolean =>
  scan.glued(reading.proclitic, "in", "for") ||
  (reading.proclitic === "" && scan.role(at - 1, "place", "direction", "from") !== null);

/** A place that data/world does not know, by the word for its kind and what stands behind it. */
const unknownPlace = (scan: Scan, at: number, head: Match<string>): ActorMention | null => {
  const [kind] = head.values;
  if (kind === "city" || kind === "region") return town(scan, at, head);
  const to = kind === "venue" ? venueEnd(scan, head) : kind === "area" ? areaEnd(scan, head) : -1;
  if (to < 0) return null;
  const { start, end, text } = scan.written(at, to, head.reading.skip);
  const name = withArticle(scan, text, head.reading.definite);
  return { ...place(at, to, null, head.reading.proclitic), start, end, name };
};

/** Words of the name of a town. */
const LONGEST_TOWN = 3;

/** «مدينة فانجلز الألمانية»: what is no ordinary word behind «city» is its name. */
const town = (scan: Scan, at: number, head: Match<string>): ActorMention | null => {
  if (head.reading.definite || nameAt(scan, head.to, ["person"])) return null;
  let to = head.to;
  while (to < head.to + LONGEST_TOWN && mayBeName(scan, to) && !adjectiveAt(scan, to)) to++;
  if (to === head.to) return null;
  const { start, end, text } = scan.written(head.to, to);
  const whole = adjectiveAt(scan, to) ? to + 1 : to;
  return { ...place(at, whole, null, head.reading.proclitic), start, end, name: text };
};

/** «الأراضي الباكستانية», «المناطق الفلسطينية»: token behind the country's adjective. */
const areaEnd = (scan: Scan, { reading, to }: Match<string>): number =>
  reading.definite && adjectiveAt(scan, to) ? to + 1 : -1;

/** Words of construct state behind the word for a building. */
const LONGEST_CONSTRUCT = 3;

/** «قصر الحكومة», «مقر الأمانة العامة», «القصر الرئاسي»: token behind what tells one building from another; -1 without it. */
const venueEnd = (scan: Scan, { reading, to: from }: Match<string>): number => {
  if (reading.definite) {
    const to = pastAdjectives(scan, from);
    return to > from ? to : -1;
  }
  const owner = nameAt(scan, from, [...BODY_KINDS, "place"]) ?? groupAt(scan, from) ?? titleAt(scan, from);
  if (owner && ownerProclitic(owner) === "") {
    // «مقر وزارة العمل بمدينة الرياض»: the town is no part of the building.
    for (let token = from + 1; token < owner.to; token++) {
      const within = scan.placeHead(token) ?? scan.name(token);
      if (within && scan.glued(within.reading.proclitic, "in")) return token;
    }
    return owner.to;
  }
  for (let token = from; token < from + LONGEST_CONSTRUCT && scan.isWord(token); token++) {
    const { word } = scan.tokens[token]!;
    if (mayBeName(scan, token)) {
      let to = token;
      while (to < token + LONGEST_TOWN && mayBeName(scan, to)) to++;
      return to;
    }
    const [first] = word.readings;
    if (first?.proclitic !== "" || scan.particle(token)) return -1;
    if (first.definite) return pastAdjectives(scan, token + 1);
    if (scan.language.classOf(word) !== "noun") return -1;
  }
  return -1;
};

const ownerProclitic = (owner: { proclitic: string } | { reading: { proclitic: string } }): string =>
  "proclitic" in owner ? owner.proclitic : owner.reading.proclitic;

const pastAdjectives = (scan: Scan, from: number): number => {
  let to = from;
  while (scan.isWord(to)) {
    const { word } = scan.tokens[to]!;
    const [first] = word.readings;
    if (!first?.definite || first.proclitic !== "" || scan.language.classOf(word) !== "adjective") break;
    to++;
  }
  return to;
};
