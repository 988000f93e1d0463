import { blockKeys, candidatePairs, candidatesAmong, fileNames, type NameBlocks } from "./blocking.ts";
import { byCode } from "./ids.ts";
import type { Memory } from "./memory.ts";
import type { NameKey } from "./nameKey.ts";
import {
  addContext,
  agreement,
  type Context,
  emptyContext,
  type Fit,
  type PersonRecord,
  type PersonStage,
  worldContext,
} from "./persons.ts";
import { compareNames, isCommon, type NameLikeness } from "./variants.ts";
import type { WorldIndex } from "./world.ts";

/** From here on two names are joined without asking. */
export const SAME_FROM = 0.93;
/** From here on a pair is worth a person's look. */
export const DOUBTFUL_FROM = 0.85;

const FIT_BONUS: Record<Fit, number> = { office: 0.06, country: 0.04, title: 0.04, neutral: 0, clash: -0.15 };
/** A name so rare that two people hardly share it with the other name as well. */
const RARE_BEARERS = 3;
const MANY_NAMES = 500;
const RARE_BONUS = 0.03;
const UNLISTED = 0.04;
const FIT_REASON: Record<Fit, string> = {
  office: "same office",
  country: "same country or body",
  title: "same title",
  neutral: "",
  clash: "different countries",
};

/** One spelling of one leaf. */
interface Spelling {
  leaf: string;
  name: NameKey;
  /** A member of the leaf's cluster. */
  member: number;
}

interface Scored {
  one: Spelling;
  other: Spelling;
  score: number;
  likeness: NameLikeness;
  reasons: string[];
}

/** The context of a leaf with a full name: all its reports together, and its row of the world. */
export const leafContexts = (
  persons: readonly PersonRecord[],
  stage: PersonStage,
): ((leaf: string) => Context) => {
  const contexts = new Map<string, Context>();
  for (const { leaf, context } of persons) {
    if (!leaf) continue;
    let sum = contexts.get(leaf.id);
    if (!sum) {
      sum = emptyContext();
      if (leaf.known !== null) addContext(sum, worldContext(leaf.known, stage.world));
      contexts.set(leaf.id, sum);
    }
    addContext(sum, context);
  }
  return (leaf) => contexts.get(leaf) ?? worldContext(leaf, stage.world);
};

/** Joins full names that are spellings, shorter forms or transliterations of each other. */
export const joinSpellings = (
  persons: readonly PersonRecord[],
  contextOf: (leaf: string) => Context,
  stage: PersonStage,
): void => {
  const spellings = collectSpellings(persons, stage.corpus.memory);
  const names = spellings.map(({ name }) => name);
  const rows = worldSpellings(stage.world);
  const isRare = rarity(names, rows, stage.world);
  const { memory } = stage.corpus;
  const keysOf = (name: NameKey): ReadonlySet<string> => {
    const known = memory.blockKeys.get(name) ?? blockKeys(name);
    memory.blockKeys.set(name, known);
    return known;
  };
  const scored: Scored[] = [];
  const weigh = (one: Spelling, other: Spelling): void => {
    if (one.leaf === other.leaf) return;
    const likeness = likenessOf(one.name, other.name, stage);
    // The best bonus would not lift it into view.
    if (likeness.score + FIT_BONUS.office < DOUBTFUL_FROM) return;
    const grounds = agreement(contextOf(one.leaf), contextOf(other.leaf));
    const rare =
      grounds === "neutral" &&
      (likeness.how === "shorter form" ||
        (likeness.how === "spelling" &&
          (sameSurname(one.name, other.name) || sameForeignGiven(one.name, other.name, stage.world)))) &&
      isRare(one.name, other.name) &&
      isRare(other.name, one.name);
    // Who holds the office under a name holds it under the shorter one. What a known person holds the world says; a
    // report may have cut somebody else's name down to his.
    const known = [one.leaf, other.leaf].filter((leaf) => stage.world.actors.has(leaf));
    const sameHolder =
      grounds === "office" &&
      likeness.how === "shorter form" &&
      known.every(
        (leaf) =>
          agreement(worldContext(leaf, stage.world), contextOf(leaf === one.leaf ? other.leaf : one.leaf)) ===
          "office",
      );
    // The world lists a known person's full forms; one of first names only that it does not list is doubtful.
    const unlisted =
      likeness.how === "shorter form" &&
      !sameHolder &&
      known.length > 0 &&
      isCommon(
        one.name.parts.length < other.name.parts.length ? one.name.parts : other.name.parts,
        stage.world,
      );
    const sum = likeness.score + FIT_BONUS[grounds] + (rare ? RARE_BONUS : 0) - (unlisted ? UNLISTED : 0);
    const score = Math.min(1, sameHolder ? Math.max(sum, SAME_FROM) : sum);
    // Whoever shares a middle name and a surname is not worth a question unless something else points there.
    if (score < DOUBTFUL_FROM || (likeness.how === "tail" && grounds === "neutral")) return;
    const reasons = [
      `${likeness.how} ${likeness.score.toFixed(2)}`,
      FIT_REASON[grounds],
      rare ? "rare name" : "",
    ].filter(Boolean);
    scored.push({ one, other, score, likeness, reasons });
  };
  for (const [i, j] of candidatePairs(names, keysOf)) weigh(spellings[i]!, spellings[j]!);
  for (const [i, j] of candidatesAmong(names, rows.blocks, keysOf)) {
    const { id, name } = rows.names[j]!;
    // Bearing the very name, and yet not taken for that person at sight: there were reasons.
    if (name.key === names[i]!.key) continue;
    // A row that lists the name in this script is compared in it.
    if (name.script !== names[i]!.script && stage.world.hasScript(id, names[i]!.script)) continue;
    weigh(spellings[i]!, { leaf: id, name, member: stage.identity.worldMember(id) });
  }
  scored.sort(
    (a, b) =>
      b.score - a.score ||
      byCode(a.one.leaf, b.one.leaf) ||
      byCode(a.other.leaf, b.other.leaf) ||
      byCode(a.one.name.key, b.one.name.key) ||
      byCode(a.other.name.key, b.other.name.key),
  );
  const spelling = scored.filter(({ likeness }) => likeness.how === "spelling");
  const choice = scored.filter(({ likeness }) => likeness.how !== "spelling");
  joinAlike(spelling, stage);
  joinByChoice(choice, stage);
};

/** Most pairs have been compared in an earlier round. */
const likenessOf = (one: NameKey, other: NameKey, { corpus, world }: PersonStage): NameLikeness => {
  const { likeness } = corpus.memory;
  let compared = likeness.get(one);
  if (!compared) {
    compared = new WeakMap();
    likeness.set(one, compared);
  }
  const known = compared.get(other);
  if (known) return known;
  const fresh = compareNames(one, other, world);
  compared.set(other, fresh);
  return fresh;
};

const sameSurname = (one: NameKey, other: NameKey): boolean =>
  one.parts.at(-1)!.text === other.parts.at(-1)!.text;

/** جوزيه مورينيو and جوزيه مورينهو; not أحمد عطاف and أحمد عطيف. */
const sameForeignGiven = (one: NameKey, other: NameKey, world: WorldIndex): boolean =>
  one.parts[0]!.text === other.parts[0]!.text && !world.isArabicGiven(one.parts[0]!.text);

/**
 * Whether given name and surname, which two names share, hardly ever meet twice: few people in the articles and the
 * world bear that surname, or few that given name.
 */
const rarity = (
  names: readonly NameKey[],
  rows: WorldSpellings,
  world: WorldIndex,
): ((one: NameKey, other: NameKey) => boolean) => {
  const givenOf = new Map<string, Set<string>>();
  const surnamesOf = new Map<string, Set<string>>();
  for (const { parts } of [...names, ...rows.names.map(({ name }) => name)]) {
    if (parts.length < 2) continue;
    const [given, surname] = [parts[0]!.text, parts.at(-1)!.bare];
    givenOf.set(surname, (givenOf.get(surname) ?? new Set()).add(given));
    surnamesOf.set(given, (surnamesOf.get(given) ?? new Set()).add(surname));
  }
  // Among a few dozen people every given name is rare.
  const many = names.length + rows.names.length >= MANY_NAMES;
  const few = (found: ReadonlySet<string> | undefined, limit: number): boolean => (found?.size ?? 0) <= limit;
  return (one, other) => {
    const [given, surname] = [one.parts[0]!, one.parts.at(-1)!];
    if (world.isGivenName(surname.bare)) return false;
    if (few(givenOf.get(surname.bare), RARE_BEARERS)) return true;
    return many && other.parts.at(-1)!.bare === surname.bare && few(surnamesOf.get(given.text), RARE_BEARERS);
  };
};

const collectSpellings = (persons: readonly PersonRecord[], memory: Memory): Spelling[] => {
  const spellings = new Map<string, Spelling>();
  const add = (leaf: string, name: NameKey, member: number): void => {
    if (name.parts.length < 2) return;
    const id = `${leaf}\t${name.key}`;
    if (!spellings.has(id)) spellings.set(id, { leaf, name, member });
  };
  for (const { form, leaf, record } of persons)
    if (form === "full" && leaf) {
      add(leaf.id, record.name!, record.index);
      for (const alias of record.entity.aliases) {
        const name = memory.nameKey(alias);
        // An alias counts when it is a name of its own, in the other script say, not a title with a surname.
        if (name.script !== record.name!.script) add(leaf.id, name, record.index);
      }
    }
  return [...spellings.values()].sort(
    (one, other) => byCode(one.name.key, other.name.key) || byCode(one.leaf, other.leaf),
  );
};

interface WorldSpellings {
  names: { id: string; name: NameKey }[];
  blocks: NameBlocks;
}

const filedWorlds = new WeakMap<WorldIndex, WorldSpellings>();

/** All names of all persons of the world, filed at first use. */
const worldSpellings = (world: WorldIndex): WorldSpellings => {
  const filed = filedWorlds.get(world);
  if (filed) return filed;
  const names = [...world.actors.values()]
    .filter(({ kind }) => kind === "person")
    .flatMap(({ id }) => world.namesOf(id).map((name) => ({ id, name })));
  const fresh = {
    names,
    blocks: fileNames(
      names.map(({ name }) => name),
      blockKeys,
    ),
  };
  filedWorlds.set(world, fresh);
  return fresh;
};

const record = ({ one, other, score, reasons }: Scored, stage: PersonStage, joined: boolean): void => {
  stage.identity.decide(one.leaf, other.leaf, joined ? "same" : "unsure", score, reasons);
};

const joinAlike = (pairs: readonly Scored[], stage: PersonStage): void => {
  for (const pair of pairs) {
    const joined = pair.score >= SAME_FROM && stage.identity.unite(pair.one.member, pair.other.member);
    record(pair, stage, joined);
  }
};

/** How much better than the runner-up a longer form must be to be the one. */
const CLEAR_LEAD = 0.03;

/**
 * A shorter form, or a name in the other script, may fit several persons: it joins one only when that one fits
 * clearly better than any other. Longer names choose first, so that a chain of ever shorter forms ends in one node.
 */
const joinByChoice = (pairs: readonly Scored[], stage: PersonStage): void => {
  const { clusters } = stage.identity;
  const choices = new Map<string, { chooser: Spelling; options: Scored[] }>();
  for (const pair of pairs) {
    const swap =
      pair.likeness.how === "transliteration"
        ? pair.other.name.script === "latin"
        : pair.other.name.parts.length < pair.one.name.parts.length;
    const chooser = swap ? pair.other : pair.one;
    const id = `${chooser.leaf}\t${chooser.name.key}`;
    const choice = choices.get(id) ?? { chooser, options: [] };
    choice.options.push(pair);
    choices.set(id, choice);
  }
  const ordered = [...choices.values()].sort(
    ({ chooser: a }, { chooser: b }) =>
      b.name.parts.length - a.name.parts.length || byCode(a.name.key, b.name.key) || byCode(a.leaf, b.leaf),
  );
  for (const { chooser, options } of ordered) {
    const target = ({ one, other }: Scored): Spelling => (one === chooser ? other : one);
    const best = options[0]!;
    const rival = options.find(
      (option) =>
        !clusters.same(target(option).member, target(best).member) &&
        !clusters.same(target(option).member, chooser.member),
    );
    const clear = rival === undefined || best.score - rival.score >= CLEAR_LEAD;
    const joined =
      clear && best.score >= SAME_FROM && stage.identity.unite(chooser.member, target(best).member);
    for (const option of options)
      record(option, stage, joined && clusters.same(option.one.member, option.other.member));
  }
};
