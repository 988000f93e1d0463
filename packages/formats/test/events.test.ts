import type { Entity, Facts, Meeting, MeetingFunction, MeetingType, Proof, Status } from "@liqa/graph";
import { describe, expect, test } from "vitest";
import { parseCsv, textOf } from "./written.ts";

const proof: Proof = [{ article: "a", start: 0, end: 3, quote: "لقي" }];

const entity = (id: string, kind: Entity["kind"], state: string | null = null): Entity => ({
  id,
  kind,
  name: id.slice(4),
  names: { ar: null, en: null },
  aliases: [],
  qid: null,
  roles: state
    ? [{ title: "وزير", represents: `cty:${state}`, first: null, last: null, evidence: proof }]
    : [],
  articles: ["a"],
  evidence: proof,
});

const ENTITIES = [
  entity("cty:eg", "country"),
  entity("cty:jo", "country"),
  entity("cty:sa", "country"),
  entity("per:a", "person", "eg"),
  entity("per:b", "person", "sa"),
  entity("per:c", "person"),
];

const facts = (
  who: readonly (readonly [string, MeetingFunction])[],
  more: { type?: MeetingType; status?: Status; place?: string } = {},
): Facts => {
  const meeting: Meeting = {
    id: "mtg:1",
    type: more.type ?? "bilateral",
    status: more.status ?? "held",
    name: null,
    background: false,
    participants: who.map(([one, fn]) => ({ entity: one, function: fn, evidence: proof })),
    place: more.place ?? null,
    date: { edtf: "2020-01", text: "يناير", inferred: false },
    topics: [],
    parent: null,
    statusHistory: [],
    accounts: [],
    sources: ["o"],
    articles: ["a"],
    evidence: proof,
    rule: "r",
    confidence: 0.9,
  };
  const article = { title: null, publishedAt: null, source: "o", url: null, language: "ar", text: "لقي" };
  return {
    entities: ENTITIES,
    meetings: [meeting],
    relations: [],
    articles: [{ id: "a", ...article }],
    conflicts: [],
    redirects: {},
  };
};

const coded = (one: Facts): string[] => {
  const [header, ...rows] = parseCsv(textOf("events", one));
  const at = (name: string) => header!.indexOf(name);
  return rows.map((row) =>
    ["actor1", "actor1_country", "cameo", "plover_mode", "actor2", "actor2_country"]
      .map((name) => row[at(name)] || "-")
      .join(" "),
  );
};

const BOTH = [
  ["per:a", "participant"],
  ["per:b", "participant"],
] as const;

describe("CAMEO and PLOVER", () => {
  test.each([
    ["a meeting of two", facts(BOTH), ["per:a EG 040 - per:b SA"]],
    ["a call", facts(BOTH, { type: "call" }), ["per:a EG 041 phone per:b SA"]],
    [
      "a visit, from both sides",
      facts([
        ["cty:sa", "host"],
        ["per:a", "guest"],
      ]),
      ["per:a EG 042 visit cty:sa SA", "cty:sa SA 043 visit per:a EG"],
    ],
    ["on foreign ground", facts(BOTH, { place: "cty:jo" }), ["per:a EG 044 third-party per:b SA"]],
    ["at home of one", facts(BOTH, { place: "cty:eg" }), ["per:a EG 040 - per:b SA"]],
    [
      "mediation",
      facts([
        ["per:a", "participant"],
        ["per:c", "mediator"],
      ]),
      ["per:c - 045 - per:a EG"],
    ],
    ["negotiation", facts(BOTH, { type: "talks_round" }), ["per:a EG 046 - per:b SA"]],
    [
      "three together",
      facts([...BOTH, ["cty:jo", "participant"]]),
      [
        "per:a EG 040 multilateral per:b SA",
        "per:a EG 040 multilateral cty:jo JO",
        "per:b SA 040 multilateral cty:jo JO",
      ],
    ],
    ["a person through a deputy met nobody", facts([BOTH[0], ["per:b", "represented"]]), []],
    [
      "a state through its delegate took part",
      facts([BOTH[1], ["cty:eg", "represented"]]),
      ["per:b SA 040 - cty:eg EG"],
    ],
    ["what was only planned is no event", facts(BOTH, { status: "planned" }), []],
  ])("%s", (_, one, rows) => {
    expect(coded(one)).toEqual(rows);
  });
});
