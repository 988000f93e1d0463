import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderOf, liqa, MEETING } from "./liqa.ts";

const articles = {
  "a.txt": MEETING,
  "b.txt": "استقبل وزير الخارجية الروسي سيرغي لافروف المبعوث الأممي إلى سوريا غير بيدرسون في موسكو.\n",
};

interface Answer {
  intent: string;
  asked: { id: string; name: string }[];
  entities: { id: string; name: string }[];
  meetings: { id: string; place: { name: string } | null }[];
  paths: string[][];
  text: string;
  evidence: { article: string; start: number; end: number; quote: string }[];
}

describe("liqa ask", async () => {
  const cwd = folderOf(articles);
  await liqa(["build", "a.txt", "b.txt", "--out", "g.json"], { cwd });
  const ask = async (question: string): Promise<Answer> => {
    const { code, stdout } = await liqa(["ask", question, "-g", "g.json", "--json"], { cwd });
    expect(code).toBe(0);
    return JSON.parse(stdout);
  };

  test.each([
    ["من التقى غير بيدرسون؟", ["سيرغي لافروف"]],
    ["Whom did Geir Pedersen meet?", ["سيرغي لافروف"]],
    ["من التقى سيرغي لافروف؟", ["سامح شكري", "غير بيدرسون"]],
    ["من التقى كونفوشيوس؟", []],
  ])("%s", async (question, expected) => {
    const { entities, asked, evidence, text } = await ask(question);
    expect(entities.map(({ name }) => name).sort()).toEqual([...expected].sort());
    for (const { id } of asked) expect(entities.map((one) => one.id)).not.toContain(id);
    expect(text).not.toBe("");
    expect(evidence.length > 0).toBe(expected.length > 0);
    for (const { article, start, end, quote } of evidence)
      expect(readFileSync(join(cwd, `${article}.txt`), "utf8").slice(start, end)).toBe(quote);
    // Every mark points to a passage.
    for (const [, mark] of text.matchAll(/\[(\d+)\]/g)) expect(evidence[Number(mark) - 1]).toBeDefined();
  });

  test("meetings of a place, and the way between two people", async () => {
    const { meetings } = await ask("ما الاجتماعات التي عُقدت في موسكو؟");
    expect(meetings.length).toBeGreaterThan(0);
    for (const { place } of meetings) expect(place?.name).toBe("موسكو");
    const { paths, asked, entities, meetings: told } = await ask("ما أقصر مسار بين سامح شكري وغير بيدرسون؟");
    expect(paths[0]).toHaveLength(5);
    const described = new Set([...asked, ...entities, ...told].map(({ id }) => id));
    for (const id of paths.flat()) expect(described).toContain(id);
  });

  test("what is no question gets an answer that says so", async () => {
    const { entities, meetings, evidence, text } = await ask("؟؟؟");
    expect({ entities, meetings, evidence }).toEqual({ entities: [], meetings: [], evidence: [] });
    expect(text).not.toBe("");
  });
});
