import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/u, "");

/** Where `apps/cli/launch.mjs` puts programs that it fetches from npm. */
const fetched = join(root, ".liqa/runtime/node_modules");

const first = (...paths: string[]): string | null => paths.find((path) => existsSync(path)) ?? null;

const onPath = (name: string): string[] =>
  (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name));

const interpreter = (script: string | null): string | null =>
  script === null ? null : (/^#! *(\S+)/u.exec(readFileSync(script, "utf8"))?.[1] ?? null);

const nbconvert = first(...onPath("jupyter-nbconvert"));

/** Programs that no checkout needs in order to work; `null` where the machine has none. */
export const programs = {
  deno: first(
    ...["linux-x64-glibc", "linux-arm64-glibc", "darwin-arm64", "darwin-x64"].map((platform) =>
      join(fetched, "@deno", platform, "deno"),
    ),
    ...onPath("deno"),
  ),
  /** The Python that has Jupyter, which need not be the first on the path. */
  python: interpreter(nbconvert),
  nbconvert,
  node22: first(join(fetched, "node22/bin/node")),
  attw: first(join(fetched, "@arethetypeswrong/cli/dist/index.js")),
  pnpm: first(join(fetched, "pnpm/bin/pnpm.cjs"), ...onPath("pnpm")),
};

export interface Ran {
  stdout: string;
  stderr: string;
}

/** Runs a program to its end. @throws with all it printed when it fails. */
export const run = (
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Ran> =>
  new Promise((done, fail) => {
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const ran: Ran = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => (ran.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (ran.stderr += text));
    child.on("error", fail);
    child.on("close", (code) =>
      code === 0
        ? done(ran)
        : fail(new Error(`${program} ${args.join(" ")} ended with ${code}\n${ran.stdout}\n${ran.stderr}`)),
    );
  });
