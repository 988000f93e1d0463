import fc from "fast-check";
import jsonld from "jsonld";
import { Parser, Store } from "n3";
import { describe, expect, test } from "vitest";
import { facts, wildFacts } from "./arbitrary.ts";
import { textOf } from "./written.ts";

const NO_NETWORK = {
  documentLoader: (url: string): never => {
    throw new Error(`asked for ${url}`);
  },
};

const SCHEMA = "https://schema.org/";
const OA = "http://www.w3.org/ns/oa#";

describe("linked data", () => {
  test("N-Triples and JSON-LD are the same graph, say n3 and jsonld", async () => {
    await fc.assert(
      fc.asyncProperty(wildFacts, async (one) => {
        const fromTriples = new Store(new Parser({ format: "N-Triples" }).parse(textOf("ntriples", one)));
        const document = JSON.parse(textOf("jsonld", one));
        const rdf = await jsonld.toRDF(document, { ...NO_NETWORK, format: "application/n-quads" });
        const fromJson = new Store(new Parser({ format: "N-Quads" }).parse(rdf as unknown as string));
        expect(fromJson.size).toBe(fromTriples.size);
        for (const quad of fromJson) expect(fromTriples.has(quad), JSON.stringify(quad)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  test("every meeting and participation has a passage: quote, offsets, article", () => {
    fc.assert(
      fc.property(facts, (one) => {
        const store = new Store(new Parser({ format: "N-Triples" }).parse(textOf("ntriples", one)));
        const values = (subject: string | null, predicate: string) =>
          store.getObjects(subject, predicate, null).map(({ value }) => value);
        const idOf = (id: string) => `urn:liqa:id:${encodeURIComponent(id)}`;
        for (const meeting of one.meetings) {
          expect(values(idOf(meeting.id), `${SCHEMA}attendee`).sort()).toEqual(
            meeting.participants.map(({ entity }) => idOf(entity)).sort(),
          );
          const facts = [idOf(meeting.id), ...values(idOf(meeting.id), "urn:liqa:term:participation")];
          expect(facts).toHaveLength(1 + meeting.participants.length);
          for (const [at, node] of facts.entries()) {
            const told = at === 0 ? meeting.evidence : meeting.participants[at - 1]!.evidence;
            const read = store.getSubjects(`${OA}hasBody`, node, null).map((annotation) => {
              const [target] = values(annotation.value, `${OA}hasTarget`);
              const selectors = values(target!, `${OA}hasSelector`);
              const all = (name: string) => selectors.flatMap((selector) => values(selector, OA + name))[0];
              return {
                article: values(target!, `${OA}hasSource`)[0],
                start: Number(all("start")),
                end: Number(all("end")),
                quote: all("exact"),
              };
            });
            expect(read).toEqual(told.map((piece) => ({ ...piece, article: idOf(piece.article) })));
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});
