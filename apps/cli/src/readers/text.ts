import chardet from "chardet";
import { TOO_LARGE, tooLarge } from "./article.ts";

const strict = new TextDecoder("utf-8", { fatal: true });

export type Decoded = { text: string; reservation: string | null } | { refusal: string };

/**
 * The text of a file's bytes, or why it has none. A byte order mark and Windows line ends go. Other encodings are
 * read only when there is no doubt: a byte order mark, what the bytes declare (a page's `meta`, a feed's first line),
 * or words that come out as common Arabic ones.
 * @param charset declared outside of the bytes, by the server that sent them
 */
export const decode = (bytes: Uint8Array, charset?: string): Decoded => {
  if (bytes.length >= TOO_LARGE) return { refusal: tooLarge(bytes.length) };
  const encoding = encodingOf(bytes, charset);
  if ("refusal" in encoding) return encoding;
  return { text: lines(read(bytes, encoding.name)), reservation: encoding.reservation };
};

/** Bytes that are not in the encoding of those before them. */
export class TextError extends Error {}

/** As {@link decode}, for files of any size: the encoding is that of their beginning. */
export const openText = async (
  stream: AsyncIterable<Uint8Array>,
): Promise<{ text: AsyncGenerator<string>; reservation: string | null } | { refusal: string }> => {
  const chunks = stream[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  for (let size = 0; size < SAMPLE; size += first.at(-1)!.length) {
    const next = await chunks.next();
    if (next.done) break;
    first.push(next.value);
  }
  const sample = Buffer.concat(first);
  // A character may be cut at the end of the sample.
  const encoding = encodingOf(
    sample.subarray(0, Math.max(0, sample.lastIndexOf(NEWLINE) + 1) || sample.length),
  );
  if ("refusal" in encoding) return encoding;
  const decoder = new TextDecoder(encoding.name, { fatal: true });
  const text = async function* (): AsyncGenerator<string> {
    try {
      yield decoder.decode(sample, { stream: true });
      for await (const chunk of { [Symbol.asyncIterator]: () => chunks })
        yield decoder.decode(chunk, { stream: true });
      yield decoder.decode();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new TextError(`is not ${encoding.name} from some place on; convert it with iconv`);
    }
  };
  return { text: text(), reservation: encoding.reservation };
};

/** Bytes by which a stream's encoding is told. */
const SAMPLE = 1 << 16;
const NEWLINE = 0x0a;

type Encoding = { name: string; reservation: string | null } | { refusal: string };

const encodingOf = (bytes: Uint8Array, charset?: string): Encoding => {
  const wide = byteOrder(bytes);
  if (wide) return doubtful(wide);
  if (bytes.includes(0))
    return { refusal: "is a binary file; Liqa reads text, HTML and JSON, convert it first" };
  try {
    strict.decode(bytes);
    return { name: "utf-8", reservation: null };
  } catch {
    const declared = supported(charset) ?? supported(declaredIn(bytes));
    if (declared !== undefined && declared !== "utf-8") return { name: declared, reservation: null };
    const guess = chardet.detect(bytes) ?? "unknown";
    const sure = ["windows-1256", "iso-8859-6"].filter((name) => looksArabic(read(bytes, name)));
    if (sure.length === 1) return doubtful(sure[0]!);
    return {
      refusal: `is not UTF-8 (it may be ${guess}); convert it: iconv -f ${guess} -t UTF-8 FILE > NEW`,
    };
  }
};

/** `<meta charset=…>`, `<meta … content="…; charset=…">` or `<?xml … encoding="…"?>`, near the beginning. */
const DECLARED = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/iu;
/** Where browsers look for it, with room for pages that come to it late. */
const HEAD = 4096;

const declaredIn = (bytes: Uint8Array): string | undefined => {
  const match = DECLARED.exec(Buffer.from(bytes.subarray(0, HEAD)).toString("latin1"));
  return match?.[1] ?? match?.[2];
};

/** The name by which TextDecoder knows an encoding, if it does. */
const supported = (charset: string | undefined): string | undefined => {
  if (charset === undefined) return undefined;
  try {
    return new TextDecoder(charset).encoding;
  } catch {
    return undefined;
  }
};

const doubtful = (name: string): Encoding => ({
  name,
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
