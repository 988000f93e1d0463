import { existsSync, readdirSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Ran, run } from "./programs.ts";

const here = dirname(fileURLToPath(import.meta.url));

/** The notebooks of this folder, in their order, without their ending. */
export const NOTEBOOKS: readonly string[] = readdirSync(here)
  .filter((name) => name.endsWith(".ipynb"))
  .sort()
  .map((name) => basename(name, ".ipynb"));

/**
 * Runs a notebook from top to bottom in a kernel of its own and writes it with its outputs.
 * @param format `notebook`: the notebook itself; `html`: a page.
 * @returns the path of what was written.
 * @throws Error with the cell and its traceback when a cell fails.
 */
export const execute = async (
  name: string,
  programs: { deno: string; nbconvert: string },
  format: "notebook" | "html",
  folder: string,
  more: NodeJS.ProcessEnv = {},
): Promise<{ path: string } & Ran> => {
  const env = {
    ...process.env,
    // The kernel `deno` of ./jupyter, and the Deno that it starts.
    JUPYTER_PATH: join(here, "jupyter"),
    PATH: dirname(programs.deno) + delimiter + process.env.PATH,
    DENO_NO_UPDATE_CHECK: "1",
    NO_COLOR: "1",
    ...more,
  };
  const args = ["--to", format, "--execute", `${name}.ipynb`, "--output-dir", folder];
  const ran = await run(programs.nbconvert, args, here, env);
  const path = join(folder, `${name}.${format === "html" ? "html" : "ipynb"}`);
  if (!existsSync(path)) throw new Error(`${name}: nbconvert wrote nothing\n${ran.stderr}`);
  return { path, ...ran };
};
