import MiniSearch from "minisearch";
import type { Kind } from "../extraction.ts";
import type { Entity } from "../facts.ts";
import { skeleton } from "../resolution/transliteration.ts";
import { fold } from "../text/fold.ts";
import type { Hit } from "./types.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Candidates that are looked at closely. */
const CANDIDATES = 200;
/** Scores below this are noise. */
const LEAST_SCORE = 0.5;
/** A word that is met less well is another word. */
const LEAST_WORD = 0.8;
/** What an office loses whose first word nobody asked for. */
const DEPUTY = 0.95;
const SMALL_WORDS = new Set(["of", "the", "to", "for", "in", "on", "at", "and", "a", "an"]);

const WORD = /[\p{L}\p{N}]+/gu;
const ARTICLE = "ال";

/**
 * The words of a name or query: folded, without the Arabic article, however it is glued. («ال» as such is no word,
 * and «آل سعود» and «السعود» are one family to a searcher.)
 */
export const searchWords = (text: string): string[] => {
  const words: string[] = [];
  for (const [word] of fold(text)
    .replaceAll(/['’ʼ`]/g, "")
    .matchAll(WORD)) {
    if (word === ARTICLE || word === "al" || word === "el") continue;
    words.push(
      word.startsWith(ARTICLE) && word.length > ARTICLE.length + 1 ? word.slice(ARTICLE.length) : word,
    );
  }
  return words;
};

interface Document {
  id: number;
  names: string;
  roles: string;
  sounds: string;
}

interface Names {
  /** Each name as its words. */
  names: string[][];
  roles: { words: string[]; last: string }[];
}

const sounds = (words: readonly string[]): string =>
  words
    .map(skeleton)
    .filter((key) => key.length > 1)
    .join(" ");

/** Levenshtein distance with transposition of neighbours (optimal string alignment); gives up above `most`. */
const editDistance = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1);
      next.push(cost);
    }
    if (Math.min(...next) > most) return most + 1;
    before = row;
    row = next;
  }
  return row[b.length]!;
};

/** How well one word of the query is met by one word of a name, 0..1. */
const wordScore = (asked: string, word: string): number => {
  if (asked === word) return 1;
  const longer = Math.max(asked.length, word.length);
  let score = 0;
  if (asked.length >= 2 && word.startsWith(asked)) score = 0.6 + 0.3 * (asked.length / word.length);
  const most = longer >= 8 ? 2 : longer >= 4 ? 1 : 0;
  const distance = most === 0 ? 1 : editDistance(asked, word, most);
  if (distance <= most) score = Math.max(score, 1 - distance / longer);
  const sound = skeleton(asked);
  if (sound.length > 1 && sound === skeleton(word)) score = Math.max(score, 0.85);
  return score;
};

/** How well the words of a query are met by the words of a name, each word used once, order free; 0..1. */
const phraseScore = (asked: readonly string[], words: readonly string[]): number => {
  const free = new Set(words.keys());
  let sum = 0;
  for (const word of asked) {
    let best = 0;
    let at = -1;
    for (const index of free) {
      const score = wordScore(word, words[index]!);
      if (score > best) [best, at] = [score, index];
    }
    if (best < LEAST_SCORE) return 0;
    free.delete(at);
    sum += best;
  }
  // Words of the name that nobody asked for cost a little: «لافروف» finds سيرغي لافروف, but less surely.
  return (sum / asked.length) * (0.8 + (0.2 * (words.length - free.size)) / words.length);
};

/**
 * Names, aliases and offices of all entities, in every script they are known in. MiniSearch (BM25 with prefixes and
 * fuzzy terms) proposes, a word-by-word comparison decides, so that a score means the same in every graph.
 */
export class NameSearch {
  readonly #entities: readonly Entity[];
  readonly #vocabulary: Vocabulary;
  readonly #weight: (actor: number) => number;
  readonly #search: MiniSearch<Document>;
  readonly #names: Names[] = [];
  readonly #exact = new Map<string, number[]>();

  /** @param weight Breaks ties: how much is known of an entity. */
  constructor(entities: readonly Entity[], vocabulary: Vocabulary, weight: (actor: number) => number) {
    this.#entities = entities;
    this.#vocabulary = vocabulary;
    this.#weight = weight;
    this.#search = new MiniSearch<Document>({
      fields: ["names", "roles", "sounds"],
      tokenize: (text) => text.split(" "),
      processTerm: (term) => term || null,
      searchOptions: { prefix: (term) => term.length > 1, fuzzy: (term) => (term.length > 3 ? 0.25 : false) },
    });
    const byId = new Map(entities.map((entity) => [entity.id, entity]));
    const spellings = (entity: Entity): string[] => [
      entity.name,
      ...[entity.names.ar, entity.names.en].filter((name) => name !== null),
      ...entity.aliases,
      ...(this.#vocabulary.names?.(entity.id) ?? []),
    ];
    for (const [actor, entity] of entities.entries()) {
      const names = new Map<string, string[]>();
      for (const spelling of spellings(entity)) {
        const words = searchWords(spelling);
        if (words.length > 0) names.set(words.join(" "), words);
      }
      const roles = entity.roles.map((role) => {
        const represented = role.represents === null ? undefined : byId.get(role.represents);
        const words = new Set(searchWords(role.title));
        for (const spelling of represented ? spellings(represented) : []) {
          for (const word of searchWords(spelling)) words.add(word);
        }
        return { words: [...words], last: role.last ?? "" };
      });
      this.#names.push({ names: [...names.values()], roles });
      for (const key of names.keys()) {
        const others = this.#exact.get(key);
        if (others) others.push(actor);
        else this.#exact.set(key, [actor]);
      }
      this.#search.add({
        id: actor,
        names: [...names.keys()].join(" "),
        roles: roles.flatMap(({ words }) => words).join(" "),
        sounds: [...names.values()].map(sounds).join(" "),
      });
    }
  }

  /** Entities by name or office, best first. */
  find(query: string, kind: Kind | undefined, limit: number): Hit[] {
    const found = new Map<number, { score: number; last: string }>();
    for (const asked of this.#readings(searchWords(query))) {
      for (const actor of this.#candidates(asked)) {
        const match = this.#score(asked, actor);
        if (match.score >= LEAST_SCORE && match.score > (found.get(actor)?.score ?? 0))
          found.set(actor, match);
      }
    }
    const rows = [...found.entries()].filter(
      ([actor]) => kind === undefined || this.#entities[actor]!.kind === kind,
    );
    rows.sort(
      ([a, x], [b, y]) =>
        y.score - x.score ||
        (x.last < y.last ? 1 : x.last > y.last ? -1 : 0) ||
        this.#weight(b) - this.#weight(a) ||
        a - b,
    );
    return rows.slice(0, limit).map(([actor, { score }]) => {
      const { id, kind, name, aliases } = this.#entities[actor]!;
      return { id, kind, name, aliases, score };
    });
  }

  /** The query as it stands, and with each known phrase in it put in other words of the same meaning. */
  #readings(asked: string[]): string[][] {
    if (asked.length === 0) return [];
    const readings = [asked];
    const text = ` ${asked.join(" ")} `;
    for (const group of this.#vocabulary.synonyms ?? []) {
      const phrases = group.map((phrase) => searchWords(phrase).join(" ")).filter((phrase) => phrase !== "");
      const present = phrases
        .filter((phrase) => text.includes(` ${phrase} `))
        .sort((a, b) => b.length - a.length)[0];
      if (present === undefined) continue;
      for (const phrase of phrases) {
        if (phrase !== present) readings.push(text.replace(` ${present} `, ` ${phrase} `).trim().split(" "));
      }
    }
    return readings;
  }

  #candidates(asked: string[]): Set<number> {
    const candidates = new Set(this.#exact.get(asked.join(" ")));
    const own = asked.map((word) => this.#meanings(word).join(" "));
    for (const fields of [["names", "roles"], ["sounds"]]) {
      const terms = fields[0] === "sounds" ? sounds(asked).split(" ") : own;
      if (terms[0] === "" || terms[0] === undefined) continue;
      for (const combineWith of ["AND", "OR"] as const) {
        // Of the meanings of a word any one will do.
        const queries = terms.map((term) => ({ queries: [term], combineWith: "OR" as const }));
        const results = this.#search.search({ queries, combineWith }, { fields });
        for (const { id } of results.slice(0, CANDIDATES)) candidates.add(id as number);
        if (results.length > 0) break;
      }
    }
    return candidates;
  }

  #score(asked: string[], actor: number): { score: number; last: string } {
    const key = asked.join(" ");
    let score = 0;
    let last = "";
    for (const words of this.#names[actor]!.names) {
      if (words.length === asked.length && words.join(" ") === key) return { score: 1, last };
      score = Math.max(score, 0.98 * phraseScore(asked, words));
    }
    for (const role of this.#names[actor]!.roles) {
      const held = this.#entities[actor]!.kind === "person" ? 0.9 : 0.85;
      const roleScore = held * this.#roleScore(asked, role.words);
      if (roleScore > score) [score, last] = [roleScore, role.last];
    }
    return { score, last };
  }

  /** Every word of the question must stand in one office; an office's own further words say nothing against it, its head little. */
  #roleScore(asked: readonly string[], words: readonly string[]): number {
    let sum = 0;
    let counted = 0;
    let hasHead = false;
    for (const word of asked) {
      const meanings = this.#meanings(word);
      const scoreOf = (other: string): number => Math.max(...meanings.map((one) => wordScore(one, other)));
      const best = Math.max(0, ...words.map(scoreOf));
      // "of", "to": a title in another language has no such word.
      if (best < LEAST_WORD && SMALL_WORDS.has(word)) continue;
      if (best < LEAST_WORD) return 0;
      hasHead ||= scoreOf(words[0]!) >= LEAST_WORD;
      sum += best;
      counted++;
    }
    // Who is «نائب وزير» is less likely meant by «وزير».
    return counted === 0 ? 0 : ((hasHead ? 1 : DEPUTY) * sum) / counted;
  }

  #meanings(word: string): readonly string[] {
    return [word, ...(this.#vocabulary.meanings?.(word) ?? [])];
  }
}
