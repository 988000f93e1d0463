import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { labelledNodes, relationships } from "../src/propertyGraph.ts";
import { wildFacts } from "./arbitrary.ts";
import { filesOf, parseCsv, textOf } from "./written.ts";

const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, "\ufffd");

/** A second reading of Cypher's lists, maps and literals, after the openCypher grammar. */
const cypherRows = (statement: string): Record<string, unknown>[] => {
  let at = statement.indexOf("[");
  const fail = (): never => {
    throw new Error(`at ${at}: ${statement.slice(at, at + 40)}`);
  };
  const space = (): void => {
    while (/\s/u.test(statement.charAt(at))) at++;
  };
  const sign = (wanted: string): void => {
    space();
    if (statement.charAt(at) !== wanted) fail();
    at++;
  };
  const word = (form: RegExp): string => {
    space();
    form.lastIndex = at;
    const found = form.exec(statement)?.[0] ?? fail();
    at += found.length;
    return found;
  };
  const several = (open: string, close: string, one: () => void): void => {
    sign(open);
    space();
    while (statement.charAt(at) !== close) {
      one();
      space();
      if (statement.charAt(at) === ",") at++;
      else if (statement.charAt(at) !== close) fail();
    }
    at++;
  };
  const value = (): unknown => {
    space();
    const first = statement.charAt(at);
    if (first === "{") return map();
    if (first === "'") {
      const raw = word(/'(?:[^'\\\p{Cc}]|\\['"\\nrtbf]|\\u[0-9a-fA-F]{4})*'/uy).slice(1, -1);
      const named: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };
      return raw.replaceAll(/\\(u([0-9a-fA-F]{4})|.)/gu, (_, sign: string, hex?: string) =>
        hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (named[sign] ?? sign),
      );
    }
    return JSON.parse(word(/true|false|-?\d+(?:\.\d+)?(?:e-?\d+)?/uy));
  };
  const map = (): Record<string, unknown> => {
    const entries: [string, unknown][] = [];
    several("{", "}", () => {
      const name = word(/[A-Za-z]\w*/uy);
      sign(":");
      entries.push([name, value()]);
    });
    return Object.fromEntries(entries);
  };
  const rows: Record<string, unknown>[] = [];
  several("[", "]", () => rows.push(map()));
  return rows;
};

const defined = (properties: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, typeof value === "string" ? wellFormed(value) : value]),
  );

describe("property graphs", () => {
  test("Cypher: every node and relationship in literals that read back, whatever their texts", () => {
    fc.assert(
      fc.property(wildFacts, (one) => {
        const statements = textOf("cypher", one).split(/;\n/u);
        const nodes: unknown[] = [];
        const edges: unknown[] = [];
        for (const statement of statements) {
          const label = /SET n:([A-Za-z]+), n \+= row$/u.exec(statement)?.[1];
          const type = /MERGE \(a\)-\[r:([A-Z_]+) /u.exec(statement)?.[1];
          if (label) for (const row of cypherRows(statement)) nodes.push({ label, ...row });
          else if (type) for (const row of cypherRows(statement)) edges.push({ type, ...row });
          else expect(statement).toMatch(/^(?:\/\/|CREATE CONSTRAINT|MERGE \(d:|$)/u);
        }
        expect(nodes).toEqual(
          [...labelledNodes(one)].map(({ id, label, properties }) => ({
            label,
            id: wellFormed(id),
            ...defined(properties),
          })),
        );
        expect(edges).toEqual(
          [...relationships(one)].map(({ type, from, to, nth, properties }) => ({
            type,
            from: wellFormed(from),
            to: wellFormed(to),
            nth,
            properties: defined(properties),
          })),
        );
      }),
      { numRuns: 30 },
    );
  });

  test("neo4j-admin's files have every node once and no relationship without its ends", () => {
    fc.assert(
      fc.property(wildFacts, (one) => {
        const files = filesOf("neo4j", one);
        const read = (name: string) => parseCsv(new TextDecoder().decode(files[name]));
        const [nodeHeader, ...nodes] = read("nodes.csv");
        expect(nodeHeader!.slice(0, 2)).toEqual(["id:ID", ":LABEL"]);
        const ids = new Set(nodes.map(([id]) => id));
        expect(ids.size).toBe([...labelledNodes(one)].length);
        const [header, ...rows] = read("relationships.csv");
        expect(header!.slice(0, 3)).toEqual([":START_ID", ":END_ID", ":TYPE"]);
        for (const row of rows) {
          expect(row).toHaveLength(header!.length);
          expect(ids).toContain(row[0]);
          expect(ids).toContain(row[1]);
        }
        expect(rows).toHaveLength([...relationships(one)].length);
        expect(new TextDecoder().decode(files["README.txt"])).toContain("neo4j-admin database import");
      }),
      { numRuns: 20 },
    );
  });
});
