import type { ProseLanguage } from "@liqa/graph";

/** How a display is worded and how much it draws. */
export interface DisplayOptions {
  /** Of what is said around names and quotes, and the direction of it all. Default `ar`. */
  language?: ProseLanguage;
  /** Above the picture, and for readers who cannot see it. */
  title?: string;
  /** Actors drawn at most, those with most meetings first. Default 60. */
  most?: number;
}

/** The few words of a display that the library's prose does not have. */
export interface Words {
  language: ProseLanguage;
  caption(actors: number, meetings: number, leftOut: number): string;
  /** A noun without its article. */
  noun(text: string): string;
  meeting(parts: { type: string; status: string; date: string | null; who: readonly string[] }): string;
  proof: string;
  participants: string;
  place: string;
  date: string;
  topics: string;
  told: string;
  noPath: string;
  nothing: string;
  closer: string;
  farther: string;
  whole: string;
}

const ar: Words = {
  language: "ar",
  noun: (text) => text,
  caption: (actors, meetings, leftOut) =>
    `الأطراف والأماكن: ${actors}، اللقاءات: ${meetings}${leftOut > 0 ? `، ولم يتسع الرسم لأطراف أخرى: ${leftOut}` : ""}`,
  meeting: ({ type, status, date, who }) =>
    `${type} (${[status, date].filter(Boolean).join("، ")}): ${who.join("، ")}`,
  proof: "اللقاءات وما يثبتها",
  participants: "المشاركون",
  place: "المكان",
  date: "التاريخ",
  topics: "المواضيع",
  told: "ما يرويه المقال",
  noPath: "لا مسار بينهما في هذه المقالات.",
  nothing: "لا لقاءات في هذا المقال.",
  closer: "تكبير",
  farther: "تصغير",
  whole: "الرسم كله",
};

const en: Words = {
  language: "en",
  noun: (text) => text.replace(/^an? /u, ""),
  caption: (actors, meetings, leftOut) =>
    `Actors and places: ${actors}, meetings: ${meetings}${leftOut > 0 ? `; no room for ${leftOut} more actors` : ""}`,
  meeting: ({ type, status, date, who }) =>
    `${type} (${[status, date].filter(Boolean).join(", ")}): ${who.join(", ")}`,
  proof: "Meetings and their proof",
  participants: "Participants",
  place: "Place",
  date: "Date",
  topics: "Topics",
  told: "What the article tells",
  noPath: "No path between them in these articles.",
  nothing: "No meetings in this article.",
  closer: "Zoom in",
  farther: "Zoom out",
  whole: "Whole picture",
};

export const wordsOf = ({ language = "ar" }: DisplayOptions): Words => (language === "ar" ? ar : en);
