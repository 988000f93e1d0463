import { describe, expect, test } from "vitest";
import * as words from "../../src/generated/ar.ts";
import type { Extraction, Facts } from "../../src/index.ts";

import { type ActorSketch, type MeetingSketch, resolve, tell } from "./tell.ts";

const country = (name: string): ActorSketch => ({ kind: "country", name });
const place = (name: string): ActorSketch => ({ kind: "place", name });

const cast: Record<string, ActorSketch> = {
  eg: country("مصر"),
  us: country("الولايات المتحدة"),
  ru: country("روسيا"),
  shoukry: { name: "سامح شكري", roles: [["وزير الخارجية", "eg"]] },
  jeffrey: { name: "جيمس جيفري", roles: [["المبعوث الخاص", "us"]] },
  lavrov: { name: "سيرغي لافروف", roles: [["وزير الخارجية", "ru"]] },
  kerry: { name: "جون كيري", roles: [["وزير الخارجية", "us"]] },
  cairo: place("القاهرة"),
  moscow: place("موسكو"),
};

/** Enough words of its own for an article to be no copy of another. */
const ownWords = (id: string): string => Array.from({ length: 60 }, (_, at) => `${id}${at}`).join(" ");

/** One article that tells of one meeting. */
const report = (
  id: string,
  day: string | undefined,
  meeting: MeetingSketch,
  extra = ownWords(id),
): Extraction =>
  tell({
    id,
    ...(day === undefined ? {} : { day }),
    source: `outlet-${id}`,
    text: `${id} ${extra} ${Object.values(cast)
      .map(({ name, roles = [] }) => [...roles.map(([title]) => title), name].join(" "))
      .join("، ")}`,
    actors: cast,
    meetings: [meeting],
  });

const grouped = (facts: Facts): string[] => facts.meetings.map(({ articles }) => articles.join(",")).sort();
const pair = ["shoukry", "jeffrey"];

describe("one meeting over outlets", () => {
  test("same people, day and place: one node with all its proof", () => {
    const facts = resolve([
      report("a", "2019-06-11", {
        who: { shoukry: "host", jeffrey: "guest" },
        date: "2019-06-11",
        place: "cairo",
      }),
      report("b", "2019-06-12", { who: pair, date: "2019-06-11" }),
    ]);
    expect(grouped(facts)).toEqual(["a,b"]);
    const [meeting] = facts.meetings;
    expect(meeting).toMatchObject({
      status: "held",
      sources: ["outlet-a", "outlet-b"],
      place: "plc:قاهره",
      date: { edtf: "2019-06-11" },
    });
    expect(meeting!.id).toMatch(/^mtg:2019-06-11-bilateral-[0-9a-z]{7}$/);
    expect(meeting!.evidence.map(({ article }) => article)).toEqual(["a", "b"]);
    expect(meeting!.participants.map(({ entity, evidence }) => [entity, evidence.length])).toEqual([
      ["per:جيمس-جيفري", 2],
      ["per:سامح-شكري", 2],
    ]);
    expect(meeting!.accounts).toHaveLength(2);
  });

  test("undated reports of the same days are one; the date of the report is never its date", () => {
    const facts = resolve([
      report("a", "2019-06-11", { who: pair }),
      report("b", "2019-06-12", { who: pair }),
    ]);
    expect(grouped(facts)).toEqual(["a,b"]);
    expect(facts.meetings[0]!.date).toBeNull();
    expect(facts.meetings[0]!.id).toMatch(/^mtg:undated-/);
  });

  test("two meetings of one pair a month apart stay two", () => {
    const facts = resolve([
      report("a", "2019-06-11", { who: pair, date: "2019-06-11" }),
      report("b", "2019-07-11", { who: pair, date: "2019-07-11" }),
      report("c", "2019-06-12", { who: pair }),
      report("d", "2019-07-12", { who: pair }),
    ]);
    expect(grouped(facts)).toEqual(["a,c", "b,d"]);
  });

  test("reports without any date are one meeting only by a long list of people", () => {
    const many = ["shoukry", "jeffrey", "lavrov", "kerry"];
    const undated = (id: string, who: string[]): Extraction =>
      report(id, undefined, { who, type: "multilateral", place: "cairo" });
    expect(resolve([undated("a", pair), undated("b", pair)]).meetings).toHaveLength(2);
    expect(resolve([undated("a", many), undated("b", many)]).meetings).toHaveLength(1);
  });

  test("two meetings one article tells apart stay apart", () => {
    const article = report("a", "2019-06-11", { who: pair, date: "2019-06-11" });
    article.meetings.push({ ...article.meetings[0]!, id: "m2" });
    expect(resolve([article]).meetings).toHaveLength(2);
  });

  test("a state and its own minister are one side, when only one minister can be meant", () => {
    const states = report("a", "2019-06-11", { who: ["eg", "us"], date: "2019-06-11" });
    const envoy = report("b", "2019-06-11", { who: pair, date: "2019-06-11", place: "cairo" });
    const secretary = report("c", "2019-06-11", { who: ["shoukry", "kerry"], date: "2019-06-11" });
    expect(grouped(resolve([states, envoy]))).toEqual(["a,b"]);
    expect(grouped(resolve([states, envoy, secretary]))).toEqual(["a", "b", "c"]);
  });

  test("people who share a side but are not the same do not make one meeting", () => {
    const facts = resolve([
      report("a", "2016-09-10", { who: ["kerry", "lavrov"], date: "2016-09-10" }),
      report("b", "2016-09-10", { who: ["jeffrey", "lavrov"], date: "2016-09-10" }),
      report("c", "2016-09-10", { who: ["kerry", "shoukry"], date: "2016-09-10" }),
    ]);
    expect(facts.meetings).toHaveLength(3);
  });

  test.each<[string, MeetingSketch, MeetingSketch]>([
    [
      "a call and a meeting",
      { who: pair, type: "call", date: "2019-06-11" },
      { who: pair, date: "2019-06-11" },
    ],
    [
      "a visit and the talks in it",
      { who: pair, type: "visit", date: "2019-06-11" },
      { who: pair, date: "2019-06-11" },
    ],
    [
      "two cities",
      { who: pair, date: "2019-06-11", place: "cairo" },
      { who: pair, date: "2019-06-11", place: "moscow" },
    ],
    ["two days", { who: pair, date: "2019-06-11" }, { who: pair, date: "2019-06-14" }],
    [
      "two rounds",
      { who: pair, date: "2019-06", name: "الجولة 13" },
      { who: pair, date: "2019-06", name: "الجولة 14" },
    ],
  ])("%s stay two", (_, one, other) => {
    expect(resolve([report("a", "2019-06-15", one), report("b", "2019-06-15", other)]).meetings).toHaveLength(
      2,
    );
  });

  test("outlets a day apart are one meeting only when all else agrees, and say so", () => {
    const facts = resolve([
      report("a", "2019-06-12", { who: pair, date: "2019-06-11", place: "cairo" }),
      report("b", "2019-06-12", { who: pair, date: "2019-06-12", place: "cairo" }),
    ]);
    expect(grouped(facts)).toEqual(["a,b"]);
    expect(facts.conflicts.map(({ code }) => code)).toEqual(["date_conflict"]);
    expect(facts.meetings[0]!.accounts.map(({ date }) => date?.edtf)).toEqual(["2019-06-11", "2019-06-12"]);
  });

  test("two days' news of one pair is two meetings", () => {
    const facts = resolve([
      report("a", "2019-06-11", { who: pair, date: "2019-06-11", place: "cairo" }),
      report("b", "2019-06-12", { who: pair, date: "2019-06-12", place: "cairo" }),
    ]);
    expect(grouped(facts)).toEqual(["a", "b"]);
  });

  test("what begins some days late is the meeting that was planned", () => {
    const plan = report("a", "2016-04-16", {
      who: pair,
      status: "planned",
      date: "2016-04-18",
      place: "cairo",
    });
    const late = report("b", "2016-04-21", { who: pair, date: "2016-04-21", place: "cairo" });
    const after = report("c", "2016-05-21", { who: pair, date: "2016-05-21", place: "cairo" });
    expect(grouped(resolve([plan, late]))).toEqual(["a,b"]);
    expect(grouped(resolve([plan, after]))).toEqual(["a", "c"]);
  });

  test("two of a summit's guests who meet by themselves hold a meeting of their own", () => {
    const day = "2021-08-28";
    const many = {
      who: [...pair, "lavrov", "kerry"],
      type: "multilateral",
      date: day,
      place: "cairo",
    } as const;
    const aside = report("b", day, { who: pair, date: day, place: "cairo" });
    expect(grouped(resolve([report("a", day, { ...many, who: [...many.who] }), aside]))).toEqual(["a", "b"]);
  });

  test("a round is told by its number, in digits or in words", () => {
    const round = (id: string, day: string, name: string): Extraction =>
      report(id, day, { who: pair, type: "talks_round", date: day, name, place: "cairo" });
    const reports = [
      round("a", "2019-12-10", "الجولة الرابعة عشرة"),
      round("b", "2019-12-11", "الجولة الـ14"),
      round("c", "2019-12-11", "الجولة الخامسة عشرة"),
    ];
    expect(grouped(resolve(reports, [], words))).toEqual(["a,b", "c"]);
  });

  test("people described in the same words in two accounts of one meeting are the same", () => {
    const told = (id: string, leaders: string): Extraction =>
      tell({
        id,
        day: "2019-11-15",
        actors: {
          godfrey: "جون غودفري",
          leaders: { kind: "group", name: leaders },
          city: { kind: "place", name: "واشنطن" },
        },
        meetings: [{ who: ["godfrey", "leaders"], date: "2019-11-14", place: "city" }],
      });
    const facts = resolve([told("a", "كبار قادة التحالف"), told("b", "كبار قادة التحالف")], [], words);
    expect(grouped(facts)).toEqual(["a,b"]);
    expect(facts.meetings[0]!.participants).toHaveLength(2);
  });

  test("the more precise date wins, a looser one agrees with it", () => {
    const facts = resolve([
      report("a", "2019-07-01", { who: pair, date: "2019-06" }),
      report("b", "2019-06-11", { who: pair, date: "2019-06-11" }),
      report("c", "2020-01-01", { who: pair, date: "2019", background: true }),
    ]);
    expect(grouped(facts)).toEqual(["a,b,c"]);
    expect(facts.meetings[0]!.date!.edtf).toBe("2019-06-11");
    expect(facts.meetings[0]!.background).toBe(false);
  });

  test("a vague retelling joins the one meeting it fits, and none when it fits two", () => {
    const june = report("a", "2019-06-11", { who: pair, date: "2019-06-11" });
    const july = report("b", "2019-07-20", { who: pair, date: "2019-07-20" });
    const vague = report("c", "2019-09-01", { who: pair, background: true });
    expect(grouped(resolve([june, vague]))).toEqual(["a,c"]);
    expect(grouped(resolve([june, july, vague]))).toEqual(["a", "b", "c"]);
  });
});

describe("the life of a meeting", () => {
  const called = report("a", "2019-06-01", { who: pair, status: "called_for" });
  const planned = report("b", "2019-06-08", { who: pair, status: "planned", date: "2019-06-11" });
  const held = report("c", "2019-06-11", { who: pair, status: "held", date: "2019-06-11" });
  const denied = report("d", "2019-06-13", { who: pair, status: "denied", date: "2019-06-11" });

  test("called for, planned, held: one meeting, its history in order of report", () => {
    const facts = resolve([held, called, planned]);
    expect(facts.meetings).toHaveLength(1);
    expect(facts.meetings[0]).toMatchObject({
      status: "held",
      statusHistory: [
        { status: "called_for", reported: "2019-06-01", article: "a" },
        { status: "planned", reported: "2019-06-08", article: "b" },
        { status: "held", reported: "2019-06-11", article: "c" },
      ],
    });
  });

  test("a later denial does not undo it, but stays visible", () => {
    const facts = resolve([held, denied]);
    expect(facts.meetings).toHaveLength(1);
    expect(facts.meetings[0]!.status).toBe("held");
    expect(facts.meetings[0]!.accounts.map(({ status }) => status)).toEqual(["held", "denied"]);
    expect(facts.conflicts.map(({ code }) => code)).toEqual(["status_conflict"]);
  });

  test("a plan that is denied is denied; a late plan does not undo what was held", () => {
    expect(resolve([planned, denied]).meetings[0]!.status).toBe("denied");
    const late = report("z", "2019-06-20", { who: pair, status: "planned", date: "2019-06-11" });
    expect(resolve([held, late]).meetings[0]!.status).toBe("held");
  });

  test("what is announced is the next meeting, not the one after", () => {
    const next = report("e", "2019-06-20", { who: pair, date: "2019-06-20" });
    const plan = report("p", "2019-06-09", { who: pair, status: "planned" });
    expect(grouped(resolve([held, next, plan]))).toEqual(["c,p", "e"]);
  });
});

test("wire copies count once as a source", () => {
  const body =
    "بحث وزير الخارجية مع المبعوث الخاص تطورات الأوضاع في المنطقة وسبل دفع الحل السياسي وفق القرارات الدولية كما تناول اللقاء العلاقات الثنائية بين البلدين وسبل تعزيزها في مختلف المجالات";
  const facts = resolve([
    report("a", "2019-06-11", { who: pair, date: "2019-06-11" }, body),
    report("b", "2019-06-11", { who: pair, date: "2019-06-11" }, body),
    report("c", "2019-06-11", { who: pair, date: "2019-06-11" }, [...body.split(" ")].reverse().join(" ")),
  ]);
  expect(facts.meetings[0]!.articles).toEqual(["a", "b", "c"]);
  expect(facts.meetings[0]!.sources).toEqual(["outlet-a", "outlet-c"]);
});

test("parents are merged with their meetings, and never run in a circle", () => {
  const summit = (id: string, twist: boolean): Extraction => {
    const article = report(id, "2019-06-11", { who: pair, date: "2019-06-11" });
    article.meetings.push({ ...article.meetings[0]!, id: "m2", type: "visit" });
    article.meetings[twist ? 1 : 0]!.parent = twist ? "m1" : "m2";
    return article;
  };
  const good = resolve([summit("a", false), summit("b", false)]);
  const visit = good.meetings.find(({ type }) => type === "visit")!;
  expect(good.meetings.map(({ parent }) => parent).sort()).toEqual([visit.id, null].sort());
  const circle = resolve([summit("a", false), summit("b", true)]);
  expect(circle.meetings.filter(({ parent }) => parent !== null)).toHaveLength(1);
});

test("a retired meeting id leads to its heir", () => {
  const later = report("b", "2019-06-12", { who: pair, date: "2019-06-11" });
  const alone = resolve([later]).meetings[0]!.id;
  const facts = resolve([report("a", "2019-06-11", { who: pair, date: "2019-06-11" }), later]);
  expect(facts.redirects[alone]).toBe(facts.meetings[0]!.id);
});

test("a meeting without a passage to show is left out and named", () => {
  const article = report("a", "2019-06-11", { who: pair });
  article.meetings[0]!.evidence = [{ start: 0, end: 100_000 }];
  const facts = resolve([article]);
  expect(facts.meetings).toEqual([]);
  expect(facts.conflicts.map(({ code }) => code)).toEqual(["no_evidence"]);
});
