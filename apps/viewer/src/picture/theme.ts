import type { Kind } from "@liqa/graph";

/** The colours of the picture, read from the style sheet so that there is one place for them. */
export interface Theme {
  background: string;
  ink: string;
  muted: string;
  edge: string;
  lit: string;
  kinds: Record<Kind | "meeting", string>;
  /** Grounds of groups; after the last, the first again. */
  tints: string[];
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
    tints: [1, 2, 3, 4, 5, 6].map((n) => color(`tint-${n}`)),
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

const mixed = new Map<string, string>();

/** `share` of colour `a` over `b`; both #rrggbb. A picture has few colours and many nodes: each is mixed once. */
export function mix(a: string, b: string, share: number): string {
  const key = `${a}${b}${share}`;
  let color = mixed.get(key);
  if (color === undefined) {
    const channel = (text: string, i: number) => Number.parseInt(text.slice(1 + 2 * i, 3 + 2 * i), 16);
    color = `#${[0, 1, 2]
      .map((i) => Math.round(channel(a, i) * share + channel(b, i) * (1 - share)))
      .map((value) => value.toString(16).padStart(2, "0"))
      .join("")}`;
    mixed.set(key, color);
  }
  return color;
}
