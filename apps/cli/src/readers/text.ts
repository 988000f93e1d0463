import chardet from "chardet";
import { TOO_LARGE, tooLarge } from "./article.ts";

const strict = new TextDecoder("utf-8", { fatal: true });

export type Decoded = { text: string; reservation: string | null } | { refusal: string };

/**
 * The text of a file's bytes, or why it has none. A byte order mark and Windows line ends go. Other encodings are
 * read only when there is no doubt: a byte order mark, or words that come out as common Arabic ones.
 */
export const decode = (bytes: Uint8Array): Decoded => {
  if (bytes.length >= TOO_LARGE) return { refusal: tooLarge(bytes.length) };
  const wide = byteOrder(bytes);
  if (wide) return readAs(bytes, wide);
  if (bytes.includes(0))
    return { refusal: "is a binary file; Liqa reads text, HTML and JSON, convert it first" };
  try {
    return { text: lines(strict.decode(bytes)), reservation: null };
  } catch {
    const guess = chardet.detect(bytes) ?? "unknown";
    const sure = ["windows-1256", "iso-8859-6"].filter((name) => looksArabic(read(bytes, name)));
    if (sure.length === 1) return readAs(bytes, sure[0]!);
    return {
      refusal: `is not UTF-8 (it may be ${guess}); convert it: iconv -f ${guess} -t UTF-8 FILE > NEW`,
    };
  }
};

const readAs = (bytes: Uint8Array, name: string): Decoded => ({
  text: lines(read(bytes, name)),
  reservation: `is not UTF-8 but ${name}; read as that. To be sure, convert it: iconv -f ${name} -t UTF-8 FILE > NEW`,
});

const read = (bytes: Uint8Array, name: string): string => new TextDecoder(name).decode(bytes);

const byteOrder = ([first, second]: Uint8Array): string | null =>
  first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : null;

/** Words that stand in any Arabic text of some length, and come out right in one encoding only. */
const COMMON = /(?<!\p{L})(?:في|من|على|إلى|عن|أن|التي|الذي|مع)(?!\p{L})/gu;

const looksArabic = (text: string): boolean => {
  const words = text.match(/\p{L}+/gu)?.length ?? 0;
  const common = text.match(COMMON)?.length ?? 0;
  return common >= 2 && common / words > 0.04;
};

const lines = (text: string): string => text.replaceAll("\r\n", "\n");

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
