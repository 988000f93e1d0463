import { type Facts, jsonPieces } from "@liqa/graph";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** The version of the library, which is that of its extractor; a test keeps it with package.json. */
export const VERSION = "0.1.0";

/** Where an export comes from; every export carries it. */
export interface About {
  /** Program and version that wrote it. */
  generator: string;
  /** Version of what read the articles. */
  extractor: string;
  /**
   * `sha256:` and the digest of the facts as the library's `toJSON` writes them: exports of the same facts have the
   * same checksum in every format.
   */
  checksum: string;
  /** Outlets whose articles are in, sorted. */
  sources: string[];
  articles: number;
  entities: number;
  meetings: number;
}

/** Characters hashed between two pauses. */
const STRIDE = 1 << 17;

/** A piece without bytes: whoever writes pieces may let others have their turn here. */
export const PAUSE = new Uint8Array(0);

/**
 * Says where an export of these facts comes from. Reads all of them once, with a pause now and then.
 * @param extractor version of what read the articles, when the caller knows it better than the facts
 */
export function* describe(
  facts: Facts,
  extractor: string = facts.extractor ?? VERSION,
): Generator<Uint8Array, About> {
  const hash = sha256.create();
  let gathered = "";
  for (const piece of jsonPieces(facts)) {
    gathered += piece;
    if (gathered.length < STRIDE) continue;
    hash.update(utf8ToBytes(gathered));
    gathered = "";
    yield PAUSE;
  }
  hash.update(utf8ToBytes(gathered));
  const sources = new Set<string>();
  for (const { source } of facts.articles) if (source !== null) sources.add(source);
  return {
    generator: `Liqa ${VERSION}`,
    extractor,
    checksum: `sha256:${bytesToHex(hash.digest())}`,
    sources: [...sources].sort(),
    articles: facts.articles.length,
    entities: facts.entities.length,
    meetings: facts.meetings.length,
  };
}

/** What facts say of their extractor when a file says it, or says nothing: of this library's own they say nothing. */
export const readBy = (stated: unknown): Pick<Facts, "extractor"> =>
  stated === VERSION ? {} : { extractor: typeof stated === "string" ? stated : "unknown" };

const STATED = /\. Written by .+, extractor (.+), checksum sha256:[0-9a-f]{64}\.$/u;

/** The extractor in such a sentence. */
export const extractorIn = (sentence: string): string | undefined => STATED.exec(sentence)?.[1];

/** The same in one sentence, for formats that have room for a sentence only. */
export const inASentence = ({ generator, extractor, checksum, articles, meetings }: About): string =>
  `Who met whom: ${meetings} meetings from ${articles} articles. Written by ${generator}, extractor ${extractor}, checksum ${checksum}.`;

/** For the column `dataset` of tables that have no other place for it which spreadsheets and Gephi would let pass. */
export const inARow = ({ generator, extractor, checksum }: About): string =>
  `${generator}, extractor ${extractor}, ${checksum}`;
