import type { Kind } from "@liqa/graph";

/** The colours of the picture, read from the style sheet so that there is one place for them. */
export interface Theme {
  background: string;
  ink: string;
  muted: string;
  edge: string;
  lit: string;
  kinds: Record<Kind | "meeting", string>;
}

export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    background: color("canvas"),
    ink: color("ink"),
    muted: color("muted"),
    edge: color("edge"),
    lit: color("lit"),
    kinds: {
      person: color("person"),
      country: color("country"),
      organization: color("organization"),
      group: color("group"),
      place: color("place"),
      meeting: color("meeting"),
    },
  };
}

/** `share` of colour `a` over `b`; both #rrggbb. */
export function mix(a: string, b: string, share: number): string {
  const channel = (color: string, i: number) => Number.parseInt(color.slice(1 + 2 * i, 3 + 2 * i), 16);
  return `#${[0, 1, 2]
    .map((i) => Math.round(channel(a, i) * share + channel(b, i) * (1 - share)))
    .map((value) => value.toString(16).padStart(2, "0"))
    .join("")}`;
}
