import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FORMATS } from "@liqa/formats/catalogue";
import { describe, expect, test } from "vitest";
import { folderOf, liqa, MEETING } from "./liqa.ts";

const articles = {
  "a.txt": MEETING,
  "b.txt": "استقبل وزير الخارجية الروسي سيرغي لافروف المبعوث الأممي إلى سوريا غير بيدرسون في موسكو.\n",
};

describe("liqa build, neighbours, path", () => {
  test("one graph over the articles, asked by name in both scripts", async () => {
    const cwd = folderOf(articles);
    const built = await liqa(["build", ".", "--out", "out/graph.json", "--json"], { cwd });
    expect(built).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(built.stdout)).toMatchObject({ articles: 2, meetings: 2 });
    const file = JSON.parse(readFileSync(join(cwd, "out/graph.json"), "utf8"));
    expect(file.extractor).toMatch(/^ar-[0-9a-f]{12}$/u);
    expect(file.about).toMatchObject({ extractor: file.extractor, sources: [], articles: 2 });
    expect(file.about.checksum).toMatch(/^sha256:[0-9a-f]{64}$/u);

    const met = await liqa(["neighbours", "Sergei Lavrov", "--graph", "out/graph.json", "--json"], { cwd });
    const names = JSON.parse(met.stdout).items.map((item: { entity: { name: string } }) => item.entity.name);
    expect(names.sort()).toEqual(["سامح شكري", "غير بيدرسون"].sort());

    const path = await liqa(["path", "سامح شكري", "Geir Pedersen", "-g", "out/graph.json", "--json"], {
      cwd,
    });
    const { items } = JSON.parse(path.stdout);
    expect(items[0].nodes).toHaveLength(5);
    for (const hop of items[0].hops) {
      const { article, quote } = hop.evidence[0];
      expect(readFileSync(join(cwd, `${article}.txt`), "utf8")).toContain(quote);
    }
  });

  test("filters, go-betweens and sides by name", async () => {
    const cwd = folderOf(articles);
    await liqa(["build", ".", "--out", "g.json"], { cwd });
    const json = async (...args: string[]) => {
      const { code, stdout } = await liqa([...args, "-g", "g.json", "--json"], { cwd });
      expect(code).toBe(0);
      return JSON.parse(stdout);
    };
    // Moscow lies in Russia, which no article says.
    const there = await json("neighbours", "Sergei Lavrov", "--place", "روسيا", "--facets");
    expect(there.items).toHaveLength(2);
    expect(there.facets.places).toMatchObject([{ place: { name: "موسكو" }, count: 2 }]);
    expect((await json("neighbours", "Sergei Lavrov", "--organization", "مصر")).items).toHaveLength(1);
    expect((await json("neighbours", "Sergei Lavrov", "--min-sources", "2")).items).toEqual([]);
    const through = ["path", "سامح شكري", "Geir Pedersen", "--through", "لافروف", "--prefer", "latest"];
    expect((await json(...through)).items).toHaveLength(1);
    const avoided = await json("path", "سامح شكري", "Geir Pedersen", "--avoid", "لافروف");
    expect(avoided).toMatchObject({ items: [], reason: "no_path" });
    const spent = await json("path", "سامح شكري", "Geir Pedersen", "--budget", "1");
    expect(spent).toMatchObject({ items: [], reason: "budget_spent", budget: { exhausted: true } });
    const { pairs } = await json("between", "Egypt", "روسيا");
    expect(pairs.map(({ a, b }: { a: { name: string }; b: { name: string } }) => [a.name, b.name])).toEqual([
      ["سامح شكري", "سيرغي لافروف"],
    ]);
  });

  test("a name that nobody bears, and a file that is no graph, are said plainly", async () => {
    const cwd = folderOf({ ...articles, "no.json": '{"entities": 3}' });
    await liqa(["build", "a.txt", "--out", "g.json"], { cwd });
    const nobody = await liqa(["neighbours", "كونفوشيوس", "-g", "g.json"], { cwd });
    expect(nobody.code).toBe(1);
    expect(nobody.stderr).toContain("nobody called");
    const noGraph = await liqa(["neighbours", "x", "-g", "no.json"], { cwd });
    expect(noGraph.code).toBe(1);
    expect(noGraph.stderr).toContain("not a graph");
    expect(noGraph.stderr).not.toContain("    at ");
    const absent = await liqa(["path", "x", "y", "-g", "absent.json"], { cwd });
    expect(absent.code).toBe(1);
    expect(absent.stderr).toContain("liqa build");
  });
});

describe("liqa export", () => {
  test("writes each format whole or not at all, and nothing beside it", async () => {
    const cwd = folderOf(articles);
    await liqa(["build", ".", "--out", "graph.json"], { cwd });
    const formats = ["json", "gexf", "parquet"] as const;
    for (const format of formats) {
      const args = ["export", "-f", format, "-g", "graph.json"];
      const { code, stdout } = await liqa([...args, "-o", `out/x.${format}`, "--json"], { cwd });
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ format, meetings: 2 });
      const file = readFileSync(join(cwd, `out/x.${format}`));
      const zipped = FORMATS[format].mediaType === "application/zip";
      expect(file.subarray(0, 2).toString() === "PK", format).toBe(zipped);
      if (format === "gexf") expect((await liqa(args, { cwd })).stdout).toBe(file.toString("utf8"));
    }
    expect(readdirSync(join(cwd, "out")).sort()).toEqual(formats.map((name) => `x.${name}`).sort());
    const blocked = await liqa(["export", "-g", "graph.json", "-o", "out"], { cwd });
    expect(blocked.code).toBe(1);
    expect(readdirSync(cwd).filter((name) => name.includes(".tmp"))).toEqual([]);
  });

  test("what was exported is a graph again; a hostile file is refused and named", async () => {
    const cwd = folderOf({ ...articles, "bomb.gexf": '<!DOCTYPE g [<!ENTITY a "b">]><gexf>&a;</gexf>' });
    await liqa(["build", ".", "--out", "graph.json"], { cwd });
    await liqa(["export", "-f", "graphml", "-g", "graph.json", "-o", "g.graphml"], { cwd });
    const asked = ["neighbours", "Sergei Lavrov", "--json", "-g"];
    const again = await liqa([...asked, "g.graphml"], { cwd });
    expect(JSON.parse(again.stdout)).toEqual(
      JSON.parse((await liqa([...asked, "graph.json"], { cwd })).stdout),
    );
    const bomb = await liqa(["export", "-g", "bomb.gexf", "-o", "out.json"], { cwd });
    expect(bomb).toMatchObject({ code: 1, stdout: "" });
    expect(bomb.stderr).toMatch(/bomb\.gexf.*line 1.*document type/u);
    expect(existsSync(join(cwd, "out.json"))).toBe(false);
  });
});
