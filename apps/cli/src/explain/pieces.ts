import type { ExplainedFrame, ExplainedMention, Explanation, Outcome } from "@liqa/graph";

/** How a piece of text is shown. */
export type Look = ExplainedMention["kind"] | "date" | "made" | "none" | "plain";

/** Text that looks one way. */
export interface Piece {
  text: string;
  look: Look;
  /** What it was read as; empty for plain text. */
  note: string;
}

/** Why a word tells of a meeting or of none, for a reader. */
export const REASONS: Readonly<Record<Outcome, string>> = {
  made: "tells of it first",
  joined: "tells of it again",
  press: "talk to the press",
  sport: "a sentence about sport",
  idiom: "a figure of speech",
  carries: "brings the noun behind it, which decides",
  counted: "told by the word before it",
  no_noun: "no noun of a meeting behind it",
  cue: "the word that must stand near is not there",
  no_sides: "nobody is named in its sentence",
  one_side: "only one side is named",
  unfit: "those named do not stand where its frame looks for them",
  attendance: "says who came, but no meeting here to come to",
  anaphoric: "goes back to a meeting, but none fits",
  unpolitical: "nobody of politics is there",
  at_home: "nobody leaves home",
  states_only: "only states are left, and their people are not named",
};

/** Verbs that bring nothing, such as كان and عقد without a meeting: too many to be worth a line. */
export const isWorthTelling = ({ word, outcome }: ExplainedFrame): boolean =>
  word !== "carrier" || (outcome !== "no_noun" && outcome !== "carries");

/** A sentence cut where mentions, dates and frames begin and end; what overlaps gives way to what began before. */
export const piecesOf = (
  text: string,
  { mentions, dates, frames }: Explanation,
  from: number,
  to: number,
): Piece[] => {
  const marks = [
    ...mentions.map((one) => ({ ...one, look: one.kind as Look, note: noteOf(one) })),
    ...dates.map((one) => ({ ...one, look: "date" as Look, note: one.edtf ?? "not placed in time" })),
    ...frames.filter(isWorthTelling).map((one) => ({
      ...one,
      look: (one.meetings.length > 0 ? "made" : "none") as Look,
      note:
        one.meetings.length > 0
          ? `${one.rule} > ${one.meetings.join(", ")}`
          : `${one.rows.join(", ")}: ${REASONS[one.outcome]}`,
    })),
  ]
    .filter(({ start, end }) => start >= from && end <= to)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const pieces: Piece[] = [];
  let at = from;
  for (const { start, end, look, note } of marks) {
    if (start < at) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), look: "plain", note: "" });
    pieces.push({ text: text.slice(start, end), look, note });
    at = end;
  }
  if (at < to) pieces.push({ text: text.slice(at, to), look: "plain", note: "" });
  return pieces;
};

const noteOf = ({ kind, name, form, titles, known }: ExplainedMention): string =>
  [
    `${kind} ${name}`,
    form === "name" ? "" : `by ${form}`,
    titles.join(", "),
    known ? `known as ${known}` : "not in data/world",
  ]
    .filter(Boolean)
    .join("; ");

/** What is told of one word below its sentence. */
export interface FrameLine {
  made: boolean;
  word: string;
  reading: string;
  result: string;
}

export const frameLines = (text: string, explanation: Explanation, sentence: number): FrameLine[] =>
  explanation.frames
    .filter((frame) => frame.sentence === sentence && isWorthTelling(frame))
    .map((frame) => ({
      made: frame.meetings.length > 0,
      word: text.slice(frame.start, frame.end),
      reading: `${frame.rule ?? `${frame.word}:${frame.rows.join(" or ")}`}${frame.subject.length > 0 ? `, subject ${frame.subject.join(" and ")}` : ""}`,
      result:
        frame.meetings.length > 0
          ? `${frame.meetings.join(", ")}, ${frame.status}: ${REASONS[frame.outcome]}`
          : REASONS[frame.outcome],
    }));

export interface MeetingLine {
  id: string;
  head: string;
  details: [what: string, value: string][];
}

/** The meetings that came of it. */
export const meetingLines = ({ extraction }: Explanation): MeetingLine[] => {
  const nameOf = new Map(extraction.entities.map(({ id, name }) => [id, name]));
  return extraction.meetings.map((meeting) => ({
    id: meeting.id,
    head: `${meeting.type}, ${meeting.status}${meeting.background ? ", background" : ""}, rule ${meeting.rule}, confidence ${meeting.confidence}`,
    details: [
      ...(meeting.name ? [["name", meeting.name] as [string, string]] : []),
      ...meeting.participants.map(({ entity, function: fn }): [string, string] => [
        fn,
        nameOf.get(entity) ?? entity,
      ]),
      ["place", meeting.place ? (nameOf.get(meeting.place) ?? meeting.place) : "not told"],
      [
        "date",
        meeting.date
          ? `${meeting.date.edtf ?? "not placed in time"} from «${meeting.date.text}»${meeting.date.inferred ? ", inferred" : ""}`
          : "not told",
      ],
      ...meeting.topics.map(({ text }): [string, string] => ["topic", text]),
      ...(meeting.parent ? [["parent", meeting.parent] as [string, string]] : []),
    ],
  }));
};
