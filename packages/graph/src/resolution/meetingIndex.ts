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

const isWide = (telling: Telling): boolean => telling.latest - telling.earliest > WIDE;

/** Which meetings a telling may belong to: those that share two actors or sides, or one and the place, at the time. */
export class MeetingIndex {
  readonly #blocks = new Map<string, Set<number>>();
  /** All times together, for wide tellings; stops growing where no match could be told anyhow. */
  readonly #timeless = new Map<string, Set<number>>();
  readonly #frequency = new Map<string, number>();

  constructor(tellings: readonly Telling[]) {
    for (const telling of tellings)
      for (const { token } of tokensOf(telling))
        this.#frequency.set(token, (this.#frequency.get(token) ?? 0) + 1);
  }

  keysOf(telling: Telling): string[] {
    const tokens = tokensOf(telling)
      .map((entry) => ({ ...entry, often: this.#frequency.get(entry.token)! }))
      // What nobody else has leads to nobody.
      .filter(({ often }) => often > 1)
      .sort((one, other) => one.often - other.often || byCode(one.token, other.token))
      .slice(0, MAX_TOKENS);
    const keys: string[] = [];
    for (let i = 0; i < tokens.length; i++) {
      const one = tokens[i]!;
      for (let j = i + 1; j < tokens.length; j++) {
        const other = tokens[j]!;
        if (one.seat === other.seat) continue;
        keys.push(one.token < other.token ? `${one.token}|${other.token}` : `${other.token}|${one.token}`);
      }
      if (telling.place !== null) keys.push(`${one.token}|@${telling.place}`);
      if (telling.seats.length === 1) keys.push(`${one.token}|alone`);
    }
    return keys;
  }

  candidates(telling: Telling, keys: readonly string[]): number[] {
    const found = new Set<number>();
    const take = (block: ReadonlySet<number> | undefined): void => {
      if (block) for (const meeting of block) found.add(meeting);
    };
    for (const key of keys)
      if (isWide(telling)) {
        const block = this.#timeless.get(key);
        if (block && block.size <= MAX_CANDIDATES) take(block);
      } else {
        for (const bucket of bucketsOf(telling.earliest - 1, telling.latest + 1))
          take(this.#blocks.get(`${key} ${bucket}`));
        take(this.#blocks.get(`${key} wide`));
      }
    return [...found].sort((one, other) => one - other);
  }

  add(telling: Telling, keys: readonly string[], meeting: number): void {
    for (const key of keys) {
      const all = this.#timeless.get(key);
      if (!all) this.#timeless.set(key, new Set([meeting]));
      else if (all.size <= MAX_CANDIDATES) all.add(meeting);
      if (isWide(telling)) put(this.#blocks, `${key} wide`, meeting);
      else
        for (const bucket of bucketsOf(telling.earliest, telling.latest))
          put(this.#blocks, `${key} ${bucket}`, meeting);
    }
  }
}

const put = (blocks: Map<string, Set<number>>, key: string, meeting: number): void => {
  const block = blocks.get(key);
  if (block) block.add(meeting);
  else blocks.set(key, new Set([meeting]));
};

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
