import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { degrees, extractor, type Facts, GraphIndex, resolve } from "@liqa/graph";
import { ar } from "@liqa/graph/ar";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { edgeRows, nodeRows } from "../src/rows.ts";
import { TABLES } from "../src/tables.ts";
import { facts } from "./arbitrary.ts";
import { need, output, parquetPython, root } from "./programs.ts";
import { bytesOf, filesOf } from "./written.ts";

let folder: string;
let sample: Facts;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "liqa-formats-"));
  const articles = join(root, "data/articles");
  const read = readdirSync(articles)
    .filter((name) => name.endsWith(".md") && name !== "README.md")
    .sort()
    .map((name) => {
      const [, head = "", text = ""] = readFileSync(join(articles, name), "utf8").split(/^---$/mu);
      const field = (key: string) => RegExp(`^${key}: *(.*)$`, "mu").exec(head)?.[1] ?? null;
      return { id: name.slice(0, -3), text, publishedAt: field("date"), source: field("source") };
    });
  sample = resolve(read.map(extractor(ar)));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Small hostile graphs, the same in every run. */
const HOSTILE = fc.sample(facts, { seed: 21, numRuns: 12 });

const file = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

const unzipped = (name: string, files: Record<string, Uint8Array>): string => {
  mkdirSync(join(folder, name), { recursive: true });
  for (const [inside, bytes] of Object.entries(files)) file(join(name, inside), bytes);
  return join(folder, name);
};

/** A row's attributes as a reader should find them: none that are empty. */
const attributesOf = (row: object, ...without: string[]): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).filter(([name, value]) => value !== null && value !== "" && !without.includes(name)),
  );

/** igraph 0.10 leaves an ampersand in an attribute of XML, such as an id, half read. */
const inIgraph = (id: string): string => id.replaceAll("&", "&#38;");

type Read = Record<
  "networkx" | "igraph",
  {
    graph: Record<string, string>;
    nodes: Record<string, Record<string, unknown>>;
    edges: [string, string, Record<string, unknown>][];
  }
>;

describe("programs of others", () => {
  test("NetworkX and igraph find every node, edge, attribute and date of GraphML", (context) => {
    const python = need("Python with pandas, NetworkX and igraph", context);
    const graphs = [sample, ...HOSTILE];
    const paths = graphs.map((one, at) => file(`${at}.graphml`, bytesOf("graphml", one)));
    const script = join(import.meta.dirname, "python/read_graphs.py");
    const lines = output(python, script, ...paths)
      .trim()
      .split("\n");
    for (const [at, one] of graphs.entries()) {
      const { networkx, igraph } = JSON.parse(lines[at]!) as Read;
      for (const { graph } of [networkx, igraph])
        expect(graph).toMatchObject({
          generator: "Liqa 0.1.0",
          checksum: expect.stringMatching(/^sha256:/u),
        });
      const nodes = [...nodeRows(one)];
      expect(Object.keys(networkx.nodes).sort()).toEqual(nodes.map(({ id }) => id).sort());
      expect(Object.keys(igraph.nodes).sort()).toEqual(nodes.map(({ id }) => inIgraph(id)).sort());
      for (const row of nodes) {
        expect(networkx.nodes[row.id]).toEqual(attributesOf(row, "id"));
        expect(igraph.nodes[inIgraph(row.id)]).toMatchObject(attributesOf(row, "id"));
      }
      const edges = [...edgeRows(one)].map(({ source, target, ...row }) => [
        ...[source, target].sort(),
        attributesOf(row, "id"),
      ]);
      const ends = (list: readonly unknown[][]) =>
        list.map((edge) => edge.slice(0, 2).sort().join("\n")).sort();
      expect(ends(igraph.edges)).toEqual(
        ends(edges.map((edge) => edge.slice(0, 2).map((id) => inIgraph(id as string)))),
      );
      const told = (list: readonly unknown[][]) =>
        list
          .map((edge) => JSON.stringify([edge[0], edge[1], Object.entries(edge[2] as object).sort()]))
          .sort();
      expect(told(networkx.edges.map(([from, to, { id: _, ...rest }]) => [from, to, rest]))).toEqual(
        told(edges),
      );
    }
  });

  test("xmllint finds GEXF to be what its specification says", (context) => {
    const xmllint = need("xmllint", context);
    const paths = [sample, ...HOSTILE].flatMap((one, at) =>
      (["gexf", "gexf-static"] as const).map((format) => file(`${at}.${format}`, bytesOf(format, one))),
    );
    const schema = join(import.meta.dirname, "gexf-1.3.rng");
    expect(() => output(xmllint, "--noout", "--relaxng", schema, ...paths)).not.toThrow();
    const wrong = new TextDecoder().decode(bytesOf("gexf", sample)).replace("<spell ", "<spell when='1' ");
    const path = file("wrong.gexf", new TextEncoder().encode(wrong));
    expect(() => output(xmllint, "--noout", "--relaxng", schema, path)).toThrow(/when/u);
  });

  test("DuckDB reads the same rows from Parquet and from CSV", async (context) => {
    const { DuckDBInstance } = await import(need("DuckDB", context));
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const query = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
    for (const [at, one] of [sample, ...HOSTILE].entries()) {
      const parquet = unzipped(`parquet-${at}`, filesOf("parquet", one));
      const csv = unzipped(`csv-${at}`, filesOf("datapackage", one));
      for (const table of TABLES) {
        const columns = table.columns.map(({ name }) => `"${name}"::varchar`).join(", ");
        const fromParquet = await query(`select ${columns} from '${join(parquet, table.name)}.parquet'`);
        const fromCsv = await query(
          `select * from read_csv('${join(csv, table.name)}.csv', all_varchar = true, header = true, ` +
            `quote = '"', escape = '"', delim = ',', allow_quoted_nulls = false, parallel = false)`,
        );
        const told = [...table.rows(one)].map((row) =>
          row.map((cell) => (cell === null ? null : String(cell))),
        );
        const same = (rows: unknown[][]) =>
          rows.map((row) =>
            row.map((cell, column) =>
              table.columns[column]!.type === "number" ? String(Number(cell)) : cell,
            ),
          );
        expect(same(fromParquet), `${table.name}.parquet`).toEqual(told);
        expect(same(fromCsv), `${table.name}.csv`).toEqual(told);
      }
      const [[sum]] = (await query(
        `select count(*) from '${join(parquet, "participations.parquet")}' p join '${join(parquet, "meetings.parquet")}' m on m.id = p.meeting`,
      )) as [[string]];
      expect(Number(sum)).toBe(one.meetings.reduce((all, { participants }) => all + participants.length, 0));
    }
  });
});

describe("the page of Python", () => {
  const numbers = (python: string, format: "parquet" | "datapackage") => {
    const tables = unzipped(`sample-${format}`, filesOf(format, sample));
    const graphml = file("sample.graphml", bytesOf("graphml", sample));
    return JSON.parse(output(python, join(root, "docs/python/who_met_whom.py"), tables, graphml));
  };
  const expected = () => {
    const index = GraphIndex.from(sample);
    const years = index
      .timeline(null, { status: ["held", "ongoing"] }, "year")
      .filter(({ period }) => /^\d{4}$/u.test(period));
    const people = degrees(index)
      .filter(({ entity }) => entity.kind === "person")
      .map(({ entity, degree }) => [entity.id, degree] as const)
      .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
    return {
      meetings_by_year: Object.fromEntries(years.map(({ period, count }) => [period, count])),
      met_most_people: people.slice(0, 15),
    };
  };

  test("counts meetings and contacts as the library does, with Debian's pandas and NetworkX", (context) => {
    const python = need("Python with pandas, NetworkX and igraph", context);
    const figures = expected();
    expect(Object.keys(figures.meetings_by_year).length).toBeGreaterThan(5);
    expect(numbers(python, "datapackage")).toMatchObject(figures);
  });

  test("and from Parquet", (context) => {
    const python = parquetPython(context);
    expect(numbers(python, "parquet")).toMatchObject(expected());
  });
});
