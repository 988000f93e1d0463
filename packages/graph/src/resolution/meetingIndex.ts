import { byCode } from "./ids.ts";
import type { Telling } from "./tellings.ts";

/** Days a bucket of the time index spans. */
const BUCKET = 32;
/** Tellings less definite than this look at all times at once. */
const WIDE = 3 * BUCKET;
/** A vague telling with more possible matches than this is not matched: it could be any of them. */
const MAX_CANDIDATES = 64;
/** Tokens of a telling that open blocks; the rarest are taken. */
const MAX_TOKENS = 10;

/** First words of a description under which it is found. */
const DESCRIBING_WORDS = 3;

/** Stands beside the only token of a telling. */
const ALONE = -1;
/** Stands, less the place, beside each token of a telling that has a place. */
const PLACED = -2;

const isWide = (telling: Telling): boolean => telling.latest - telling.earliest > WIDE;

/** Meetings that share a key. */
interface Block {
  /** By bucket of time. */
  readonly dated: Map<number, Set<number>>;
  /** Those of wide tellings. */
  readonly wide: Set<number>;
  /** All together, for wide tellings; stops growing where no match could be told anyhow. */
  readonly all: Set<number>;
}

/** Two tokens, or a token and what stands beside it. */
interface Key {
  readonly one: number;
  readonly other: number;
}

/** Which meetings a telling may belong to: those that share two actors or sides, or one and the place, at the time. */
export class MeetingIndex {
  /** By the two halves of the key. */
  readonly #blocks: (Map<number, Block> | undefined)[] = [];
  /** Tokens of each telling that others have too, the rarest first. */
  readonly #tokensOf = new Map<Telling, readonly { token: number; seat: number }[]>();
  /** By meeting: the last search that found it. */
  readonly #foundBy: number[] = [];
  #searches = 0;

  constructor(tellings: readonly Telling[]) {
    const frequency = new Map<string, number>();
    const all = tellings.map(tokensOf);
    for (const tokens of all)
      for (const { token } of tokens) frequency.set(token, (frequency.get(token) ?? 0) + 1);
    const rarest = [...frequency].sort(([one, a], [other, b]) => a - b || byCode(one, other));
    const rank = new Map(rarest.map(([token], at) => [token, at]));
    // What nobody else has leads to nobody.
    const shared = rarest.findIndex(([, often]) => often > 1);
    tellings.forEach((telling, at) => {
      const tokens = all[at]!.map(({ token, seat }) => ({ token: rank.get(token)!, seat }))
        .filter(({ token }) => shared >= 0 && token >= shared)
        .sort(({ token: one }, { token: other }) => one - other)
        .slice(0, MAX_TOKENS);
      this.#tokensOf.set(telling, tokens);
    });
  }

  keysOf(telling: Telling): Key[] {
    const tokens = this.#tokensOf.get(telling)!;
    const keys: Key[] = [];
    for (const [i, { token: one, seat }] of tokens.entries()) {
      for (let j = i + 1; j < tokens.length; j++) {
        const other = tokens[j]!;
        if (seat !== other.seat) keys.push({ one, other: other.token });
      }
      if (telling.place !== null) keys.push({ one, other: PLACED - telling.place });
      if (telling.seats.length === 1) keys.push({ one, other: ALONE });
    }
    return keys;
  }

  candidates(telling: Telling, keys: readonly Key[]): number[] {
    const search = ++this.#searches;
    const found: number[] = [];
    const take = (meetings: ReadonlySet<number> | undefined): void => {
      if (meetings)
        for (const meeting of meetings) {
          if (this.#foundBy[meeting] === search) continue;
          this.#foundBy[meeting] = search;
          found.push(meeting);
        }
    };
    const wide = isWide(telling);
    const buckets = wide ? [] : bucketsOf(telling.earliest - 1, telling.latest + 1);
    for (const { one, other } of keys) {
      const block = this.#blocks[one]?.get(other);
      if (!block) continue;
      if (wide) {
        if (block.all.size <= MAX_CANDIDATES) take(block.all);
        continue;
      }
      for (const bucket of buckets) take(block.dated.get(bucket));
      take(block.wide);
    }
    return found.sort((one, other) => one - other);
  }

  add(telling: Telling, keys: readonly Key[], meeting: number): void {
    const wide = isWide(telling);
    const buckets = wide ? [] : bucketsOf(telling.earliest, telling.latest);
    for (const { one, other } of keys) {
      this.#blocks[one] ??= new Map();
      const blocks = this.#blocks[one];
      let block = blocks.get(other);
      if (!block) {
        block = { dated: new Map(), wide: new Set(), all: new Set() };
        blocks.set(other, block);
      }
      if (block.all.size <= MAX_CANDIDATES) block.all.add(meeting);
      if (wide) block.wide.add(meeting);
      for (const bucket of buckets) {
        const meetings = block.dated.get(bucket);
        if (meetings) meetings.add(meeting);
        else block.dated.set(bucket, new Set([meeting]));
      }
    }
  }
}

const bucketsOf = (earliest: number, latest: number): number[] => {
  const buckets: number[] = [];
  for (let bucket = Math.floor(earliest / BUCKET); bucket <= Math.floor(latest / BUCKET); bucket++)
    buckets.push(bucket);
  return buckets;
};

const tokensOf = (telling: Telling): { token: string; seat: number }[] => {
  const tokens: { token: string; seat: number }[] = [];
  telling.seats.forEach(({ actor, person, sides, described }, seat) => {
    if (person) tokens.push({ token: `a${actor}`, seat });
    for (const side of sides) tokens.push({ token: side, seat });
    if (described !== null)
      tokens.push({ token: `~${described.split(" ").slice(0, DESCRIBING_WORDS).join(" ")}`, seat });
  });
  return tokens;
};
