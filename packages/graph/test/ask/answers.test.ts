import { describe, expect, test } from "vitest";
import {
  ask,
  type Entity,
  GraphIndex,
  type Meeting,
  pathSentence,
  type Vocabulary,
} from "../../src/index.ts";
import { dated, entity, facts, meeting, proof } from "../query/arbitraryFacts.ts";
import { index } from "./world.ts";

const entities = (question: string): string[] =>
  ask(index, question)
    .entities.map(({ id }) => id)
    .sort();
const meetings = (question: string): string[] =>
  ask(index, question)
    .meetings.map(({ id }) => id)
    .sort();

describe("whom somebody met", () => {
  test.each([
    ["من التقى سامح شكري؟"],
    ["من اجتمع مع شكري في القاهرة؟"],
    ["Who met Sameh Shoukry?"],
    ["Whom did Shoukry meet in June 2019?"],
    ["من التقى وزير الخارجية المصري سامح شكري؟"],
    ["Who met سامح شكري?"],
  ])("%s", (question) => {
    const answer = ask(index, question);
    // Not his own state, which was there through him alone.
    expect(answer.entities.map(({ id }) => id)).toEqual(["per:jeffrey"]);
    expect(answer.meetings.map(({ id }) => id)).toEqual(["mtg:cairo"]);
    expect(answer.evidence.length).toBeGreaterThan(0);
    expect(answer.text).toContain("[1]");
  });

  test("what is only planned is no answer to what was", () => {
    expect(entities("من التقى وليد المعلم؟")).toEqual([]);
    expect(entities("من سيلتقي وليد المعلم؟")).toEqual(["per:pedersen"]);
    expect(entities("Whom will Walid al-Moallem meet?")).toEqual(["per:pedersen"]);
    expect(entities("من التقى أو سيلتقي جيمس جيفري في كانون الثاني 2020؟")).toContain("grp:small-coalition");
  });

  test("undated meetings are no answer to a period, but are mentioned", () => {
    const told = ask(index, "Who phoned كونستركتور in 2021?");
    expect(told.entities).toEqual([]);
    expect(told.text).toContain("Told without a date: one call [1]");
  });

  test("what was in the news of a period and has no date answers for it, with that word", () => {
    const told = ask(index, "Who phoned كونستركتور in January 2020?");
    expect(told.entities.map(({ id }) => id)).toEqual(["per:aside"]);
    expect(told.text).toContain("No date is given");
    // Of a single day nothing is said by it.
    expect(entities("Who phoned كونستركتور on 27 January 2020?")).toEqual([]);
  });

  test("a kind asked for", () => {
    expect(entities("Which officials did James Jeffrey meet in London?")).toEqual([
      "per:hariri",
      "per:rayburn",
    ]);
  });
});

describe("whether two met", () => {
  test.each([
    ["هل التقى سامح شكري جيمس جيفري؟", "mtg:cairo"],
    ["هل اجتمع جيفري بشكري؟", "mtg:cairo"],
    ["Did James Jeffrey meet Nasr al-Hariri?", "mtg:london"],
    ["Did Shoukry phone Walid al-Moallem?", "mtg:call"],
  ])("%s", (question, id) => {
    expect(meetings(question)).toEqual([id]);
    expect(entities(question)).toEqual([]);
  });

  test("«غير» is a first name here, and nothing joins them", () => {
    const answer = ask(index, "هل التقى سامح شكري غير بيدرسون؟");
    expect(answer.asked.map(({ id }) => id)).toEqual(["per:shoukry", "per:pedersen"]);
    expect(answer.meetings).toEqual([]);
    expect(answer.text).not.toBe("");
  });

  test("a denied meeting is told as denied, not as held", () => {
    const answer = ask(index, "هل التقى سامح شكري وليد المعلم؟");
    expect(answer.meetings.map(({ status }) => status)).toEqual(["denied"]);
    expect(answer.text).not.toContain("نعم");
  });
});

describe("when, where, how often", () => {
  test.each([
    ["متى التقى سامح شكري جيمس جيفري؟", ["mtg:cairo"], []],
    ["أين التقى سامح شكري جيمس جيفري؟", ["mtg:cairo"], ["plc:cairo"]],
    ["Where did the 14th Astana round take place?", ["mtg:astana"], []],
    ["كم مرة التقى جيمس جيفري جويل ريبيرن؟", ["mtg:london"], []],
    ["متى كان آخر اجتماع للمجموعة المصغرة حول سوريا؟", ["mtg:london"], []],
    ["Where was the Small Group on Syria founded?", ["mtg:london"], ["plc:london"]],
  ])("%s", (question, ids, places) => {
    expect(meetings(question)).toEqual(ids);
    expect(entities(question)).toEqual(places);
  });

  test("a date in words", () => {
    expect(ask(index, "متى التقى سامح شكري جيمس جيفري؟").text).toContain("11 حزيران/يونيو 2019");
    expect(ask(index, "When did Shoukry meet Jeffrey?").text).toContain("11 June 2019");
  });
});

describe("meetings by place, period, body, status", () => {
  test.each([
    ["ما الاجتماعات التي عُقدت في لندن؟", ["mtg:london"]],
    ["Which meetings took place in Geneva?", []],
    ["Which meetings took place in Ankara?", []],
    ["ما الاجتماعات المقررة في كانون الثاني/يناير 2020؟", ["mtg:copenhagen", "mtg:damascus", "mtg:unsc"]],
    ["أي اجتماع فشل عقده، ومتى، ولماذا؟", ["mtg:committee"]],
    ["Which briefings of the UN Security Council are reported?", ["mtg:unsc"]],
    ["Which UNSC briefings are reported?", ["mtg:unsc"]],
    ["ما اجتماعات المجموعة المصغرة حول سوريا؟", ["mtg:london"]],
    [
      "أي الاجتماعات كانت مقررة حين نُشر مقال «المجموعة المصغرة تجتمع في لندن»؟",
      ["mtg:copenhagen", "mtg:damascus", "mtg:unsc"],
    ],
    ["ما القمم التي عقدت في لندن؟", ["mtg:london"]],
    ["ما الاتصالات التي جرت في لندن؟", []],
  ])("%s", (question, ids) => {
    expect(meetings(question)).toEqual(ids);
  });

  test("whose meeting it was that failed", () => {
    expect(entities("Which meeting could not be convened?")).toEqual(["org:committee"]);
  });

  test("the 13th round is not the 14th", () => {
    expect(meetings("من حضر الجولة الثالثة عشرة من محادثات أستانا؟")).toEqual([]);
    expect(meetings("من حضر الجولة الرابعة عشرة من محادثات أستانا؟")).toEqual(["mtg:astana"]);
  });
});

describe("who did what in a meeting", () => {
  test.each([
    ["من يمثل تركيا في محادثات أستانا 14؟", ["per:onal"]],
    ["Who represents Turkey at the 14th Astana round?", ["per:onal"]],
    ["من يرأس وفد المعارضة السورية في الجولة 14 من مفاوضات أستانة؟", ["per:toma"]],
    ["Which participant of the 14th Astana round is said to be an observer?", ["cty:jo"]],
    ["من ترأس اجتماع كوبنهاغن؟", ["per:jeffrey"]],
    ["Which states took part in the 14th Astana round?", ["cty:jo", "cty:ru", "cty:tr"]],
    [
      "Which persons took part in both the London and the Copenhagen meetings?",
      ["per:jeffrey", "per:rayburn"],
    ],
    ["من شارك في اجتماعي لندن وكوبنهاغن؟", ["per:jeffrey", "per:rayburn"]],
    ["ما الدول الأعضاء في المجموعة المصغرة حول سوريا؟", ["cty:eg", "cty:us"]],
    ["Which sources reported the Shoukry–Jeffrey meeting?", ["org:agency"]],
    ["Who is Sedat Önal?", ["cty:tr"]],
  ])("%s", (question, ids) => {
    expect(entities(question)).toEqual(ids);
  });

  test("which article says so", () => {
    const answer = ask(index, "أي مقال يذكر أن نصر الحريري سيحضر اجتماع لندن؟");
    expect(answer.meetings.map(({ id }) => id)).toEqual(["mtg:london"]);
    expect(answer.evidence.every(({ article }) => article === "art:london")).toBe(true);
    expect(answer.text).toContain("المجموعة المصغرة تجتمع في لندن");
  });

  test("what was talked about", () => {
    expect(ask(index, "ماذا ناقش سامح شكري وجيمس جيفري؟").text).toContain("الوضع في إدلب");
  });
});

describe("paths and shared contacts", () => {
  const expected = [["per:shoukry", "mtg:cairo", "per:jeffrey", "mtg:london", "per:hariri"]];
  test.each([
    ["ما أقصر مسار بين سامح شكري ونصر الحريري عبر الأشخاص فقط؟"],
    ["عبر من يمكن أن يصل سامح شكري إلى نصر الحريري؟"],
    ["How is Sameh Shoukry connected to Nasr al-Hariri?"],
    ["Through whom could Sameh Shoukry reach Nasr al-Hariri?"],
  ])("%s", (question) => {
    const answer = ask(index, question);
    expect(answer.paths).toEqual(expected);
    expect(answer.entities.map(({ id }) => id)).toEqual(["per:jeffrey"]);
  });

  test("none, and it says so", () => {
    const answer = ask(index, "What is the shortest path between Sameh Shoukry and كونستركتور?");
    expect(answer.paths).toEqual([]);
    expect(answer.text).toContain("No path");
  });

  test("whom both met", () => {
    expect(entities("من التقى كلا من سامح شكري ونصر الحريري؟")).toContain("per:jeffrey");
    expect(entities("Which shared contacts do Sameh Shoukry and Nasr al-Hariri have?")).toContain(
      "per:jeffrey",
    );
  });
});

describe("names", () => {
  test("two groups behind one short name are both answered for, and it is said", () => {
    const answer = ask(index, "متى تجتمع المجموعة المصغرة؟");
    expect(answer.ambiguous).toHaveLength(1);
    expect(answer.ambiguous[0]!.candidates.map(({ id }) => id).sort()).toEqual([
      "grp:small-coalition",
      "grp:small-syria",
    ]);
    expect(answer.meetings.map(({ id }) => id).sort()).toEqual(["mtg:copenhagen", "mtg:london"]);
  });

  test("a body in the words of the other language", () => {
    expect(meetings("When did the Syria support small group meet?")).toEqual(["mtg:london"]);
  });

  test.each([["Sameh Shukri"], ["Samih Shoukry"], ["سامح شكرى"], ["سامح شكرري"]])(
    "%s is misspelt",
    (name) => {
      expect(ask(index, `Who met ${name}?`).asked.map(({ id }) => id)).toEqual(["per:shoukry"]);
    },
  );

  test.each([["Whom did Hakan Fidan meet?"], ["من التقى بشار الأسد؟"], ["Who met John Shoukryan Smith?"]])(
    "%s: nobody here, and it says so",
    (question) => {
      const answer = ask(index, question);
      expect([answer.entities, answer.meetings, answer.paths]).toEqual([[], [], []]);
      expect(answer.text.length).toBeGreaterThan(10);
    },
  );

  test("an adjective is its country", () => {
    expect(ask(index, "من ترأس الوفد التركي في محادثات أستانا؟").entities.map(({ id }) => id)).toEqual([
      "per:onal",
    ]);
  });
});

describe("people by their office", () => {
  test.each([
    ["من التقى وزير خارجية مصر؟", "per:shoukry"],
    ["من التقى وزير الخارجيه المصري؟", "per:shoukry"],
    ["Who met the Egyptian foreign minister?", "per:shoukry"],
    ["Who met the foreign minister of Egypt?", "per:shoukry"],
    ["من التقى مبعوث الأمم المتحدة إلى سوريا؟", "per:pedersen"],
    ["Whom will the UN envoy to Syria meet?", "per:pedersen"],
  ])("%s", (question, id) => {
    expect(ask(index, question).asked.map((one) => one.id)).toEqual([id]);
  });

  test("who holds it is the answer where that is asked", () => {
    expect(entities("من هو وزير خارجية مصر؟")).toEqual(["per:shoukry"]);
    expect(ask(index, "Who is the Egyptian foreign minister?").asked).toEqual([]);
  });

  test("whose minister somebody is may be known from the world where no article says so", () => {
    const minister = entity("per:shoigu", "person");
    const title = {
      title: "وزير الدفاع",
      represents: null,
      first: null,
      last: null,
      evidence: minister.evidence,
    };
    const known = facts(
      [{ ...minister, name: "سيرغي شويغو", names: { ar: "سيرغي شويغو", en: null }, roles: [title] }],
      [],
    );
    const world = { names: () => ["روسيا", "Russian"], countryOf: () => "cty:ru" };
    const asked = (options: object) =>
      ask(GraphIndex.from(known, options), "من التقى وزير الدفاع الروسي؟").asked.map(({ id }) => id);
    expect(asked({ vocabulary: world })).toEqual(["per:shoigu"]);
    expect(asked({})).toEqual([]);
  });

  test("an office that nobody here holds is not its country", () => {
    const answer = ask(index, "من التقى وزير الدفاع الروسي؟");
    expect([answer.asked, answer.entities, answer.meetings]).toEqual([[], [], []]);
    expect(answer.text).toContain("وزير الدفاع الروسي");
  });

  test("of two who are called so both are answered for", () => {
    expect(ask(index, "هل قابل المبعوث الأمريكي سامح شكري؟").meetings.map(({ id }) => id)).toEqual([
      "mtg:cairo",
    ]);
    expect(ask(index, "من التقى المبعوث الأمريكي؟").ambiguous[0]!.candidates).toHaveLength(2);
  });
});

test("a path against the order of time is said to be one", () => {
  const backwards = GraphIndex.from(
    facts(
      ["a", "b", "c"].map((id) => entity(id, "person")),
      [
        meeting("mtg:1", ["a", "b"], { date: dated("2023-12-28") }),
        meeting("mtg:2", ["b", "c"], { date: dated("2017-11-20") }),
      ],
    ),
  );
  const told = (from: string, to: string) =>
    pathSentence(backwards, backwards.paths({ from, to }).items[0]!, "en").text;
  expect(told("a", "c")).toContain("did not come in this order");
  expect(told("c", "a")).not.toContain("order");
});

describe("bodies behind those whom articles know by what they are only", () => {
  const known = (more: Partial<Entity>[], meetings: Meeting[], options: { vocabulary?: Vocabulary } = {}) =>
    GraphIndex.from(
      facts(
        more.map((one) => ({ ...entity(one.id!, one.kind!), ...one, names: { ar: one.name!, en: null } })),
        meetings,
      ),
      options,
    );
  const office = (title: string, represents: string | null) => [
    { title, represents, first: null, last: null, evidence: proof(title) },
  ];

  test("are in the meetings of an answer", () => {
    const told = known(
      [
        {
          id: "grp:ministers",
          kind: "group",
          name: "وزراء دول المجموعة",
          roles: office("وزراء", "grp:issg"),
        },
        { id: "grp:issg", kind: "group", name: "المجموعة الدولية لدعم سوريا" },
      ],
      [meeting("mtg:1", ["grp:ministers"])],
    );
    const [found] = ask(told, "متى اجتمعت المجموعة الدولية لدعم سوريا؟").meetings;
    expect(found!.participants.map(({ id, function: fn }) => [id, fn])).toEqual([
      ["grp:ministers", "participant"],
      ["grp:issg", "represented"],
    ]);
  });

  test("a delegation in the sentence says whom its head speaks for", () => {
    const quote = "يشارك الوفد الإيراني برئاسة المساعد الأول حسين جابري أنصاري";
    const told = known(
      [
        { id: "cty:ir", kind: "country", name: "إيران" },
        { id: "plc:astana", kind: "place", name: "أستانا" },
        { id: "grp:ir", kind: "group", name: "الوفد الإيراني", roles: office("الوفد الإيراني", "cty:ir") },
        { id: "per:ansari", kind: "person", name: "حسين جابري أنصاري" },
      ],
      [
        meeting("mtg:1", [], {
          place: "plc:astana",
          participants: [
            { entity: "grp:ir", function: "represented", evidence: proof(quote) },
            { entity: "per:ansari", function: "delegation_head", evidence: proof(quote) },
          ],
        }),
      ],
    );
    const answer = ask(told, "من يمثل إيران في محادثات أستانا؟");
    expect(answer.entities.map(({ id }) => id)).toEqual(["per:ansari"]);
  });

  test("a capital is its government where somebody speaks for it", () => {
    const told = known(
      [
        { id: "cty:us", kind: "country", name: "الولايات المتحدة" },
        { id: "plc:washington", kind: "place", name: "واشنطن" },
        { id: "plc:doha", kind: "place", name: "الدوحة" },
        { id: "per:malley", kind: "person", name: "روبرت مالي", roles: office("المبعوث", "cty:us") },
      ],
      [meeting("mtg:1", ["per:malley"], { place: "plc:doha" })],
      { vocabulary: { capitalOf: (id) => (id === "plc:washington" ? "cty:us" : undefined) } },
    );
    const answer = ask(told, "من مثل واشنطن في محادثات الدوحة؟");
    expect(answer.entities.map(({ id }) => id)).toEqual(["per:malley"]);
  });

  test("a venue whose name has that of the town is in the town", () => {
    const told = known(
      [
        { id: "plc:palace", kind: "place", name: "قصر يوهانسبرغ ببلدة ريمبو" },
        { id: "plc:rimbo", kind: "place", name: "ريمبو" },
        { id: "per:a", kind: "person", name: "خالد اليماني" },
        { id: "per:b", kind: "person", name: "محمد عبد السلام" },
      ],
      [meeting("mtg:1", ["per:a", "per:b"], { place: "plc:palace" })],
    );
    expect(ask(told, "ما الاجتماعات التي عقدت في ريمبو؟").meetings.map(({ id }) => id)).toEqual(["mtg:1"]);
  });

  test("a regime called after somebody is not he", () => {
    const told = known(
      [
        {
          id: "org:government",
          kind: "organization",
          name: "الحكومة السورية",
          aliases: ["نظام بشار الأسد"],
        },
        { id: "per:pedersen", kind: "person", name: "غير بيدرسون" },
      ],
      [meeting("mtg:1", ["org:government", "per:pedersen"])],
    );
    expect(ask(told, "هل التقى بشار الأسد غير بيدرسون؟").meetings).toEqual([]);
    expect(ask(told, "هل التقى نظام الأسد بيدرسون؟").meetings.map(({ id }) => id)).toEqual(["mtg:1"]);
  });

  test("an envoy reports to his council elsewhere than where he travelled", () => {
    const told = known(
      [
        { id: "per:pedersen", kind: "person", name: "غير بيدرسون" },
        { id: "cty:sy", kind: "country", name: "سوريا" },
        { id: "plc:damascus", kind: "place", name: "دمشق" },
        { id: "org:council", kind: "organization", name: "مجلس الأمن الدولي" },
      ],
      [
        meeting("mtg:visit", ["per:pedersen", "cty:sy"], { type: "visit", place: "plc:damascus" }),
        meeting("mtg:briefing", ["org:council", "per:pedersen"], { type: "briefing", parent: "mtg:visit" }),
      ],
    );
    expect(ask(told, "ما الاجتماعات في دمشق؟").meetings.map(({ id }) => id)).toEqual(["mtg:visit"]);
    expect(ask(told, "ما إحاطات مجلس الأمن؟").text).toContain(
      "إحاطة يقدمها غير بيدرسون إلى مجلس الأمن الدولي",
    );
  });

  test("nobody is called by the name of his father, nor by one word twice", () => {
    const told = known(
      [
        { id: "per:mbs", kind: "person", name: "محمد بن سلمان", aliases: ["محمد بن سلمان بن عبد العزيز"] },
        {
          id: "per:salman",
          kind: "person",
          name: "سلمان بن عبد العزيز",
          aliases: ["سلمان بن عبد العزيز آل سعود"],
        },
        { id: "per:sisi", kind: "person", name: "عبد الفتاح السيسي" },
        { id: "per:abdullah", kind: "person", name: "عبد الله الثاني" },
      ],
      [
        ...["1", "2", "3", "4", "5", "6"].map((n) => meeting(`mtg:${n}`, ["per:mbs", "per:sisi"])),
        meeting("mtg:king", ["per:salman", "per:sisi"]),
        meeting("mtg:both", ["per:sisi", "per:abdullah"]),
      ],
    );
    expect(ask(told, "من التقى سلمان بن عبد العزيز؟").asked.map(({ id }) => id)).toEqual(["per:salman"]);
    expect(ask(told, "هل التقى عبد الفتاح السيسي عبد الله الثاني؟").meetings.map(({ id }) => id)).toEqual([
      "mtg:both",
    ]);
  });
});

describe("what articles do not tell", () => {
  test.each([
    ["من غاب عن اجتماع لندن؟", "من غاب"],
    ["Who was absent from the London meeting?", "do not say who was absent"],
    ["من لم يلتق سامح شكري؟", "لم يلتقِ"],
    ["هل شارك وليد المعلم في اجتماع لندن؟", "لا تذكر"],
    ["Is Russia a member of the Small Group on Syria?", "do not name Russia as a member"],
    ["ما الاجتماعات المقررة بعد إحاطة مجلس الأمن؟", "تاريخ اللقاء"],
  ])("%s", (question, words) => {
    const answer = ask(index, question);
    expect([answer.entities, answer.meetings, answer.paths]).toEqual([[], [], []]);
    expect(answer.text).toContain(words);
  });
});

describe("narrower questions", () => {
  test.each([
    ["هل شارك نصر الحريري في اجتماع لندن؟", ["mtg:london"], []],
    ["أي مدينة استضافت اجتماع المجموعة المصغرة حول سوريا؟", ["mtg:london"], ["plc:london"]],
    ["Which city hosted the London meeting?", ["mtg:london"], []],
    ["هل اجتمع وزيرا خارجية مصر والولايات المتحدة؟", ["mtg:cairo", "mtg:london"], null],
    ["هل شارك نصر الحريري في اجتماع لندن وفي محادثات أستانا؟", ["mtg:london"], []],
    ["ما الاجتماعات المقررة بعد اجتماع لندن؟", ["mtg:copenhagen", "mtg:damascus", "mtg:unsc"], null],
    ["Which meetings were held before the London meeting?", ["mtg:astana", "mtg:cairo"], null],
    ["هل هناك لقاء بين غير بيدرسون ووليد المعلم لم يعقد بعد؟", ["mtg:damascus"], []],
    ["من حضر من الأمريكيين اجتماع لندن؟", ["mtg:london"], ["per:jeffrey", "per:rayburn"]],
    ["Which states took part in the London meeting?", ["mtg:london"], ["cty:eg", "cty:us"]],
    ["ما دور الأردن في محادثات أستانا؟", ["mtg:astana"], []],
    ["ما الاجتماع الذي جمع سامح شكري وجيمس جيفري؟", ["mtg:cairo"], []],
    ["أين كان جيمس جيفري في 27 كانون الثاني؟", ["mtg:london"], ["plc:london"]],
    ["Where was James Jeffrey on 27 January?", ["mtg:london"], ["plc:london"]],
    ["ما الاجتماعات التي لم تعقد في دمشق؟", ["mtg:damascus"], null],
    ["لماذا فشلت جلسة اللجنة الدستورية؟", ["mtg:committee"], []],
    ["Shortest path between Shoukry and Hariri without Jeffrey", ["mtg:cairo", "mtg:london"], ["cty:eg"]],
    ["مسار بين سامح شكري ونصر الحريري عبر جيمس جيفري", ["mtg:cairo", "mtg:london"], []],
    ["من كان آخر من التقى جيمس جيفري؟", ["mtg:london"], null],
    ["Will Geir Pedersen meet Walid al-Moallem?", ["mtg:damascus"], []],
    ["Whom is Geir Pedersen due to meet in Damascus?", ["mtg:damascus"], ["per:muallem"]],
    ["Who was there when Shoukry met Jeffrey?", ["mtg:cairo"], ["cty:eg"]],
    ["بمن سيجتمع بيدرسون في دمشق بحسب ما أعلنه؟", ["mtg:damascus"], ["per:muallem"]],
    ["What do the articles say about Walid al-Moallem?", ["mtg:call", "mtg:damascus"], []],
    ["من حضر من الأمريكيين لقاء شكري في القاهرة؟", ["mtg:cairo"], ["per:jeffrey"]],
    ["هل ستعقد قمة بين بيدرسون والمعلم؟", ["mtg:damascus"], []],
    ["من هم مبعوثو الولايات المتحدة؟", [], ["per:jeffrey", "per:rayburn"]],
    ["أي مبعوث أمريكي التقى شكري؟", ["mtg:cairo"], ["per:jeffrey"]],
    ["What was decided in London?", ["mtg:london"], []],
    ["من حضر اجتماع لندن من الأمريكيين؟", ["mtg:london"], ["per:jeffrey", "per:rayburn"]],
    ["من أعضاء الوفد الأمريكي في اجتماع لندن؟", ["mtg:london"], ["per:jeffrey", "per:rayburn"]],
    ["هل عقدت الجولة الثانية من محادثات أستانا؟", [], []],
    ["متى يقدم بيدرسون تقريره إلى مجلس الأمن؟", ["mtg:unsc"], []],
    [
      "ما الاجتماعات المقررة حين نشر مقال «انطلاق الجولة 14 من محادثات أستانا»؟",
      ["mtg:damascus", "mtg:unsc"],
      [],
    ],
    ["Was the call of Shoukry and Moallem denied?", ["mtg:call"], []],
    ["Shoukry Cairo 2019", ["mtg:cairo"], []],
  ])("%s", (question, ids, people) => {
    expect(meetings(question)).toEqual(ids);
    if (people !== null) expect(entities(question)).toEqual(people);
  });

  test.each([
    ["وين التقى شكري جيفري؟"],
    ["اين اجتمع شكرى وجيفرى؟"],
    ["مع مين قعد شكري بالقاهرة؟"],
    ["التقى سامح شكري جيمس جيفري؟"],
    ["شو صار بالقاهرة؟"],
    ["where did shoukry meet jeffrey"],
  ])("hasty or colloquial: %s", (question) => expect(meetings(question)).toEqual(["mtg:cairo"]));
});
