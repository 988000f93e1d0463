import type { Kind } from "../extraction.ts";
import type { NameEntry } from "../language.ts";
import type { Scan } from "../lexicon/scan.ts";
import { Delegations, nameBodiesAgain } from "./bodies.ts";
import { type ActorMention, type Affiliation, actsFor, bodyServed, type TitlePhrase } from "./mention.ts";
import { type Nearby, nearby, nearest, REACH } from "./nearby.ts";
import { type Folded, folding, Owners } from "./owners.ts";
import { sameOffice } from "./titles.ts";
/** Somebody or something of the article: all mentions that mean the same, joined. */
export interface Actor {
  index: number;
  kind: Kind;
  /** The fullest form, without titles. */
  name: string;
  entry: NameEntry | null;
  mentions: ActorMention[];
  titles: TitlePhrase[];
  affiliations: Affiliation[];
  /** Known by office only. */
  unnamed: boolean;
}

export interface Actors {
  all: Actor[];
  /** The actor of each mention, by its index in the list of mentions; -1 where it means nobody certain. */
  of: number[];
  /** The actor that data/ knows as `entry`; one that is only implied (the country of a city) is added. */
  implied(entry: NameEntry): Actor;
  /** Says which state a mention of somebody's homeland means. */
  settle(at: number, state: NameEntry): void;
}

/** Actors by kind and by a key within it. */
class ByKind {
  readonly #kinds = new Map<Kind, Map<string, Actor>>();

  get(kind: Kind, key: string): Actor | undefined {
    return this.#kinds.get(kind)?.get(key);
  }

  set(kind: Kind, key: string, actor: Actor): void {
    const known = this.#kinds.get(kind);
    if (known) known.set(key, actor);
    else this.#kinds.set(kind, new Map([[key, actor]]));
  }
}

/** Joins the mentions of one article: names by form, offices by office and state, bodies by name or head word. */
export const joinActors = (scan: Scan, mentions: readonly ActorMention[]): Actors => {
  nameBodiesAgain(scan, mentions);
  const all: Actor[] = [];
  const of: number[] = new Array(mentions.length).fill(-1);
  const byEntry = new ByKind();
  const byName = new ByKind();
  const delegations = new Delegations();
  const owners = new Owners(scan.language);
  const said = new Map<Actor, Set<string>>();
  const folded = folding();
  const near = (at: number): Nearby => nearby(mentions, of, all, at);

  /** What a text says of somebody over and over is kept once. */
  const isNew = (actor: Actor, key: string): boolean => {
    const known = said.get(actor) ?? new Set();
    said.set(actor, known);
    return known.size < known.add(key).size;
  };
  const create = (mention: ActorMention): Actor => {
    const actor: Actor = {
      index: all.length,
      kind: mention.kind,
      name: mention.name,
      entry: mention.entry,
      mentions: [],
      titles: [],
      affiliations: [],
      unnamed: mention.form === "office",
    };
    all.push(actor);
    return actor;
  };
  const join = (at: number, actor: Actor): void => {
    const mention = mentions[at]!;
    of[at] = actor.index;
    actor.mentions.push(mention);
    for (const title of mention.titles)
      if (isNew(actor, titleKey(scan.text, title))) actor.titles.push(title);
    for (const to of mention.affiliations) if (isNew(actor, affiliationKey(to))) actor.affiliations.push(to);
    if (mention.form === "name" && (actor.unnamed || longer(mention, actor, folded))) {
      actor.name = mention.name;
      actor.unnamed = false;
    }
    if (mention.entry && !actor.entry) actor.entry = mention.entry;
    if (actor.entry) byEntry.set(actor.entry.kind, actor.entry.id, actor);
    byName.set(actor.kind, folded(mention.name).text, actor);
    delegations.add(mention, actor);
  };

  // Names first, the fuller before the shorter, so that a headline's surname finds its owner below.
  const named = mentions
    .map((mention, at) => ({ mention, at, length: folded(mention.name).words.length }))
    .filter(({ mention }) => mention.form === "name")
    .sort((a, b) => b.length - a.length || a.at - b.at);
  for (const { mention, at } of named) {
    const known = mention.entry && byEntry.get(mention.entry.kind, mention.entry.id);
    const same = known ?? byName.get(mention.kind, folded(mention.name).text);
    const owner =
      same ?? (mention.kind === "person" ? owners.of(mention, folded, () => near(at)) : undefined);
    const actor = owner ?? create(mention);
    if (!owner && mention.kind === "person") owners.add(actor, folded);
    join(at, actor);
  }
  mentions.forEach((mention, at) => {
    // Whose land it is, the sentence says.
    if (mention.form === "name" || mention.form === "homeland") return;
    const same = byName.get(mention.kind, folded(mention.name).text);
    if (mention.form === "office") {
      // «مبعوث الولايات المتحدة إلى سوريا وممثل التحالف»: two offices of one man.
      const previous = mentions[at - 1];
      const twin =
        mention.proclitic === scan.language.proclitics.and &&
        previous?.form === "office" &&
        previous.to === mention.from;
      if (
        twin &&
        previous.titles[0]!.level === "envoy" &&
        mention.titles[0]!.level === "envoy" &&
        of[at - 1]! >= 0
      ) {
        join(at, all[of[at - 1]!]!);
        return;
      }
      const around = near(at);
      const holder =
        mention.titles[0]!.level === "counterpart"
          ? counterpartOf(around, mention, officeBefore(mentions, at))
          : (holderOf(around, mention) ?? officialOf(scan, around, mention));
      if (holder) join(at, holder);
      else if (same) join(at, same);
      else if (mention.affiliations.length || mention.titles[0]!.to - mention.titles[0]!.from > 1)
        join(at, create(mention));
      return;
    }
    const again = same ?? delegations.of(mention);
    const head = again ?? (mention.to - mention.from === 1 ? byHead(all, mention, folded) : undefined);
    if (head) join(at, head);
    else join(at, create(mention));
  });
  for (const actor of all) actor.mentions.sort((a, b) => a.start - b.start);
  const implied = (entry: NameEntry): Actor => {
    let actor = byEntry.get(entry.kind, entry.id);
    if (!actor) {
      actor = {
        index: all.length,
        kind: entry.kind,
        name: entry.name,
        entry,
        mentions: [],
        titles: [],
        affiliations: [],
        unnamed: false,
      };
      all.push(actor);
      byEntry.set(entry.kind, entry.id, actor);
    }
    return actor;
  };
  const settle = (at: number, state: NameEntry): void => {
    const actor = implied(state);
    of[at] = actor.index;
    actor.mentions.push(mentions[at]!);
  };
  return { all, of, implied, settle };
};

const longer = (mention: ActorMention, actor: Actor, folded: (name: string) => Folded): boolean => {
  if (actor.kind === "person") return folded(mention.name).words.length > folded(actor.name).words.length;
  // «العاصمة البريطانية» is longer than «لندن», and no name.
  if (mention.kind === "place" && mention.head) return false;
  if (mention.kind === "place" && actor.mentions.every((one) => one === mention || one.head)) return true;
  return folded(mention.name).text.length > folded(actor.name).text.length && !mention.affiliations.length;
};

/** The named person who holds the office that a mention gives without a name. */
const holderOf = (near: Nearby, mention: ActorMention): Actor | undefined => {
  const title = mention.titles[0]!;
  const holders = [...near.keys()]
    .filter((actor) => actor.kind === "person" && !actor.unnamed && holds(actor, title))
    .sort((a, b) => a.index - b.index);
  if (!holders.length) return undefined;
  const before = holders.filter((actor) => near.get(actor)!.before);
  return nearest(before.length ? before : holders, near);
};

const titleKey = (text: string, { start, end, heads, affiliations }: TitlePhrase): string =>
  [text.slice(start, end), ...heads, ...affiliations.map(affiliationKey)].join("\n");

const affiliationKey = ({ entry, name, kind, relation, body }: Affiliation): string =>
  [kind, entry?.id ?? name, relation, body].join(" ");

/** Levels whose bare word stands for the fuller office: «الوزير» for the foreign minister. */
const GENERAL = new Set(["minister", "envoy", "ambassador"]);

const stateOf = (affiliations: readonly Affiliation[]): string | undefined => bodyServed(affiliations)?.id;

const holds = (actor: Actor, title: TitlePhrase): boolean => {
  const state = stateOf(title.affiliations);
  const known =
    state !== undefined &&
    actor.entry?.offices.some((office) => office.body === state && office.title === title.heads.at(-1));
  if (known && title.heads.length === 1) return true;
  return actor.titles.some((own) => {
    if (title.level === "counterpart" || own.level === "counterpart") {
      // «نظيره التركي» is whoever of that state stands at the same level; the state alone must do here.
      return state !== undefined && stateOf(own.affiliations) === state && title.level === own.level;
    }
    if (sameOffice(own, title))
      return state === undefined || stateOf(own.affiliations) !== undefined || isFrom(actor, state);
    // «مبعوث الولايات المتحدة إلى سوريا» and «الممثل الخاص للولايات المتحدة إلى سوريا»: one level, one state.
    if (
      own.level === title.level &&
      state !== undefined &&
      stateOf(own.affiliations) === state &&
      title.level === "envoy"
    )
      return true;
    // «الوزير المصري» for the foreign minister, «المبعوث» for the special envoy.
    const looser =
      GENERAL.has(title.level) &&
      title.heads.length === 1 &&
      own.level === title.level &&
      title.to - title.from <= 2;
    return looser && (state === undefined || isFrom(actor, state));
  });
};

/** Whether an actor acts for the state with this id or is known to belong to it. */
export const isFrom = (actor: Actor, state: string): boolean =>
  actsFor(actor.affiliations, state) || actor.entry?.country === state;

/** «المسؤول الأممي»: the last person named before who acts for that state or body. */
const officialOf = (scan: Scan, near: Nearby, mention: ActorMention): Actor | undefined => {
  const [title] = mention.titles;
  const state = title?.level === "official" ? stateOf(title.affiliations) : undefined;
  if (state === undefined || !scan.title(mention.from)?.reading.definite) return undefined;
  const own = [...near.keys()].filter(
    (actor) => actor.kind === "person" && !actor.unnamed && near.get(actor)!.before && isFrom(actor, state),
  );
  return own.length ? nearest(own, near) : undefined;
};

/** «المجموعة», «اللجنة» after their full name: the last body that begins with the same word. */
const byHead = (
  all: readonly Actor[],
  mention: ActorMention,
  folded: (name: string) => Folded,
): Actor | undefined => {
  const head = folded(mention.name).text;
  const bodies = all.filter(
    (actor) =>
      (actor.kind === "organization" || actor.kind === "group") &&
      actor.mentions.some((other) => other.start < mention.start) &&
      actor.mentions.some((other) => {
        const { words } = folded(other.name);
        return words[0] === head && words.length > 1;
      }),
  );
  return bodies.at(-1);
};

/**
 * «وزير الدولة يستقبل نظيره البنغلاديشي»: the counterpart is who holds, for that state, the office of the one named before,
 * or who is called the counterpart by name.
 */
const counterpartOf = (
  near: Nearby,
  mention: ActorMention,
  other: TitlePhrase | undefined,
): Actor | undefined => {
  const state = stateOf(mention.titles[0]!.affiliations);
  const same = [...near.keys()].find(
    (actor) =>
      actor.kind === "person" &&
      !actor.unnamed &&
      actor.titles.some(
        (own) => own.heads.join(" ") === other?.heads.join(" ") && stateOf(own.affiliations) === state,
      ),
  );
  return (state === undefined ? undefined : same) ?? holderOf(near, mention);
};

/** The office of the person named before a mention, whoever he is the counterpart of. */
const officeBefore = (mentions: readonly ActorMention[], at: number): TitlePhrase | undefined => {
  for (let other = at - 1; other >= Math.max(0, at - REACH); other--) {
    const title = mentions[other]!.kind === "person" ? mentions[other]!.titles[0] : undefined;
    if (title) return title.level === "counterpart" ? undefined : title;
  }
  return undefined;
};
