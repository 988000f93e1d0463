import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, extname, join, relative, resolve, sep } from "node:path";
import { createInterface } from "node:readline";
import type { Article } from "@liqa/graph";
import { LARGEST, type Problem, type Record as ReadRecord, toArticle } from "./readers/article.ts";
import { fromPage } from "./readers/html.ts";
import { decode, frontMatter } from "./readers/text.ts";

const READ = new Set([".txt", ".md", ".html", ".htm", ".jsonl", ".ndjson", ".json"]);

/** The folder the user stands in; under npm that is not the working directory. */
export const callerFolder = (): string => process.env.INIT_CWD ?? process.cwd();

/** Names no article: a README beside the articles. */
const isReadme = (path: string): boolean => /^readme\.(?:md|txt)$/iu.test(basename(path));

interface Source {
  file: string;
  /** What articles without an id are called. */
  id: string;
}

/** All files behind the arguments, folders walked in name order. */
export const listFiles = (
  paths: readonly string[],
  from = callerFolder(),
): { sources: Source[]; problems: Problem[] } => {
  const sources: Source[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const full = resolve(from, path);
    if (!existsSync(full)) {
      problems.push({ where: path, message: "does not exist" });
      continue;
    }
    if (!statSync(full).isDirectory()) {
      sources.push({ file: full, id: basename(full, extname(full)) });
      continue;
    }
    const before = sources.length;
    for (const entry of readdirSync(full, { recursive: true, withFileTypes: true }).sort(byPath)) {
      const file = join(entry.parentPath, entry.name);
      if (!entry.isFile() || isReadme(file) || !READ.has(extname(file).toLowerCase())) continue;
      const inside = relative(full, file);
      sources.push({ file, id: inside.slice(0, -extname(inside).length).split(sep).join("/") });
    }
    if (sources.length === before)
      problems.push({ where: path, message: `holds no articles (${[...READ].join(" ")})` });
  }
  return { sources, problems };
};

const byPath = (a: { parentPath: string; name: string }, b: { parentPath: string; name: string }): number => {
  const [left, right] = [join(a.parentPath, a.name), join(b.parentPath, b.name)];
  return left < right ? -1 : left > right ? 1 : 0;
};

const shown = (file: string): string => relative(callerFolder(), file) || file;

/** Reads articles in input order. Each record that is no article comes back as a problem; nothing stops the rest. */
export async function* readArticles(sources: readonly Source[]): AsyncGenerator<ReadRecord> {
  for (const source of sources) yield* readFile(source);
}

async function* readFile({ file, id }: Source): AsyncGenerator<ReadRecord> {
  const where = shown(file);
  const kind = extname(file).toLowerCase();
  if (kind === ".jsonl" || kind === ".ndjson") {
    yield* readLines(createReadStream(file), where, id);
    return;
  }
  const { size } = statSync(file);
  const decoded = size > LARGEST ? decode(new Uint8Array(size)) : decode(readFileSync(file));
  if ("why" in decoded) {
    yield { problem: { where, message: decoded.why } };
    return;
  }
  if (kind === ".json") {
    yield* fromJson(decoded.text, where, id);
    return;
  }
  yield asRecord(fieldsOf(kind, decoded.text), where, id);
}

const fieldsOf = (kind: string, text: string): { [key: string]: unknown } | string => {
  if (kind === ".html" || kind === ".htm")
    return fromPage(text) ?? "is an HTML page without an article in it";
  const { fields, body } = frontMatter(text);
  return { ...fields, text: body };
};

function* fromJson(text: string, where: string, id: string): Generator<ReadRecord> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    yield { problem: { where, message: `is not JSON: ${(error as Error).message}` } };
    return;
  }
  const list = Array.isArray(value) ? value : [value];
  for (const [at, one] of list.entries())
    yield asRecord(
      one,
      list.length > 1 ? `${where}[${at}]` : where,
      list.length > 1 ? `${id}:${at + 1}` : id,
    );
}

/** One article a line. */
export async function* readLines(
  stream: NodeJS.ReadableStream,
  name: string,
  id = name,
): AsyncGenerator<ReadRecord> {
  let number = 0;
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (!line.trim()) continue;
    const where = `${name}:${number}`;
    if (line.length > LARGEST) {
      yield {
        problem: { where, message: `the line has ${line.length} characters; articles end at ${LARGEST}` },
      };
      continue;
    }
    if (line.includes("\ufffd")) {
      yield { problem: { where, message: "the line is not UTF-8; convert the file with iconv" } };
      continue;
    }
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (error) {
      yield { problem: { where, message: `the line is not JSON: ${(error as Error).message}` } };
      continue;
    }
    yield asRecord(value, where, `${id}:${number}`);
  }
}

const asRecord = (value: unknown, where: string, id: string): ReadRecord => {
  if (typeof value === "string") return { problem: { where, message: value } };
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { problem: { where, message: 'is not an article object such as {"id": "a1", "text": "…"}' } };
  }
  const article = toArticle(value as { [key: string]: unknown }, id);
  return typeof article === "string" ? { problem: { where, message: article } } : { article, from: where };
};

/** Articles of the arguments (`-`: JSONL on standard input), with problems told as they come. */
export async function* articlesOf(
  paths: readonly string[],
  tell: (problem: Problem) => void,
): AsyncGenerator<Article> {
  const ids = new Map<string, string>();
  const texts = new Map<string, string>();
  const { sources, problems } = listFiles(paths.filter((path) => path !== "-"));
  problems.forEach(tell);
  const streams = [
    readArticles(sources),
    ...(paths.includes("-") ? [readLines(process.stdin, "stdin")] : []),
  ];
  for (const stream of streams) {
    for await (const record of stream) {
      if ("problem" in record) {
        tell(record.problem);
        continue;
      }
      const { article, from } = record;
      const same = ids.get(article.id);
      if (same) {
        tell({ where: from, message: `has the id "${article.id}" of ${same}; ids must differ` });
        continue;
      }
      ids.set(article.id, from);
      const copy = texts.get(article.text);
      if (copy)
        tell({
          where: from,
          message: `is a duplicate of ${copy}: the same text; it counts once as a source`,
          kept: true,
        });
      else texts.set(article.text, from);
      yield article;
    }
  }
}
