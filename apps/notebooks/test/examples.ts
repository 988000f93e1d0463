import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { root } from "../programs.ts";
import { PUBLISHED } from "./published.ts";

/** A piece of TypeScript that the documentation shows, with the file and line where it begins. */
export interface Example {
  place: string;
  code: string;
}

const FENCE = "```";
/** Behind this stands what a line yields or prints. */
const CLAIM = "// → ";

/** All examples: of doc comments, READMEs and docs, whatever is fenced as `ts`. */
export const examples = (): Example[] => {
  const inSources = PUBLISHED.flatMap((name) => filesIn(`packages/${name}/src`, ".ts"));
  const pages = [
    "README.md",
    ...PUBLISHED.map((name) => `packages/${name}/README.md`),
    ...filesIn("docs", ".md"),
  ];
  return [
    ...pages.flatMap((file) => fenced(file, linesOf(file))),
    ...inSources.flatMap((file) => fenced(file, linesOf(file).map(withoutStar))),
  ];
};

const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();

const linesOf = (file: string): string[] => readFileSync(join(root, file), "utf8").split("\n");

/** A line of a doc comment without what makes it one. */
const withoutStar = (line: string): string => line.replace(/^\s*\* ?/u, "");

const fenced = (file: string, lines: readonly string[]): Example[] => {
  const found: Example[] = [];
  for (let at = 0; at < lines.length; at++) {
    if (lines[at] !== `${FENCE}ts`) continue;
    const end = lines.indexOf(FENCE, at);
    found.push({ place: `${file}:${at + 1}`, code: lines.slice(at + 1, end).join("\n") });
    at = end;
  }
  return found;
};

/**
 * The example as a module: names that it takes as given are imported, and behind each statement that says what it
 * yields or prints stands a check of it.
 * @param modules where given names come from: module → its exports
 * @throws Error when an arrow stands where nothing could be checked
 */
export const moduleOf = (
  { place, code }: Example,
  modules: ReadonlyMap<string, readonly string[]>,
): string => {
  const source = ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true);
  const names = namesIn(source);
  const imports = [...modules].flatMap(([from, exported]) => {
    const given = exported.filter((name) => names.used.has(name) && !names.declared.has(name));
    return given.length > 0 ? [`import { ${given.join(", ")} } from ${JSON.stringify(from)};`] : [];
  });
  let claims = 0;
  const body = source.statements.map((statement) => {
    const said = claimBehind(statement, code);
    if (said === null) return statement.getText();
    claims++;
    const where = JSON.stringify(place);
    if (/\bconsole\.log\(/u.test(statement.getText()))
      return `${statement.getText()}\nprinted(${where}, ${JSON.stringify(said)});`;
    if (ts.isExpressionStatement(statement))
      return `yields(${where}, ${statement.expression.getText()}, ${said});`;
    const [variable] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
    if (variable && ts.isIdentifier(variable.name))
      return `${statement.getText()}\nyields(${where}, ${variable.name.text}, ${said});`;
    throw new Error(`${place}: nothing yields what stands behind the arrow of «${statement.getText()}»`);
  });
  if (claims !== code.split(CLAIM).length - 1)
    throw new Error(`${place}: an arrow stands behind no statement`);
  return [
    ...imports,
    'import { console, printed, yields } from "../test/claims.ts";',
    ...body,
    "export {};",
    "",
  ].join("\n");
};

/** The text behind an arrow on the statement's last line, or on the next. */
const claimBehind = (statement: ts.Statement, code: string): string | null => {
  const [own, next] = code.slice(statement.end).split("\n");
  const line = own!.trim() === "" && next !== undefined ? next : own!.trim();
  return line.startsWith(CLAIM) ? line.slice(CLAIM.length) : null;
};

/** Names that stand for values in an example, and those that it declares or imports itself. */
const namesIn = (source: ts.SourceFile): { used: Set<string>; declared: Set<string> } => {
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const { parent } = node;
      const isName =
        (ts.isVariableDeclaration(parent) || ts.isBindingElement(parent) || ts.isParameter(parent)) &&
        parent.name === node;
      const isImport =
        ts.isImportSpecifier(parent) || ts.isNamespaceImport(parent) || ts.isImportClause(parent);
      const isProperty =
        (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
        (ts.isPropertyAssignment(parent) && parent.name === node) ||
        (ts.isBindingElement(parent) && parent.propertyName === node);
      if (isName || isImport) declared.add(node.text);
      else if (!isProperty) used.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { used, declared };
};
