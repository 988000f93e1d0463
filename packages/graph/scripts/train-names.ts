/**
 * Trains the name tagger and writes data/models/names.bin; data/names-model.README.md says from what.
 *
 *   node scripts/train-names.ts [--corpus FILE] [--folds N]
 *
 * `--folds N` cross-validates instead (contiguous blocks, exact spans) and writes nothing. Deterministic: the
 * same corpus, tables and options give the same bytes. Train again after larger changes to data/.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ar } from "../src/ar/index.ts";
import { TAGGED_KINDS } from "../src/mentions/model.ts";
import { contiguousBlocks, readBlock, readConll } from "./ner/corpus.ts";
import { crossValidate, type Scores } from "./ner/evaluate.ts";
import { train } from "./ner/train.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** Where the corpus lies when it lies beside the project. */
const { values } = parseArgs({
  options: {
    corpus: { type: "string", default: join(root, "../shared/evaluation/ner/anercorp-train.tsv") },
    folds: { type: "string" },
  },
});

const shown = (scores: Scores): string =>
  TAGGED_KINDS.map((kind) => {
    const { precision, recall, f1 } = scores[kind];
    return `${kind} P ${precision.toFixed(1)} R ${recall.toFixed(1)} F1 ${f1.toFixed(1)}`;
  }).join("   ");

if (!existsSync(values.corpus)) {
  console.error(`No corpus at ${values.corpus}: name one with --corpus.`);
  process.exitCode = 2;
} else {
  const conll = readFileSync(values.corpus, "utf8");
  if (values.folds) {
    const { folds, all } = crossValidate(ar, conll, Number(values.folds));
    for (const [at, fold] of folds.entries()) console.log(`fold ${at + 1}   ${shown(fold)}`);
    console.log(`all      ${shown(all)}`);
  } else {
    // Read in blocks as in cross-validation, so that repetition within a text means the same in both.
    const blocks = contiguousBlocks(readConll(conll), 4).map((sentences) => readBlock(ar, sentences));
    const bytes = train(ar, blocks);
    mkdirSync(join(root, "data/models"), { recursive: true });
    writeFileSync(join(root, "data/models/names.bin"), bytes);
    console.log(`data/models/names.bin: ${bytes.length} bytes`);
  }
}
