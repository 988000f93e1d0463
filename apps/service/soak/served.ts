import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addKey } from "../src/keys.ts";

/** A service in a process of its own, over a store of its own. */
export interface Served {
  url: string;
  key: string;
  /** Gone when the service has ended without being told to. */
  alive(): boolean;
  /** Bytes of memory that the process holds. */
  memory(): number;
  /** Ends it with SIGTERM. @returns its exit code, and what it said on standard error */
  end(): Promise<{ code: number | null; said: string }>;
}

export async function serve(options: { workers?: number } = {}): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), "liqa-soak-"));
  const viewerDir = join(folder, "viewer");
  mkdirSync(join(viewerDir, "assets"), { recursive: true });
  writeFileSync(join(folder, "secret.txt"), "OUTSIDE THE FOLDER");
  writeFileSync(join(viewerDir, "index.html"), "<!doctype html><title>viewer</title>");
  writeFileSync(join(viewerDir, "assets", "app.js"), "export {};");
  const keys = join(folder, "keys.json");
  const { secret } = addKey(keys, "soak");
  const settings = { ...options, port: 0, store: join(folder, "news.db"), keys, viewerDir };
  const child: ChildProcess = spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      fileURLToPath(new URL("./server.ts", import.meta.url)),
      JSON.stringify(settings),
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let said = "";
  child.stderr!.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-100_000);
  });
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const url = await new Promise<string>((resolve, reject) => {
    let out = "";
    child.stdout!.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      if (out.includes("\n")) resolve(out.trim());
    });
    child.once("exit", () => reject(new Error(`the service did not start: ${said}`)));
  });
  return {
    url,
    key: secret,
    alive: () => child.exitCode === null && child.signalCode === null,
    memory: () => {
      const pages = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1];
      return Number(pages) * 1024;
    },
    async end() {
      child.kill("SIGTERM");
      const code = await exited;
      rmSync(folder, { recursive: true, force: true });
      return { code, said };
    },
  };
}
