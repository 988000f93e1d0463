import { createHash } from "node:crypto";
import { createReadStream, type Dirent, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, extname, join, relative, resolve, sep } from "node:path";
import { createGunzip } from "node:zlib";
import type { Article } from "@liqa/graph";
import type { Problems } from "./console.ts";
import { type Page, type Reading, TOO_LARGE, toArticle, tooLarge } from "./readers/article.ts";
import { readLines } from "./readers/lines.ts";
import { decode, frontMatter } from "./readers/text.ts";

const LINES = new Set([".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"]);
const PAGES = new Set([".html", ".htm"]);
const FEEDS = new Set([".rss", ".atom", ".rdf", ".xml"]);
const TABLES = new Set([".csv", ".tsv"]);
const WARCS = new Set([".warc", ".warc.gz"]);
const READ = new Set([".txt", ".md", ".json", ...PAGES, ...LINES, ...FEEDS, ...TABLES, ...WARCS]);

/** The end of a file's name that says what it is: `.html`, `.warc.gz`. */
const kindOf = (file: string): string =>
  /(?:\.(?:warc|jsonl|ndjson)(?=\.gz$))?\.[^./\\]*$/iu.exec(file)?.[0].toLowerCase() ?? "";

/** Standard input, as an argument. */
export const STDIN = "-";

/** The folder the user stands in; under npm that is not the working directory. */
export const callerFolder = (): string => process.env.INIT_CWD ?? process.cwd();

/** A path as the user would type it. */
const shown = (file: string): string => relative(callerFolder(), file) || file;

/** Names no article: a README beside the articles. */
const isReadme = (name: string): boolean => /^readme\.(?:md|txt)$/iu.test(name);
const isHidden = (name: string): boolean => name.startsWith(".") || name === "node_modules";

interface Source {
  file: string;
  /** What its article is called when it does not say so itself. */
  id: string;
}

/** All files behind one argument: itself, or what lies in the folder, in the order of their paths. */
const sourcesOf = (path: string, problems: Problems): Source[] => {
  const full = resolve(callerFolder(), path);
  const stats = statSync(full, { throwIfNoEntry: false });
  if (!stats) {
    problems.refuse(path, "does not exist; check the spelling and the folder you stand in");
    return [];
  }
  if (!stats.isDirectory()) return [{ file: full, id: withoutExtension(basename(full)) }];
  const files = walk(full, problems).sort();
  const isRead = (file: string): boolean => READ.has(kindOf(file));
  const readable = files.filter(isRead);
  const others = new Set(files.filter((file) => !isRead(file)).map((file) => extname(file)));
  if (!readable.length) problems.refuse(path, `holds no articles; put ${[...READ].join(" ")} files into it`);
  else if (others.size)
    problems.note(path, `files of other kinds were left alone (${[...others].sort().join(" ")})`);
  return readable.map((file) => ({
    file,
    id: withoutExtension(relative(full, file)).split(sep).join("/"),
  }));
};

const withoutExtension = (path: string): string => path.slice(0, path.length - kindOf(path).length);

const walk = (folder: string, problems: Problems): string[] => {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    problems.refuse(shown(folder), `cannot be read: ${(error as Error).message}`);
    return [];
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (isHidden(entry.name) || isReadme(entry.name)) return [];
    if (entry.isDirectory()) return walk(path, problems);
    // A link to a file is read, a link to a folder is not followed: it may lead back here.
    const isFile = entry.isFile() || (entry.isSymbolicLink() && existsSync(path) && statSync(path).isFile());
    return isFile ? [path] : [];
  });
};

/** How many files the arguments stand for, as far as can be known beforehand. */
export const countFiles = (paths: readonly string[]): number =>
  paths
    .filter((path) => path !== STDIN && existsSync(resolve(callerFolder(), path)))
    .reduce((sum, path) => sum + sourcesOf(path, silent).length, 0);

const silent: Problems = { count: 0, exitCode: 0, refuse: () => {}, reserve: () => {}, note: () => {} };

async function* readFile({ file, id }: Source): AsyncGenerator<Reading | Page> {
  const where = shown(file);
  const kind = kindOf(file);
  try {
    // Files of many articles are read piece by piece, however large.
    if (LINES.has(kind)) {
      const bytes = createReadStream(file);
      if (!kind.endsWith(".gz")) return yield* readLines(bytes, where, id);
      const unpacked = createGunzip();
      bytes.on("error", (error) => unpacked.destroy(error));
      return yield* readLines(bytes.pipe(unpacked), where, id);
    }
    if (TABLES.has(kind)) {
      const { readCsv } = await import("./readers/csv.ts");
      return yield* readCsv(createReadStream(file), where, id);
    }
    if (WARCS.has(kind)) {
      const { readWarc } = await import("./readers/warc.ts");
      return yield* readWarc(createReadStream(file), where);
    }
    const { size } = statSync(file);
    const decoded = size >= TOO_LARGE ? { refusal: tooLarge(size) } : decode(readFileSync(file));
    if ("refusal" in decoded) {
      yield { where, refusal: decoded.refusal };
      return;
    }
    const { text, reservation } = decoded;
    if (PAGES.has(kind)) {
      yield { page: text, id, where, url: null, reservation };
      return;
    }
    for await (const reading of articlesIn(kind, text, id, where)) {
      yield "article" in reading && reservation
        ? { ...reading, reservations: [reservation, ...reading.reservations] }
        : reading;
    }
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    yield { where, refusal: `cannot be read: ${error.message}` };
  }
}

async function* articlesIn(kind: string, text: string, id: string, where: string): AsyncGenerator<Reading> {
  if (kind === ".json") yield* fromJson(text, id, where);
  else if (FEEDS.has(kind)) {
    const { readFeed } = await import("./readers/feed.ts");
    yield* readFeed(text, id, where);
  } else {
    const { fields, body } = frontMatter(text);
    yield toArticle({ ...fields, text: body }, id, where);
  }
}

function* fromJson(text: string, id: string, where: string): Generator<Reading> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    yield {
      where,
      refusal: `is not JSON (${(error as Error).message}); one article a line belongs into a .jsonl file`,
    };
    return;
  }
  if (!Array.isArray(value)) yield toArticle(value, id, where);
  else for (const [at, one] of value.entries()) yield toArticle(one, `${id}:${at + 1}`, `${where}[${at}]`);
}

async function* readArguments(paths: readonly string[], problems: Problems): AsyncGenerator<Reading | Page> {
  for (const path of paths) {
    if (path === STDIN) yield* readLines(process.stdin, "stdin");
    else for (const source of sourcesOf(path, problems)) yield* readFile(source);
  }
}

export interface PageReader {
  read(page: Page): Promise<Reading>;
  /** Pages that are handed over before the first is back. */
  ahead: number;
}

/** One page after the other, with two libraries that only pages need. */
const here: PageReader = {
  read: async (page) => (await import("./readers/html.ts")).readPage(page),
  ahead: 1,
};

/** Has pages read, several at a time; everything stays in its order. */
async function* withPagesRead(
  found: AsyncIterable<Reading | Page>,
  { read, ahead }: PageReader,
): AsyncGenerator<Reading> {
  const waiting: (Reading | Promise<Reading>)[] = [];
  for await (const one of found) {
    waiting.push("page" in one ? read(one) : one);
    if (waiting.length >= ahead) yield await waiting.shift()!;
  }
  for (const one of waiting) yield await one;
}

export interface ReadingOptions {
  pages?: PageReader;
  /** Tell of articles with the same text; default true. A store knows more copies than one run sees. */
  tellCopies?: boolean;
}

/**
 * The articles of files, folders and `-` (JSONL on standard input), in the order of the arguments. What is no
 * article is told and left out; a copy of an article already read is told and kept, since outlets copy each other.
 */
export async function* articlesOf(
  paths: readonly string[],
  problems: Problems,
  { pages = here, tellCopies = true }: ReadingOptions = {},
): AsyncGenerator<Article> {
  const read = new Map<string, { where: string; digest: string }>();
  const texts = new Map<string, string>();
  for await (const reading of withPagesRead(readArguments(paths, problems), pages)) {
    if ("refusal" in reading) {
      problems.refuse(reading.where, reading.refusal);
      continue;
    }
    const { article, where, reservations } = reading;
    const digest = createHash("sha1").update(article.text.trim()).digest("base64");
    const same = read.get(article.id);
    if (same !== undefined) {
      // Feeds repeat their items from day to day.
      if (same.digest === digest) problems.note(where, `is "${article.id}" of ${same.where} again; left out`);
      else problems.refuse(where, `has the id "${article.id}" of ${same.where}; give each article its own`);
      continue;
    }
    read.set(article.id, { where, digest });
    for (const reservation of reservations) problems.reserve(where, reservation);
    if (tellCopies) {
      const copy = texts.get(digest);
      if (copy !== undefined)
        problems.reserve(where, `is a duplicate of ${copy}: the same text; read, but remove one of them`);
      else texts.set(digest, where);
    }
    yield article;
  }
}
