import { mkdirSync, readdirSync } from "node:fs";
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
  programs: { deno: string; python: string; nbconvert: string },
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
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.ipynb`);
  const ran = await run(
    programs.python,
    [join(here, "execute.py"), join(here, `${name}.ipynb`), path],
    here,
    env,
  );
  if (format === "notebook") return { path, ...ran };
  await run(programs.nbconvert, ["--to", "html", path], folder, env);
  return { path: join(folder, `${name}.html`), ...ran };
};
