import type { Kind, Status } from "@liqa/graph";
import { type Markup, markup } from "./markup.ts";

export type NodeKind = Kind | "meeting";

/** Okabe and Ito's hues, darkened until they read on paper; shapes say the same without colour. */
export const COLORS: Readonly<Record<NodeKind, string>> = {
  person: "#0a6ebd",
  country: "#c2570c",
  organization: "#00806a",
  group: "#a0459a",
  place: "#84690a",
  meeting: "#414a5c",
};
export const PAPER = "#fbfaf7";
export const INK = "#1d2433";
export const MUTED = "#565f70";
export const LINE = "#a9a69c";

/** Whatever the system has: every font named here, and what systems fall back to, joins Arabic letters. */
export const FONT =
  "'IBM Plex Sans Arabic', 'Noto Sans Arabic', 'Segoe UI', Tahoma, 'DejaVu Sans', sans-serif";

/** How far a meeting came: held, still to come, or not to be. */
export type Tone = "solid" | "hollow" | "crossed";

export const toneOf = (status: Status | undefined): Tone =>
  status === undefined || status === "held" || status === "ongoing"
    ? "solid"
    : status === "planned" || status === "called_for" || status === "postponed"
      ? "hollow"
      : "crossed";

export interface Spot {
  x: number;
  y: number;
  radius: number;
}

/** The mark of a node: circle for people, square for states and bodies, diamond for meetings, triangle, hexagon. */
export const shape = (kind: NodeKind, tone: Tone, { x, y, radius: r }: Spot): Markup => {
  const color = COLORS[kind];
  const look = markup`fill="${tone === "solid" ? color : PAPER}" stroke="${color}" stroke-width="1.6"`;
  const points = (...corners: [number, number][]): Markup =>
    markup`<polygon points="${corners.map(([dx, dy]) => `${round(x + dx * r)},${round(y + dy * r)}`).join(" ")}" ${look}/>`;
  const cross =
    tone === "crossed"
      ? markup`<path d="M${round(x - r * 0.4)} ${round(y - r * 0.4)}l${round(r * 0.8)} ${round(r * 0.8)}m0 ${round(-r * 0.8)}l${round(-r * 0.8)} ${round(r * 0.8)}" stroke="${color}" stroke-width="1.4"/>`
      : null;
  switch (kind) {
    case "person":
      return markup`<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}" ${look}/>`;
    case "country":
    case "organization":
      return points([-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]);
    case "place":
      return points([0, 1], [-1, -0.75], [1, -0.75]);
    case "group":
      return points([-0.5, -0.87], [0.5, -0.87], [1, 0], [0.5, 0.87], [-0.5, 0.87], [-1, 0]);
    case "meeting":
      return markup`${points([0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0])}${cross}`;
  }
};

/** To a tenth of a pixel: pictures of equal graphs are equal texts, and short. */
export const round = (value: number): number => Math.round(value * 10) / 10;

/** Whether a text runs from right to left: its first letter decides. */
export const isRtl = (text: string): boolean =>
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}]/u.test(/\p{L}/u.exec(text)?.[0] ?? "");

/** About how wide a text is drawn; the exact width only the font knows. */
export const widthOf = (text: string, size: number): number => text.length * size * 0.52;

/** One line of text around a middle point, in its own direction, with a rim of paper so that lines pass behind it. */
export const label = (
  text: string,
  x: number,
  y: number,
  { size = 12, color = INK, weight = 400 }: { size?: number; color?: string; weight?: number } = {},
): Markup =>
  markup`<text x="${round(x)}" y="${round(y)}" text-anchor="middle" direction="${isRtl(text) ? "rtl" : "ltr"}" font-size="${size}" font-weight="${weight}" fill="${color}" stroke="${PAPER}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${text}</text>`;

/** A picture with what it shows as its title. */
export const picture = (width: number, height: number, title: string, content: Markup): Markup =>
  markup`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${title}" font-family="${FONT}"><title>${title}</title><rect width="${width}" height="${height}" rx="8" fill="${PAPER}"/>${content}</svg>`;

/** A name cut to what fits, at a word's end where possible. */
export const shortened = (text: string, most = 28): string => {
  if (text.length <= most) return text;
  const cut = text.lastIndexOf(" ", most - 1);
  return `${text.slice(0, cut > most / 2 ? cut : most - 1)}…`;
};
