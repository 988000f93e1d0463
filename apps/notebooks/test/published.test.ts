import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { publint } from "publint";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FLAGS, findChromium } from "../../viewer/test/chromium.ts";
import { programs, root, run } from "../programs.ts";
import { need } from "./need.ts";
import { type Consumer, install, PUBLISHED } from "./published.ts";

/** The lines of the README, as a function that any runtime can call. */
const TEN_LINES = `
const extract = extractor(ar);
const article = {
  id: "a1",
  publishedAt: "2019-06-11",
  text: "التقى وزير الخارجية المصري سامح شكري في القاهرة أمس المبعوث الأمريكي جيمس جيفري.",
};
export const facts = resolve([extract(article)]);
export const answer = () => {
  const index = GraphIndex.from(facts);
  const [shoukry] = index.find("Sameh Shoukry");
  return index
    .neighbours(shoukry.id)
    .items.map(({ entity, meetings }) => \`\${entity.name}: \${index.meeting(meetings[0])?.evidence[0].quote}\`);
};
`;
const IMPORTS = `import { extractor, GraphIndex, resolve } from "@liqa/graph";
import { ar } from "@liqa/graph/ar";
`;
const ANSWER = [
  "جيمس جيفري: التقى وزير الخارجية المصري سامح شكري في القاهرة أمس المبعوث الأمريكي جيمس جيفري.",
];

let consumer: Consumer;
beforeAll(async () => {
  if (programs.pnpm) consumer = await install(programs.pnpm);
});
afterAll(() => {
  if (consumer) rmSync(consumer.folder, { recursive: true, force: true });
});

const filesOf = (name: string): string[] => {
  const folder = join(consumer.folder, "node_modules/@liqa", name);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
};

describe.each(PUBLISHED)("@liqa/%s as it would be published", (name) => {
  test("is under 5 MB, runs no script on install and has no native code", (context) => {
    need("pnpm", context);
    const files = filesOf(name);
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    expect(bytes).toBeLessThan(5_000_000);
    expect(files.filter((file) => !/\.(?:js|d\.ts|json|md)$|LICENSE$/u.test(file))).toEqual([]);
    const manifest = readFileSync(join(consumer.folder, "node_modules/@liqa", name, "package.json"), "utf8");
    expect(Object.keys(JSON.parse(manifest).scripts).filter((script) => /install/u.test(script))).toEqual([]);
    expect(manifest).not.toMatch(/workspace:|catalog:/u);
  });

  test("publint has nothing to say", async (context) => {
    need("pnpm", context);
    // A copy: a small file's bytes share their buffer with others.
    const tarball = new Uint8Array(readFileSync(consumer.tarballs[name])).buffer;
    const { messages } = await publint({ pack: { tarball }, strict: true });
    expect(messages).toEqual([]);
  });

  test("its types are those of its modules, says arethetypeswrong", async (context) => {
    need("pnpm", context);
    const args = [
      need("attw", context),
      consumer.tarballs[name],
      "--profile",
      "esm-only",
      "--format",
      "ascii",
    ];
    const { stdout } = await run(process.execPath, args, consumer.folder);
    expect(stdout).toContain("bundler: 🟢");
  });
});

describe("the ten lines of the README", () => {
  test.for([
    { module: "NodeNext", resolution: "NodeNext" },
    { module: "ESNext", resolution: "Bundler" },
  ])("have types under module resolution $resolution", async ({ module, resolution }, context) => {
    need("pnpm", context);
    const file = consumer.file(`types-${resolution}.ts`, IMPORTS + TEN_LINES);
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const options = ["--noEmit", "--strict", "--ignoreConfig", "--target", "es2023", "--lib", "es2023"];
    const args = [tsc, ...options, "--module", module, "--moduleResolution", resolution, file];
    expect((await run(process.execPath, args, consumer.folder)).stdout).toBe("");
  });

  const script = IMPORTS + TEN_LINES;
  const printing = `${script}console.log(JSON.stringify(answer()));\n`;

  test("answer in this Node and in the oldest one supported", async (context) => {
    need("pnpm", context);
    const file = consumer.file("ten.js", printing);
    for (const node of [process.execPath, need("node22", context)]) {
      expect(JSON.parse((await run(node, [file], consumer.folder)).stdout)).toEqual(ANSWER);
    }
  });

  test("answer in Deno", async (context) => {
    need("pnpm", context);
    const file = consumer.file("ten.js", printing);
    const { stdout } = await run(need("deno", context), ["run", "--no-remote", file], consumer.folder);
    expect(JSON.parse(stdout)).toEqual(ANSWER);
  });

  test("bundled, an index brings no tables of words along", async (context) => {
    need("pnpm", context);
    const entry = consumer.file(
      "asks.js",
      'import { fromJSON, GraphIndex, toGraphology } from "@liqa/graph"; export { fromJSON, GraphIndex, toGraphology };\n',
    );
    const lib = { entry, formats: ["es" as const] };
    const [built] = [
      await build({ root: consumer.folder, logLevel: "error", build: { lib, write: false } }),
    ].flat();
    const code = built && "output" in built ? built.output.map((one) => ("code" in one ? one.code : "")) : [];
    expect(code.join("")).toContain("neighbours");
    expect(code.join("").length).toBeLessThan(300_000);
  });

  test("answer in a browser: bundled by Vite, as a plain module, and in a worker", async (context) => {
    need("pnpm", context);
    const executablePath = findChromium();
    if (executablePath === null) context.skip("no Chromium on this machine; .ci/run installs it");
    consumer.file("ten.js", script);
    consumer.file(
      "bundled.js",
      `import { show } from "@liqa/display";
      import { write } from "@liqa/formats";
      import { toGraphology } from "@liqa/graph";
      import { answer, facts } from "./ten.js";
      document.body.append(show(toGraphology(facts)).element());
      window.drawn = document.querySelectorAll(".liqa[data-alive] .liqa-node").length;
      window.exported = [...write("graphml", facts)].join("");
      window.bundled = answer();\n`,
    );
    const standalone = "./node_modules/@liqa/graph/dist/liqa.js";
    const plain = `import { ar, extractor, GraphIndex, resolve } from "${standalone}";\n${TEN_LINES}`;
    consumer.file("plain.js", plain);
    consumer.file("worker.js", 'import { answer } from "./plain.js";\npostMessage(answer());\n');
    consumer.file("bundled.html", '<!doctype html><script type="module" src="/bundled.js"></script>');
    consumer.file(
      "plain.html",
      `<!doctype html><script type="module">
        import { answer } from "./plain.js";
        window.plain = answer();
        new Worker("./worker.js", { type: "module" }).onmessage = ({ data }) => (window.worked = data);
      </script>`,
    );
    await build({
      root: consumer.folder,
      logLevel: "error",
      build: {
        rolldownOptions: { input: join(consumer.folder, "bundled.html") },
        chunkSizeWarningLimit: 4000,
      },
    });
    const served = await serve(consumer.folder);
    let browser: Browser | undefined;
    try {
      browser = await chromium.launch({ executablePath: executablePath!, args: FLAGS });
      const page = await browser.newPage();
      const found = async (path: string, name: string): Promise<unknown> => {
        if (!page.url().endsWith(path)) await page.goto(`${served.url}${path}`);
        return (await page.waitForFunction((key) => Reflect.get(window, key), name)).jsonValue();
      };
      expect(await found("dist/bundled.html", "bundled")).toEqual(ANSWER);
      expect(await found("dist/bundled.html", "exported")).toContain("سامح شكري");
      expect(await found("dist/bundled.html", "drawn")).toBe(4);
      expect(await found("plain.html", "plain")).toEqual(ANSWER);
      expect(await found("plain.html", "worked")).toEqual(ANSWER);
    } finally {
      await browser?.close();
      served.close();
    }
  });
});

/** The files of a folder on a free port, as any static server would give them; `dist` also answers at the root. */
const serve = async (folder: string): Promise<{ url: string; close(): void }> => {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const type = { ".html": "text/html", ".js": "text/javascript" }[extname(path)] ?? "text/plain";
    const file = [join(folder, path), join(folder, "dist", path)].find((one) => existsSync(one));
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(readFileSync(file));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => server.close(),
  };
};
