import { createHash } from "node:crypto";
import fc from "fast-check";
import { unzipSync } from "fflate";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { edgeRows, nodeRows } from "../src/rows.ts";
import { TABLES } from "../src/tables.ts";
import { zip } from "../src/zip.ts";
import { facts, wildFacts } from "./arbitrary.ts";
import { filesOf, parseCsv, textOf } from "./written.ts";

describe("CSV for Gephi and spreadsheets", () => {
  test("has one row an edge and a node, cells survive quoting, formulas are disarmed", () => {
    fc.assert(
      fc.property(wildFacts, (one) => {
        const [header, ...rows] = parseCsv(textOf("csv", one).replace(/^\ufeff/u, ""));
        const expected = [...edgeRows(one)];
        expect(header!.slice(0, 5)).toEqual(["Source", "Target", "Type", "Id", "Label"]);
        expect(rows).toHaveLength(expected.length);
        rows.forEach((row, at) => {
          expect(row).toHaveLength(header!.length);
          expect(row[0]).toBe(expected[at]!.source.replaceAll(/\p{Surrogate}/gu, "\ufffd"));
          for (const cell of row) expect(cell).not.toMatch(/^[=+@\t\r-]/u);
        });
        const [titles, ...nodes] = parseCsv(textOf("csv-nodes", one).replace(/^\ufeff/u, ""));
        expect(titles!.slice(0, 2)).toEqual(["Id", "Label"]);
        expect(nodes.map(([id]) => id)).toEqual(
          [...nodeRows(one)].map(({ id }) => id.replaceAll(/\p{Surrogate}/gu, "\ufffd")),
        );
        for (const row of nodes) expect(row).toHaveLength(titles!.length);
      }),
      { numRuns: 40 },
    );
  });

  test("OpenRefine's records hold every name of everybody once", () => {
    fc.assert(
      fc.property(facts, (one) => {
        const [header, ...rows] = parseCsv(textOf("openrefine", one));
        const column = (name: string) => header!.indexOf(name);
        let id = "";
        const names = new Map<string, string[]>();
        for (const row of rows) {
          id = row[column("id")] || id;
          names.set(id, [...(names.get(id) ?? []), row[column("alias")]!].filter(Boolean));
        }
        expect([...names.keys()]).toEqual(one.entities.map((entity) => entity.id));
        for (const entity of one.entities) {
          const disarmed = entity.aliases.map((alias) => alias.replace(/^(?=[=+\-@\t\r])/u, "'"));
          expect(names.get(entity.id)).toEqual(disarmed.filter(Boolean));
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** Rows of a table as the package says them, by column. */
const rowsOf = (table: (typeof TABLES)[number], one: Parameters<typeof textOf>[1]) =>
  [...table.rows(one)].map((cells) =>
    Object.fromEntries(table.columns.map(({ name }, at) => [name, cells[at] ?? null])),
  );

describe("data packages", () => {
  test("every Parquet table comes back cell by cell, days as days", async () => {
    await fc.assert(
      fc.asyncProperty(facts, async (one) => {
        const files = filesOf("parquet", one);
        for (const table of TABLES) {
          const file = files[`${table.name}.parquet`]!.slice().buffer as ArrayBuffer;
          const read = await parquetReadObjects({ file });
          const dates = table.columns.filter(({ type }) => type === "date").map(({ name }) => name);
          const plain = read.map((row) => {
            const copy: Record<string, unknown> = { ...row };
            for (const name of dates)
              if (copy[name] instanceof Date) copy[name] = (copy[name] as Date).toISOString().slice(0, 10);
            return Object.fromEntries(Object.entries(copy).map(([name, value]) => [name, value ?? null]));
          });
          expect(plain).toEqual(rowsOf(table, one));
          expect(parquetMetadata(file).created_by).toBe("Liqa 0.1.0");
        }
      }),
      { numRuns: 25 },
    );
  });

  test("the CSV tables hold the same, empty text apart from nothing", () => {
    fc.assert(
      fc.property(facts, (one) => {
        const files = filesOf("datapackage", one);
        for (const table of TABLES) {
          const text = new TextDecoder().decode(files[`${table.name}.csv`]);
          const [header, ...rows] = parseCsv(text);
          expect(header).toEqual(table.columns.map(({ name }) => name));
          expect(rows).toEqual(
            [...table.rows(one)].map((cells) => cells.map((cell) => (cell === null ? "" : String(cell)))),
          );
        }
      }),
      { numRuns: 25 },
    );
  });

  test.each(["parquet", "datapackage"] as const)(
    "%s is described by a Frictionless data package",
    (format) => {
      const [one] = fc.sample(facts, { seed: 11, numRuns: 1 });
      const { "datapackage.json": described, ...files } = filesOf(format, one!);
      const { resources, ...rest } = JSON.parse(new TextDecoder().decode(described));
      expect(rest.$schema).toBe("https://datapackage.org/profiles/2.0/datapackage.json");
      expect(resources.map(({ path }: { path: string }) => path)).toEqual(Object.keys(files));
      for (const { name, path, bytes, hash, schema } of resources) {
        const file = files[path]!;
        expect([bytes, hash]).toEqual([
          file.length,
          `sha256:${createHash("sha256").update(file).digest("hex")}`,
        ]);
        const fields = schema.fields.map((field: { name: string }) => field.name);
        expect(fields).toEqual(TABLES.find((table) => table.name === name)!.columns.map((one) => one.name));
        for (const field of schema.primaryKey ?? []) expect(fields).toContain(field);
        for (const {
          fields: [field],
          reference,
        } of schema.foreignKeys ?? []) {
          expect(fields).toContain(field);
          expect(resources.map((other: { name: string }) => other.name)).toContain(reference.resource);
        }
      }
    },
  );

  test("an archive larger than it can count is refused, not spoilt", () => {
    const entry = (length: number, deflate: boolean) => ({
      name: "a.csv",
      deflate,
      pieces: ["x".repeat(length)],
    });
    const all = (length: number, deflate: boolean) => [...zip([entry(length, deflate)], 1000)];
    expect(() => all(1001, true)).toThrow(/a\.csv.*beyond the 1000 bytes.*ftm or ntriples/u);
    expect(() => all(990, false)).toThrow(/beyond the 1000 bytes/u);
    expect(Object.keys(unzipSync(Buffer.concat(all(900, true))))).toEqual(["a.csv"]);
  });

  test("keys are keys: what a row refers to is there", () => {
    fc.assert(
      fc.property(facts, (one) => {
        for (const table of TABLES) {
          const rows = rowsOf(table, one);
          if (table.primaryKey) {
            const keys = rows.map((row) => JSON.stringify(table.primaryKey!.map((name) => row[name])));
            expect(new Set(keys).size).toBe(keys.length);
          }
          for (const [column, target] of Object.entries(table.foreignKeys ?? {})) {
            const ids = new Set(rowsOf(TABLES.find(({ name }) => name === target)!, one).map(({ id }) => id));
            for (const row of rows) if (row[column] !== null) expect(ids).toContain(row[column]);
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});
