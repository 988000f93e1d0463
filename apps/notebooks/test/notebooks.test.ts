import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { degrees, GraphIndex } from "@liqa/graph";
import { afterAll, beforeAll, describe, expect, type TestContext, test } from "vitest";
import { execute, NOTEBOOKS } from "../execute.ts";
import { sampleFacts } from "../sample.ts";
import { need } from "./need.ts";

interface Output {
  output_type: string;
  name?: string;
  text?: string[];
  data?: Record<string, string | string[]>;
  traceback?: string[];
}
interface Cell {
  cell_type: string;
  source: string[];
  execution_count: number | null;
  outputs: Output[];
}

const cellsOf = (path: string): Cell[] =>
  JSON.parse(readFileSync(path, "utf8")).cells.filter(({ cell_type }: Cell) => cell_type === "code");
const joined = (text: string | string[] | undefined): string =>
  Array.isArray(text) ? text.join("") : (text ?? "");

const kernels = (context: TestContext) => ({
  deno: need("deno", context),
  python: need("python", context),
  nbconvert: need("nbconvert", context),
});

/** Stands where a proxy would, so that whoever asks for the network asks here, and gets nothing. */
let gate: Server;
let asked = 0;
let folder: string;
let offline: Record<string, string>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "liqa-notebooks-"));
  gate = createServer((socket) => {
    asked++;
    socket.destroy();
  });
  await new Promise<void>((done) => gate.listen(0, "127.0.0.1", done));
  const address = gate.address() as { port: number };
  const proxy = `http://127.0.0.1:${address.port}`;
  const names = ["http_proxy", "https_proxy", "all_proxy"].flatMap((name) => [name, name.toUpperCase()]);
  offline = {
    ...Object.fromEntries(names.map((name) => [name, proxy])),
    no_proxy: "",
    NO_PROXY: "",
    NODE_USE_ENV_PROXY: "1",
    npm_config_registry: proxy,
    npm_config_offline: "true",
  };
});
afterAll(() => {
  gate.close();
  rmSync(folder, { recursive: true, force: true });
});

const outputsOf = new Map<string, Output[]>();

describe.each(NOTEBOOKS)("%s", (name) => {
  test("is kept without outputs, which would change with every rule", () => {
    for (const cell of cellsOf(join(import.meta.dirname, "..", `${name}.ipynb`)))
      expect([cell.outputs, cell.execution_count]).toEqual([[], null]);
  });

  test("runs from top to bottom without the network", async (context) => {
    const programs = kernels(context);
    const { path } = await execute(name, programs, "notebook", folder, offline);
    const cells = cellsOf(path);
    const outputs = cells.flatMap((cell) => cell.outputs);
    outputsOf.set(name, outputs);
    for (const { output_type, name: stream, text, traceback } of outputs) {
      expect(output_type, traceback?.join("\n")).not.toBe("error");
      expect(stream, joined(text)).not.toBe("stderr");
    }
    expect(asked, "connections to the network").toBe(0);
    for (const { data } of outputs) {
      const svg = joined(data?.["image/svg+xml"]);
      if (svg === "") continue;
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*<\/svg>$/u);
      expect(joined(data?.["text/html"]), "a page beside the picture").toContain("<svg");
    }
  });
});

test("graphs, paths, meetings, articles, answers and figures show themselves", (context) => {
  kernels(context);
  const pictures = (name: string): number =>
    outputsOf.get(name)!.filter(({ data }) => data?.["image/svg+xml"] !== undefined).length;
  expect(NOTEBOOKS.slice(0, 3).map(pictures)).toEqual([5, 6, 6]);
});

test("run again, a notebook shows the same", async (context) => {
  const programs = kernels(context);
  const [first] = NOTEBOOKS;
  const again = mkdtempSync(join(folder, "again-"));
  const { path } = await execute(first!, programs, "notebook", again, offline);
  expect(cellsOf(path).flatMap((cell) => cell.outputs)).toEqual(outputsOf.get(first!));
});

test("Python comes to the same figure as the library: who met most people", (context) => {
  kernels(context);
  const printed = outputsOf
    .get("4-other-tools")!
    .map(({ text }) => joined(text))
    .find((text) => text.startsWith("id,name,degree"))!;
  const python = printed
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
  const people = degrees(GraphIndex.from(sampleFacts())).filter(({ entity }) => entity.kind === "person");
  const degreeOf = new Map(people.map(({ entity, degree }) => [entity.id, degree]));
  expect(python.length).toBe(15);
  for (const [id, , degree] of python) expect([id, Number(degree)]).toEqual([id, degreeOf.get(id!)]);
  expect(python.map(([, , degree]) => Number(degree))).toEqual(
    people.slice(0, 15).map(({ degree }) => degree),
  );
});
