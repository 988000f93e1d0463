import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Extraction, extractor, GraphIndex, resolve } from "@liqa/graph";
import { describe, expect, test } from "vitest";
import { type GoldDocument, readGold } from "../src/eval/gold.ts";
import { likeness } from "../src/eval/names.ts";
import { type GoldQuestion, readQuestions, scoreQuestions } from "../src/eval/questions.ts";
import { dateAgrees, emptyScore, f1, type Score, scoreDocument } from "../src/eval/score.ts";
import { root } from "../src/graph.ts";
import { folderOf, liqa } from "./liqa.ts";

const gold: GoldDocument = {
  id: "one",
  entities: [
    { id: "e1", kind: "person", forms: ["سامح شكري", "شكري"] },
    { id: "e2", kind: "person", forms: ["جيمس جيفري"] },
    { id: "e3", kind: "country", forms: ["مصر"] },
  ],
  meetings: [
    {
      id: "m1",
      type: "bilateral",
      tier: "core",
      statuses: ["held"],
      participants: [
        { entity: "e1", functions: ["host"] },
        { entity: "e2", functions: ["guest"] },
      ],
      neutral: ["e3"],
      places: ["القاهرة"],
      dates: ["2019-06"],
      evidence: [{ start: 0, end: 50 }],
    },
  ],
};

const found = (over: { [key: string]: unknown } = {}, names = ["سامح شكري", "جيمس جيفري"]): Extraction => ({
  article: { id: "one", text: "" },
  entities: [...names, "القاهرة"].map((name, at) => ({
    id: `x${at}`,
    kind: at === names.length ? "place" : name === "مصر" ? "country" : "person",
    name,
    aliases: [],
    mentions: [],
    roles: [],
  })),
  meetings: [
    {
      id: "m1",
      type: "bilateral",
      status: "held",
      name: null,
      background: false,
      participants: names.map((_, at) => ({ entity: `x${at}`, function: "host", evidence: [] })),
      place: `x${names.length}`,
      date: { edtf: "2019-06-11", text: "", start: 0, end: 0, inferred: false },
      topics: [],
      parent: null,
      evidence: [{ start: 10, end: 20 }],
      rule: "test",
      confidence: 1,
      ...over,
    },
  ],
  relations: [],
  warnings: [],
});

const scored = (extraction: Extraction | undefined, document = gold): [Score, string[]] => {
  const score = emptyScore();
  return [score, scoreDocument(score, document, extraction)];
};

describe("the scorer", () => {
  test("gives a right meeting full marks; a finer date is right, a wrong function is counted", () => {
    const [score, errors] = scored(found());
    expect(errors).toEqual([]);
    expect(score.meetings).toEqual({ tp: 1, fp: 0, fn: 0 });
    expect(score.participants).toEqual({ tp: 2, fp: 0, fn: 0 });
    expect(score.ratios.date).toEqual({ right: 1, all: 1 });
    expect(score.ratios.function).toEqual({ right: 1, all: 2 });
    expect(f1(score.meetings)).toBe(1);
  });

  test("counts what is missed, what is extra, and one actor given twice", () => {
    expect(scored(undefined)[0]).toMatchObject({ meetings: { fn: 1 }, participants: { fn: 2 } });
    const [extra] = scored(found({}, ["سامح شكري", "جيمس جيفري", "أحمد حافظ"]));
    expect(extra.participants).toEqual({ tp: 2, fp: 1, fn: 0 });
    const [twice, errors] = scored(found({}, ["سامح شكري", "شكري", "جيمس جيفري"]));
    expect(twice.participants.fp).toBe(1);
    expect(errors.join()).toContain("twice: شكري");
    const [stranger] = scored(found({}, ["فلان", "علان"]));
    expect(stranger.meetings).toEqual({ tp: 0, fp: 1, fn: 1 });
  });

  test("lets background and neutral participants cost nothing, and counts meetings where there are none", () => {
    const background = { ...gold, meetings: [{ ...gold.meetings[0]!, tier: "secondary" as const }] };
    const [missed] = scored(undefined, background);
    expect(missed.meetings).toEqual({ tp: 0, fp: 0, fn: 0 });
    const [neutral] = scored(found({}, ["سامح شكري", "جيمس جيفري", "مصر"]));
    expect(neutral.participants).toEqual({ tp: 2, fp: 0, fn: 0 });
    const [negative] = scored(found(), { ...gold, meetings: [], negative: true });
    expect(negative.spuriousInNegative).toBe(1);
  });

  test("compares names without articles and spelling variants, dates without doubt marks", () => {
    expect(likeness("الجبير", "جبير")).toBe(1);
    expect(likeness("شكري", "سامح شكري")).toBeCloseTo(0.75);
    expect(likeness("سامح شكري", "جيمس جيفري")).toBe(0);
    expect(dateAgrees("2020-01-27~", ["2020-01"])).toBe(true);
    expect(dateAgrees("2020", ["2020-01"])).toBe(false);
    expect(dateAgrees("2020-01-27/2020-01-29", ["2020-01-27"])).toBe(true);
  });
});

describe("the scorer of answers", async () => {
  const { ar } = await import("@liqa/graph/ar");
  const world = await import("@liqa/graph/world");
  const text = "التقى وزير الخارجية المصري سامح شكري في القاهرة المبعوث الأمريكي جيمس جيفري.";
  const read = extractor(ar)({ id: "a", text, publishedAt: "2019-06-11" });
  const index = GraphIndex.from(resolve([read], [], world));
  const meeting = { participants: ["سامح شكري", "جيمس جيفري"], date: null };
  const score = (question: string, expected: Partial<GoldQuestion["expected"]>) => {
    const wanted = { entities: [], meetings: [], ...expected };
    const { right, strict } = scoreQuestions(index, [{ id: "q", question, expected: wanted }]);
    return [right, strict];
  };

  test("who was asked for and nobody else, the meetings beside them, and nothing where nothing is known", () => {
    const whom = "من التقى سامح شكري؟";
    expect(score(whom, { entities: ["جيفري"], meetings: [meeting] })).toEqual([1, 1]);
    expect(score(whom, { entities: ["جيفري"] })).toEqual([1, 0]);
    expect(score(whom, { entities: ["جيفري", "نصر الحريري"], meetings: [meeting] })).toEqual([0, 0]);
    expect(score(whom, { none: true })).toEqual([0, 0]);
    expect(score("من التقى نصر الحريري؟", { none: true })).toEqual([1, 1]);
    const denied = { ...meeting, status: "denied" as const };
    expect(score("هل التقى سامح شكري جيمس جيفري؟", { meetings: [meeting] })).toEqual([1, 1]);
    expect(score("هل التقى سامح شكري جيمس جيفري؟", { meetings: [denied] })).toEqual([0, 0]);
  });
});

describe("liqa eval", () => {
  test("asks the questions of the samples, each of which has an answer or says that there is none", async () => {
    const { code, stdout } = await liqa(["eval", "--set", "questions", "--json"]);
    expect(code).toBe(0);
    const { questions } = JSON.parse(stdout);
    const gold = readQuestions(join(root, "data/gold/questions.jsonl"));
    expect(new Set(gold.map(({ id }) => id)).size).toBe(gold.length);
    expect(questions.questions).toBe(gold.length);
    expect(questions.right + questions.errors.length).toBe(gold.length);
    expect(questions.strict).toBeLessThanOrEqual(questions.right);
  });

  test("--ner cross-validates the model of names on a corpus, and says where it looked for one", async () => {
    const sentence = "قال\tO\nسامح\tB-PERS\nشكري\tI-PERS\nفي\tO\nالقاهرة\tB-LOC\n.\tO\n\n";
    const cwd = folderOf({ "ner/anercorp-train.tsv": sentence.repeat(20) });
    const { code, stdout } = await liqa(["eval", "--ner", "ner", "--json"], { cwd });
    expect(code).toBe(0);
    const { folds, all } = JSON.parse(stdout);
    expect(folds).toHaveLength(5);
    expect(all.person).toMatchObject({ f1: 100, gold: 20 });
    const nowhere = await liqa(["eval", "--ner", "elsewhere"], { cwd });
    expect(nowhere.code).toBe(1);
    expect(nowhere.stderr).toContain("elsewhere");
  });

  const beside = join(root, "../shared/evaluation");
  const scorer = join(beside, "score.mjs");

  test("prints a score for the samples' gold; the halves are the whole", async () => {
    const whole = JSON.parse((await liqa(["eval", "--set", "samples", "--json"])).stdout).samples as Score;
    expect(whole.documents).toBe(readGold(join(root, "data/gold/meetings.jsonl")).length);
    const halves: Score[] = [];
    for (const half of ["a", "b"]) {
      const { stdout } = await liqa(["eval", "--set", "samples", "--half", half, "--json"]);
      halves.push(JSON.parse(stdout).samples);
    }
    for (const count of ["tp", "fp", "fn"] as const)
      expect(halves[0]!.meetings[count] + halves[1]!.meetings[count]).toBe(whole.meetings[count]);
  });

  for (const set of ["seeds", "dev"]) {
    test(`agrees with the evaluation's own scorer on ${set}`, async (context) => {
      // The evaluation data is nobody's to ship: where it is absent there is nothing to compare with.
      if (!existsSync(scorer)) context.skip("optional: no ../shared/evaluation beside this checkout");
      const ours = JSON.parse((await liqa(["eval", "--set", set, "--json"])).stdout)[set] as Score;
      const { stdout } = await liqa(["extract", join(beside, `articles/${set}.jsonl`)]);
      const file = join(folderOf({}), "out.jsonl");
      writeFileSync(file, stdout);
      const args = ["--gold", join(beside, `gold/${set}.jsonl`), "--extractions", file, "--json"];
      const theirs = JSON.parse(
        execFileSync(process.execPath, [realpathSync(scorer), ...args], { encoding: "utf8" }),
      );
      const { counts } = theirs;
      expect(readFileSync(file, "utf8")).not.toBe("");
      expect(ours.meetings).toEqual({ tp: counts.meetingTP, fp: counts.meetingFP, fn: counts.meetingFN });
      expect(ours.participants).toEqual({ tp: counts.partTP, fp: counts.partFP, fn: counts.partFN });
      for (const name of ["status", "date", "place", "function", "type", "evidence", "exactName"] as const)
        expect([ours.ratios[name].right, ours.ratios[name].all], name).toEqual(counts[name]);
      expect(ours.spuriousInNegative).toBe(counts.spuriousInNegative);
    });
  }
});
