import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { TestContext } from "vitest";

export const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Debian's, whose packages are those that .ci/run installs. */
const PYTHON = "/usr/bin/python3";

const runs = (program: string, ...args: string[]): boolean => {
  try {
    execFileSync(program, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

const python = (...modules: string[]) => {
  const there = existsSync(PYTHON) && runs(PYTHON, "-c", `import ${modules.join(", ")}`);
  return there ? PYTHON : null;
};

/** A program or module that no checkout needs in order to work; null where the machine has none. */
const PROGRAMS = {
  "Python with pandas, NetworkX and igraph": () => python("pandas", "networkx", "igraph"),
  xmllint: () => (runs("xmllint", "--version") ? "xmllint" : null),
  DuckDB: () => {
    const resolve = createRequire(`${root}/.liqa/runtime/node_modules/x.js`).resolve;
    try {
      return resolve("@duckdb/node-api");
    } catch {
      return null;
    }
  },
};

/** Its path. Without it the test is skipped by name, which under CI is a failure. */
export const need = (name: keyof typeof PROGRAMS, context: TestContext): string =>
  PROGRAMS[name]() ?? context.skip(`no ${name} on this machine; .ci/run installs it`);

/** A Python that reads Parquet, which Debian 12 has not. */
export const parquetPython = (context: TestContext): string =>
  python("pandas", "networkx", "pyarrow") ??
  context.skip(
    "optional: no pyarrow for Debian's Python; DuckDB holds Parquet and CSV tables to the same rows",
  );

/** What a program prints. */
export const output = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28 });
