import { styleText } from "node:util";
import type { Explanation } from "@liqa/graph";
import { isolate } from "../console.ts";
import { frameLines, type Look, meetingLines, piecesOf } from "./pieces.ts";

const STYLES: Readonly<Record<Look, Parameters<typeof styleText>[0]>> = {
  person: "green",
  country: "yellow",
  organization: "blue",
  group: "cyan",
  place: "magenta",
  date: ["cyan", "underline"],
  made: ["bold", "inverse"],
  none: ["red", "underline"],
  plain: "reset",
};

/** Colours only where somebody sees them: none into files or under NO_COLOR. */
const styled = (look: Look, text: string): string =>
  look === "plain" ? text : styleText(STYLES[look], text, { stream: process.stdout });

/** An article with its mentions, dates and frames, each sentence above what became of its words. */
export const inTerminal = (text: string, explanation: Explanation): string => {
  const legend = (Object.keys(STYLES) as Look[])
    .filter((look) => look !== "plain")
    .map((look) => styled(look, LEGEND[look]))
    .join("  ");
  const sentences = explanation.sentences.map(({ start, end }, at) => {
    const pieces = piecesOf(text, explanation, start, end).map((piece) => styled(piece.look, piece.text));
    const lines = frameLines(text, explanation, at).map(
      ({ made, word, reading, result }) =>
        `    ${styled(made ? "made" : "none", made ? "+" : "-")} ${isolate(word)}  ${isolate(reading)}\n      ${result}`,
    );
    return [`${at + 1}. ${isolate(pieces.join(""))}`, ...lines].join("\n");
  });
  const meetings = meetingLines(explanation).map(({ id, head, details }) =>
    [
      `${styled("made", id)} ${head}`,
      ...details.map(([what, value]) => `    ${what.padEnd(15)} ${isolate(value)}`),
    ].join("\n"),
  );
  return [legend, ...sentences, meetings.length > 0 ? meetings.join("\n") : "No meeting."].join("\n\n");
};

const LEGEND: Readonly<Record<Look, string>> = {
  person: "person",
  country: "country",
  organization: "organization",
  group: "group",
  place: "place",
  date: "date",
  made: "tells of a meeting",
  none: "might, but does not",
  plain: "",
};
