/**
 * Compiles data/ into typed modules under src/generated (git-ignored), one a folder. Reports every bad row by
 * file, row and column and then exits 1; nothing is written unless all rows are good.
 *
 *   node scripts/compile-data.ts [--check | --keep-going]
 *
 * `--keep-going` writes the good rows all the same, for a look at work in progress.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cldr } from "./cldr.ts";
import { models } from "./models.ts";
import { type Problem, type Row, readTable } from "./readTable.ts";
import { TABLES } from "./tables.ts";

const here = dirname(fileURLToPath(import.meta.url));
const dataFolder = join(here, "../../../data");
const outFolder = join(here, "../src/generated");

const camel = (name: string): string => name.replace(/[-_](.)/g, (_, letter: string) => letter.toUpperCase());
const pascal = (name: string): string => camel(name).replace(/^./, (letter) => letter.toUpperCase());

/** Rows as JSON in a string, which engines read several times faster than as many literals. */
const parsed = (rows: readonly unknown[]): string => {
  const json = JSON.stringify(rows).replace(/[\\']/gu, "\\$&");
  return `/* @__PURE__ */ JSON.parse('${json}')`;
};

const problems: Problem[] = [];
const modules = new Map<string, string>();

for (const [folder, schemas] of Object.entries(TABLES)) {
  const path = join(dataFolder, folder);
  const present = existsSync(path)
    ? readdirSync(path)
        .filter((file) => file.endsWith(".tsv"))
        .sort()
    : [];
  let source = "// Made from data/ by scripts/compile-data.ts. Do not edit: edit the tables.\n";
  for (const file of present) {
    const name = basename(file, ".tsv");
    const schema = schemas[name];
    const shown = `data/${folder}/${file}`;
    if (!schema) {
      problems.push({
        file: shown,
        row: 1,
        column: "",
        message: "no such table is known; add it to scripts/tables.ts",
      });
      continue;
    }
    const rows: Row[] = readTable(shown, readFileSync(join(path, file), "utf8"), schema, problems);
    // What linguists tell each other stays in the table.
    const columns = schema.columns.filter((column) => column !== "note");
    const fields = columns.map(
      (column) => `  ${camel(column)}: ${schema.lists.includes(column) ? "readonly string[]" : "string"};`,
    );
    source += `\n/** A row of ${shown}. */\nexport interface ${pascal(name)}Row {\n${fields.join("\n")}\n}\n`;
    source += `/** The table ${shown}; data/README.md says what its columns mean. */\n`;
    const cells = rows.map((row) => Object.fromEntries(columns.map((name) => [camel(name), row[name]])));
    source += `export const ${camel(name)}: readonly ${pascal(name)}Row[] = ${parsed(cells)};\n`;
  }
  for (const name of Object.keys(schemas)) {
    if (!present.includes(`${name}.tsv`))
      problems.push({
        file: `data/${folder}/${name}.tsv`,
        row: 0,
        column: "",
        message: "the table is missing",
      });
  }
  modules.set(`${folder}.ts`, source);
}
modules.set("cldr.ts", cldr());
modules.set("models.ts", models(join(dataFolder, "models")));

if (problems.length) {
  for (const { file, row, column, message } of problems) {
    console.error(`${file}:${row}${column ? ` ${column}` : ""}: ${message}`);
  }
  console.error(`${problems.length} problem${problems.length === 1 ? "" : "s"} in data/.`);
  process.exitCode = 1;
}
if (process.argv.includes("--keep-going") || (!problems.length && !process.argv.includes("--check"))) {
  mkdirSync(outFolder, { recursive: true });
  for (const [name, source] of modules) {
    const path = join(outFolder, name);
    // Untouched when equal, so that tools that watch times see no change.
    if (existsSync(path) && readFileSync(path, "utf8") === source) continue;
    writeFileSync(path, source);
  }
}
