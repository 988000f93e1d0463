import { type Reading, toArticle } from "./article.ts";

/** A line is given up beyond this many bytes: six for each UTF-16 unit of an escaped text, and room for the rest. */
const LONGEST_LINE = 64_000_000;

const NEWLINE = 0x0a;
const strict = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads JSONL, one article a line, in memory for one line. A bad line is told and the next one read.
 *
 * Lines are cut in bytes, not by node:readline, which also cuts at U+2028 inside a JSON string and turns bytes that
 * are no UTF-8 into U+FFFD without a word.
 *
 * @param name of the file, for messages; @param id articles without one are called `id:line`.
 */
export async function* readLines(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  id = name,
): AsyncGenerator<Reading> {
  let number = 0;
  for await (const line of bytesOfLines(stream)) {
    number++;
    const where = `${name}:${number}`;
    if (line === "too long") {
      yield { where, refusal: `the line is longer than ${LONGEST_LINE / 1e6} MB; give one article a line` };
      continue;
    }
    let text: string;
    try {
      text = strict.decode(line);
    } catch {
      yield { where, refusal: "the line is not UTF-8; convert the file with iconv" };
      continue;
    }
    if (!text.trim()) continue;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      yield {
        where,
        refusal: `the line is not JSON (${(error as Error).message}); write one object a line, as {"text": "…"}`,
      };
      continue;
    }
    yield toArticle(value, `${id}:${number}`, where);
  }
}

async function* bytesOfLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array | "too long"> {
  let parts: Uint8Array[] = [];
  let size = 0;
  const end = (): Uint8Array | "too long" => {
    const line = size > LONGEST_LINE ? "too long" : parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    parts = [];
    size = 0;
    return line;
  };
  for await (const chunk of stream) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      size += at - from;
      parts.push(chunk.subarray(from, at));
      yield end();
      from = at + 1;
    }
    size += chunk.length - from;
    if (size > LONGEST_LINE) parts = [];
    else if (from < chunk.length) parts.push(chunk.subarray(from));
  }
  if (size) yield end();
}
