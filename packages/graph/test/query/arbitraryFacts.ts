import fc from "fast-check";
import {
  type Entity,
  type EntityRole,
  type Facts,
  FUNCTIONS,
  type Kind,
  MEETING_TYPES,
  type Meeting,
  type Proof,
  STATUSES,
} from "../../src/index.ts";

/** EDTF next to the days it spans, worked out by hand. Null bounds are open. */
export const DATES: readonly (readonly [edtf: string, from: string | null, to: string | null])[] = [
  ["2019-03-05", "2019-03-05", "2019-03-05"],
  ["2019-03-06", "2019-03-06", "2019-03-06"],
  ["2019-03-07?", "2019-03-07", "2019-03-07"],
  ["2018-12-30", "2018-12-30", "2018-12-30"],
  ["2020-01-01", "2020-01-01", "2020-01-01"],
  ["2019-03", "2019-03-01", "2019-03-31"],
  ["2020-02", "2020-02-01", "2020-02-29"],
  ["2019", "2019-01-01", "2019-12-31"],
  ["2019-21", "2019-03-01", "2019-05-31"],
  ["2019-03-01/2019-03-10", "2019-03-01", "2019-03-10"],
  ["../2019-02-10", null, "2019-02-10"],
  ["2019-06/..", "2019-06-01", null],
  ["XXXX-10-26", null, null],
];

const NAMES = ["a", "b", "constructor", "__proto__", "hasOwnProperty", "f", "g"];
const KIND_OF: readonly Kind[] = ["person", "person", "person", "person", "country", "organization", "group"];

/** A different passage for every quote. */
export const proof = (quote: string): Proof => {
  const start = NAMES.indexOf(quote) + 1;
  return [{ article: "art:1", start, end: start + quote.length, quote }];
};

export const entity = (id: string, kind: Kind, roles: EntityRole[] = []): Entity => ({
  id,
  kind,
  name: id,
  names: { ar: null, en: null },
  aliases: [],
  qid: null,
  roles,
  articles: ["art:1"],
  evidence: proof(id),
});

export const meeting = (
  id: string,
  participants: readonly string[],
  more: Partial<Meeting> = {},
): Meeting => ({
  id,
  type: "bilateral",
  status: "held",
  name: null,
  background: false,
  participants: participants.map((who) => ({ entity: who, function: "participant", evidence: proof(who) })),
  place: null,
  date: null,
  topics: [],
  parent: null,
  statusHistory: [],
  accounts: [],
  sources: ["agency"],
  articles: ["art:1"],
  evidence: proof(id),
  rule: "test",
  confidence: 1,
  ...more,
});

export const facts = (entities: Entity[], meetings: Meeting[], more: Partial<Facts> = {}): Facts => ({
  entities,
  meetings,
  relations: [],
  articles: [],
  conflicts: [],
  redirects: {},
  ...more,
});

export const dated = (edtf: string | null): Meeting["date"] =>
  edtf === null ? null : { edtf, text: edtf, inferred: false };

const arbitraryMeeting = (ids: readonly string[], index: number): fc.Arbitrary<Meeting> =>
  fc
    .record({
      who: fc.subarray([...ids], { minLength: 1, maxLength: Math.min(4, ids.length) }),
      functions: fc.array(fc.constantFrom(...FUNCTIONS), { minLength: 4, maxLength: 4 }),
      type: fc.constantFrom(...MEETING_TYPES, "visit" as const, "bilateral" as const),
      status: fc.oneof({ weight: 5, arbitrary: fc.constant("held" as const) }, fc.constantFrom(...STATUSES)),
      date: fc.option(fc.constantFrom(...DATES), { freq: 4 }),
      place: fc.option(fc.constantFrom(...ids)),
      sources: fc.subarray(["bbc", "spa", "tass"], { minLength: 1 }),
      parent: fc.option(fc.nat(Math.max(0, index - 1)), { freq: 2 }),
    })
    .map(({ who, functions, type, status, date, place, sources, parent }) =>
      meeting(`mtg:${index}`, [], {
        participants: who.map((id, at) => ({ entity: id, function: functions[at]!, evidence: proof(id) })),
        type,
        status,
        date: dated(date === null ? null : date[0]),
        place,
        sources,
        parent: parent === null || index === 0 ? null : `mtg:${parent}`,
      }),
    );

/** Up to seven actors of every kind, some with ids that are traps, and up to eleven meetings among them. */
export const arbitraryFacts: fc.Arbitrary<Facts> = fc
  .record({ actors: fc.integer({ min: 2, max: NAMES.length }), meetings: fc.integer({ min: 1, max: 11 }) })
  .chain(({ actors, meetings }) => {
    const ids = NAMES.slice(0, actors);
    return fc
      .record({
        kinds: fc.shuffledSubarray([...KIND_OF], { minLength: actors, maxLength: actors }),
        represents: fc.array(fc.option(fc.constantFrom(...ids)), { minLength: actors, maxLength: actors }),
        meetings: fc.tuple(...Array.from({ length: meetings }, (_, index) => arbitraryMeeting(ids, index))),
        partOf: fc.option(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids))),
      })
      .map((drawn) =>
        facts(
          ids.map((id, at) => {
            const represents = drawn.represents[at]!;
            const role: EntityRole = {
              title: "envoy",
              represents,
              first: null,
              last: null,
              evidence: proof(id),
            };
            return entity(id, drawn.kinds[at]!, represents === null ? [] : [role]);
          }),
          drawn.meetings,
          drawn.partOf === null
            ? {}
            : {
                relations: [
                  { from: drawn.partOf[0], type: "part_of", to: drawn.partOf[1], evidence: proof("part") },
                ],
              },
        ),
      );
  });

const period = fc.constantFrom("2019", "2019-03", "2019-03-05", "2018", "2019-06-15", "2020");

/** Filters of every sort, most of them mild. Periods the wrong way round are left to other tests. */
export const arbitraryFilter = fc
  .record(
    {
      since: period,
      until: period,
      undated: fc.boolean(),
      type: fc.subarray([...MEETING_TYPES], { minLength: 4 }),
      status: fc.subarray([...STATUSES], { minLength: 3 }),
      place: fc.constantFrom("a", "b", "constructor", "f"),
      organization: fc.constantFrom("a", "b", "__proto__", "f"),
      minSources: fc.integer({ min: 1, max: 3 }),
      maxAttendance: fc.integer({ min: 1, max: 4 }),
    },
    { requiredKeys: [] },
  )
  .chain((filter) =>
    fc
      .subarray(Object.keys(filter) as (keyof typeof filter)[], {
        maxLength: Math.min(3, Object.keys(filter).length),
      })
      .map((keys) => Object.fromEntries(keys.map((key) => [key, filter[key]])) as typeof filter),
  )
  .filter(({ since, until }) => !since || !until || since.slice(0, 7) <= until.padEnd(7, "~"));
