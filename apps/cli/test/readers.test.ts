import type { Article } from "@liqa/graph";
import { describe, expect, test } from "vitest";
import { WARCRecord, WARCSerializer } from "warcio";
import type { Problems } from "../src/console.ts";
import { Readers } from "../src/ingest/readers.ts";
import { articlesOf } from "../src/inputs.ts";
import { folderOf, inWindows1256, MEETING } from "./liqa.ts";

const PARAGRAPH = `${MEETING.trim()} وبحث الجانبان سبل تعزيز العلاقات بين البلدين وتطورات الأوضاع في المنطقة، واتفقا على مواصلة التشاور.`;

const page = (words: string, head = ""): string =>
  `<html lang="ar"><head>${head}<title>${words}</title></head><body><nav><a href="/">الرئيسية</a></nav><article><h1>${words}</h1>${`<p>${PARAGRAPH}</p>`.repeat(4)}</article></body></html>`;

/** What is read, and what is said about the rest as `where: why`. */
const read = async (files: {
  [path: string]: string | Uint8Array;
}): Promise<{ articles: Article[]; told: string[] }> => {
  const folder = folderOf(files);
  const told: string[] = [];
  const tell = (where: string, why: string): void => {
    told.push(`${where.replace(/^.*\/(?=[^/]+$)/u, "")}: ${why}`);
  };
  const problems: Problems = { count: 0, exitCode: 0, refuse: tell, reserve: tell, note: tell };
  const articles: Article[] = [];
  for await (const article of articlesOf([folder], problems)) articles.push(article);
  return { articles, told };
};

describe("tables", () => {
  test("columns by their names in either language, any separator, quoted line ends and quotes", async () => {
    const { articles, told } = await read({
      "a.csv": `\ufeffID,Title,Body,Published_At,extra\r\n7,"قال ""نعم""","${MEETING}ثم سافر.",2020-01-27,x\r\n\r\n`,
      "b.csv": `النص;التاريخ;المصدر\n"وقال; ${MEETING.trim()}";2021-03-01;وكالة\n`,
      "c.tsv": `text\tlink\nأمس ${MEETING.trim()}\thttp://x/1\n`,
      "d.csv": inWindows1256(`text,date\n${PARAGRAPH},2022-01-01\n`),
    });
    expect(articles).toMatchObject([
      { id: "7", title: 'قال "نعم"', text: `${MEETING}ثم سافر.`, publishedAt: "2020-01-27" },
      { id: "b:1", text: `وقال; ${MEETING.trim()}`, publishedAt: "2021-03-01", source: "وكالة" },
      { id: "c:1", url: "http://x/1" },
      { id: "d:1", text: PARAGRAPH, publishedAt: "2022-01-01" },
    ]);
    expect(told).toEqual([expect.stringMatching(/^d\.csv:\d+: is not UTF-8 but windows-1256/)]);
  });

  test("a bad row, or a table without text, stops nothing", async () => {
    const { articles, told } = await read({
      "a.csv": `id,text\n1,أ ${MEETING.trim()}\n2,"ب" ${MEETING.trim()}\n3\n4,\n5,ج ${MEETING.trim()}\n`,
      "b.csv": "name,age\nx,1\n",
      "d.csv": `id,text\n6,ه ${MEETING.trim()}\n7,"${MEETING}8,${MEETING}`,
      "c.csv": Buffer.concat([
        Buffer.from(`id,text\n8,د ${MEETING.trim()}\n${"9,Z\n".repeat(20_000)}`),
        Buffer.from([0x39, 0x2c, 0xff, 0xfe, 0x0a]),
      ]),
    });
    expect(articles.map(({ id }) => id)).toEqual(["1", "2", "5", "8", "6"]);
    for (const [where, why] of [
      ["a.csv:4", "no CSV"],
      ["a.csv:5", "is empty"],
      ["d.csv:\\d+", "no CSV.*Quote Not Closed"],
      ["b.csv", "no column for the text.*name,age"],
      ["c.csv", "utf-8 from some place on.*rest"],
    ])
      expect(told).toEqual(
        expect.arrayContaining([expect.stringMatching(new RegExp(`^${where}: .*${why}`))]),
      );
  });
});

describe("feeds", () => {
  const item = (id: string, content: string, date: string): string =>
    `<item><title>عنوان ${id}</title><link>http://x/${id}</link><guid>${id}</guid><pubDate>${date}</pubDate><content:encoded><![CDATA[${content}]]></content:encoded></item>`;
  const rss = (...items: string[]): string =>
    `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>وكالة</title><language>ar</language>${items.join("")}</channel></rss>`;

  test("RSS and Atom: headline, full text, the outlet, and the day by its own clock", async () => {
    const { articles, told } = await read({
      "a.rss": rss(item("1", `<p>${MEETING}</p><p>ثم &amp; سافر.</p>`, "Mon, 27 Jan 2020 00:30:00 +0300")),
      "b.xml": `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>صحيفة</title><entry><id>urn:2</id><title type="html">&lt;b&gt;خبر&lt;/b&gt;</title><link href="http://y/2"/><published>2021-03-01T23:00:00+03:00</published><summary>وقال: ${MEETING.trim()}</summary></entry></feed>`,
    });
    expect(told).toEqual([]);
    expect(articles).toEqual([
      {
        id: "1",
        title: "عنوان 1",
        text: `عنوان 1\n\n${MEETING.trim()}\n\nثم & سافر.`,
        publishedAt: "2020-01-27",
        source: "وكالة",
        url: "http://x/1",
        language: "ar",
      },
      {
        id: "urn:2",
        title: "خبر",
        text: `خبر\n\nوقال: ${MEETING.trim()}`,
        publishedAt: "2021-03-01",
        source: "صحيفة",
        url: "http://y/2",
        language: "ar",
      },
    ]);
  });

  test("an item that a later feed repeats is read once; an empty one and what is no feed are told", async () => {
    const one = item("1", MEETING, "27 Jan 2020 10:00:00 GMT");
    const { articles, told } = await read({
      "a.rss": rss(one, "<item><title>فارغ</title></item>"),
      "b.rss": rss(one, item("2", PARAGRAPH, "soon")),
      "c.xml": "<note>لا</note>",
    });
    expect(articles.map(({ id, publishedAt }) => [id, publishedAt])).toEqual([
      ["1", "2020-01-27"],
      ["2", null],
    ]);
    expect(told).toEqual([
      expect.stringMatching(/^a\.rss\[2\]: .*without text/),
      expect.stringMatching(/^b\.rss\[1\]: .*again/),
      expect.stringMatching(/^c\.xml: is no RSS or Atom feed/),
    ]);
  });
});

describe("WARC", () => {
  const record = async (
    url: string,
    body: string | Uint8Array,
    type = "text/html",
    { statusline = "HTTP/1.1 200 OK", gzip = true } = {},
  ) => {
    const httpHeaders = { "Content-Type": type };
    const made = WARCRecord.create(
      { url, type: "response", date: "2026-01-01T00:00:00Z", httpHeaders, statusline },
      (async function* () {
        yield typeof body === "string" ? Buffer.from(body) : body;
      })(),
    );
    return WARCSerializer.serialize(made, { gzip });
  };

  test("pages of servers that answered, in their charsets, dated by themselves and not by the visit", async () => {
    const published = '<meta property="article:published_time" content="2021-04-12T10:00:00Z">';
    const warc = Buffer.concat([
      await record("http://x/1", page("لقاء في موسكو", published), "text/html; charset=utf-8"),
      await record("http://x/2", inWindows1256(page("لقاء آخر")), "text/html; charset=windows-1256"),
      await record("http://x/3", page("لا شيء"), "text/html", { statusline: "HTTP/1.1 404 Not Found" }),
      await record("http://x/4", "body { color: red }", "text/css"),
      await record("http://x/5", "<html><body></body></html>", "text/html"),
      await record("http://x/6", "x".repeat(10_000_000), "text/html"),
      await record("http://x/7", page("لقاء ثالث"), "text/html"),
    ]);
    const { articles, told } = await read({ "crawl.warc.gz": warc });
    expect(articles).toMatchObject([
      { id: "http://x/1", url: "http://x/1", publishedAt: "2021-04-12" },
      { id: "http://x/2", url: "http://x/2", publishedAt: null },
      { id: "http://x/7" },
    ]);
    for (const { text } of articles) expect(text).toContain(PARAGRAPH);
    expect(told).toEqual([
      expect.stringMatching(/^5: .*without an article/),
      expect.stringMatching(/^6: .*10\.0 MB/),
    ]);
  });

  test("a damaged file gives what stands before the damage, and says so", async () => {
    const [first, second] = [
      await record("http://x/1", page("لقاء في موسكو")),
      await record("http://x/2", page("لقاء آخر")),
    ];
    const bits = Buffer.from(second).fill(0x5a, 40, 60);
    const plain = await record("http://x/1", page("لقاء في موسكو"), "text/html", { gzip: false });
    const whole = Buffer.concat([first, second]);
    const damaged = {
      "garbage.warc.gz": Buffer.concat([first, Buffer.from("this is no record at all\r\n\r\n")]),
      "bits.warc.gz": Buffer.concat([first, bits, second]),
      "cut.warc.gz": whole.subarray(0, -second.length / 2),
      "cut.warc": Buffer.concat([plain, plain.subarray(0, plain.length / 2)]),
      "header.warc": Buffer.concat([plain, plain.subarray(0, 60)]),
    };
    for (const [name, bytes] of Object.entries(damaged)) {
      const { articles, told } = await read({ [name]: bytes });
      expect(
        articles.map(({ id }) => id),
        name,
      ).toEqual(["http://x/1"]);
      expect(told.at(-1), name).toContain("damaged");
    }
    expect((await read({ "a.warc.gz": whole })).told).toEqual([]);
    expect((await read({ "b.warc": "no records" })).told).toEqual([expect.stringContaining("damaged")]);
  });
});

describe("pages", () => {
  test("a charset that the page declares is believed", async () => {
    const { articles, told } = await read({
      "a.html": inWindows1256(page("لقاء", '<meta charset="windows-1256">')),
    });
    expect(articles[0]!.text).toContain(PARAGRAPH);
    expect(told).toEqual([]);
  });

  test("threads read them in the order of the files, and survive what cannot be read", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 6 }, (_, at) => [`${at}.html`, at === 3 ? "<p>" : page(`لقاء رقم ${at}`)]),
    );
    const folder = folderOf(files);
    const threads = new Readers("ar-1", 2);
    const ids: string[] = [];
    const told: string[] = [];
    const tell = (where: string): void => void told.push(where);
    const problems: Problems = { count: 0, exitCode: 0, refuse: tell, reserve: () => {}, note: () => {} };
    const pages = { read: (one: Parameters<Readers["readPage"]>[0]) => threads.readPage(one), ahead: 4 };
    for await (const { id } of articlesOf([folder], problems, { pages })) ids.push(id);
    await threads.close();
    expect(ids).toEqual(["0", "1", "2", "4", "5"]);
    expect(told).toEqual([expect.stringContaining("3.html")]);
  });

  test("an article too large for a thread's memory is read by one with more", async () => {
    const small = new Readers("ar-1", 1, { maxOldGenerationSizeMb: 40 });
    const drafts = await small.read(["a", "b"].map((id) => ({ id, text: MEETING })));
    await small.close();
    expect(drafts).toMatchObject([{ id: "a" }, { id: "b" }]);
  });
});
