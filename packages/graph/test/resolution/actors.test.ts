import { describe, expect, test } from "vitest";
import * as world from "../../src/generated/world.ts";
import { type Facts, resolveWithDecisions } from "../../src/index.ts";
import * as everything from "../../src/world.ts";
import { type ActorSketch, resolve, tell } from "./tell.ts";

const persons = (facts: Facts): string[] =>
  facts.entities
    .filter(({ kind }) => kind === "person")
    .map(({ id, articles }) => `${id} ${articles.join(",")}`);

const person = (name: string, title?: string, of?: string): ActorSketch => ({
  name,
  ...(title ? { roles: [[title, of ?? null] as [string, string | null]] } : {}),
});
const country = (name: string): ActorSketch => ({ kind: "country", name });

describe("one person, one node", () => {
  test("the same name in two articles is one person, with both as proof", () => {
    const facts = resolve([
      tell({ id: "a", actors: { p: "عادل حمدان" } }),
      tell({ id: "b", actors: { p: "عَادل حمدان" } }),
    ]);
    expect(persons(facts)).toEqual(["per:عادل-حمدان a,b"]);
    expect(facts.entities[0]!.evidence.map(({ article, quote }) => [article, quote])).toEqual([
      ["a", "عادل حمدان"],
      ["b", "عَادل حمدان"],
    ]);
  });

  test.each([
    ["غير بيدرسون", "غير بيدرسن"],
    ["سيرجي إيفانوفيتش", "سيرغي إيفانوفيتش"],
    ["خوسيه مانويل ألباريس", "خوسيه مانويل ألبارس"],
    ["ريتشارد غرودزكي", "Richard Grodzki"],
  ])("%s and %s are one", (one, other) => {
    const facts = resolve([tell({ id: "a", actors: { p: one } }), tell({ id: "b", actors: { p: other } })]);
    expect(persons(facts)).toHaveLength(1);
    const [entity] = facts.entities;
    expect([entity!.name, ...entity!.aliases].sort()).toEqual([one, other].sort());
    expect(Object.values(facts.redirects)).toContain(entity!.id);
  });

  test.each([
    ["جيفري", "الجعفري"],
    ["جيمس جيفري", "بشار الجعفري"],
    ["سيرغي لافروف", "ألكسندر لافرنتييف"],
    ["سلمان بن عبد العزيز", "محمد بن سلمان بن عبد العزيز"],
    ["فهد بن سلمان", "سلمان بن فهد"],
    ["جون كيري", "جون جودفري"],
    ["أحمد حافظ", "أحمد التوم"],
  ])("%s and %s are two, with and without the world", (one, other) => {
    const articles = [tell({ id: "a", actors: { p: one } }), tell({ id: "b", actors: { p: other } })];
    for (const known of [{}, world]) expect(persons(resolve(articles, [], known))).toHaveLength(2);
  });

  test("known persons get their curated id, names in both languages and their Latin spelling", () => {
    const facts = resolve(
      [
        tell({ id: "a", actors: { p: "سامح شكري" } }),
        tell({ id: "b", actors: { p: { name: "سيرجي لافروف" } } }),
        tell({ id: "c", actors: { p: "Sameh Shoukry" } }),
      ],
      [],
      world,
    );
    expect(persons(facts)).toEqual(["per:sameh-shoukry a,c", "per:sergei-lavrov b"]);
    expect(facts.entities[0]!.names).toEqual({ ar: "سامح شكري", en: "Sameh Shoukry" });
  });

  test("a known person is found under a spelling nobody listed", () => {
    const facts = resolve([tell({ id: "a", actors: { p: "سيرغاي لافروف" } })], [], world);
    expect(persons(facts)).toEqual(["per:sergei-lavrov a"]);
  });

  describe("a shorter form", () => {
    const named = (id: string, name: string, of = true): ReturnType<typeof tell> =>
      tell({ id, actors: { p: person(name, "مساعد", of ? "c" : undefined), c: country("إيران") } });

    test("joins where the country agrees", () => {
      expect(persons(resolve([named("a", "علي رضا الزهراني"), named("b", "علي الزهراني")]))).toHaveLength(1);
    });

    test("joins by a surname so rare that two people hardly share it", () => {
      const articles = [named("a", "حسين جابري أنصاري", false), named("b", "حسين أنصاري", false)];
      expect(persons(resolve(articles))).toHaveLength(1);
    });

    test("waits for a person where neither helps", () => {
      const others = ["سعد", "فهد", "خالد", "ماجد"].map((given, at) =>
        named(`o${at}`, `${given} الزهراني`, false),
      );
      const open = resolveWithDecisions([
        named("a", "علي رضا الزهراني", false),
        named("b", "علي الزهراني", false),
        ...others,
      ]);
      expect(persons(open.facts)).toHaveLength(6);
      expect(open.decisions).toEqual([
        expect.objectContaining({
          left: "per:علي-الزهراني",
          right: "per:علي-رضا-الزهراني",
          verdict: "unsure",
        }),
      ]);
    });
  });

  test("the same office joins a name and its beginning; the same country does not where a name of its own is left out", () => {
    const named = (id: string, name: string, title: string): ReturnType<typeof tell> =>
      tell({ id, actors: { p: person(name, title, "c"), c: country("اليمن") } });
    const one = [named("a", "علي محسن", "نائب الرئيس"), named("b", "علي محسن الأحمر", "نائب الرئيس اليمني")];
    expect(persons(resolve(one, [], world))).toHaveLength(1);
    const two = [named("a", "علي محسن", "نائب الرئيس"), named("b", "علي خالد محسن", "عضو الوفد")];
    expect(persons(resolve(two, [], world))).toHaveLength(2);
  });

  test("what begins with بن is a fragment, not the forefather it names", () => {
    const facts = resolve(
      [
        tell({ id: "a", actors: { p: "عبد الله الفيصل" } }),
        tell({ id: "b", actors: { p: "بن عبد الله الفيصل", q: "تركي بن عبد الله الفيصل" } }),
      ],
      [],
      world,
    );
    expect(
      persons(facts)
        .map((line) => line.split(" ")[1])
        .sort(),
    ).toEqual(["a", "b"]);
  });

  test("the alef of the accusative is no part of a given name", () => {
    const facts = resolve(
      [tell({ id: "a", actors: { p: "محمد السادس" } }), tell({ id: "b", actors: { p: "محمدا السادس" } })],
      [],
      world,
    );
    expect(persons(facts)).toEqual(["per:mohammed-vi a,b"]);
  });

  test("a king is not whoever bears his names and more, though a report cut that name down to his", () => {
    const named = (id: string, name: string): ReturnType<typeof tell> =>
      tell({ id, actors: { p: person(name, "المشرف العام على المركز", "c"), c: country("السعودية") } });
    const facts = resolve(
      [named("a", "عبد الله بن عبد العزيز"), named("b", "عبد الله بن عبد العزيز الربيعة")],
      [],
      world,
    );
    expect(persons(facts)).toEqual(["per:abdullah-bin-abdulaziz a", "per:عبدالله-بن-عبدالعزيز-الربيعه b"]);
  });

  test.each([
    ["جوزيه مورينيو", "جوزيه مورينهو", 1],
    ["أحمد عطاف", "أحمد عطيف", 2],
  ])("%s and %s: a rare foreign surname may slip, an Arabic one is another", (one, other, count) => {
    const articles = [tell({ id: "a", actors: { p: one } }), tell({ id: "b", actors: { p: other } })];
    expect(persons(resolve(articles, [], { ...world, people: [] }))).toHaveLength(count);
  });

  test("a shorter form that fits two people joins neither", () => {
    const facts = resolve([
      tell({ id: "a", actors: { p: "علي خالد محسن" } }),
      tell({ id: "b", actors: { p: "علي سعد محسن" } }),
      tell({ id: "c", actors: { p: "علي محسن" } }),
    ]);
    expect(persons(facts)).toHaveLength(3);
  });
});

describe("surnames alone", () => {
  test("mean the person their article names in full", () => {
    const facts = resolve([
      tell({ id: "a", actors: { p: "غير بيدرسون", q: "بيدرسون" } }),
      tell({ id: "b", actors: { p: "بشار الجعفري", q: "الجعفري", r: "جيمس جيفري", s: "جيفري" } }),
    ]);
    expect(persons(facts)).toEqual(["per:بشار-الجعفري b", "per:جيمس-جيفري b", "per:غير-بيدرسون a"]);
  });

  test("mean the one bearer whose country the article speaks of", () => {
    const facts = resolve(
      [
        tell({ id: "a", actors: { p: person("سامح شكري", "وزير الخارجية", "eg"), eg: country("مصر") } }),
        tell({ id: "b", actors: { p: person("شكري بلعيد", "زعيم", "tn"), tn: country("تونس") } }),
        tell({ id: "c", actors: { q: person("شكري", "وزير الخارجية", "eg"), eg: country("مصر") } }),
        tell({ id: "d", actors: { q: person("شكري", "زعيم", "tn"), tn: country("تونس") } }),
      ],
      [],
      world,
    );
    expect(persons(facts)).toContain("per:sameh-shoukry a,c");
    expect(persons(facts).some((line) => line.startsWith("per:sameh-shoukry") && line.includes("d"))).toBe(
      false,
    );
  });

  test("stay open when several bear them and nothing decides", () => {
    const { facts, decisions } = resolveWithDecisions(
      [
        tell({ id: "a", actors: { p: person("نصر الحريري", "رئيس", "sy"), sy: country("سوريا") } }),
        tell({ id: "b", actors: { p: person("حسن الحريري", "عضو", "sy"), sy: country("سوريا") } }),
        tell({ id: "c", actors: { p: person("الحريري", "مسؤول", "sy"), sy: country("سوريا") } }),
      ],
      [],
      {},
    );
    expect(persons(facts)).toContainEqual(expect.stringMatching(/^per:الحريري-[0-9a-z]{7} c$/));
    expect(decisions.filter(({ verdict }) => verdict === "unsure")).toHaveLength(2);
  });
});

test("a given name alone is nobody outside its article, and the reason is told", () => {
  const facts = resolve(
    [tell({ id: "a", actors: { p: "محمد" } }), tell({ id: "b", actors: { p: "محمد" } })],
    [],
    world,
  );
  expect(persons(facts)).toHaveLength(2);
  expect(facts.conflicts).toEqual([
    expect.objectContaining({ code: "name_too_common", ids: facts.entities.map(({ id }) => id) }),
  ]);
});

describe("a surname alone that the world knows", () => {
  const known = (facts: Facts): string[] =>
    persons(facts).filter((line) => /^per:(?:sergei-lavrov|michel-suleiman|hassan-nasrallah)/.test(line));

  test("«سليمان» beside Lebanon is not its president, «نصر الله» is, whom nobody else is called by", () => {
    const beside = (id: string, name: string): ReturnType<typeof tell> =>
      tell({ id, actors: { p: person(name, "الأمين العام"), c: country("لبنان") } });
    expect(known(resolve([beside("a", "سليمان"), beside("b", "نصر الله")], [], world))).toEqual([
      "per:hassan-nasrallah b",
    ]);
  });

  test("is he where somebody of that name is met or titled, and needs no Russia", () => {
    const met = tell({ id: "a", actors: { p: "لافروف", q: "كيري" }, meetings: [{ who: ["p", "q"] }] });
    const titled = tell({ id: "b", actors: { p: person("لافروف", "الوزير") } });
    expect(known(resolve([met, titled], [], world))).toEqual(["per:sergei-lavrov a,b"]);
  });

  test("is he, untitled, beside Russia where several articles name him in full", () => {
    const passing = tell({ id: "a", actors: { p: "لافروف", c: country("روسيا") } });
    const full = (id: string, name: string): ReturnType<typeof tell> => tell({ id, actors: { p: name } });
    const two = [full("b", "سيرغي لافروف"), full("c", "سيرغي لافروف")];
    expect(known(resolve([passing, ...two], [], world))).toEqual(["per:sergei-lavrov a,b,c"]);
    const others = [..."defg"].map((id) => full(id, "إيغور لافروف"));
    expect(known(resolve([passing, ...two, ...others], [], world))).toEqual(["per:sergei-lavrov b,c"]);
  });

  test("is nobody of the world where nothing points at him: «سلال الحبوب», «فيلم لبيد»", () => {
    expect(known(resolve([tell({ id: "a", actors: { p: "لافروف" } })], [], world))).toEqual([]);
  });

  test("«بنت سلمان» is no son of Salman", () => {
    const facts = resolve(
      [tell({ id: "a", actors: { p: person("بنت سلمان", "الأميرة"), c: country("السعودية") } })],
      [],
      world,
    );
    expect(persons(facts)[0]).not.toMatch(/mohammed-bin-salman/);
  });
});

test("the reader's hint is not followed for a namesake", () => {
  const facts = resolve(
    [tell({ id: "a", actors: { p: { name: "أليكسيس سانشيز", known: "pedro-sanchez" } } })],
    [],
    world,
  );
  expect(persons(facts)).toEqual(["per:اليكسيس-سانشيز a"]);
});

describe("namesakes", () => {
  const qatar = (id: string): ReturnType<typeof tell> =>
    tell({ id, actors: { p: person("ناصر الهيثم", "وزير الدفاع", "c"), c: country("قطر") } });
  const iraq = (id: string): ReturnType<typeof tell> =>
    tell({ id, actors: { p: person("ناصر الهيثم", "نائب رئيس البرلمان", "c"), c: country("العراق") } });

  test("one name acting for two countries is two people, and says why", () => {
    const facts = resolve([qatar("a"), iraq("b")]);
    expect(persons(facts)).toHaveLength(2);
    expect(facts.conflicts.map(({ code }) => code)).toContain("same_name_apart");
  });

  test("one stray country among many reports splits nobody, but is shown", () => {
    const facts = resolve([..."abcdefghijkl".split("").map(qatar), iraq("z")]);
    expect(persons(facts)).toHaveLength(1);
    expect(facts.conflicts.map(({ code }) => code)).toEqual(["country_doubtful"]);
  });
});

describe("offices without a name", () => {
  const minister = (id: string, day: string): ReturnType<typeof tell> =>
    tell({
      id,
      day,
      actors: { p: person("وزير الخارجية المصري", "وزير الخارجية المصري", "eg"), eg: country("مصر") },
    });

  test("mean whoever held them on the day of the report", () => {
    const facts = resolve([minister("old", "2015-05-01"), minister("new", "2025-05-01")], [], world);
    expect(persons(facts)).toEqual(["per:badr-abdelatty new", "per:sameh-shoukry old"]);
  });

  test("stay open in the month of a change, and without a date", () => {
    const facts = resolve(
      [
        minister("change", "2024-07-02"),
        tell({
          id: "undated",
          actors: { p: person("وزير الخارجية المصري", "وزير الخارجية المصري", "eg"), eg: country("مصر") },
        }),
      ],
      [],
      world,
    );
    expect(persons(facts).every((line) => line.startsWith("per:وزير-الخارجيه-المصري"))).toBe(true);
  });

  test("mean the holder whom reports of the time name, when the world does not know", () => {
    const named = (id: string, day: string, name: string): ReturnType<typeof tell> =>
      tell({ id, day, actors: { p: person(name, "وزير خارجية نورلاند", "n"), n: country("نورلاند") } });
    const unnamed = (id: string, day: string): ReturnType<typeof tell> =>
      tell({
        id,
        day,
        actors: { p: person("وزير خارجية نورلاند", "وزير خارجية نورلاند", "n"), n: country("نورلاند") },
      });
    const facts = resolve([
      named("a", "2015-03-01", "كارل أندرسن"),
      named("b", "2020-03-01", "أولا هانسن"),
      unnamed("c", "2015-04-01"),
      unnamed("d", "2020-02-01"),
      unnamed("e", "2010-01-01"),
    ]);
    expect(persons(facts)).toEqual([
      "per:اولا-هانسن b,d",
      "per:كارل-اندرسن a,c",
      "per:وزير-خارجيه-نورلاند e",
    ]);
  });

  test("a deputy is not his minister", () => {
    const facts = resolve(
      [
        tell({
          id: "a",
          day: "2019-12-10",
          actors: {
            p: person("وزير الخارجية المصري", "وزير الخارجية المصري", "eg"),
            q: person("حمدي لوزا", "نائب وزير الخارجية المصري", "eg"),
            eg: country("مصر"),
          },
        }),
      ],
      [],
      world,
    );
    expect(persons(facts)).toHaveLength(2);
  });

  test("an office nobody owns is nobody outside its article; years apart are two holders", () => {
    const bare = (id: string): ReturnType<typeof tell> =>
      tell({ id, actors: { p: person("الوزير", "الوزير") } });
    expect(persons(resolve([bare("a"), bare("b")]))).toHaveLength(2);
    const envoy = (id: string, day: string): ReturnType<typeof tell> =>
      tell({
        id,
        day,
        actors: {
          p: person("سفير الأردن في كازاخستان", "سفير الأردن في كازاخستان", "jo"),
          jo: country("الأردن"),
        },
      });
    const facts = resolve([envoy("a", "2015-01-01"), envoy("b", "2015-06-01"), envoy("c", "2019-12-10")]);
    expect(persons(facts)).toEqual([
      "per:سفير-الاردن-في-كازاخستان-2015 a,b",
      "per:سفير-الاردن-في-كازاخستان-2019 c",
    ]);
  });
});

describe("bodies, groups, countries", () => {
  const body = (name: string, kind: "group" | "organization" = "group"): ActorSketch => ({ kind, name });

  test("three groups behind nearly one name", () => {
    const facts = resolve([
      tell({
        id: "a",
        actors: { g: body("المجموعة المصغرة حول سوريا"), h: body("المجموعة المصغرة التابعة للتحالف الدولي") },
      }),
      tell({ id: "b", actors: { g: body("المجموعة المصغرة لدعم سوريا") } }),
      tell({ id: "c", actors: { g: body("المجموعة المصغرة بشأن سوريا") } }),
      tell({ id: "d", actors: { g: body("المجموعة الدولية لدعم سوريا") } }),
    ]);
    expect(facts.entities.map(({ articles }) => articles.join(",")).sort()).toEqual(["a", "a,b,c", "d"]);
  });

  test("a short form is the one body of its article that begins so", () => {
    const facts = resolve([
      tell({ id: "a", actors: { g: body("التحالف الوطني للتغيير"), h: body("التحالف الوطني") } }),
      tell({
        id: "b",
        actors: {
          g: body("التحالف الوطني للتغيير"),
          i: body("التحالف الوطني للعدالة"),
          h: body("التحالف الوطني"),
        },
      }),
    ]);
    expect(facts.entities.map(({ name, articles }) => `${name} ${articles.join(",")}`)).toEqual([
      "التحالف الوطني b",
      "التحالف الوطني للتغيير a,b",
      "التحالف الوطني للعدالة b",
    ]);
  });

  test("a description is no name: high delegations stay apart, a country's delegation is one", () => {
    const nouns = [{ id: "delegation", forms: ["وفد"], dual: [], plural: ["وفود"], stands: "for" }];
    const delegation = (id: string, name: string): ReturnType<typeof tell> =>
      tell({ id, actors: { g: body("وفد رفيع المستوى"), h: body(name) } });
    const articles = [
      delegation("a", "الوفد الروسي"),
      delegation("b", "وفد روسيا"),
      delegation("c", "وفد من الأمم المتحدة"),
    ];
    const groups = resolve(articles, [], { ...world, groups: nouns }).entities;
    expect(
      groups.map(({ id, articles: where }) => `${id.replace(/-[0-9a-z]{7}$/, "")} ${where.join(",")}`).sort(),
    ).toEqual([
      "grp:delegation-ru a,b",
      "grp:delegation-un c",
      "grp:وفد-رفيع-مستوي a",
      "grp:وفد-رفيع-مستوي b",
      "grp:وفد-رفيع-مستوي c",
    ]);
  });

  test("unless told otherwise, all of the world is known: its names, and the nouns of groups, numbers and places", () => {
    const articles = [
      tell({ id: "a", actors: { p: person("سامح شكري", "وزير"), g: body("وفد رفيع المستوى") } }),
      tell({
        id: "b",
        actors: { p: person("Sameh Shoukry", "minister"), g: body("وفد رفيع المستوى") },
      }),
    ];
    const facts = resolveWithDecisions(articles).facts;
    expect(facts.entities.filter(({ kind }) => kind === "person").map(({ id }) => id)).toEqual([
      "per:sameh-shoukry",
    ]);
    expect(facts.entities.filter(({ name }) => name === "وفد رفيع المستوى")).toHaveLength(2);
    expect(facts).toEqual(resolve(articles, [], everything));
    expect(facts).not.toEqual(resolve(articles));
  });

  test("a type clash is shown and nothing is dropped", () => {
    const facts = resolve([
      tell({ id: "a", actors: { x: { kind: "person", name: "حسن نوار" } } }),
      tell({ id: "b", actors: { x: { kind: "organization", name: "حسن نوار" } } }),
      tell({ id: "c", actors: { x: { kind: "group", name: "لجنة نوار" } } }),
      tell({ id: "d", actors: { x: { kind: "organization", name: "لجنة نوار" } } }),
    ]);
    expect(facts.entities.map(({ id }) => id)).toEqual(["org:حسن-نوار", "org:لجنه-نوار", "per:حسن-نوار"]);
    expect(facts.conflicts.map(({ code, ids }) => [code, ids])).toEqual([
      ["kind_clash", ["org:حسن-نوار", "per:حسن-نوار"]],
      ["kind_differs", ["org:لجنه-نوار"]],
    ]);
  });

  test("hostile names behave", () => {
    const names = ["constructor", "__proto__", "toString", "#", "a#b"];
    const facts = resolve(
      names.map((name, at) => tell({ id: `${at}`, actors: { constructor: name, __proto: name } })),
    );
    expect(facts.entities.map(({ name }) => name).sort()).toEqual([...names].sort());
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });
});
