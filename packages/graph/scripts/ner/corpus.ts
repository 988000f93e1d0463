import type { Language } from "../../src/language.ts";
import { Scan } from "../../src/lexicon/scan.ts";
import { OUTSIDE, TAGGED_KINDS, type TaggedKind } from "../../src/mentions/model.ts";
import { Tokenizer } from "../../src/text/tokens.ts";

/** A name of the corpus in its own tokens, end exclusive. */
export interface CorpusName {
  kind: TaggedKind;
  from: number;
  to: number;
}

/** A stretch of an annotated corpus, read by Liqa's own tokenizer. */
export interface Block {
  scan: Scan;
  /** Label of each of our tokens. */
  labels: Uint8Array;
  /** The corpus token that each of our tokens is a part of. */
  corpusToken: Int32Array;
  names: CorpusName[];
}

const KIND_OF_TAG: Readonly<Record<string, TaggedKind>> = {
  PERS: "person",
  PER: "person",
  ORG: "organization",
  LOC: "place",
};

const STOPS = new Set([".", "!", "؟", "?"]);

/** Sentences of a CoNLL file (token, tab, tag): cut at empty lines and behind stops. Tags of no kind of ours become O. */
export const readConll = (text: string): [token: string, tag: string][][] => {
  const found: [string, string][][] = [];
  let sentence: [string, string][] = [];
  const close = (): void => {
    if (sentence.length) found.push(sentence);
    sentence = [];
  };
  for (const line of text.split(/\r?\n/u)) {
    const [token, tag = "O"] = line.split("\t");
    if (!token) {
      close();
      continue;
    }
    sentence.push([token, KIND_OF_TAG[tag.slice(2)] ? tag : "O"]);
    if (STOPS.has(token)) close();
  }
  close();
  return found;
};

/** Contiguous blocks of sentences, of about equal numbers of tokens. */
export const contiguousBlocks = <T extends readonly unknown[]>(
  sentences: readonly T[],
  count: number,
): T[][] => {
  const total = sentences.reduce((sum, sentence) => sum + sentence.length, 0);
  const blocks: T[][] = Array.from({ length: count }, () => []);
  let seen = 0;
  for (const sentence of sentences) {
    blocks[Math.min(count - 1, Math.floor((seen / total) * count))]!.push(sentence);
    seen += sentence.length;
  }
  return blocks;
};

/** Joins sentences with spaces, as a newspaper would print them, and carries the tags over. */
export const readBlock = (language: Language, sentences: readonly (readonly [string, string][])[]): Block => {
  const tokenizer = new Tokenizer(language);
  const flat = sentences.flat();
  let text = "";
  const starts = flat.map(([token]) => {
    if (text) text += " ";
    const start = text.length;
    text += token;
    return start;
  });
  const names: CorpusName[] = [];
  const corpusLabels = new Uint8Array(flat.length);
  flat.forEach(([, tag], at) => {
    const kind = KIND_OF_TAG[tag.slice(2)];
    if (!kind) return;
    const open = names.at(-1);
    const goesOn = tag.startsWith("I-") && open?.to === at && open.kind === kind;
    if (goesOn) open.to = at + 1;
    else names.push({ kind, from: at, to: at + 1 });
    corpusLabels[at] = TAGGED_KINDS.indexOf(kind) * 2 + (goesOn ? 2 : 1);
  });
  const scan = new Scan(language, text, tokenizer.tokens(text));
  const labels = new Uint8Array(scan.tokens.length);
  const corpusToken = new Int32Array(scan.tokens.length);
  let at = 0;
  scan.tokens.forEach((token, index) => {
    while (at + 1 < flat.length && starts[at + 1]! <= token.start) at++;
    corpusToken[index] = at;
    const label = corpusLabels[at]!;
    const first = index === 0 || corpusToken[index - 1] !== at;
    // A corpus token that we cut in two begins its name only once.
    labels[index] = label === OUTSIDE || first || label % 2 === 0 ? label : label + 1;
  });
  return { scan, labels, corpusToken, names };
};
