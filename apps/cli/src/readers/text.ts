import chardet from "chardet";
import { LARGEST } from "./article.ts";

const strict = new TextDecoder("utf-8", { fatal: true });

/** The text of a file's bytes, or why it has none. A byte order mark and Windows line ends go. */
export const decode = (bytes: Uint8Array): { text: string } | { why: string } => {
  if (bytes.length > LARGEST) {
    return {
      why: `is ${(bytes.length / 1e6).toFixed(1)} MB; articles end at ${LARGEST / 1e6} MB. Split it, or give one article a line as .jsonl`,
    };
  }
  if (bytes.includes(0)) return { why: "is a binary file; Liqa reads text, HTML and JSONL" };
  try {
    return {
      text: strict
        .decode(bytes)
        .replace(/^\ufeff/u, "")
        .replaceAll("\r\n", "\n"),
    };
  } catch {
    const guess = chardet.detect(bytes) ?? "unknown";
    return { why: `is not UTF-8 (it looks like ${guess}); convert it: iconv -f ${guess} -t UTF-8` };
  }
};

const FRONT = /^---\n([\s\S]*?)\n---[ \t]*(?:\n|$)/u;

/** Splits `key: value` lines between two `---` off the head of a text; the body starts at its first line with text. */
export const frontMatter = (text: string): { fields: { [key: string]: string }; body: string } => {
  const match = FRONT.exec(text);
  if (!match) return { fields: {}, body: text };
  const fields: { [key: string]: string } = {};
  for (const line of match[1]!.split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0)
      fields[line.slice(0, colon).trim()] = line
        .slice(colon + 1)
        .trim()
        .replace(/^(["'])(.*)\1$/u, "$2");
  }
  return { fields, body: text.slice(match[0].length).replace(/^(?:[ \t]*\n)+/u, "") };
};
