/**
 * How fast articles are read: UTF-8 bytes a CPU second on one core, beside one pass of regular expressions that only
 * normalises spelling, over the same text in the same run; then texts made to hurt, and memory over a long stream.
 *
 *     node bench/extraction.ts [--articles N] [--corpus FILE.jsonl.gz]
 *
 * Without a corpus the sample articles are read over and over, with two words of each article changed every time.
 */
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { gunzipSync } from "node:zlib";
import { ar } from "../src/ar/index.ts";
import type { Article } from "../src/article.ts";
import { extractor } from "../src/extract.ts";
import { HOSTILE } from "./hostile.ts";
import { sampleTexts } from "./samples.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const STREAM = Number(option("--articles") ?? 100_000);
const CORPUS = option("--corpus");

/** CPU seconds of this thread; the collector and the compiler work beside it and are counted where said. */
const seconds = (run: () => void, whole = false): number => {
  const usage = (before?: NodeJS.CpuUsage): NodeJS.CpuUsage =>
    whole ? process.cpuUsage(before) : process.threadCpuUsage(before);
  const before = usage();
  run();
  const { user, system } = usage(before);
  return (user + system) / 1e6;
};
const line = (name: string, text: string): void => console.log(`  ${name.padEnd(40)} ${text}`);
const megabytes = (articles: readonly Article[]): number =>
  articles.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / 1e6;

const sampleArticles = (): Article[] =>
  sampleTexts().map(({ name, text }) => ({ id: name, text, publishedAt: name.slice(0, 10) }));

const LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي";
const word = (number: number): string =>
  [0, 1, 2, 3, 4].map((letter) => LETTERS.charAt(Math.floor(number / 28 ** letter) % 28)).join("");

/** The samples again, each with two words that no other has. */
const varied = (articles: readonly Article[], number: number): Article => {
  const { text, ...rest } = articles[number % articles.length]!;
  const middle = text.indexOf(" ", text.length / 2);
  const fresh = ` ${word(number)} ${word(number * 31 + 7)}`;
  return { ...rest, id: `${number}`, text: text.slice(0, middle) + fresh + text.slice(middle) };
};

/** What a program does at least that wants to compare Arabic words. */
const normalise = (text: string): string =>
  text
    .replace(/[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\ufeff]/gu, "")
    .replace(/[أإآٱ]/gu, "ا")
    .replace(/ى/gu, "ي")
    .replace(/ة/gu, "ه")
    .replace(/\s+/gu, " ");

const speed = (): void => {
  const corpus: Article[] | null = CORPUS
    ? gunzipSync(readFileSync(CORPUS))
        .toString()
        .trim()
        .split("\n")
        .map((row) => JSON.parse(row) as Article)
    : null;
  const base = sampleArticles();
  const articles = corpus ?? Array.from({ length: 2400 }, (_, number) => varied(base, number));
  const extract = extractor(ar);
  console.log(
    `reading, ${articles.length} ${corpus ? "articles of the corpus" : "variations of the samples"}`,
  );
  let letters = 0;
  let read = 0;
  const mark = (from: number, to: number, name: string): void => {
    const part = articles.slice(Math.floor(articles.length * from), Math.floor(articles.length * to));
    let normalised = 0;
    let took = 0;
    let whole = 0;
    // In turn, so that a busy machine slows both down alike.
    for (let at = 0; at < part.length; at += 100) {
      const block = part.slice(at, at + 100);
      normalised += seconds(() => {
        for (const { text } of block) letters += normalise(text).length;
      });
      whole += seconds(() => {
        took += seconds(() => {
          for (const article of block) read += extract(article).meetings.length;
        });
      }, true);
    }
    const size = megabytes(part);
    line(
      name,
      `${(size / took).toFixed(2)} MB a CPU second (${(size / whole).toFixed(2)} with compiler and collector), ` +
        `${Math.round(part.length / took)} articles; normalising ${(size / normalised).toFixed(0)} MB, ratio ${(took / normalised).toFixed(0)}`,
    );
  };
  mark(0, 0.1, "the first tenth, not yet compiled");
  mark(0.1, 0.5, "up to the half");
  mark(0.5, 1, "the second half");
  line("found", `${read} meetings; ${letters} letters normalised`);
};

const hostile = (): void => {
  console.log("texts made to hurt: CPU of 0.5 MB and of 1 MB");
  const extract = extractor(ar);
  for (const [name, write] of Object.entries(HOSTILE)) {
    const unit = Buffer.byteLength(write(400)) / 400;
    const took = [0.5e6, 1e6].map((bytes) => {
      const text = write(4 * Math.round(bytes / unit / 4));
      return seconds(() => extract({ id: name, text, publishedAt: "2020-03-15" }));
    });
    line(name, `${took.map((one) => `${(one * 1000).toFixed(0)} ms`).join(", ")}`);
  }
};

const stream = (): void => {
  console.log(`a stream of ${STREAM} articles, each with words never seen before`);
  const extract = extractor(ar);
  const short = sampleArticles().map((article) => ({ ...article, text: article.text.slice(0, 400) }));
  let next = 0;
  for (const share of [0.1, 0.2, 0.4, 0.6, 0.8, 1]) {
    const took = seconds(() => {
      for (; next < STREAM * share; next++) extract(varied(short, next));
    });
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    line(
      `after ${next}`,
      `${((heapUsed + arrayBuffers) / 1e6).toFixed(0)} MB held, ${took.toFixed(1)} s CPU since the last`,
    );
  }
};

speed();
hostile();
stream();
