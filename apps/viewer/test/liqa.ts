import { type ChildProcess, execFile, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const LIQA = fileURLToPath(new URL("../../cli/src/main.ts", import.meta.url));
export const ARTICLES = fileURLToPath(new URL("../../../data/articles", import.meta.url));

export interface Running {
  /** Ends with a slash. */
  url: string;
  process: ChildProcess;
}

/** The real service, as `npm start` runs it, on a free port: of the sample articles, or of a saved graph. */
export async function startLiqa(...options: string[]): Promise<Running> {
  const child = spawn(process.execPath, [LIQA, "serve", "--port", "0", "--json", ...options], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  let complained = "";
  child.stderr.on("data", (data) => {
    complained += data;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (data) => {
      printed += data;
      const found = /"url":\s*"([^"]+)"/.exec(printed)?.[1];
      if (found) resolve(found);
    });
    child.on("exit", (code) => reject(new Error(`liqa serve ended with ${code}: ${complained}`)));
  });
  return { url: `${url.replace("localhost", "127.0.0.1")}/`, process: child };
}

/** Runs a command of the command line as a user would, and gives what it printed. */
export async function runLiqa(...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [LIQA, ...words]);
  return stdout;
}
