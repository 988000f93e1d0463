import { WARCParser, type WARCRecord } from "warcio";
import { type Page, type Reading, TOO_LARGE, tooLarge } from "./article.ts";
import { decode } from "./text.ts";

/**
 * The web pages of a WARC file, compressed or not: answers of servers that are HTML. The date of a record is that of
 * the visit, not of publication, and dates nothing; a page's own date does.
 */
export async function* readWarc(
  stream: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<Reading | Page> {
  let number = 0;
  let pages = 0;
  let size = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of stream) {
      size += chunk.length;
      yield chunk;
    }
  };
  const parser = new WARCParser(counted());
  try {
    for await (const record of parser) {
      number++;
      // The library takes anything for a record; only real ones have a type.
      if (!record.warcType) throw new Error("no record of a web archive");
      if (!isPage(record)) continue;
      pages++;
      const { reader } = record;
      yield await pageOf(record, `${name}[${number}]`);
      if (isCut(reader)) throw new Error("it breaks off");
    }
    if (parser.offset < size || !number) throw new Error("no record of a web archive");
  } catch (error) {
    yield {
      where: `${name}[${number}]`,
      refusal: `is damaged (${message(error)}); the rest of the file was not read`,
    };
    return;
  }
  if (!pages) yield { where: name, refusal: "holds no web pages; leave it out" };
}

const isPage = (record: WARCRecord): boolean => {
  if (record.warcType !== "response" && record.warcType !== "resource") return false;
  const type = record.httpHeaders?.headers.get("content-type") ?? record.warcContentType ?? "";
  const status = Number(record.httpHeaders?.statusCode ?? 200);
  return /^(?:text\/html|application\/xhtml)/iu.test(type) && status >= 200 && status < 300;
};

const pageOf = async (record: WARCRecord, where: string): Promise<Reading | Page> => {
  const url = record.warcTargetURI ?? null;
  const place = url === null ? where : `${where} ${url}`;
  if (record.warcContentLength >= TOO_LARGE) {
    await record.skipFully();
    return { where: place, refusal: tooLarge(record.warcContentLength) };
  }
  const { reader } = record;
  let bytes: Uint8Array;
  try {
    bytes = await record.readFully(true);
  } catch (error) {
    return { where: place, refusal: `is damaged (${message(error)})` };
  }
  if (isCut(reader)) return { where: place, refusal: "breaks off" };
  const decoded = decode(bytes, charsetOf(record.httpHeaders?.headers.get("content-type")));
  if ("refusal" in decoded) return { where: place, refusal: decoded.refusal };
  return { page: decoded.text, id: url ?? where, where: place, url, reservation: decoded.reservation };
};

/** Whether the file ended before the length that the record announced. */
const isCut = (reader: WARCRecord["reader"]): boolean =>
  "limit" in reader && typeof reader.limit === "number" && reader.limit > 0;

const charsetOf = (type: string | null | undefined): string | undefined =>
  /charset\s*=\s*["']?([\w-]+)/iu.exec(type ?? "")?.[1];

/** The inflating library throws bare words. */
const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));
