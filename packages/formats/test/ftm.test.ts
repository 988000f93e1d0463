import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type IEntityDatum, type IModelDatum, Model } from "@opensanctions/followthemoney";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FtmEntity } from "../src/ftm.ts";
import { facts } from "./arbitrary.ts";
import { textOf } from "./written.ts";

/** FollowTheMoney's own model, as its JavaScript library ships it. */
const folder = dirname(createRequire(import.meta.url).resolve("@opensanctions/followthemoney"));
const datum: IModelDatum = JSON.parse(readFileSync(join(folder, "defaultModel.json"), "utf8"));
const model = new Model(datum);

/** What the model's types accept, after the descriptions of FollowTheMoney's documentation. */
const ACCEPTS: Record<string, RegExp> = {
  entity: /^[0-9a-zA-Z](?:[0-9a-zA-Z.-]*[0-9a-zA-Z])?$/u,
  date: /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T\d\d(?::\d\d(?::\d\d)?)?)?)?)?$/u,
  url: /^https?:\/\/[^\s/]+\.\S+$/u,
  language: /^[a-z]{3}$/u,
};

const linesOf = (one: Parameters<typeof textOf>[1]): FtmEntity[] =>
  textOf("ftm", one)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("FollowTheMoney", () => {
  test("every line is an entity that the model allows: schema, properties, types, lengths, ranges", () => {
    fc.assert(
      fc.property(facts, (one) => {
        const lines = linesOf(one);
        const byId = new Map(lines.map((line) => [line.id, line]));
        expect(byId.size, "ids are unique").toBe(lines.length);
        for (const line of lines) {
          expect(line.id).toMatch(ACCEPTS.entity!);
          expect(line.id.length).toBeLessThanOrEqual(200);
          const schema = model.getSchema(line.schema);
          expect(schema.abstract, line.schema).toBeFalsy();
          for (const [name, values] of Object.entries(line.properties)) {
            expect(schema.hasProperty(name), `${line.schema}:${name}`).toBe(true);
            const property = schema.getProperty(name)!;
            expect(property.stub, `${line.schema}:${name} is a stub`).toBeFalsy();
            const type = property.type.name;
            const { maxLength } = datum.schemata[property.schema.name]!.properties[name] as unknown as {
              maxLength: number;
            };
            expect(values.length).toBeGreaterThan(0);
            for (const value of values) {
              expect(value.length, `${line.schema}:${name}`).toBeLessThanOrEqual(maxLength);
              if (ACCEPTS[type]) expect(value, `${line.schema}:${name}`).toMatch(ACCEPTS[type]);
              const known = (datum.types[type] as { values?: Record<string, string> }).values;
              if (known) expect(Object.keys(known), `${line.schema}:${name}`).toContain(value);
              if (type !== "entity") continue;
              const target = byId.get(value);
              expect(target, `${line.schema}:${name} → ${value}`).toBeDefined();
              const range = property.getRange();
              expect(model.getSchema(target!.schema).isA(range), `${name}: ${target!.schema}`).toBe(true);
            }
          }
          for (const required of requiredOf(line.schema))
            expect(Object.keys(line.properties), `${line.schema} ${JSON.stringify(line.liqa)}`).toContain(
              required,
            );
        }
      }),
      { numRuns: 30 },
    );
  });

  test("states, and bodies that act for one, are public bodies of their country", () => {
    const proof = [{ article: "a", start: 0, end: 1, quote: "ا" }] as const;
    const role = { title: "الحكومة السورية", represents: "cty:sy", first: null, last: null, evidence: proof };
    const body = (id: string, roles: (typeof role)[]) => ({
      id,
      kind: id.startsWith("cty:") ? ("country" as const) : ("organization" as const),
      name: id,
      names: { ar: null, en: null },
      aliases: [],
      qid: null,
      roles,
      articles: ["a"],
      evidence: proof,
    });
    const entities = [body("cty:sy", []), body("org:fatah", []), body("org:syrian-government", [role])];
    const facts = { entities, meetings: [], relations: [], articles: [], conflicts: [], redirects: {} };
    const told = linesOf(facts).flatMap(({ id, schema, properties, liqa }) =>
      liqa?.id === undefined ? [] : [[id, schema, properties.country ?? []]],
    );
    expect(told).toEqual([
      ["cty.sy", "PublicBody", ["sy"]],
      ["org.fatah", "Organization", []],
      ["org.syrian-government", "PublicBody", ["sy"]],
    ]);
  });

  test("its own library reads meetings as events that involve people, with links in their functions", () => {
    const [one] = fc.sample(
      facts.filter(({ meetings }) => meetings[0]!.participants.length > 1),
      { seed: 5, numRuns: 1 },
    );
    const read = linesOf(one!).map((line) => model.getEntity(line as unknown as IEntityDatum));
    const events = read.filter(({ schema }) => schema.name === "Event");
    expect(events).toHaveLength(one!.meetings.length);
    for (const [at, meeting] of one!.meetings.entries())
      expect(events[at]!.getProperty("involved")).toHaveLength(meeting.participants.length);
    const roles = read
      .filter(({ schema }) => schema.name === "UnknownLink")
      .map((link) => link.getFirst("role"));
    for (const meeting of one!.meetings)
      for (const { function: fn } of meeting.participants) expect(roles).toContain(fn);
  });
});

const requiredOf = (name: string): string[] => {
  const own = datum.schemata[name]!;
  return [...(own.required ?? []), ...(own.extends ?? []).flatMap(requiredOf)];
};
