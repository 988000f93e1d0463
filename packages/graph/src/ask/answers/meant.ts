import type { Status } from "../../extraction.ts";
import type { Meeting } from "../../facts.ts";
import { firstProof, meetingClause, proofOf } from "../../prose/meetingSentence.ts";
import { entityOf, namesInWords } from "../../prose/names.ts";
import { counted, hasPhrase, meetingsCounted } from "../../prose/words.ts";
import { type Context, happened, partiesOnce, representedBy } from "../context.ts";
import { type AskedName, emptyReference, type Reference } from "../parts.ts";
import { byDate, meetingsLike } from "../select.ts";

/** Meetings that are no answer and told all the same. */
const MOST_HINTS = 3;

/** The description of a meeting in the question; an empty one when there is none. */
export const referenceOf = ({ parts }: Context): Reference => parts.references[0] ?? emptyReference();

export const idsOf = (names: readonly AskedName[]): string[] => names.flatMap(({ ids }) => ids);

/** Ids of the kinds that the question asks for: persons, states …; all when it asks for none. */
export const ofAskedKind = (context: Context, ids: readonly string[]): string[] => {
  const { index, parts } = context;
  const wanted = new Set(parts.cues.filter(({ role }) => role === "kind").map(({ value }) => value));
  // A state's armed groups and oppositions are bodies too.
  if (wanted.has("organization")) wanted.add("group");
  // «الدول المشاركة» are states.
  if (wanted.size > 1) wanted.delete("actor");
  if (wanted.size === 0 || wanted.has("actor")) return [...ids];
  const kept = ids.filter((id) => wanted.has(entityOf(index, id)?.kind ?? ""));
  // «أي مبعوثين …»: those so titled, where any is.
  const titles = parts.cues.filter(({ role }) => role === "holders");
  const holders = kept.filter((id) => titles.some(({ value }) => context.names.bears(id, value)));
  return holders.length > 0 ? holders : kept;
};

/** «المشاركون: …»: a list that answers, standing by itself. */
export const listed = ({ index, words }: Context, ids: readonly string[]): string =>
  namesInWords(index, words.prose, ids, { subject: true });

/** How many they are, where the question asks how many; as many as are named, which may not be all. */
export const sayHowMany = ({ draft, words, parts }: Context, ids: readonly string[]): void => {
  if (!parts.has("ask", "how-many") || ids.length === 0) return;
  const kind = parts.cues.find(({ role }) => role === "kind")?.value ?? "actor";
  const noun = hasPhrase(words.prose, `count-${kind}`) ? kind : "actor";
  draft.say("ask-how-many", { n: counted(words.prose, noun, ids.length) });
};

/** The meetings a question speaks of: by description, by whoever took part, or both. */
export const meetingsMeant = (context: Context, statuses: readonly Status[]): Meeting[] => {
  const { parts } = context;
  const references = parts.references.length > 0 ? parts.references : [referenceOf(context)];
  // Several descriptions without «both»: any of them.
  return byDate([
    ...new Map(
      references
        .flatMap((reference) => meetingsLike(context, reference, parts.actors, statuses))
        .map((meeting) => [meeting.id, meeting]),
    ).values(),
  ]);
};

/**
 * The meetings that a description means: without the talks in their course that fit as well, without visits beside
 * meetings, and, where it asks who was there, without what was never held beside what was.
 */
export const meetingsThemselves = (meetings: readonly Meeting[], { parts }: Context): Meeting[] => {
  const met = parts.types.has("visit") ? [] : meetings.filter(({ type }) => type !== "visit");
  const all = met.length > 0 ? met : meetings;
  const ids = new Set(all.map(({ id }) => id));
  const whole = all.filter(({ parent }) => parent === null || !ids.has(parent));
  const held =
    parts.future && !parts.past
      ? whole.filter((meeting) => !happened(meeting))
      : parts.past
        ? whole.filter(happened)
        : [];
  return held.length > 0 ? held : whole;
};

/** The first or the last of them, where the question asks for it. */
export const inOrder = ({ parts }: Context, meetings: readonly Meeting[]): Meeting[] => {
  const dated = meetings.filter(({ date }) => date?.edtf);
  const past = dated.filter(happened);
  const pool = past.length > 0 ? past : dated.length > 0 ? dated : meetings;
  if (parts.has("order", "first")) return pool.slice(0, 1);
  if (parts.has("order", "last")) return pool.slice(-1);
  return [...meetings];
};

/** Participants, each party once; where states and bodies are asked for, those behind the people as well. */
export const presentAt = (context: Context, meetings: readonly Meeting[]): string[] => {
  const ids = meetings.flatMap((meeting) => presentIn(context, meeting, areBodiesAsked(context)));
  return partiesOnce(context, [...new Set(ids)]);
};

const areBodiesAsked = ({ parts }: Context): boolean => parts.has("kind", "country", "organization");

/**
 * Participants of a meeting; where states and bodies are asked for, those too whose envoys and ministers are named.
 * @param sent a delegation is whoever sent it
 */
export const presentIn = (context: Context, meeting: Meeting, sent: boolean): string[] => {
  const { index } = context;
  const bodiesAsked = areBodiesAsked(context);
  const ids = new Set<string>();
  for (const { entity, function: fn } of meeting.participants) {
    const kind = entityOf(index, entity)?.kind;
    const owners = representedBy(context, entity, meeting.articles);
    if (sent && kind === "group" && owners.length > 0) ids.add(owners[0]!.id);
    else ids.add(entity);
    if (!bodiesAsked || kind !== "person" || fn === "represented") continue;
    for (const { id } of owners)
      if (entityOf(index, id)?.kind === "country" || fn === "delegation_head") ids.add(id);
  }
  return [...ids];
};

/** Tells of meetings that are no answer, though near to one. */
export const hintAt = (
  { draft, index, words }: Context,
  say: string,
  meetings: readonly Meeting[],
  who: readonly string[] = [],
): void => {
  if (meetings.length === 0) return;
  const n = meetingsCounted(words.prose, meetings);
  draft.say(
    say,
    { n },
    meetings.map((meeting) => firstProof(meeting, who)),
  );
  for (const meeting of meetings.slice(0, MOST_HINTS))
    draft.sayText(meetingClause(index, words.prose, meeting, who), proofOf(meeting, who));
};

export const sayNothing = (context: Context): void => context.draft.say("ask-no-meetings");
