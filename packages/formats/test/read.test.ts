import { type Entity, type Evidence, type Facts, type Meeting, type Proof, toJSON } from "@liqa/graph";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FormatError, type FormatName, read } from "../src/index.ts";
import { facts } from "./arbitrary.ts";
import { textOf } from "./written.ts";

const first = ([evidence]: Proof): Proof => [evidence];

/** What a graph file holds of facts: one passage a fact, no articles, no account of who said what. */
const inGraphFile = (one: Facts): Facts => ({
  ...one,
  articles: [],
  entities: one.entities.map((entity) => ({
    ...entity,
    roles: entity.roles
      .filter(({ represents }) => represents !== null)
      .map((role) => ({ ...role, evidence: first(role.evidence) })),
    evidence: first(entity.evidence),
  })),
  meetings: one.meetings.map((meeting) => ({
    ...meeting,
    participants: meeting.participants.map((who) => ({ ...who, evidence: first(who.evidence) })),
    topics: [],
    statusHistory: [],
    accounts: [],
    evidence: first(meeting.evidence),
  })),
  relations: one.relations.map((relation) => ({ ...relation, evidence: first(relation.evidence) })),
});

/** A meeting without a parent whose own passage also proves a series reads as having that parent. */
const unambiguous = ({ meetings, relations }: Facts): boolean =>
  !relations.some(
    ({ from, type, to }) =>
      type === "part_of" && from.startsWith("mtg:") && to.startsWith("mtg:") && meetings,
  );

describe("what was written is read back", () => {
  test.each(["gexf", "gexf-static", "graphml"] as const)("%s, as much of it as the file holds", (format) => {
    fc.assert(
      fc.property(facts.filter(unambiguous), (one) => {
        expect(read(textOf(format, one))).toEqual(inGraphFile(one));
      }),
      { numRuns: 60 },
    );
  });

  test("FollowTheMoney and the graph file, all of it", () => {
    fc.assert(
      fc.property(facts, (one) => {
        expect(read(textOf("liqa", one))).toEqual(one);
        expect(read(textOf("ftm", one))).toEqual(one);
      }),
      { numRuns: 60 },
    );
  });

  test("bytes as they come from a file", () => {
    expect(read(new TextEncoder().encode(textOf("graphml", SMALL))).meetings).toHaveLength(1);
  });

  test("a graph file with more in it than Liqa reads is whole, too", () => {
    const more = { ...SMALL, meetings: [{ ...met, title: "لقاء", id: met.id }], extra: 1 };
    expect(read(textOf("liqa", more))).toEqual(SMALL);
  });

  test.each(["gexf", "gexf-static", "graphml", "ftm", "liqa"] as const)(
    "%s says what read the articles, and says it again when it is converted",
    (format) => {
      const known = read(textOf(format, { ...SMALL, extractor: "ar-12ab and older" }));
      expect(known.extractor).toBe("ar-12ab and older");
      expect(textOf("events", known)).toContain("extractor ar-12ab and older,");
      expect(read(textOf(format, SMALL)).extractor).toBeUndefined();
    },
  );

  test("what read the articles of other programs' files is unknown", () => {
    const others = textOf("graphml", SMALL).replace(/<data key="graph_extractor">[^<]*<\/data>\n/u, "");
    expect(read(others).extractor).toBe("unknown");
  });

  test("and written again it is the same file", () => {
    const [one] = fc.sample(facts.filter(unambiguous), { seed: 2, numRuns: 1 });
    for (const format of ["gexf", "graphml", "ftm", "liqa"] as const) {
      const again = read(textOf(format, one!));
      expect(read(textOf(format, again)), format).toEqual(again);
    }
  });
});

const proof: Proof = [{ article: "a", start: 0, end: 3, quote: "لقي" } satisfies Evidence];
const person = (id: string): Entity => ({
  id,
  kind: "person",
  name: id,
  names: { ar: null, en: null },
  aliases: [],
  qid: null,
  roles: [],
  articles: ["a"],
  evidence: proof,
});
const met: Meeting = {
  id: "mtg:1",
  type: "bilateral",
  status: "held",
  name: null,
  background: false,
  participants: ["per:a", "per:b"].map((entity) => ({ entity, function: "participant", evidence: proof })),
  place: null,
  date: { edtf: "2020-01-27", text: "اليوم", inferred: true },
  topics: [],
  parent: null,
  statusHistory: [],
  accounts: [],
  sources: [],
  articles: ["a"],
  evidence: proof,
  rule: "r",
  confidence: 0.5,
};
const SMALL: Facts = {
  entities: [person("per:a"), person("per:b")],
  meetings: [met],
  relations: [],
  articles: [],
  conflicts: [],
  redirects: {},
};

/** A file with one thing wrong, and what must be said of it. */
const broken = (format: FormatName, from: string | RegExp, to: string): string => {
  const whole = textOf(format, SMALL);
  const changed = whole.replace(from, to);
  expect(changed, "the change applies").not.toBe(whole);
  return changed;
};

const BOMB = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]><graphml>&b;</graphml>`;
const FILE = `<?xml version="1.0"?><!DOCTYPE g [<!ENTITY x SYSTEM "file:///etc/passwd">]><gexf>&x;</gexf>`;

describe("files that are wrong", () => {
  test.each<[string, string, RegExp]>([
    ["nothing", "", /empty/u],
    ["another kind of file", "PK\u0003\u0004", /neither JSON, GraphML/u],
    ["other XML", "<svg/>", /neither GraphML nor GEXF/u],
    ["entities that unfold", BOMB, /line 1.*document type/u],
    ["entities that read files", FILE, /line 1.*document type/u],
    ["an entity of nowhere", broken("gexf", "Liqa 0", "&b;Liqa 0"), /line 3.*entity/u],
    ["XML cut off", textOf("graphml", SMALL).slice(0, -40), /line \d+/u],
    ["elements without end", `<graphml>${"<a>".repeat(100_000)}`, /within each other/u],
    [
      "no date",
      broken("gexf", /for="date" value="2020-01-27"/u, 'for="date" value="2020-13-45"'),
      /"mtg:1".*2020-13-45/u,
    ],
    ["no date, in GraphML", broken("graphml", ">2020-01-27<", ">yesterday<"), /"mtg:1".*"yesterday".*EDTF/u],
    [
      "no kind",
      broken("gexf", 'for="kind" value="meeting"', 'for="kind" value="constructor"'),
      /kind "constructor"/u,
    ],
    ["no status", broken("graphml", ">held<", ">__proto__<"), /status "__proto__".*held/u],
    ["no number", broken("graphml", ">0.5<", ">much<"), /confidence "much"/u],
    [
      "an edge to nowhere",
      broken("gexf", 'source="per:b"', 'source="toString"'),
      /edge "e1".*"toString" is no node/u,
    ],
    [
      "an edge without proof",
      broken("gexf", /(<edge [\s\S]*?)<attvalue for="quote"[^>]*>/u, "$1"),
      /edge "e0".*missing/u,
    ],
    ["a node twice", broken("graphml", 'node id="per:b"', 'node id="per:a"'), /"per:a".*stands twice/u],
    ["an undeclared key", broken("graphml", 'id="node_kind"', 'id="other"'), /"node_kind" is not declared/u],
    ["somebody taking part twice", broken("gexf", 'source="per:b"', 'source="per:a"'), /per:a.*twice/u],
    [
      "no date, in JSON",
      toJSON(SMALL).replace("2020-01-27", "yesterday"),
      /meetings\[0\]\.date\.edtf.*EDTF/u,
    ],
    [
      "evidence that is no list, in FollowTheMoney",
      broken("ftm", /("mention":"per:a","evidence":)\[[^\]]*\]/u, "$1{}"),
      /line \d+ has evidence that is no list/u,
    ],
    [
      "a name that is none, in FollowTheMoney",
      broken("ftm", /("id":"per:a","kind":"person","name":)"per:a"/u, "$1{}").replace(
        /"name":\["per:a"\]/u,
        '"alias":["x"]',
      ),
      /line \d+ : Person .* has no name/u,
    ],
    ["JSON cut off", textOf("liqa", SMALL).slice(0, 200), /JSON/u],
    ["JSON of something else", '{"__proto__": {"entities": []}}', /entities/u],
    ["graphology JSON", textOf("json", SMALL), /graphology JSON/u],
    ["a changed graph file", broken("liqa", '"held"', '"denied"'), /checksum/u],
    ["FollowTheMoney with a wrong line", broken("ftm", /\n(?=.*Event)/u, "\nx"), /line \d+ is not JSON/u],
    ["values that are no list", '{"id":"a","schema":"Event","properties":{"name":"x"}}', /line 1.*list/u],
    ["no id", '{"schema":"Event","properties":{}}', /line 1 has no id/u],
    ["the same id twice", `{"id":"a","schema":"Note"}\n{"id":"a","schema":"Note"}`, /line 2.*"a"/u],
    [
      "a wrong date in FollowTheMoney",
      broken("ftm", /"edtf":"2020-01-27"/u, '"edtf":"2020-99"'),
      /line \d+.*2020-99/u,
    ],
    ["a wrong role", broken("ftm", '"role":["participant"]', '"role":["valueOf"]'), /line \d+.*"valueOf"/u],
  ])("%s: is said plainly", (_, file, problem) => {
    expect(() => read(file)).toThrow(FormatError);
    expect(() => read(file)).toThrow(problem);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test("no cut and no flipped character of a file crashes the reader", () => {
    const files = (["gexf", "graphml", "ftm", "liqa"] as const).map((format) => textOf(format, SMALL));
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.nat(),
        fc.constantFrom("", "<", "&", '"', "{", "\u0000"),
        (file, at, sign) => {
          const place = at % file.length;
          const damaged = file.slice(0, place) + sign + (sign === "" ? "" : file.slice(place + 1));
          try {
            const one = read(damaged);
            expect(toJSON(one).length).toBeGreaterThan(100);
          } catch (error) {
            expect(error).toBeInstanceOf(FormatError);
            expect((error as Error).message).not.toBe("");
          }
        },
      ),
      { numRuns: 600 },
    );
  });
});

describe("files of others", () => {
  const line = (id: string, schema: string, properties: Record<string, string[]>) =>
    JSON.stringify({ id, schema, properties });
  const TEXT = "استقبل الوزير المبعوث في عمان.";

  test("FollowTheMoney: an event whose summary stands in its proof is a meeting", () => {
    const file = [
      line("d1", "Article", { title: ["خبر"], bodyText: [TEXT], language: ["ara"], publisher: ["صحيفة"] }),
      line("p1", "Person", { name: ["الوزير"] }),
      line("p2", "Person", { name: ["المبعوث"] }),
      line("p3", "Person", { name: ["غائب"] }),
      line("o1", "PublicBody", { name: ["الأردن"], classification: ["country"] }),
      line("e1", "Event", {
        name: ["لقاء"],
        startDate: ["2020-01-27"],
        endDate: ["2020-01-27"],
        involved: ["p1"],
        proof: ["d1"],
        summary: [TEXT],
      }),
      line("e2", "Event", { name: ["آخر"], involved: ["p1", "p2"], proof: ["d1"], summary: ["لا يقف هنا"] }),
      line("l1", "UnknownLink", { subject: ["p2"], object: ["e1"], role: ["guest"] }),
      line("x1", "Occupancy", { holder: ["p1"], post: ["x2"], proof: ["d1"], summary: ["الوزير"] }),
      line("x2", "Position", { name: ["وزير"], organization: ["o1"] }),
      line("m1", "Mention", { document: ["d1"], name: ["عمان"], resolved: ["o1"] }),
    ].join("\n");
    const one = read(file);
    expect(one.meetings).toHaveLength(1);
    expect(one.meetings[0]).toMatchObject({
      id: "e1",
      type: "bilateral",
      status: "held",
      date: { edtf: "2020-01-27" },
      participants: [
        { entity: "p1", function: "participant" },
        { entity: "p2", function: "guest", evidence: [{ article: "d1", start: 0, quote: TEXT }] },
      ],
    });
    expect(one.entities.map(({ id, kind }) => [id, kind])).toEqual([
      ["o1", "country"],
      ["p1", "person"],
      ["p2", "person"],
    ]);
    expect(one.entities[1]!.roles).toMatchObject([{ title: "وزير", represents: "o1" }]);
    expect(one.conflicts.map(({ ids }) => ids)).toEqual([["e2"], ["p3"]]);
  });

  test("GEXF 1.2 with only a timeline: its days are the date", () => {
    const file = textOf("gexf", SMALL)
      .replaceAll("http://gexf.net/1.3", "http://www.gexf.net/1.2draft")
      .replace('<attvalue for="date" value="2020-01-27"/><attvalue for="dateText" value="اليوم"/>', "")
      .replace('end="2020-01-27"', 'end="2020-01-29"');
    expect(read(file).meetings[0]!.date).toEqual({
      edtf: "2020-01-27/2020-01-29",
      text: "2020-01-27/2020-01-29",
      inferred: true,
    });
  });
});
