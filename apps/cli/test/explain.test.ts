import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { explainer, extractor } from "@liqa/graph";
import { ar } from "@liqa/graph/ar";
import { describe, expect, test } from "vitest";
import { piecesOf } from "../src/explain/pieces.ts";
import { sampleArticles } from "../src/graph.ts";
import { folderOf, liqa, MEETING } from "./liqa.ts";

const articles = readdirSync(sampleArticles)
  .filter((name) => /^\d.*\.md$/u.test(name))
  .slice(0, 40)
  .map((id) => {
    const [, front = "", text = ""] = /^---\n(.*?)\n---\n\s*(.*)$/su.exec(
      readFileSync(join(sampleArticles, id), "utf8"),
    )!;
    return { id, text, publishedAt: /^date: (\S+)/mu.exec(front)![1]! };
  });

describe("an explanation", () => {
  const explain = explainer(ar);
  const extract = extractor(ar);

  test.each(articles.map((article) => [article.id, article] as const))("%s", (_, article) => {
    const explanation = explain(article);
    // Looking on changes nothing.
    expect(explanation.extraction).toEqual(extract(article));
    const { frames, sentences, mentions, dates, extraction } = explanation;
    for (const { id } of extraction.meetings) {
      const telling = frames.filter(({ meetings }) => meetings.includes(id));
      expect(telling.map(({ outcome }) => outcome)).toContain("made");
    }
    const known = new Set(extraction.meetings.map(({ id }) => id));
    for (const frame of frames) {
      for (const id of frame.meetings) expect(known).toContain(id);
      expect(["made", "joined"].includes(frame.outcome)).toBe(frame.meetings.length > 0);
      expect(frame.rows).not.toEqual([]);
      const { start, end } = sentences[frame.sentence]!;
      expect(start <= frame.start && frame.end <= end).toBe(true);
    }
    for (const { start, end, text } of dates) expect(article.text.slice(start, end)).toBe(text);
    const ids = new Set(extraction.entities.map(({ id }) => id));
    for (const { entity } of mentions) if (entity !== null) expect(ids).toContain(entity);
    for (const { start, end } of sentences)
      expect(
        piecesOf(article.text, explanation, start, end)
          .map(({ text }) => text)
          .join(""),
      ).toBe(article.text.slice(start, end));
  });

  test.each([
    ["عقد الوزير سامح شكري مؤتمرا صحفيا مع نظيره سيرغي لافروف.", "press"],
    ["لا لقاء هنا ولا أحد.", "no_sides"],
    ["التقى المدرب جمهور النادي بعد المباراة في كرة القدم.", "sport"],
    ["عقد سامح شكري وسيرغي لافروف اجتماعا في موسكو.", "carries"],
  ])("why not: %s", (text, outcome) => {
    expect(explain({ id: "a", text }).frames.map((frame) => frame.outcome)).toContain(outcome);
  });
});

describe("liqa explain", () => {
  test("prints sentences, words and meetings, without colours into a pipe", async () => {
    const cwd = folderOf({ "a.txt": MEETING });
    const { code, stdout, stderr } = await liqa(["explain", "a.txt"], { cwd });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("m1, held: tells of it first");
    expect(stdout).toContain("verb:meet, subject سامح شكري");
    expect(stdout).not.toContain("\u001b[");
  });

  test("a page that runs nothing of what the article says", async () => {
    const cwd = folderOf({ "a.jsonl": JSON.stringify({ id: "<b>", text: `3 < 5 & "x": ${MEETING}` }) });
    expect((await liqa(["explain", "a.jsonl", "--html", "out/a.html"], { cwd })).code).toBe(0);
    const page = readFileSync(join(cwd, "out/a.html"), "utf8");
    expect(page).toContain('dir="rtl"');
    expect(page).toContain('<mark class="made" title="verb:meet &gt; m1">التقى</mark>');
    expect(page).toContain("3 &lt; 5 &amp; &quot;x&quot;");
    expect(page).not.toMatch(/<script|<b>|https?:/u);
  });

  test("a bad file is named, the others are explained", async () => {
    const cwd = folderOf({ "a.txt": MEETING, "b.txt": "" });
    const { code, stdout, stderr } = await liqa(["explain", "a.txt", "b.txt", "--json"], { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain("b.txt");
    expect(JSON.parse(stdout).extraction.meetings).toHaveLength(1);
  });
});
