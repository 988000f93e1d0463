import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arQuestions } from "../../src/ar/questions.ts";
import { ANSWERS } from "../../src/ask/answers.ts";
import { enQuestions } from "../../src/en/questions.ts";
import { type Answer, ask, GraphIndex } from "../../src/index.ts";
import { arbitraryFacts } from "../query/arbitraryFacts.ts";
import { index } from "./world.ts";

const examples = [arQuestions(), enQuestions()].flatMap(({ intents }) =>
  intents.flatMap((row) => row.examples),
);

const keepsTheContract = (answer: Answer, over: GraphIndex): void => {
  const described = new Set([...answer.asked, ...answer.entities, ...answer.meetings].map(({ id }) => id));
  for (const path of answer.paths) for (const id of path) expect(described).toContain(id);
  const asked = new Set(answer.asked.map(({ id }) => id));
  for (const { id } of answer.entities) expect(asked).not.toContain(id);
  for (const { id } of answer.meetings) expect(over.meeting(id)?.id).toBe(id);
  expect(new Set(answer.meetings.map(({ id }) => id)).size).toBe(answer.meetings.length);
  expect(answer.text).not.toBe("");
  expect(answer.text).not.toMatch(/@[a-z]/);
  for (const [, number] of answer.text.matchAll(/\[(\d+)\]/g))
    expect(answer.evidence[Number(number) - 1]).toBeDefined();
  if (answer.meetings.length > 0) expect(answer.evidence.length).toBeGreaterThan(0);
  for (const { quote } of answer.evidence) expect(quote).not.toBe("");
};

describe("answers keep the contract", () => {
  test.each(examples)("%s", (question) => keepsTheContract(ask(index, question), index));

  test("over graphs of every shape, with names that are traps", () => {
    const names = ["a", "b", "constructor", "__proto__", "hasOwnProperty", "f", "g"];
    const patterns = [
      (a: string) => `Who met ${a}?`,
      (a: string, b: string) => `Did ${a} meet ${b}?`,
      (a: string, b: string) => `هل التقى ${a} ${b}؟`,
      (a: string, b: string) => `ما أقصر مسار بين ${a} و ${b}؟`,
      (a: string, b: string) => `Who represents ${a} at the meetings of ${b}?`,
      (a: string) => `Which meetings took place in ${a} in 2019?`,
      (a: string, b: string) => `Who attended both the ${a} and the ${b} meetings?`,
    ];
    fc.assert(
      fc.property(
        arbitraryFacts,
        fc.constantFrom(...names),
        fc.constantFrom(...names),
        fc.constantFrom(...patterns),
        (facts, a, b, pattern) => {
          const over = GraphIndex.from(facts);
          keepsTheContract(ask(over, pattern(a, b)), over);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("asking twice answers the same", () => {
    for (const question of examples) expect(ask(index, question)).toEqual(ask(index, question));
  });
});

describe("any text is a question", () => {
  const hostile = [
    "",
    "؟",
    "?".repeat(10_000),
    "من التقى ".repeat(1_200),
    "سامح شكري ".repeat(1_000),
    "«".repeat(10_000),
    "«المجموعة المصغرة ".repeat(600),
    "a".repeat(10_000),
    "Sergey ".repeat(1_500),
    "14 ".repeat(3_000),
    "\u202e\u0000\ud800 who met \udfff",
    "constructor __proto__ toString",
  ];
  test.each(hostile.map((text) => [text.slice(0, 30), text]))("%s", (_, text) => {
    keepsTheContract(ask(index, text), index);
  });

  test("random words of both languages", () => {
    const words = examples.flatMap((example) => example.split(" "));
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 12 }), (parts) => {
        keepsTheContract(ask(index, parts.join(" ")), index);
      }),
      { numRuns: 300 },
    );
  });
});

test("every intent of the tables has its answer", () => {
  for (const { intents } of [arQuestions(), enQuestions()])
    for (const { id, intent } of intents) expect(ANSWERS[intent], id).toBeTypeOf("function");
});
