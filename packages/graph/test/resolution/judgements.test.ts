import { describe, expect, test } from "vitest";
import { type Judgement, parseJudgements, printJudgements, settle, type Verdict } from "../../src/index.ts";
import { resolve, tell } from "./tell.ts";

const judge = (left: string, verdict: Verdict, right: string, when = "2026-01-01"): Judgement => ({
  left,
  right,
  verdict,
  score: null,
  reasons: ["seen in the original"],
  who: "r.k.",
  when,
});

const articles = [
  tell({ id: "a", actors: { e1: "أحمد التوم" } }),
  tell({ id: "b", actors: { e1: "أحمد طعمة" } }),
  tell({ id: "c", actors: { e1: "غير بيدرسون" } }),
  tell({ id: "d", actors: { e1: "غير بيدرسن" } }),
  tell({ id: "e", actors: { e1: "أحمد التوم" } }),
];
const groups = (judgements: readonly Judgement[]): string[] =>
  resolve(articles, judgements)
    .entities.map(({ articles: where }) => where.join(""))
    .sort();

describe("decisions of people", () => {
  test("same joins what no rule would", () => {
    expect(groups([])).toEqual(["ae", "b", "cd"]);
    expect(groups([judge("per:احمد-التوم", "same", "per:احمد-طعمه")])).toEqual(["abe", "cd"]);
    expect(groups([judge("a#e1", "same", "b#e1")])).toEqual(["abe", "cd"]);
  });

  test("different keeps apart what a rule would join, for spellings and for single mentions", () => {
    expect(groups([judge("per:غير-بيدرسون", "different", "per:غير-بيدرسن")])).toEqual(["ae", "b", "c", "d"]);
    expect(groups([judge("per:احمد-التوم", "different", "e#e1")])).toEqual(["a", "b", "cd", "e"]);
    expect(groups([judge("e#e1", "different", "a#e1")])).toEqual(["a", "b", "cd", "e"]);
  });

  test("a mention is named by the passage as well, as the evidence of its node gives it", () => {
    const passage = (article: string): string => {
      const { evidence } = resolve(articles).entities.find(({ articles: where }) => where.includes(article))!;
      const { start, end } = evidence.find((piece) => piece.article === article)!;
      return `${article}#${start}-${end}`;
    };
    expect(groups([judge("per:احمد-التوم", "different", passage("e"))])).toEqual(["a", "b", "cd", "e"]);
    expect(groups([judge(passage("b"), "same", passage("c"))])).toEqual(["ae", "bcd"]);
    const rows = [judge("per:احمد-التوم", "different", passage("e"))];
    expect(groups([...rows, judge(passage("e"), "unsure", "per:احمد-التوم", "2026-01-02")])).toEqual(
      groups([]),
    );
    expect(resolve(articles, [judge("per:احمد-التوم", "different", "e#0-1")]).conflicts).toMatchObject([
      { code: "judgement_idle" },
    ]);
  });

  test("a mention leaves alone, though its node has others in the same spelling", () => {
    const told = [...articles, tell({ id: "f", actors: { e1: "غير بيدرسن" } })];
    const apart = (judgements: readonly Judgement[]): string[] =>
      resolve(told, judgements)
        .entities.map(({ articles: where }) => where.join(""))
        .sort();
    expect(apart([])).toEqual(["ae", "b", "cdf"]);
    const { id } = resolve(told).entities.find(({ articles: where }) => where.includes("c"))!;
    for (const mention of ["c", "d", "f"])
      expect(apart([judge(id, "different", `${mention}#e1`)])).toContain(mention);
    expect(apart([judge(id, "different", "d#e1")])).toEqual(["ae", "b", "cf", "d"]);
  });

  test("a mention can move to another person", () => {
    expect(
      groups([judge("e#e1", "different", "per:احمد-التوم"), judge("e#e1", "same", "per:احمد-طعمه")]),
    ).toEqual(["a", "be", "cd"]);
  });

  test("the latest decision on a pair holds, in either order of names and rows", () => {
    const rows = [
      judge("per:احمد-التوم", "same", "per:احمد-طعمه", "2026-01-01"),
      judge("per:احمد-طعمه", "different", "per:احمد-التوم", "2026-01-02"),
      judge("per:احمد-التوم", "unsure", "per:احمد-طعمه", "2026-01-03"),
    ];
    expect(groups(rows.slice(0, 2))).toEqual(["ae", "b", "cd"]);
    expect(groups([...rows].reverse())).toEqual(groups(rows));
    expect(settle([...rows].reverse())).toEqual(settle(rows));
    expect(settle(rows)).toHaveLength(1);
  });

  test("contradictions over a chain are shown, and apart stays apart", () => {
    const facts = resolve(articles, [
      judge("per:احمد-التوم", "same", "per:احمد-طعمه"),
      judge("per:احمد-طعمه", "same", "per:غير-بيدرسون"),
      judge("per:احمد-التوم", "different", "per:غير-بيدرسون"),
    ]);
    expect(facts.conflicts.map(({ code }) => code)).toContain("judgement_conflict");
    const of = (article: string): string =>
      facts.entities.find((entity) => entity.articles.includes(article))!.id;
    expect(of("a")).not.toBe(of("c"));
  });

  test("a judgement about nobody, or across kinds, is reported and harms nothing", () => {
    const country = tell({ id: "f", actors: { e1: { kind: "country", name: "مصر" } } });
    const facts = resolve(
      [...articles, country],
      [judge("per:x", "same", "per:y"), judge("per:احمد-طعمه", "same", "cty:مصر")],
    );
    expect(facts.conflicts.map(({ code }) => code)).toEqual(["judgement_idle", "judgement_kind"]);
    expect(facts.entities).toHaveLength(4);
  });

  test("a bare surname can be given to somebody", () => {
    const short = tell({ id: "s", actors: { e1: "التوم" } });
    const facts = resolve([...articles.slice(1, 4), short], [judge("per:التوم", "same", "per:احمد-طعمه")]);
    expect(facts.entities.map(({ articles: where }) => where.join(""))).toContain("bs");
  });

  test("meetings can be joined and parted too, by their own id or the article's", () => {
    const meet = (id: string, date: string): ReturnType<typeof tell> =>
      tell({
        id,
        day: date,
        actors: { x: "سعد نوار", y: "علي منير" },
        meetings: [{ who: ["x", "y"], date }],
      });
    const pair = [meet("p", "2020-01-01"), meet("q", "2020-03-01")];
    const [first, second] = resolve(pair).meetings;
    expect(resolve(pair, [judge(first!.id, "same", second!.id)]).meetings).toHaveLength(1);
    expect(resolve(pair, [judge("p#m1", "same", "q#m1")]).meetings).toHaveLength(1);
    const copy = [meet("p", "2020-01-01"), meet("q", "2020-01-01")];
    expect(resolve(copy).meetings).toHaveLength(1);
    expect(resolve(copy, [judge("p#m1", "different", "q#m1")]).meetings).toHaveLength(2);
  });
});

describe("the table", () => {
  const rows = [
    { ...judge("per:a", "same", "per:b"), score: 0.97, reasons: ["spelling 0.95", "same office"] },
    judge("mtg:x", "different", "a#m1", "2026-02-03T10:00:00Z"),
  ];

  test("is read as it is printed", () => {
    expect(parseJudgements(printJudgements(rows))).toEqual({ judgements: rows, problems: [] });
    expect(parseJudgements(printJudgements([]))).toEqual({ judgements: [], problems: [] });
  });

  test("names every bad cell and reads the rest", () => {
    const table = printJudgements(rows).split("\n");
    table.splice(1, 0, "per:a\tper:a\tsame\t\t\t\t", "per:a\tper:c\tequal\t7\t\t\t", "per:a");
    const { judgements, problems } = parseJudgements(table.join("\n"));
    expect(judgements).toEqual(rows);
    expect(problems.map(({ row, column }) => `${row} ${column}`)).toEqual([
      "2 right",
      "3 verdict",
      "3 score",
      "4 ",
    ]);
  });

  test("a cell cannot break the table", () => {
    const hostile = { ...judge("per:a", "same", "per:b"), who: "a\tb\nc" };
    expect(parseJudgements(printJudgements([hostile])).judgements).toEqual([{ ...hostile, who: "a b c" }]);
  });
});
