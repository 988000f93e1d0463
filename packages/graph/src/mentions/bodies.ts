import type { NameEntry } from "../language.ts";
import type { Scan } from "../lexicon/scan.ts";
import { fold } from "../text/fold.ts";
import type { Actor } from "./actors.ts";
import type { ActorMention } from "./mention.ts";

/**
 * «وزراء دول المجموعة», «الأمين العام للمنظمة»: a body called by its head word alone, whom somebody acts for, is the last
 * one the text has named in full with that word.
 */
export const nameBodiesAgain = ({ language }: Scan, mentions: readonly ActorMention[]): void => {
  const last = new Map<string, NameEntry>();
  const named = ({ kind, name, entry }: Pick<ActorMention, "kind" | "name" | "entry">): void => {
    if (!entry || (kind !== "organization" && kind !== "group")) return;
    const words = fold(name).split(" ");
    if (words.length < 2) return;
    last.set(language.withoutArticle(words[0]!), entry);
    // «المبعوث الخاص للتحالف الدولي»: written so, the article is swallowed.
    last.set(language.withoutArticle(fold(language.withArticle(words[0]!))), entry);
  };
  for (const mention of mentions) {
    for (const to of mention.affiliations) {
      const known =
        to.entry || /\s/u.test(to.name) ? undefined : last.get(language.withoutArticle(fold(to.name)));
      if (known) Object.assign(to, { entry: known, kind: known.kind });
      else named(to);
    }
    named(mention);
  }
};

/** «وفد مغربي» and «الوفد المغربي»: groups by their word and the one state it stands for, written in as many words. */
export class Delegations {
  readonly #byState = new Map<NameEntry, Map<string, Actor>>();

  add(mention: ActorMention, actor: Actor): void {
    const state = soleState(mention);
    if (!state) return;
    const known = this.#byState.get(state) ?? new Map<string, Actor>();
    this.#byState.set(state, known);
    const key = delegationKey(mention);
    if (!known.has(key)) known.set(key, actor);
  }

  of(mention: ActorMention): Actor | undefined {
    const state = soleState(mention);
    return state ? this.#byState.get(state)?.get(delegationKey(mention)) : undefined;
  }
}

const soleState = ({ form, number, affiliations }: ActorMention): NameEntry | null =>
  form === "group" && number === "one" && affiliations.length === 1 ? affiliations[0]!.entry : null;

const delegationKey = ({ head, from, to }: ActorMention): string => `${head} ${to - from}`;
