import { calendarDay } from "../edtf.ts";
import type { ExtractedEntity } from "../extraction.ts";
import { bodyKey } from "./nameKey.ts";
import { type Office as HeldOffice, titleWords, type WorldIndex } from "./world.ts";

/** An office as it can be compared: what it is, without whose it is. */
export interface Office {
  /** Node of the country or body it acts for. */
  body: string;
  /** Words of the title without those that only name the body. */
  words: readonly string[];
}

const STEM = 3;

/** True for words that repeat the body's name or derive from it: مصر → مصري, مصرية. */
const namesBody = (word: string, body: string, bodyWords: readonly string[], world: WorldIndex): boolean => {
  if (world.countryOfWord(word) === body) return true;
  return bodyWords.some((name) => {
    const stem = name.replace(/[اهي]$/u, "");
    return stem.length >= STEM ? word.startsWith(stem) : word === name;
  });
};

/** @param bodyName how the article calls the body, so that its words can be told from the office's. */
export const office = (title: string, body: string, bodyName: string, world: WorldIndex): Office => {
  const bodyWords = bodyKey(bodyName).split(" ");
  const words = titleWords(title);
  const rest = words.filter((word, at) => at === 0 || !namesBody(word, body, bodyWords, world));
  return { body, words: rest };
};

/**
 * The same office of the same body: equal words, or one the beginning of the other («وزير الخارجية» and «وزير
 * الخارجية والمغتربين»). The head word must agree, so a deputy is never his minister.
 */
export const sameOffice = (one: readonly string[], other: readonly string[]): boolean => {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length === 0) return false;
  if (short.length === long.length) return short.every((word, at) => word === long[at]);
  return (
    short.length >= 2 && long[short.length]!.startsWith("و") && short.every((word, at) => word === long[at])
  );
};

const heldWords = new WeakMap<HeldOffice, readonly string[]>();

const wordsOf = (held: HeldOffice, body: string, world: WorldIndex): readonly string[] => {
  const known = heldWords.get(held);
  if (known) return known;
  const { words } = office(held.title, body, world.actors.get(body)?.ar ?? "", world);
  heldWords.set(held, words);
  return words;
};

/** Everybody who held the office on that day by data/world: usually one or nobody. */
export const holdersOn = (wanted: Office, day: number, world: WorldIndex): string[] => {
  const { year, month } = calendarDay(day);
  const at = year * 12 + month - 1;
  const found = new Set<string>();
  for (const { person, office: held } of world.holders.get(wanted.body) ?? []) {
    if (at < held.fromMonth || at > held.toMonth) continue;
    if (sameOffice(wordsOf(held, wanted.body, world), wanted.words)) found.add(person);
  }
  return [...found].sort();
};

/** The bodies a known person held office in on that day, and the countries these act for; on any day without one. */
export const officesOn = (person: string, day: number | null, world: WorldIndex): Set<string> => {
  const bodies = new Set<string>();
  const date = day === null ? null : calendarDay(day);
  const at = date && date.year * 12 + date.month - 1;
  for (const { body, fromMonth, toMonth } of world.actors.get(person)?.offices ?? []) {
    if (!body || (at !== null && (at < fromMonth || at > toMonth))) continue;
    bodies.add(body);
    const actor = world.actors.get(body);
    if (actor?.official && actor.country) bodies.add(actor.country);
  }
  return bodies;
};

/**
 * Whether the entity is an office-holder without a name: its name is the wording of an office («سفير الأردن في
 * كازاخستان»), not a person's.
 */
export const isUnnamed = (entity: ExtractedEntity): boolean => {
  if (entity.kind !== "person") return false;
  const name = titleWords(entity.name).join(" ");
  return entity.roles.some(({ title }) => {
    const words = titleWords(title).join(" ");
    return words !== "" && (name === words || name.startsWith(`${words} `));
  });
};
