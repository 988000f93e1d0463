import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as display from "@liqa/display";
import * as formats from "@liqa/formats";
import * as graph from "@liqa/graph";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../programs.ts";
import { begin } from "./claims.ts";
import { examples, moduleOf } from "./examples.ts";
import * as given from "./given.ts";
import { PUBLISHED } from "./published.ts";

/** Beside the packages, so that examples find them; what examples write stays in it. */
const folder = join(import.meta.dirname, "../generated");
const before = process.cwd();
const modules = new Map([
  ["../test/given.ts", Object.keys(given)],
  ["@liqa/graph", Object.keys(graph)],
  ["@liqa/formats", Object.keys(formats)],
  ["@liqa/display", Object.keys(display)],
]);
const all = examples().map((example, at) => ({ ...example, file: join(folder, `example-${at}.ts`) }));

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  process.chdir(folder);
  for (const example of all) writeFileSync(example.file, moduleOf(example, modules));
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2024.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: ["node"],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
};

describe("examples as TypeScript", () => {
  let program: ts.Program;
  beforeAll(() => {
    program = ts.createProgram(
      all.map(({ file }) => file),
      OPTIONS,
    );
  });

  test("have the types that they say", () => {
    const places = new Map(all.map(({ file, place }) => [file, place]));
    const wrong = all.flatMap(({ file }) => {
      const source = program.getSourceFile(file);
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    });
    expect(
      wrong.map(
        ({ file, messageText }) =>
          `${places.get(file!.fileName)} ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
      ),
    ).toEqual([]);
  });

  test.each(PUBLISHED)("stand at everything that @liqa/%s lets call", (name) => {
    const checker = program.getTypeChecker();
    const entry = program.getSourceFile(join(root, `packages/${name}/src/index.ts`))!;
    const exported = checker
      .getExportsOfModule(checker.getSymbolAtLocation(entry)!)
      .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));
    const called = exported
      .flatMap((symbol) => [symbol, ...(symbol.exports?.values() ?? []), ...(symbol.members?.values() ?? [])])
      .filter(({ valueDeclaration }) => valueDeclaration && isCalled(checker, valueDeclaration));
    const tags = (symbol: ts.Symbol): string[] => symbol.getJsDocTags(checker).map((tag) => tag.name);
    expect(called.length).toBeGreaterThan(1);
    expect(
      called
        .filter((one) => !tags(one).some((tag) => tag === "example" || tag === "internal"))
        .map(({ name }) => name),
    ).toEqual([]);
  });
});

/** Functions, and methods of classes; methods of what others write are theirs to explain. */
const isCalled = (checker: ts.TypeChecker, declaration: ts.Declaration): boolean =>
  ts.isMethodDeclaration(declaration)
    ? !ts.isComputedPropertyName(declaration.name) && declaration.name.getText() !== "toString"
    : (ts.isFunctionDeclaration(declaration) || ts.isVariableDeclaration(declaration)) &&
      checker.getTypeAtLocation(declaration).getCallSignatures().length > 0;

test.each(all)("$place does what it says", async ({ file }) => {
  begin();
  await import(pathToFileURL(file).href);
});
