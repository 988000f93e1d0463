import type { Language } from "../language.ts";
import { fold } from "../text/fold.ts";
import type { Actor } from "./actors.ts";
import type { ActorMention } from "./mention.ts";
import { type Nearby, nearest } from "./nearby.ts";

/** A name folded, and its words. */
export interface Folded {
  text: string;
  words: readonly string[];
}

/** Names are compared over and over while they are joined: each is folded once. */
export const folding = (): ((name: string) => Folded) => {
  const known = new Map<string, Folded>();
  return (name) => {
    let folded = known.get(name);
    if (!folded) {
      const text = fold(name);
      folded = { text, words: text.split(" ") };
      known.set(name, folded);
    }
    return folded;
  };
};

/**
 * One name is the end or the beginning of the other: «بيدرسون» of «غير بيدرسون», «محمد بن سلمان» of a longer form.
 * «سلمان بن عبد العزيز» is not the end of «محمد بن سلمان بن عبد العزيز» but the father.
 */
const contains = (
  long: readonly string[],
  short: readonly string[],
  { surnameParts, givenNames }: Language,
): boolean => {
  const from = long.length - short.length;
  const stands = (at: number): boolean => short.every((word, offset) => word === long[at + offset]);
  const linked = from > 0 && surnameParts.get(long[from - 1]!) === "link";
  // «الملك سلمان» is the father of «محمد بن سلمان»; «ميستورا» is no given name.
  if (short.length === 1) return stands(from) && !(linked && givenNames.has(short[0]!));
  const father = linked && surnameParts.get(short[0]!) !== "link";
  return stands(0) || (stands(from) && !father);
};

/** People by the parts of their names that may stand for them. */
export class Owners {
  readonly #language: Language;
  readonly #byPart = new Map<string, Actor[]>();

  constructor(language: Language) {
    this.#language = language;
  }

  add(actor: Actor, folded: (name: string) => Folded): void {
    const { words } = folded(actor.name);
    const parts = new Set<string>();
    for (let at = 0; at < words.length; at++) {
      parts.add(words.slice(at).join(" "));
      parts.add(words.slice(0, at + 1).join(" "));
    }
    for (const part of parts) {
      const others = this.#byPart.get(part);
      if (others) others.push(actor);
      else this.#byPart.set(part, [actor]);
    }
  }

  /** Whose name a mention gives in part. */
  of(mention: ActorMention, folded: (name: string) => Folded, near: () => Nearby): Actor | undefined {
    const { text, words } = folded(mention.name);
    const owners = (this.#byPart.get(text) ?? []).filter(
      (actor) => contains(folded(actor.name).words, words, this.#language) && !clash(actor, mention),
    );
    // Two bearers of one surname in one article: the nearest decides.
    return owners.length <= 1 ? owners[0] : nearest(owners, near());
  }
}

const clash = (actor: Actor, mention: ActorMention): boolean =>
  actor.entry !== null && mention.entry !== null && actor.entry.id !== mention.entry.id;
