import type { Entity, Evidence, Facts, Meeting, Proof } from "@liqa/graph";
import fc from "fast-check";

/** Any string, with what breaks files most often in it. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(
    "سامح شكري",
    "__proto__",
    "constructor",
    "a,b",
    'say "x"',
    "</node>",
    "]]>",
    "=1+1",
    "\u202eabc",
    "&amp;",
    "\n",
    "\ud800",
  ),
);

const proof: fc.Arbitrary<Proof> = fc
  .tuple(text, text)
  .map(([article, quote]): Proof => [{ article, quote, start: 0, end: quote.length } satisfies Evidence]);

const edtf = fc.constantFrom(
  null,
  "2020-01-27",
  "2020-01",
  "2020",
  "2015-23",
  "XXXX-10-26",
  "2019-12-10/2019-12-11",
  "2020-01-27/..",
  "2019-08-02~",
);

const entity = (id: string): fc.Arbitrary<Entity> =>
  fc.record({ name: text, proof }).map(({ name, proof: evidence }) => ({
    id,
    kind: "person" as const,
    name,
    names: { ar: name, en: null },
    aliases: [],
    qid: null,
    roles: [],
    articles: [],
    evidence,
  }));

const meeting = (id: string, actors: readonly string[]): fc.Arbitrary<Meeting> =>
  fc
    .record({
      who: fc.uniqueArray(fc.constantFrom(...actors), { minLength: 1, maxLength: 3 }),
      edtf,
      name: fc.option(text),
      proof,
    })
    .map(({ who, edtf: date, name, proof: evidence }) => ({
      id,
      type: "bilateral" as const,
      status: "held" as const,
      name,
      background: false,
      participants: who.map((one) => ({ entity: one, function: "participant" as const, evidence })),
      place: null,
      date: date === null ? null : { edtf: date, text: date, inferred: false },
      topics: [],
      parent: null,
      statusHistory: [],
      accounts: [],
      sources: ["x"],
      articles: [],
      evidence,
      rule: "test",
      confidence: 1,
    }));

/** Small graphs whose ids and texts are as hostile as XML, CSV and JavaScript objects allow. */
export const facts: fc.Arbitrary<Facts> = fc
  .uniqueArray(
    text.filter((one) => one.length > 0),
    { minLength: 2, maxLength: 6, selector: (id) => id.replace(/[^ -~\u0600-\u06ff]/gu, "\ufffd") },
  )
  .chain((ids) => {
    const actors = ids.map((id, at) => `per:${at}:${id}`);
    return fc.record({
      entities: fc.tuple(...actors.map(entity)),
      meetings: fc.tuple(...[1, 2].map((at) => meeting(`mtg:${at}`, actors))),
    });
  })
  .map(({ entities, meetings }) => ({
    entities,
    meetings,
    relations: [],
    articles: [],
    conflicts: [],
    redirects: {},
  }));
