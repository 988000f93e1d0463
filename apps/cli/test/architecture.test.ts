import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** Whom each package may import. */
const MAY_IMPORT: { [folder: string]: readonly string[] } = {
  "packages/graph": [],
  "packages/formats": ["@liqa/graph"],
  "packages/store": ["@liqa/graph"],
  "apps/service": ["@liqa/graph", "@liqa/formats", "@liqa/store"],
  "apps/viewer": ["@liqa/graph", "@liqa/formats"],
  "packages/display": ["@liqa/graph"],
  "apps/notebooks": ["@liqa/graph", "@liqa/formats", "@liqa/display"],
  "apps/cli": ["@liqa/graph", "@liqa/formats", "@liqa/store", "@liqa/service"],
};

/**
 * The stages of the library in the order in which an article passes through them. A file imports from its own
 * stage and from earlier ones.
 */
const STAGES: readonly (readonly string[])[] = [
  ["article"],
  ["extraction", "edtf"],
  ["facts"],
  ["text"],
  ["lexicon/phrases"],
  ["dates"],
  ["language"],
  ["generated"],
  ["world"],
  ["lexicon"],
  ["mentions"],
  ["meetings"],
  ["writeExtraction"],
  ["checkArticle"],
  ["extract"],
  ["explain"],
  ["resolution"],
  ["query"],
  ["graphology", "json", "measures"],
  ["prose"],
  ["ask"],
  ["ar", "en"],
  ["inWords"],
  ["index"],
  ["standalone"],
];

const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/[/\\](?:node_modules|dist|test|bench|scripts)[/\\]/u.test(relative(root, file)));

const importsOf = (file: string): string[] =>
  [
    ...readFileSync(file, "utf8").matchAll(
      /^\s*(?:import|export)\s[^;"']*?from\s+"([^"]+)"|\bimport\("([^"]+)"\)/gmu,
    ),
  ].map((match) => match[1] ?? match[2]!);

const shown = (file: string): string => relative(root, file).split(sep).join("/");

describe("imports run one way", () => {
  test.each(Object.entries(MAY_IMPORT))("%s", (folder, allowed) => {
    for (const file of sources(folder)) {
      for (const name of importsOf(file)) {
        const ours = /^(@liqa\/[a-z]+)/u.exec(name)?.[1];
        if (ours) expect(allowed, `${shown(file)} imports ${name}`).toContain(ours);
        if (name.startsWith(".")) {
          const inside = relative(join(root, folder), join(dirname(file), name));
          expect(inside.startsWith(".."), `${shown(file)} reaches out of its package: ${name}`).toBe(false);
        }
      }
    }
  });

  test("inside the library from later stages to earlier ones", () => {
    const base = join(root, "packages/graph/src");
    const stageOf = (file: string): number => {
      const path = relative(base, file).split(sep).join("/").replace(/\.ts$/u, "");
      // The most precise entry decides: lexicon/phrases before lexicon.
      let best = -1;
      let length = 0;
      STAGES.forEach((names, at) => {
        for (const name of names) {
          if ((path === name || path.startsWith(`${name}/`)) && name.length > length) {
            best = at;
            length = name.length;
          }
        }
      });
      return best;
    };
    const backwards: string[] = [];
    for (const file of sources("packages/graph/src")) {
      const stage = stageOf(file);
      expect(stage, `${shown(file)} belongs to no stage: name it in this test`).toBeGreaterThanOrEqual(0);
      for (const name of importsOf(file).filter((one) => one.startsWith("."))) {
        const other = join(dirname(file), name);
        if (stageOf(other) > stage) backwards.push(`${shown(file)} imports ${shown(other)}`);
      }
    }
    expect(backwards).toEqual([]);
  });

  test("the library uses nothing of Node or of a browser", () => {
    for (const file of sources("packages/graph/src")) {
      for (const name of importsOf(file))
        expect(name, shown(file)).not.toMatch(/^(?:node:|fs$|path$|crypto$)/u);
      const code = readFileSync(file, "utf8").replace(
        /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/gu,
        "",
      );
      expect(code, shown(file)).not.toMatch(
        /(?<![.\w])(?:process|document|window|Buffer|require|__dirname|setTimeout)\b\s*[.([]/u,
      );
    }
  });
});
