import { describe, expect, test } from "vitest";
import { arQuestions } from "../../src/ar/questions.ts";
import type { QuestionWords } from "../../src/ask/grammar.ts";
import { Names } from "../../src/ask/names.ts";
import { intentOf, partsOf } from "../../src/ask/parts.ts";
import { readQuestion, type Segment } from "../../src/ask/readQuestion.ts";
import { enQuestions } from "../../src/en/questions.ts";
import * as ar from "../../src/generated/ar.ts";
import * as en from "../../src/generated/en.ts";
import { GraphIndex } from "../../src/index.ts";
import { entity, facts } from "../query/arbitraryFacts.ts";

/** The people, places and groups that the examples of the tables name. */
const index = GraphIndex.from(
  facts(
    (
      [
        ["person", "سامح شكري", "Sameh Shoukry"],
        ["person", "جيمس جيفري", "James Jeffrey"],
        ["person", "نصر الحريري", "Nasr al-Hariri"],
        ["person", "بشار الأسد", "Bashar al-Assad"],
        ["person", "باراك أوباما", "Barack Obama"],
        ["person", "جون كيري", "John Kerry"],
        ["person", "غير بيدرسون", "Geir Pedersen"],
        ["person", "سلمان بن عبد العزيز", "King Salman"],
        ["country", "السعودية", "Saudi Arabia"],
        ["country", "إيران", "Iran"],
        ["country", "تركيا", "Turkey"],
        ["country", "روسيا", "Russia"],
        ["group", "المجموعة المصغرة", "Small Group"],
        ["group", "المجموعة المصغرة حول سوريا", "Small Group on Syria"],
        ["group", "المجموعة الدولية لدعم سوريا", "International Syria Support Group"],
        ["organization", "مجلس الأمن", "Security Council"],
        ["place", "لندن", "London"],
        ["place", "كوبنهاغن", "Copenhagen"],
        ["place", "القاهرة", "Cairo"],
        ["place", "دمشق", "Damascus"],
        ["place", "بروكسل", "Brussels"],
        ["place", "جنيف", "Geneva"],
        ["place", "أستانا", "Astana"],
      ] as const
    ).map(([kind, name, english]) => ({
      ...entity(`${kind}:${english}`, kind),
      name,
      names: { ar: name, en: english },
    })),
    [],
  ),
);

interface Tables {
  words: QuestionWords;
  cues: readonly { id: string; role: string; example: string; counterexample: string }[];
  intents: readonly { id: string; example: readonly string[] }[];
}

const languages: [string, Tables][] = [
  [
    "ar",
    {
      words: arQuestions(),
      cues: [...ar.questionWords, ...ar.questionVerbs.map((row) => ({ ...row, role: "verb" }))],
      intents: ar.questions,
    },
  ],
  ["en", { words: enQuestions(), cues: en.questionWords, intents: en.questions }],
];

const read = (question: string, words: QuestionWords): Segment[] =>
  readQuestion(question, words, new Names(index, words), () => null);

const cueIds = (segments: readonly Segment[]): (string | undefined)[] =>
  segments.flatMap((segment) =>
    segment.kind === "cue"
      ? [segment.cue.id, ...segment.also.map(({ id }) => id)]
      : segment.kind === "name"
        ? [segment.head?.id]
        : [],
  );

describe.each(languages)(
  "%s: every word's example holds the word, its counterexample does not",
  (_, tables) => {
    // Offices vanish into the name beside them, and «the» says nothing.
    const rows = tables.cues.filter(({ role }) => role !== "title" && role !== "noise");
    test.each(rows.map((row) => [row.id, row.example, row] as const))("%s: %s", (id, example, row) => {
      expect(cueIds(read(example, tables.words))).toContain(id);
      if (row.counterexample) expect(cueIds(read(row.counterexample, tables.words))).not.toContain(id);
    });
  },
);

describe.each(languages)(
  "%s: every kind of question is recognised by its examples",
  (_, { words, intents }) => {
    test.each(intents.flatMap(({ id, example }) => example.map((one) => [id, one] as const)))(
      "%s: %s",
      (id, question) => {
        const parts = partsOf(read(question, words), words, index);
        expect(intentOf(parts, words.intents)?.id).toBe(id);
      },
    );
  },
);

test("both languages know the same intents", () => {
  const known = languages.map(([, { words }]) =>
    [...new Set(words.intents.map(({ intent }) => intent))].sort(),
  );
  expect(known[0]).toEqual(known[1]);
});
