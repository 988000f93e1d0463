import type { MeetingFunction } from "../extraction.ts";
import type { Evidence, Meeting } from "../facts.ts";
import type { GraphIndex } from "../query/graphIndex.ts";
import { Citations, type Cited } from "./citations.ts";
import { datesInWords } from "./datesInWords.ts";
import { entityOf, nameOf, namesInWords } from "./names.ts";
import { hasPhrase, isolated, type ProseWords, phrase, sentenceCase } from "./words.ts";

/** Takes part in the sentence by what it did, not in the list of those who met. */
const APART: ReadonlySet<MeetingFunction> = new Set(["chair", "mediator", "observer"]);

/** Participants of one meeting that are named before the rest becomes a number. */
const MOST_NAMED = 7;

/** What kind of meeting and between whom: «لقاء ثنائي بين أ وب»; those of `who` are named first. */
const whatInWords = (
  index: GraphIndex,
  words: ProseWords,
  meeting: Meeting,
  who: readonly string[],
): string => {
  const name = meeting.name === null ? null : isolated(words, meeting.name);
  const kindOf = (id: string) => entityOf(index, id)?.kind;
  const by = (fn: MeetingFunction): string[] =>
    meeting.participants.filter((one) => one.function === fn).map(({ entity }) => entity);
  const deputised = by("represented").filter((id) => kindOf(id) === "person");
  const aside = new Set(deputised);
  for (const { entity, function: fn } of meeting.participants) if (APART.has(fn)) aside.add(entity);
  let there = meeting.participants.map(({ entity }) => entity).filter((id) => !aside.has(id));
  there = [...there.filter((id) => who.includes(id)), ...there.filter((id) => !who.includes(id))];
  // Whoever is asked about must be read without looking up.
  const most = Math.max(MOST_NAMED, there.filter((id) => who.includes(id)).length);
  // Three or one at a bilateral meeting, or two at one of many sides, are best told by a plain word.
  const plain =
    (meeting.type === "bilateral" && there.length !== 2) ||
    (meeting.type === "multilateral" && there.length === 2);
  const type = phrase(words, plain ? "type-any" : `type-${meeting.type}`);
  const noun =
    name === null || meeting.type === "visit" ? type : phrase(words, "named", { noun: type, name });
  const parts: string[] = [];
  if (meeting.type === "visit") {
    const hosts = by("host");
    const visited = hosts.filter((id) => kindOf(id) === "country");
    // Who received the guest did not travel.
    const guests = there.filter((id) => !hosts.includes(id));
    there = guests.length > 0 ? guests : there.filter((id) => !visited.includes(id));
    const to = meeting.place ?? visited[0];
    const list = namesInWords(index, words, there, { most });
    const title = name === null ? "" : phrase(words, "title-of", { name });
    parts.push(
      to === undefined
        ? phrase(words, "what-visit", { noun, list, title })
        : phrase(words, "what-visit-to", { noun, list, to: nameOf(index, words, to), title }),
    );
  } else if (there.length === 0) parts.push(noun);
  else if (there.length === 2) {
    const briefs = meeting.type === "briefing" && kindOf(there[0]!) !== kindOf(there[1]!);
    // «إحاطة يقدمها المبعوث إلى المجلس»
    if (briefs && kindOf(there[1]!) === "person") there.reverse();
    const [a, b] = there.map((id) => nameOf(index, words, id));
    parts.push(phrase(words, briefs ? "what-briefing" : "what-two", { noun, a: a!, b: b! }));
  } else {
    const list = namesInWords(index, words, there, { most });
    parts.push(phrase(words, there.length === 1 ? "what-one" : "what-many", { noun, list }));
  }
  const asides: [string, string[]][] = [
    ["with-chair", by("chair")],
    ["with-mediator", by("mediator")],
    ["with-observer", by("observer")],
    ["with-deputy", deputised],
  ];
  for (const [id, who] of asides)
    if (who.length > 0) parts.push(phrase(words, id, { list: namesInWords(index, words, who) }));
  return parts.join(" ").replaceAll(" ,", ",");
};

/**
 * One meeting as a clause without its full stop: what, who, where, when, and how far it came.
 * @param who participants to be named first
 */
export const meetingClause = (
  index: GraphIndex,
  words: ProseWords,
  meeting: Meeting,
  who: readonly string[] = [],
): string => {
  const where: string[] = [];
  if (meeting.place !== null && meeting.type !== "visit")
    where.push(phrase(words, "place", { place: nameOf(index, words, meeting.place) }));
  if (meeting.date?.edtf) where.push(datesInWords(words, meeting.date.edtf, "phrase"));
  const made = meeting.type === "call" || meeting.type === "visit";
  const id = made && hasPhrase(words, `make-${meeting.status}`) ? "make" : "say";
  const gender = words.genders.get(`type-${meeting.type}`) === "f" ? 1 : 0;
  const slots = { what: whatInWords(index, words, meeting, who), where: where.join(" ") };
  return phrase(words, `${id}-${meeting.status}`, slots, gender);
};

/**
 * What proves a meeting: the passages that tell of it and of these of its participants, those of different articles
 * first, so that the first few speak for as many sources as possible.
 */
export const proofOf = (meeting: Meeting, who: readonly string[] = []): Evidence[] => {
  const passages = [
    ...meeting.participants.filter(({ entity }) => who.includes(entity)).flatMap(({ evidence }) => evidence),
    ...meeting.evidence,
  ];
  const chosen: Evidence[] = [];
  for (const passage of passages) {
    const holds = chosen.some(
      ({ article, start, end }) =>
        article === passage.article && start <= passage.start && passage.end <= end,
    );
    if (!holds) chosen.push(passage);
  }
  const seen = new Set<string>();
  const fresh = chosen.filter(({ article }) => !seen.has(article) && seen.add(article));
  return [...fresh, ...chosen.filter((passage) => !fresh.includes(passage))];
};

/** The passage that `proofOf` puts first, for claims that many meetings bear out. */
export const firstProof = (meeting: Meeting, who: readonly string[] = []): Evidence =>
  (meeting.participants.find(({ entity }) => who.includes(entity)) ?? meeting).evidence[0];

/**
 * A meeting as one cited sentence: type, participants and what they did, place, date in words, status, and on whose
 * word where only one source tells of it.
 * @returns null when there is no such meeting.
 */
export const meetingProse = (index: GraphIndex, words: ProseWords, id: string): Cited | null => {
  const meeting = index.meeting(id);
  if (!meeting) return null;
  const citations = new Citations();
  const clause = meetingClause(index, words, meeting);
  const said =
    meeting.sources.length === 1
      ? `${clause}${phrase(words, "according", { list: isolated(words, meeting.sources[0]!) })}`
      : clause;
  const text = `${sentenceCase(said)} ${citations.cite(proofOf(meeting))}.`;
  return { text, evidence: citations.evidence };
};
