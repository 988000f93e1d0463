import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { type Reading, TOO_LARGE, toArticle } from "./article.ts";
import { openText, TextError } from "./text.ts";

/** What columns may be called, in lower case and without spaces, dashes and underscores. */
const COLUMNS: { readonly [field: string]: readonly string[] } = {
  id: ["id", "guid", "المعرف", "رقم"],
  text: ["text", "body", "content", "article", "fulltext", "النص", "نص", "المحتوى", "المقال"],
  title: ["title", "headline", "العنوان", "عنوان"],
  publishedAt: ["publishedat", "published", "date", "pubdate", "التاريخ", "تاريخ", "تاريخالنشر"],
  source: ["source", "outlet", "publisher", "المصدر", "مصدر"],
  url: ["url", "link", "الرابط", "رابط"],
  language: ["language", "lang", "اللغة"],
};

const fieldOf = (column: string): string => {
  const name = column.toLowerCase().replace(/[\s_-]+/gu, "");
  const known = Object.keys(COLUMNS).find((field) => COLUMNS[field]!.includes(name));
  // A column that means nothing to Liqa keeps its place, under a name that no article has.
  return known ?? `column ${column}`;
};

/**
 * Reads a table with a header row, one article a row, in memory for one row. The separator (comma, semicolon or tab)
 * is the one the header uses most. A bad row is told and the next one read.
 */
export async function* readCsv(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  id = name,
): AsyncGenerator<Reading> {
  const opened = await openText(stream);
  if ("refusal" in opened) {
    yield { where: name, refusal: opened.refusal };
    return;
  }
  const { header, all } = await withHeader(opened.text);
  const skipped: { line: number; message: string }[] = [];
  let fields: string[] = [];
  const rows = parse({
    delimiter: separatorOf(header),
    columns: (row: string[]) => {
      fields = row.map(fieldOf);
      // Of two columns for one field the first counts.
      return fields.map((field, at) => (fields.indexOf(field) === at ? field : `column ${at + 1}`));
    },
    info: true,
    // «"word" and more» is no CSV, but what it means is plain.
    relax_quotes: true,
    bom: true,
    skip_empty_lines: true,
    max_record_size: 2 * TOO_LARGE,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error) skipped.push({ line: lineOf(error), message: error.message });
      return undefined;
    },
  });
  const bytes = Readable.from(all);
  bytes.on("error", (error) => rows.destroy(error));
  bytes.pipe(rows);
  function* tellSkipped(): Generator<Reading> {
    for (const { line, message } of skipped.splice(0))
      yield {
        where: `${name}:${line}`,
        refusal: `the row is no CSV (${message}); quote fields with " and double the quotes in them`,
      };
  }
  try {
    let number = 0;
    for await (const { record, info } of rows as AsyncIterable<{
      record: { [field: string]: string };
      info: { lines: number };
    }>) {
      yield* tellSkipped();
      if (!fields.includes("text")) {
        yield {
          where: name,
          refusal: `has no column for the text; name one "text" (found: ${header.trim().slice(0, 200)})`,
        };
        return;
      }
      number++;
      const reading = toArticle(present(record), `${id}:${number}`, `${name}:${info.lines}`);
      yield "article" in reading && opened.reservation && number === 1
        ? { ...reading, reservations: [opened.reservation, ...reading.reservations] }
        : reading;
    }
    yield* tellSkipped();
  } catch (error) {
    yield* tellSkipped();
    if (!(error instanceof CsvError || error instanceof TextError)) throw error;
    yield { where: name, refusal: `${error.message}; the rest of it was not read` };
  }
}

const lineOf = (error: CsvError): number => Number((error as unknown as { lines?: number }).lines ?? 0);

/** Empty cells are no values. */
const present = (record: { [field: string]: string }): { [field: string]: string } =>
  Object.fromEntries(Object.entries(record).filter(([field, value]) => field === "text" || value !== ""));

const separatorOf = (header: string): string => {
  const count = (separator: string): number => header.split(separator).length;
  return [",", ";", "\t"].reduce((best, one) => (count(one) > count(best) ? one : best));
};

/** The first line, and all of the text again. */
const withHeader = async (
  text: AsyncGenerator<string>,
): Promise<{ header: string; all: AsyncGenerator<string> }> => {
  let begun = "";
  while (!begun.includes("\n")) {
    const next = await text.next();
    if (next.done) break;
    begun += next.value;
  }
  const all = async function* (): AsyncGenerator<string> {
    yield begun;
    yield* text;
  };
  return { header: begun.split("\n", 1)[0]!, all: all() };
};
