import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { type PairCounts, scoreIdentity } from "../../scripts/identity/evaluate.ts";
import { resolve } from "../../src/index.ts";
import * as world from "../../src/world.ts";
import { goldEntities, goldExtractions, goldMeetings, haveGold } from "./gold.ts";

if (!haveGold) console.warn("The annotation of the source articles is not here; its tests are skipped.");

test.skipIf(!haveGold).each([
  ["what is known of the world", world],
  ["no knowledge of the world", {}],
])("the five source articles give exactly the annotated persons, with %s", (_, known) => {
  const persons = resolve(goldExtractions(), [], known).entities.filter(({ kind }) => kind === "person");
  const expected = goldEntities().filter(
    (entity) => entity.kind === "person" && !entity.eponym_only && !entity.boilerplate_only,
  );
  expect(persons).toHaveLength(22);
  for (const { preferred_ar } of expected)
    expect(
      persons.filter(({ name, aliases }) => [name, ...aliases].includes(preferred_ar)),
      preferred_ar,
    ).toHaveLength(1);
});

test.skipIf(!haveGold)("each annotated meeting is one node, told by the articles that tell it", () => {
  const extractions = goldExtractions();
  const facts = resolve(extractions);
  const told = new Map<string, Set<string>>();
  for (const { article, meetings } of extractions)
    for (const { id } of meetings) told.set(id, (told.get(id) ?? new Set()).add(article.id));
  expect(told.size).toBe(goldMeetings().length);
  const expected = [...told.values()].map((articles) => [...articles].sort().join(" ")).sort();
  const got = facts.meetings.map(({ articles }) => articles.join(" ")).sort();
  expect(got).toEqual(expected);
});

test.skipIf(!haveGold)("the London meeting is one, held, with two sources", () => {
  const london = resolve(goldExtractions()).meetings.filter(
    ({ date, participants }) => date?.edtf === "2020-01-27" && participants.length > 5,
  );
  expect(london).toHaveLength(1);
  expect(london[0]).toMatchObject({ status: "held", sources: ["000", "001"] });
  expect(london[0]!.statusHistory.map(({ status }) => status).sort()).toEqual(["held", "ongoing"]);
});

test.skipIf(!haveGold)("three groups behind nearly one name stay three", () => {
  const { entities } = resolve(goldExtractions());
  const named = (form: string): string[] =>
    entities.filter(({ name, aliases }) => [name, ...aliases].includes(form)).map(({ id }) => id);
  const syria = named("المجموعة المصغرة حول سوريا");
  const coalition = named("المجموعة المصغرة التابعة للتحالف الدولي");
  const support = named("المجموعة الدولية لدعم سوريا");
  expect([syria, coalition, support].map((ids) => ids.length)).toEqual([1, 1, 1]);
  expect(new Set([...syria, ...coalition, ...support]).size).toBe(3);
  expect(named("المجموعة المصغرة لدعم سوريا")).toEqual(syria);
});

test("the judged pairs of data/gold/identity.tsv: few wrong merges, most of the right ones", () => {
  const file = fileURLToPath(new URL("../../../../data/gold/identity.tsv", import.meta.url));
  const { pairs, entities, meetings } = scoreIdentity(file);
  expect(pairs).toBeGreaterThanOrEqual(400);
  const precision = ({ right, wrong }: PairCounts): number => right / (right + wrong);
  const recall = ({ right, missed }: PairCounts): number => right / (right + missed);
  expect(precision(entities)).toBeGreaterThanOrEqual(0.98);
  expect(recall(entities)).toBeGreaterThanOrEqual(0.9);
  expect(precision(meetings)).toBeGreaterThanOrEqual(0.95);
  expect(recall(meetings)).toBeGreaterThanOrEqual(0.85);
});
