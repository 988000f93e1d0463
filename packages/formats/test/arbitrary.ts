import {
  type Entity,
  type EntityRole,
  type Evidence,
  type FactArticle,
  type Facts,
  FUNCTIONS,
  MEETING_TYPES,
  type Meeting,
  type Proof,
  RELATION_TYPES,
  type Relation,
  STATUSES,
} from "@liqa/graph";
import fc from "fast-check";

/** What breaks files most often. */
const HOSTILE = [
  "سامح شكري",
  "__proto__",
  "constructor",
  "a,b",
  'say "x"',
  "l'été",
  "</node>",
  "]]>",
  "=1+1",
  "\u202eabc",
  "&amp;",
  "a\nb\r\nc\td",
  " space ",
  "back\\slash\\",
  "",
];

/** Text that every format can hold. */
const plain: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }).filter((one) => !/[\p{Cc}\ufffe\uffff]/u.test(one)),
  fc.constantFrom(...HOSTILE),
);

/** Any string at all. */
const wild: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(...HOSTILE, "\ud800", "\u0000", "\ufffe"),
);

export const EDTF = [
  "2020-01-27",
  "2020-01",
  "2020",
  "2015-23",
  "XXXX-10-26",
  "2019-12-10/2019-12-11",
  "2020-01-27/..",
  "2019-08-02~",
  "0044-03-15",
];

/** Facts that keep the library's laws: lists sorted by id, every fact proven, every quote where it says it is. */
const factsOf = (text: fc.Arbitrary<string>): fc.Arbitrary<Facts> => {
  const named = fc.uniqueArray(text, {
    minLength: 2,
    maxLength: 5,
    // Ids must differ even where a format cannot hold every character.
    selector: (id) => id.replace(/[^ -~\u0600-\u06ff]/gu, "\ufffd"),
  });
  return named
    .chain((names) => {
      const articles = names.slice(0, 2).map((name, at) => `art:${at}:${name}`);
      const actors = names.map((name, at) => `${at === 0 ? "cty" : "per"}:${at}:${name}`);
      const meetings = ["mtg:1", "mtg:2", `mtg:3:${names[0]}`];
      const proof: fc.Arbitrary<Proof> = fc
        .uniqueArray(fc.tuple(fc.constantFrom(...articles), fc.nat(4), fc.integer({ min: 1, max: 4 })), {
          minLength: 1,
          maxLength: 3,
          selector: (one) => one.join(),
        })
        .map((pieces) => pieces.map(([article, start, length]) => passage(article, start, length)) as never);
      return fc.record({
        articles: fc.tuple(...articles.map((id) => article(id, text))),
        entities: fc.tuple(
          ...actors.map((id) => entity(id, text, proof, actors)),
          entity("plc:somewhere", text, proof, actors),
        ),
        meetings: fc.tuple(...meetings.map((id) => meeting(id, text, proof, actors, meetings, articles))),
        relations: fc.uniqueArray(
          fc.record({
            from: fc.constantFrom(...actors, ...meetings),
            type: fc.constantFrom(...RELATION_TYPES),
            to: fc.constantFrom(...actors, ...meetings),
            evidence: proof,
          }),
          { maxLength: 3, selector: ({ from, type, to }) => [from, type, to].join("\u0000") },
        ),
      });
    })
    .map(({ articles, entities, meetings, relations }) => ({
      articles: sorted(articles),
      entities: sorted(entities),
      meetings: sorted(meetings),
      relations: relations.sort((one, other) => (key(one) < key(other) ? -1 : 1)),
      conflicts: [],
      redirects: {},
    }));
};

const key = ({ from, type, to }: Relation): string => [from, type, to].join("\u0000");

const sorted = <T extends { id: string }>(rows: T[]): T[] =>
  rows.sort((one, other) => (one.id < other.id ? -1 : 1));

/** Every article has the same text, so that any passage of it is known. */
const BODY = "التقى أ ب. وقال ج";

const passage = (article: string, start: number, length: number): Evidence => ({
  article,
  start,
  end: start + length,
  quote: BODY.slice(start, start + length),
});

const article = (id: string, text: fc.Arbitrary<string>): fc.Arbitrary<FactArticle> =>
  fc.record({
    id: fc.constant(id),
    title: fc.option(text),
    publishedAt: fc.option(fc.constantFrom("2020-01-27", "2020-01-27T10:00:00Z")),
    source: fc.option(text),
    url: fc.option(fc.constantFrom("https://example.org/a?b=c&d", "no address")),
    language: fc.option(fc.constantFrom("ar", "en", "xx")),
    text: fc.constant(BODY),
  });

const entity = (
  id: string,
  text: fc.Arbitrary<string>,
  proof: fc.Arbitrary<Proof>,
  bodies: readonly string[],
): fc.Arbitrary<Entity> =>
  fc.record<Entity>({
    id: fc.constant(id),
    kind: id.startsWith("per:")
      ? fc.constantFrom("person", "organization", "group")
      : fc.constant(id.startsWith("cty:") ? "country" : "place"),
    name: text,
    names: fc.record({ ar: fc.option(text), en: fc.option(text) }),
    aliases: fc.array(text, { maxLength: 2 }),
    qid: fc.option(fc.constantFrom("Q79", "no id")),
    roles: fc.array(
      fc.record<EntityRole>({
        title: text,
        represents: fc.option(fc.constantFrom(...bodies)),
        first: fc.option(fc.constantFrom("2019", "2019-03-02")),
        last: fc.option(fc.constantFrom("2020-01", "2021")),
        evidence: proof,
      }),
      { maxLength: 2 },
    ),
    articles: fc.array(text, { maxLength: 2 }),
    evidence: proof,
  });

const meeting = (
  id: string,
  text: fc.Arbitrary<string>,
  proof: fc.Arbitrary<Proof>,
  actors: readonly string[],
  meetings: readonly string[],
  articles: readonly string[],
): fc.Arbitrary<Meeting> => {
  const others = meetings.filter((one) => one !== id);
  const date = fc.record({ edtf: fc.option(fc.constantFrom(...EDTF)), text, inferred: fc.boolean() });
  return fc.record<Meeting>({
    id: fc.constant(id),
    type: fc.constantFrom(...MEETING_TYPES),
    status: fc.constantFrom(...STATUSES),
    name: fc.option(text),
    background: fc.boolean(),
    participants: fc.uniqueArray(fc.constantFrom(...actors), { minLength: 1, maxLength: 3 }).chain((who) =>
      fc.tuple(
        ...who.map((one) =>
          fc.record({
            entity: fc.constant(one),
            function: fc.constantFrom(...FUNCTIONS),
            evidence: proof,
          }),
        ),
      ),
    ),
    place: fc.option(fc.constantFrom("plc:somewhere", actors[0]!)),
    date: fc.option(date),
    topics: fc.array(
      proof.map(([evidence]) => ({ text: evidence.quote, evidence })),
      { maxLength: 2 },
    ),
    parent: fc.option(fc.constantFrom(...others)),
    statusHistory: fc.array(
      fc.record({
        status: fc.constantFrom(...STATUSES),
        reported: fc.option(fc.constant("2020-01-27")),
        article: fc.constantFrom(...articles),
      }),
      { maxLength: 2 },
    ),
    accounts: fc.array(
      fc.record({
        article: fc.constantFrom(...articles),
        source: fc.option(text),
        reported: fc.option(fc.constant("2020-01-27")),
        type: fc.constantFrom(...MEETING_TYPES),
        status: fc.constantFrom(...STATUSES),
        date: fc.option(date),
        place: fc.option(text),
        participants: fc.constant([actors[0]!]),
      }),
      { maxLength: 1 },
    ),
    sources: fc.uniqueArray(text, { maxLength: 2 }),
    articles: fc.subarray([...articles]),
    evidence: proof,
    rule: text,
    confidence: fc.constantFrom(0, 0.5, 0.98, 1),
  });
};

/** Small graphs whose ids and texts are as hostile as a format can hold and give back. */
export const facts: fc.Arbitrary<Facts> = factsOf(plain);

/** The same with characters that XML, UTF-8 and FollowTheMoney cannot hold. */
export const wildFacts: fc.Arbitrary<Facts> = factsOf(wild);
