import type { Language } from "../../src/language.ts";
import { decodeModel, TAGGED_KINDS, type TaggedKind } from "../../src/mentions/model.ts";
import { NameTagger, taggedNames } from "../../src/mentions/tagger.ts";
import { type Block, type CorpusName, contiguousBlocks, readBlock, readConll } from "./corpus.ts";
import { DEFAULTS, type TrainingOptions, train } from "./train.ts";

/** Exact spans of one kind, in percent. */
export interface Score {
  precision: number;
  recall: number;
  f1: number;
  gold: number;
}

export type Scores = Record<TaggedKind, Score>;

interface Counts {
  gold: number;
  found: number;
  right: number;
}

const key = ({ kind, from, to }: CorpusName): string => `${kind} ${from} ${to}`;

/** Names that a tagger finds in a block, in the corpus's own tokens. */
export const namesIn = (tagger: NameTagger, block: Block): CorpusName[] =>
  taggedNames(tagger.tags(block.scan)).map(({ kind, from, to }) => ({
    kind,
    from: block.corpusToken[from]!,
    to: block.corpusToken[to - 1]! + 1,
  }));

const scores = (counts: Record<TaggedKind, Counts>): Scores => {
  const percent = (part: number, whole: number): number => (whole ? (100 * part) / whole : 0);
  return Object.fromEntries(
    TAGGED_KINDS.map((kind) => {
      const { gold, found, right } = counts[kind];
      return [
        kind,
        {
          precision: percent(right, found),
          recall: percent(right, gold),
          f1: percent(2 * right, gold + found),
          gold,
        },
      ];
    }),
  ) as Scores;
};

export interface CrossValidation {
  folds: Scores[];
  /** Over all folds together. */
  all: Scores;
}

/**
 * Cross-validates the name tagger on an annotated corpus (CoNLL lines): `count` contiguous blocks, each tagged by
 * a model trained on the others; exact spans; kinds other than person, organization and place are dropped.
 */
export const crossValidate = (
  language: Language,
  conll: string,
  count = 5,
  options: TrainingOptions = DEFAULTS,
  report: (fold: number, found: CorpusName[], block: Block) => void = () => {},
): CrossValidation => {
  const blocks = contiguousBlocks(readConll(conll), count).map((sentences) => readBlock(language, sentences));
  const empty = (): Record<TaggedKind, Counts> =>
    Object.fromEntries(TAGGED_KINDS.map((kind) => [kind, { gold: 0, found: 0, right: 0 }])) as Record<
      TaggedKind,
      Counts
    >;
  const total = empty();
  const folds: Scores[] = [];
  blocks.forEach((block, fold) => {
    const model = decodeModel(
      train(
        language,
        blocks.filter((other) => other !== block),
        options,
      ),
    );
    const found = namesIn(new NameTagger(language, model), block);
    const own = empty();
    const gold = new Set(block.names.map(key));
    for (const name of block.names) own[name.kind].gold++;
    for (const name of found) {
      own[name.kind].found++;
      if (gold.has(key(name))) own[name.kind].right++;
    }
    for (const kind of TAGGED_KINDS) {
      total[kind].gold += own[kind].gold;
      total[kind].found += own[kind].found;
      total[kind].right += own[kind].right;
    }
    folds.push(scores(own));
    report(fold, found, block);
  });
  return { folds, all: scores(total) };
};
