import { describe, expect, test } from "vitest";
import { folderOf, inUtf16, inWindows1256, liqa, MEETING } from "./liqa.ts";

const ids = (stdout: string): string[] =>
  stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line).article.id);

describe("liqa extract", () => {
  test("prints one line an article, in input order, with ids from paths and line numbers", async () => {
    const cwd = folderOf({
      "news/b.txt": MEETING,
      "news/deep/a.md": `---\ndate: 2020-01-27\nsource: test\n---\n\n${MEETING}ثم عاد.\n`,
      "news/README.md": "not an article",
    });
    const { code, stdout, stderr } = await liqa(["extract", "news"], { cwd });
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(ids(stdout)).toEqual(["b", "deep/a"]);
    const second = JSON.parse(stdout.split("\n")[1]!);
    expect(second.article).toMatchObject({ publishedAt: "2020-01-27", source: "test", language: "ar" });
    expect(second.article).not.toHaveProperty("text");
  });

  test("reads JSONL on standard input; offsets quote the text as given", async () => {
    const articles = [{ id: "x1", text: `  ${MEETING}` }, { text: MEETING.replace("سامح", "ســامح") }];
    const { code, stdout } = await liqa(["extract", "-"], {
      stdin: articles.map((a) => JSON.stringify(a)).join("\n"),
    });
    expect(code).toBe(0);
    expect(ids(stdout)).toEqual(["x1", "stdin:2"]);
    stdout
      .split("\n")
      .filter(Boolean)
      .forEach((line, at) => {
        const extraction = JSON.parse(line);
        expect(extraction.meetings).toHaveLength(1);
        for (const entity of extraction.entities) {
          for (const mention of entity.mentions) {
            expect(articles[at]!.text.slice(mention.start, mention.end)).toBe(mention.text);
          }
        }
      });
  });

  test("names every bad input with its cause, processes the others, and exits 1", async () => {
    const cwd = folderOf({
      "1-empty.txt": "",
      "2-english.txt": "The minister met his counterpart in Moscow on Monday.",
      "3-binary.txt": new Uint8Array([0x50, 0, 0x51, 0, 7]),
      "4-windows.txt": Uint8Array.from([
        0xc7, 0xe1, 0xca, 0xde, 0xec, 0x20, 0xe6, 0xd2, 0xed, 0xd1, 0x20, 0xc7, 0xe1,
      ]),
      "5-markup.txt": `<div><p>${MEETING}</p><p>${MEETING}</p><p>${MEETING}</p></div>`,
      "6-good.txt": MEETING,
      "7-twin.txt": MEETING,
      "8-lines.jsonl": `{"id":"ok","text":${JSON.stringify(`وقال: ${MEETING}`)}}\n{broken\n{"id":"none"}\n`,
      "9-huge.txt": "ا".repeat(5_000_000),
      "a-persian.txt": "وزیر خارجه ایران گفت که گفتگوها با همتای روس خود را پیگیری می‌کند.",
      "b-page.html": "<html><body><script>var x = 1</script></body></html>",
      "c-table.pdf": new Uint8Array([0x25, 0x50, 0x44, 0x46]),
    });
    const { code, stdout, stderr } = await liqa(["extract", ".", "absent.txt"], { cwd });
    expect(code).toBe(1);
    expect(ids(stdout)).toEqual(["6-good", "7-twin", "ok"]);
    for (const [file, cause] of [
      ["1-empty.txt", "empty"],
      ["2-english.txt", "not Arabic"],
      ["3-binary.txt", "binary"],
      ["4-windows.txt", "not UTF-8"],
      ["5-markup.txt", "HTML"],
      ["7-twin.txt", "duplicate of 6-good.txt"],
      ["8-lines.jsonl:2", "not JSON"],
      ["8-lines.jsonl:3", 'no "text"'],
      ["9-huge.txt", "10.0 MB"],
      ["a-persian.txt", "Persian"],
      ["b-page.html", "without an article"],
      [".", "other kinds.*pdf"],
      ["absent.txt", "does not exist"],
    ] as const) {
      expect(stderr).toMatch(new RegExp(`${file.replaceAll(".", "\\.")}: [^\n]*${cause}`));
    }
  });

  test("reads what is surely Arabic in an old encoding, and says so", async () => {
    const text = `${MEETING.trim()} وبحث الوزيران في اللقاء العلاقات بين البلدين، واتفقا على العودة إلى التشاور مع الشركاء.`;
    const cwd = folderOf({ "old.txt": inWindows1256(text), "wide.txt": inUtf16(`وقال: ${text}`) });
    const { code, stdout, stderr } = await liqa(["extract", "--text", "old.txt", "wide.txt"], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/old\.txt: .*windows-1256.*iconv/);
    expect(stderr).toMatch(/wide\.txt: .*utf-16le/);
    const [old, wide] = stdout.split("\n");
    expect(JSON.parse(old!).article.text).toBe(text);
    expect(JSON.parse(wide!).article.text).toBe(`وقال: ${text}`);
  });

  test("cuts lines only at line ends, and tells bad bytes from a replacement character", async () => {
    const good = JSON.stringify({ id: "good", text: `${MEETING.trim()}\u2028قيل \ufffd.` });
    const stdin = Buffer.concat([
      Buffer.from(`\ufeff${good}\r\n\n`),
      Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
      Buffer.from(`[]\n{"id":"dated","text":${JSON.stringify(MEETING)},"publishedAt":"yesterday"}`),
    ]);
    const { code, stdout, stderr } = await liqa(["extract", "--text", "-"], { stdin });
    expect(code).toBe(1);
    expect(ids(stdout)).toEqual(["good", "dated"]);
    expect(JSON.parse(stdout.split("\n")[0]!).article.text).toContain("\u2028قيل \ufffd.");
    expect(JSON.parse(stdout.split("\n")[1]!).article.publishedAt).toBeNull();
    expect(stderr).toMatch(/stdin:3: .*not UTF-8/);
    expect(stderr).toMatch(/stdin:4: .*not an article/);
    expect(stderr).toMatch(/stdin:5: .*"yesterday".*no ISO date/);
  });

  test("keeps the order of the arguments and refuses a second article of the same id", async () => {
    const cwd = folderOf({
      "b/one.txt": MEETING,
      "a/one.txt": `أمس ${MEETING}`,
      "list.json": JSON.stringify([{ text: `غدا ${MEETING}` }, { id: 7, text: `اليوم ${MEETING}` }]),
    });
    const stdin = JSON.stringify({ text: `ثم ${MEETING}` });
    const { code, stdout, stderr } = await liqa(["extract", "list.json", "-", "b", "a"], { cwd, stdin });
    expect(ids(stdout)).toEqual(["list:1", "7", "stdin:1", "one"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/a\/one\.txt: has the id "one" of b\/one\.txt/);
  });

  test("ends quietly when its reader has read enough", async () => {
    const articles = Array.from({ length: 400 }, (_, at) => JSON.stringify({ text: `${at} ${MEETING}` }));
    const { code, stderr } = await liqa(["extract", "-"], { stdin: articles.join("\n"), readers: "leave" });
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });

  test("takes the article out of a web page", async () => {
    const paragraph = `<p>${MEETING.trim()} وبحث الجانبان سبل تعزيز العلاقات بين البلدين وتطورات الأوضاع في المنطقة، واتفقا على مواصلة التشاور خلال الفترة المقبلة.</p>`;
    const cwd = folderOf({
      "page.html": `<html lang="ar"><head><title>لقاء</title><meta property="article:published_time" content="2021-04-12T10:00:00Z"></head><body><nav><a href="/">الرئيسية</a></nav><article><h1>لقاء</h1>${paragraph.repeat(4)}</article></body></html>`,
    });
    const { code, stdout } = await liqa(["extract", "page.html"], { cwd });
    expect(code).toBe(0);
    const extraction = JSON.parse(stdout);
    expect(extraction.article).toMatchObject({ id: "page", publishedAt: "2021-04-12" });
    expect(extraction.meetings.length).toBeGreaterThan(0);
  });
});

describe("usage", () => {
  test("an unknown command or a missing argument exits 2 and points to --help", async () => {
    for (const args of [
      ["frobnicate"],
      ["extract"],
      ["build", "x"],
      ["neighbours", "x", "--limit", "none"],
    ]) {
      const { code, stderr } = await liqa(args);
      expect(code, args.join(" ")).toBe(2);
      expect(stderr).toContain("--help");
    }
  });

  test("every command has --help with examples", async () => {
    const { stdout } = await liqa(["--help"]);
    const commands = [...stdout.matchAll(/^ {2}(\w+)/gmu)]
      .map((match) => match[1]!)
      .filter((name) => name !== "help");
    expect(commands).toEqual(expect.arrayContaining(["extract", "build", "neighbours", "path", "serve"]));
    for (const command of commands) {
      const help = await liqa([command, "--help"]);
      expect(help.code, command).toBe(0);
      expect(help.stdout, command).toContain("Examples:");
    }
  });
});
