import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve as resolvePath } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Extraction,
  extractor,
  type Facts,
  fromJSON,
  GraphIndex,
  type Judgement,
  jsonPieces,
  parseJudgements,
  resolve,
  worldVocabulary,
} from "@liqa/graph";
import { extractorVersion, readersOf, type Store } from "@liqa/store";
import { InputError, type Problems, progress } from "./console.ts";
import { writeWhole } from "./files.ts";
import { articlesOf, callerFolder, countFiles } from "./inputs.ts";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
export const sampleArticles = join(root, "data/articles");
const cacheFolder = join(root, ".liqa/graphs");
export const judgementsFile = join(root, "data/judgements.tsv");

/** Reads all articles of the arguments. */
export const extractionsOf = async (paths: readonly string[], problems: Problems): Promise<Extraction[]> => {
  const { ar } = await import("@liqa/graph/ar");
  const extract = extractor(ar);
  const bar = progress("reading", () => countFiles(paths));
  const extractions: Extraction[] = [];
  for await (const article of articlesOf(paths, problems)) {
    extractions.push(extract(article));
    bar.tick();
  }
  bar.stop();
  return extractions;
};

/** Reads and resolves all articles of the arguments. */
export const buildFacts = async (paths: readonly string[], problems: Problems): Promise<Facts> => ({
  extractor: extractorVersion(),
  ...resolve(await extractionsOf(paths, problems), judgements(problems)),
});

/**
 * The readings that a store holds.
 * @param asOf EDTF: only of what had been published by then
 */
export const extractionsOfStore = async (
  store: Store,
  problems: Problems,
  asOf?: string,
): Promise<Extraction[]> => {
  const extractor = extractorVersion();
  const extractions: Extraction[] = [];
  for await (const extraction of store.extractions({ extractor, ...(asOf === undefined ? {} : { asOf }) }))
    extractions.push(extraction);
  const { undated } = await store.counts();
  if (asOf !== undefined && undated)
    problems.note(
      store.location,
      `${undated} articles without a date of publication are left out of --as-of`,
    );
  return extractions;
};

/** Resolves what a store holds, by its own judgements and those of the data. */
export const factsOfStore = async (
  store: Store,
  problems: Problems,
  asOf: string | undefined,
): Promise<Facts> => {
  const extractions = await extractionsOfStore(store, problems, asOf);
  const facts = resolve(extractions, [...judgements(problems), ...(await store.judgements())]);
  return { extractor: await readersOf(store), ...facts };
};

/** What people have decided, in data/judgements.tsv of this checkout or in another such table. */
export const judgements = (problems: Problems, file = judgementsFile): Judgement[] => {
  if (!existsSync(file)) return [];
  const { judgements: list, problems: bad } = parseJudgements(readFileSync(file, "utf8"));
  const shown = relative(file.startsWith(root) ? root : callerFolder(), file);
  for (const { row, column, message } of bad)
    problems.refuse(`${shown}:${row}${column ? ` ${column}` : ""}`, message);
  return list;
};

/**
 * A graph of `liqa build`, or one in GraphML, GEXF or FollowTheMoney.
 * @throws InputError when there is no such file, or when it is no graph
 */
export const readGraph = async (path: string): Promise<Facts> => {
  const full = resolvePath(callerFolder(), path);
  if (!statSync(full, { throwIfNoEntry: false })?.isFile())
    throw new InputError(`${path} is no file; make it with: liqa build ARTICLES --out ${path}`);
  const { FormatError, read } = await import("@liqa/formats");
  try {
    return read(readFileSync(full, "utf8"));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new InputError(
      `${path} is not a graph that Liqa can read: ${error.message}. To make one: liqa build ARTICLES --out graph.json`,
    );
  }
};

/** The graph of a folder, kept under .liqa until the articles, the data or the code change. */
export const cachedFacts = async (folder: string, problems: Problems): Promise<Facts> => {
  const key = fingerprint([
    resolvePath(folder),
    join(root, "packages/graph/src"),
    join(root, "apps/cli/src"),
    judgementsFile,
  ]);
  const file = join(cacheFolder, `${key}.json`);
  if (existsSync(file)) {
    try {
      return fromJSON(readFileSync(file, "utf8"));
    } catch {
      // Damaged: it is only a copy, build it again.
    }
  }
  const facts = await buildFacts([folder], problems);
  // A graph with bad inputs is built again, so that they are named again.
  if (problems.count === 0) writeWhole(file, jsonPieces(facts));
  return facts;
};

/** Hash of the contents of files and folders, leaving out what no reader reads. */
const fingerprint = (paths: readonly string[]): string => {
  const hash = createHash("sha256");
  const add = (path: string): void => {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats || basename(path).startsWith(".") || basename(path) === "node_modules") return;
    if (stats.isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else if (stats.isFile()) hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  };
  paths.forEach(add);
  return hash.digest("hex").slice(0, 24);
};

/** An index that also knows the countries' other names and adjectives. */
export const indexOf = async (facts: Facts): Promise<GraphIndex> =>
  GraphIndex.from(facts, { vocabulary: worldVocabulary(await import("@liqa/graph/world")) });

/** Marks that come along when a name is copied from a terminal. */
const BIDI_MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The one actor a name means.
 * @throws InputError when nobody is called so, or when several are: it says who
 */
export const findActor = (index: GraphIndex, given: string): string => {
  const name = given.replace(BIDI_MARKS, "").trim();
  if (index.entity(name)) return name;
  const hits = index.find(name, { limit: 5 });
  const [first, second] = hits;
  if (!first) throw new InputError(`nobody called «${name}» in this graph; try part of the name, or an id`);
  if (second && second.score === first.score) {
    const others = hits.map((hit) => `${hit.name} (${hit.id})`).join(", ");
    throw new InputError(`«${name}» may be ${others}; give the id`);
  }
  return first.id;
};
