import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { z } from "zod";

/**
 * API keys: who may write what. A key is `liqa_` + id + `_` + 256 random bits; the file holds only a SHA-256 of it,
 * which is enough for a secret that nobody could guess (a slow hash protects words that people choose).
 */

export const SCOPES = ["articles", "judgements"] as const;
export type Scope = (typeof SCOPES)[number];

const storedKey = z.strictObject({
  id: z.string().regex(/^[a-z0-9]{8}$/),
  /** Whose it is; stands under the judgements made with it. */
  name: z.string().min(1).max(100),
  scopes: z.array(z.enum(SCOPES)).min(1),
  hash: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  created: z.iso.datetime(),
  /** After this it opens nothing. */
  expires: z.iso.datetime().nullable(),
});
const keyFile = z.strictObject({ keys: z.array(storedKey) });

export type StoredKey = z.output<typeof storedKey>;

/** The file is damaged, or there is no such key. The message says what to do. */
export class KeyError extends Error {
  override readonly name = "KeyError";
}

/** The keys of a file; none when there is no file. @throws KeyError */
export function readKeys(path: string): StoredKey[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new KeyError(`${path} cannot be read: ${(error as Error).message}`);
  }
  try {
    return keyFile.parse(JSON.parse(text)).keys;
  } catch {
    throw new KeyError(`${path} is no file of keys; remove it and make new ones with: liqa keys add NAME`);
  }
}

/** Replaces the file whole, readable by its owner only. */
function writeKeys(path: string, keys: readonly StoredKey[]): void {
  writeFileSync(`${path}.part`, `${JSON.stringify({ keys }, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.part`, path);
}

/** A key with its secret, which is shown once and kept nowhere. */
export interface NewKey extends StoredKey {
  secret: string;
}

function make(name: string, scopes: readonly Scope[], expires: Date | null): NewKey {
  const id = randomBytes(8).toString("hex").slice(0, 8);
  const secret = `liqa_${id}_${randomBytes(32).toString("base64url")}`;
  return {
    ...{ id, name, scopes: [...scopes] },
    hash: hashOf(secret).toString("base64url"),
    created: new Date().toISOString(),
    expires: expires?.toISOString() ?? null,
    secret,
  };
}

/** @param expires default never */
export function addKey(
  path: string,
  name: string,
  scopes: readonly Scope[] = SCOPES,
  expires: Date | null = null,
): NewKey {
  const { secret, ...stored } = make(name, scopes, expires);
  const keys = readKeys(path);
  const wrong = storedKey.safeParse(stored).error;
  if (wrong !== undefined)
    throw new KeyError(`the ${String(wrong.issues[0]!.path[0])} is not one a key may have`);
  writeKeys(path, [...keys, stored]);
  return { ...stored, secret };
}

/**
 * A new key in place of one; the old opens until `graceMs` have passed, so that programs can change over.
 * @param which id or name
 */
export function rotateKey(path: string, which: string, graceMs: number): NewKey {
  const keys = readKeys(path);
  const old = one(keys, which, path);
  const { secret, ...stored } = make(old.name, old.scopes, null);
  const end = new Date(Date.now() + graceMs).toISOString();
  const rest = keys.map((key) =>
    key === old ? { ...key, expires: key.expires !== null && key.expires < end ? key.expires : end } : key,
  );
  writeKeys(path, [...rest.filter(isAlive), stored]);
  return { ...stored, secret };
}

/** @param which id or name */
export function revokeKey(path: string, which: string): StoredKey {
  const keys = readKeys(path);
  const gone = one(keys, which, path);
  writeKeys(
    path,
    keys.filter((key) => key !== gone),
  );
  return gone;
}

function one(keys: readonly StoredKey[], which: string, path: string): StoredKey {
  const alive = keys.filter(isAlive);
  const found = alive.filter(({ id }) => id === which);
  // After a rotation two keys have the name until the old one ends: the new one is meant.
  const named = alive.filter(({ name }) => name === which).sort((a, b) => (a.created < b.created ? 1 : -1));
  const key = found[0] ?? named[0];
  if (key === undefined) throw new KeyError(`no key in ${path} is called "${which}"; see: liqa keys list`);
  return key;
}

export const isAlive = ({ expires }: StoredKey): boolean =>
  expires === null || Date.parse(expires) > Date.now();

const hashOf = (secret: string): Buffer => createHash("sha256").update(secret).digest();

const NOBODY = hashOf(randomBytes(32).toString("base64url"));

/** The keys as they are in the file at this moment: made, rotated and revoked without a restart. */
export class KeyRing {
  readonly #path: string | undefined;
  #stamp = "";
  #keys: readonly StoredKey[] = [];

  constructor(path: string | undefined) {
    this.#path = path;
  }

  /** Whether anybody may write at all. A damaged file opens nothing. */
  get open(): boolean {
    return this.#current().some(isAlive);
  }

  /** The key with this secret. Takes as long for a wrong secret as for a right one. */
  find(secret: string): StoredKey | undefined {
    const id = /^liqa_([a-z0-9]{8})_/.exec(secret)?.[1];
    const key = this.#current().find((known) => known.id === id);
    const expected = key === undefined ? NOBODY : Buffer.from(key.hash, "base64url");
    const same = timingSafeEqual(hashOf(secret), expected);
    return same && key !== undefined && isAlive(key) ? key : undefined;
  }

  #current(): readonly StoredKey[] {
    if (this.#path === undefined) return [];
    const stats = statSync(this.#path, { throwIfNoEntry: false });
    const stamp = stats === undefined ? "" : `${stats.ino} ${stats.mtimeMs} ${stats.size}`;
    if (stamp !== this.#stamp) {
      this.#stamp = stamp;
      try {
        this.#keys = stats === undefined ? [] : readKeys(this.#path);
      } catch {
        this.#keys = [];
      }
    }
    return this.#keys;
  }
}
