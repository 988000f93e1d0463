import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Extraction,
  type Facts,
  type Judgement,
  MEETING_TYPES,
  Resolver,
  resolve,
  resolveWithDecisions,
  STATUSES,
  VERDICTS,
} from "../../src/index.ts";
import { type ActorSketch, type MeetingSketch, tell } from "./tell.ts";

// Few names, much alike, so that chance makes every kind of collision.
const NAMES = [
  "سيرغي لافروف",
  "سيرجي لافروف",
  "ألكسندر لافرنتييف",
  "لافروف",
  "محمد بن سلمان",
  "محمد بن سلمان بن عبد العزيز",
  "سلمان بن عبد العزيز",
  "بن سلمان",
  "ناصر الهيثم",
  "ناصر هيثم",
  "الهيثم",
  "Sergey Lavrov",
  "علي خالد محسن",
  "علي سعد محسن",
  "علي محسن",
  "وزير الخارجية",
  "constructor",
  "__proto__",
];
const COUNTRIES = ["روسيا", "مصر", "قطر"];
const GROUPS = [
  "المجموعة المصغرة حول سوريا",
  "المجموعة المصغرة لدعم سوريا",
  "المجموعة المصغرة",
  "الوفد",
  "كبار القادة",
];
const PLACES = ["موسكو", "القاهرة"];
const DAYS = ["2019-06-10", "2019-06-11", "2019-07-20", "2024-08-01"];
const DATES = [null, "2019-06-11", "2019-06-12", "2019-06", "2019", "2019-07-20", "2019-06-11/.."];

const person = fc.record({
  name: fc.constantFrom(...NAMES),
  role: fc.option(fc.constantFrom("c0", "c1", null), { nil: undefined }),
});
const meeting = fc.record({
  type: fc.constantFrom(...MEETING_TYPES),
  status: fc.constantFrom(...STATUSES),
  who: fc.uniqueArray(fc.constantFrom("p0", "p1", "p2", "c0", "c1", "g0"), { minLength: 1, maxLength: 4 }),
  date: fc.option(fc.constantFrom(...DATES), { nil: undefined }),
  place: fc.option(fc.constant("l0"), { nil: undefined }),
  background: fc.boolean(),
});
const article = fc
  .record({
    day: fc.option(fc.constantFrom(...DAYS), { nil: undefined }),
    persons: fc.tuple(person, person, person),
    countries: fc.tuple(fc.constantFrom(...COUNTRIES), fc.constantFrom(...COUNTRIES)),
    group: fc.constantFrom(...GROUPS),
    place: fc.constantFrom(...PLACES),
    meetings: fc.array(meeting, { maxLength: 3 }),
  })
  .map(({ day, persons, countries, group, place, meetings }) => (id: string): Extraction => {
    const actors: Record<string, ActorSketch> = {
      c0: { kind: "country", name: countries[0] },
      c1: { kind: "country", name: countries[1] },
      g0: { kind: "group", name: group },
      l0: { kind: "place", name: place },
    };
    persons.forEach(({ name, role }, at) => {
      actors[`p${at}`] = { name, ...(role === undefined ? {} : { roles: [["وزير الخارجية", role]] }) };
    });
    const sketches = meetings.map(
      ({ date, place: where, ...rest }): MeetingSketch => ({
        ...rest,
        ...(date === undefined ? {} : { date }),
        ...(where === undefined ? {} : { place: where }),
      }),
    );
    return tell({ id, ...(day === undefined ? {} : { day }), actors, meetings: sketches });
  });
const articles = fc
  .array(article, { maxLength: 7 })
  .map((makers) => makers.map((make, at) => make(`a${at}`)));

const judgementsOn = (facts: Facts): fc.Arbitrary<Judgement[]> => {
  const names = [
    ...facts.entities.map(({ id }) => id),
    ...facts.meetings.map(({ id }) => id),
    ...facts.articles.flatMap(({ id }) => [`${id}#p0`, `${id}#p1`, `${id}#m1`]),
    "per:nobody",
  ];
  return fc.array(
    fc.record({
      left: fc.constantFrom(...names),
      right: fc.constantFrom(...names),
      verdict: fc.constantFrom(...VERDICTS),
      score: fc.constant(null),
      reasons: fc.constant([]),
      who: fc.constant("x"),
      when: fc.constantFrom("2026-01-01", "2026-01-02"),
    }),
    { maxLength: 5 },
  );
};
const judged = articles.chain((list) =>
  judgementsOn(resolve(list)).map((judgements) => ({ list, judgements })),
);

const reversed = <T>(list: readonly T[]): T[] => [...list].reverse();
const print = (value: unknown): string => JSON.stringify(value);
const runs = { numRuns: 120 };
/** Milliseconds a law may take on a busy machine before it counts as stuck. */
const patient = { timeout: 120_000 };

describe("laws of resolution", () => {
  test("the order of articles and judgements never shows", patient, () => {
    fc.assert(
      fc.property(judged, fc.integer({ min: 0, max: 6 }), ({ list, judgements }, turn) => {
        const once = print(resolveWithDecisions(list, judgements));
        const turned = [...list.slice(turn), ...list.slice(0, turn)];
        expect(print(resolveWithDecisions(reversed(list), reversed(judgements)))).toBe(once);
        expect(print(resolveWithDecisions(turned, judgements))).toBe(once);
      }),
      runs,
    );
  });

  test("resolving twice changes nothing, nor does an article that comes twice", patient, () => {
    fc.assert(
      fc.property(articles, (list) => {
        const before = print(list);
        const once = print(resolve(list));
        expect(print(resolve([...list, ...structuredClone(list)]))).toBe(once);
        expect(print(list)).toBe(before);
      }),
      runs,
    );
  });

  test(
    "going on from earlier rounds gives what beginning anew gives, whatever came and went",
    patient,
    () => {
      const step = fc.record({
        toggled: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 3 }),
        rewritten: fc.option(fc.tuple(fc.integer({ min: 0, max: 6 }), article), { nil: undefined }),
        judged: fc.boolean(),
      });
      fc.assert(
        fc.property(judged, fc.array(step, { minLength: 1, maxLength: 5 }), ({ list, judgements }, steps) => {
          const resolver = new Resolver();
          const present = new Map(list.map((one) => [one.article.id, one]));
          for (const { toggled, rewritten, judged: withJudgements } of steps) {
            for (const at of toggled) {
              const one = list[at];
              if (one !== undefined && !present.delete(one.article.id)) present.set(one.article.id, one);
            }
            if (rewritten) present.set(`a${rewritten[0]}`, rewritten[1](`a${rewritten[0]}`));
            const now = [...present.values()];
            const rows = withJudgements ? judgements : [];
            const gone = resolver.resolve(now, rows);
            expect(print(gone)).toBe(print(resolveWithDecisions(structuredClone(now), rows)));
            const again = resolver.resolve(now, rows).facts;
            for (const rowsOf of ["entities", "meetings", "relations", "articles"] as const)
              again[rowsOf].forEach((row, at) => {
                expect(row).toBe(gone.facts[rowsOf][at]);
              });
          }
        }),
        runs,
      );
    },
  );

  test("a judgement and its undo leave no trace", patient, () => {
    fc.assert(
      fc.property(judged, ({ list, judgements }) => {
        const known = judgements.filter(({ left, right }) => left !== "per:nobody" && right !== "per:nobody");
        const undone = known.map((judgement) => ({
          ...judgement,
          verdict: "unsure" as const,
          when: "2027-01-01",
        }));
        const facts = resolve(list, [...known, ...undone]);
        const plain = resolve(list);
        const idle = facts.conflicts.filter(({ code }) => code !== "judgement_idle");
        expect(print({ ...facts, conflicts: idle })).toBe(print(plain));
      }),
      runs,
    );
  });

  test("every fact has a quote, every reference leads somewhere, every id is one node", patient, () => {
    fc.assert(
      fc.property(judged, ({ list, judgements }) => {
        const facts = resolve(list, judgements);
        const texts = new Map(facts.articles.map(({ id, text }) => [id, text]));
        const proofs = [
          ...facts.entities.flatMap(({ evidence, roles }) => [
            evidence,
            ...roles.map((role) => role.evidence),
          ]),
          ...facts.meetings.flatMap(({ evidence, participants }) => [
            evidence,
            ...participants.map((participant) => participant.evidence),
          ]),
          ...facts.relations.map(({ evidence }) => evidence),
        ];
        for (const proof of proofs) {
          expect(proof.length).toBeGreaterThan(0);
          for (const { article, start, end, quote } of proof)
            expect(texts.get(article)!.slice(start, end)).toBe(quote);
        }
        const entities = new Set(facts.entities.map(({ id }) => id));
        const meetings = new Set(facts.meetings.map(({ id }) => id));
        expect(entities.size).toBe(facts.entities.length);
        expect(meetings.size).toBe(facts.meetings.length);
        for (const { participants, place, parent } of facts.meetings) {
          expect(new Set(participants.map(({ entity }) => entity)).size).toBe(participants.length);
          for (const { entity } of participants) expect(entities).toContain(entity);
          if (place !== null) expect(entities).toContain(place);
          if (parent !== null) expect(meetings).toContain(parent);
        }
        for (const { roles } of facts.entities)
          for (const { represents } of roles) if (represents !== null) expect(entities).toContain(represents);
        for (const [from, to] of Object.entries(facts.redirects)) {
          expect(entities.has(to) || meetings.has(to)).toBe(true);
          expect(entities.has(from) || meetings.has(from)).toBe(false);
        }
      }),
      runs,
    );
  });

  test("leaving an article out removes what rested on it, and nothing that others say", patient, () => {
    const told = (facts: Facts, without: string): string[] =>
      // A set: one article may name two people alike whom only another article told apart.
      [
        ...new Set(
          facts.entities.flatMap(({ kind, evidence }) => evidence.map((piece) => `${kind} ${print(piece)}`)),
        ),
        ...facts.meetings.flatMap(({ accounts }) =>
          accounts.map(({ article: where, type, status, date }) =>
            print({ article: where, type, status, date }),
          ),
        ),
      ]
        .filter((line) => !line.includes(`"article":"${without}"`))
        .sort();
    fc.assert(
      fc.property(articles, (list) => {
        for (const { article: gone } of list) {
          const rest = resolve(list.filter(({ article: one }) => one !== gone));
          expect(print(rest)).not.toContain(`"${gone.id}"`);
          expect(told(rest, gone.id)).toEqual(told(resolve(list), gone.id));
        }
      }),
      { numRuns: 40 },
    );
  });

  test(
    "people's decisions hold: same is one node, different is two, unless they contradict each other",
    patient,
    () => {
      fc.assert(
        fc.property(judged, ({ list, judgements }) => {
          const one = judgements.slice(0, 1).filter(({ left, right }) => left !== right);
          const facts = resolve(list, one);
          if (facts.conflicts.some(({ code }) => code.startsWith("judgement"))) return;
          const nodes = new Map([...facts.entities, ...facts.meetings].map(({ id }) => [id, id] as const));
          const node = (id: string): string | undefined =>
            nodes.get(id) ?? nodes.get(facts.redirects[id] ?? "");
          for (const { left, right, verdict } of one) {
            const [a, b] = [node(left), node(right)];
            if (a === undefined || b === undefined) continue;
            if (verdict === "same") expect(a).toBe(b);
            if (verdict === "different") expect(a).not.toBe(b);
          }
        }),
        runs,
      );
    },
  );
});
