import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve as resolvePath } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Extraction,
  extractor,
  type Facts,
  fromJSON,
  GraphIndex,
  parseJudgements,
  resolve,
  toJSON,
} from "@liqa/graph";
import { ar } from "@liqa/graph/ar";
import * as world from "@liqa/graph/world";
import { type Problems, progress, UsageError } from "./console.ts";
import { articlesOf, callerFolder, listFiles } from "./inputs.ts";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
export const sampleArticles = join(root, "data/articles");
const cacheFolder = join(root, ".liqa/graphs");
const judgementsFile = join(root, "data/judgements.tsv");

/** Reads and resolves all articles of the arguments. */
export const buildFacts = async (paths: readonly string[], problems: Problems): Promise<Facts> => {
  const extract = extractor(ar);
  const bar = progress("reading", listFiles(paths.filter((path) => path !== "-")).sources.length);
  const extractions: Extraction[] = [];
  for await (const article of articlesOf(paths, problems.tell)) {
    extractions.push(extract(article));
    bar.tick();
  }
  bar.stop();
  return resolve(extractions, judgements(problems), world);
};

const judgements = (problems: Problems): Parameters<typeof resolve>[1] => {
  if (!existsSync(judgementsFile)) return [];
  const { judgements: list, problems: bad } = parseJudgements(readFileSync(judgementsFile, "utf8"));
  for (const { row, column, message } of bad) {
    problems.tell({ where: `data/judgements.tsv:${row}${column ? ` ${column}` : ""}`, message });
  }
  return list;
};

/** Writes a file whole or not at all. */
export const writeWhole = (path: string, content: string | Uint8Array): void => {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, content);
  renameSync(draft, path);
};

export const readGraph = (path: string): Facts => {
  const full = resolvePath(callerFolder(), path);
  if (!existsSync(full))
    throw new UsageError(`${path} does not exist; make it with: liqa build ARTICLES --out ${path}`);
  return fromJSON(readFileSync(full, "utf8"));
};

/** The graph of a folder, kept under .liqa until the articles, the data or the code change. */
export const cachedFacts = async (folder: string, problems: Problems): Promise<Facts> => {
  const key = fingerprint([resolvePath(folder), join(root, "packages/graph/src"), judgementsFile]);
  const file = join(cacheFolder, `${key}.json`);
  if (existsSync(file)) return fromJSON(readFileSync(file, "utf8"));
  const facts = await buildFacts([folder], problems);
  // A graph with bad inputs is built again, so that they are named again.
  if (problems.count === 0) writeWhole(file, toJSON(facts));
  return facts;
};

/** Hash of the contents of files and folders. */
const fingerprint = (paths: readonly string[]): string => {
  const hash = createHash("sha256");
  const add = (path: string): void => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  };
  paths.forEach(add);
  return hash.digest("hex").slice(0, 24);
};

/** The index a question is asked of: of `--graph`, else of the sample articles. */
export const openIndex = async (graph: string | undefined, problems: Problems): Promise<GraphIndex> =>
  GraphIndex.from(graph ? readGraph(graph) : await cachedFacts(sampleArticles, problems));

/** The one actor a name means; says what else it could be when that is not clear. */
export const findActor = (index: GraphIndex, name: string): string => {
  if (index.entity(name)) return name;
  const hits = index.find(name, { limit: 5 });
  const [first, second] = hits;
  if (!first) throw new UsageError(`nobody called «${name}» in this graph`);
  if (second && second.score === first.score) {
    const others = hits.map((hit) => `${hit.name} (${hit.id})`).join(", ");
    throw new UsageError(`«${name}» may be ${others}; give the id`);
  }
  return first.id;
};
