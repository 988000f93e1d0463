import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { root } from "../src/graph.ts";
import { folderOf, MEETING } from "./liqa.ts";

const main = join(root, "apps/cli/src/main.ts");
const launcher = join(root, "apps/cli/launch.mjs");

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

interface Served {
  url: string;
  /** Ends it with a signal; answers with the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

const serve = (args: readonly string[], env: { [name: string]: string } = {}): Promise<Served> =>
  new Promise((ready, fail) => {
    const { INIT_CWD: _, ...rest } = process.env;
    const child = spawn(process.execPath, [...args], { env: { ...rest, ...env } });
    running.push(child);
    const exited = new Promise<number | null>((done) => child.once("exit", done));
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const url = /https?:\/\/[^\s"]+/u.exec(said)?.[0];
      if (url && said.endsWith("\n"))
        ready({
          url,
          end: (signal) => {
            child.kill(signal);
            return exited;
          },
        });
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    child.once("exit", (code) => fail(new Error(`ended with ${code} before it was ready:\n${said}`)));
  });

describe("liqa serve", () => {
  test("answers about the folder it was given, and ends cleanly on Ctrl-C", async () => {
    const folder = folderOf({ "a.txt": MEETING });
    const { url, end } = await serve([main, "serve", folder, "--port", "0"]);
    expect(new URL(url).hostname).toBe("localhost");
    const health = await fetch(`${url}/healthz`);
    expect(health.status).toBe(200);
    const found = await fetch(`${url}/api/search?q=${encodeURIComponent("شكري")}`);
    const { items } = (await found.json()) as { items: { name: string }[] };
    expect(items.map(({ name }) => name)).toContain("سامح شكري");
    expect(await end("SIGINT")).toBe(0);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  test("says which port is taken, and what no port is", async () => {
    const folder = folderOf({ "a.txt": MEETING });
    const { url } = await serve([main, "serve", folder, "--port", "0"]);
    const { port } = new URL(url);
    await expect(serve([main, "serve", folder, "--port", port])).rejects.toThrow(/ended with 2.*\n.*taken/su);
    await expect(serve([main, "serve", folder], { PORT: "many" })).rejects.toThrow(
      /ended with 2[\s\S]*no port/u,
    );
  });
});

// Under any other runner the launcher would first install and build: not for a test to do behind one's back.
const launched = process.env.LIQA_LAUNCHED === "1";
const unlaunched = "optional: the launcher's own tests run under npm test";

describe("the launcher", () => {
  const launch = (
    args: readonly string[],
    stdin = "",
  ): Promise<{ code: number | null; out: string; err: string }> =>
    new Promise((done) => {
      const child = spawn(process.execPath, [launcher, ...args], { cwd: folderOf({}) });
      let [out, err] = ["", ""];
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        out += text;
      });
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        err += text;
      });
      child.on("close", (code) => done({ code, out, err }));
      child.stdin.end(stdin);
    });

  test("refuses an unknown command before it does anything", async () => {
    const { code, out, err } = await launch(["constructor"]);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain("start, liqa, test");
  });

  test("adds nothing to a command's output, and passes its exit code on", async (context) => {
    if (!launched) context.skip(unlaunched);
    const good = await launch(["liqa", "extract", "-"], JSON.stringify({ id: "a", text: MEETING }));
    expect(good).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(good.out).article.id).toBe("a");
    expect((await launch(["liqa", "extract", "-"], "{")).code).toBe(1);
    expect((await launch(["liqa", "frobnicate"])).code).toBe(2);
  });

  test("starts the service on PORT and ends with it", async (context) => {
    if (!launched) context.skip(unlaunched);
    const folder = folderOf({ "a.txt": MEETING });
    const { url, end } = await serve([launcher, "start", folder], { PORT: "0" });
    const page = await fetch(url, { headers: { accept: "text/html" } });
    expect(await page.text()).toContain("<html");
    expect(await end("SIGTERM")).toBe(0);
  });
});
