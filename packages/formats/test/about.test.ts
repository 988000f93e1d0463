import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fromJSON, toJSON } from "@liqa/graph";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VERSION } from "../src/about.ts";
import { FORMAT_NAMES, FORMATS, write } from "../src/index.ts";
import { facts } from "./arbitrary.ts";
import { bytesOf, filesOf, textOf } from "./written.ts";

describe("every export", () => {
  const [sample] = fc.sample(
    facts.filter(({ articles, relations }) => relations.length > 0 && articles[0]!.source === "سامح شكري"),
    { seed: 3, numRuns: 1 },
  );
  const meetings = sample!.meetings.map((meeting) => ({
    ...meeting,
    status: "held" as const,
    participants: sample!.entities.slice(0, 2).map(({ id: entity }) => ({
      entity,
      function: "participant" as const,
      evidence: meeting.evidence,
    })),
  }));
  const one = {
    ...sample!,
    meetings,
    articles: sample!.articles.map((article) => ({ ...article, source: "صحيفة" })),
  };

  test.each(FORMAT_NAMES)("%s says its checksum, its extractor and its sources", (name) => {
    const zipped = FORMATS[name].mediaType === "application/zip";
    const decoder = new TextDecoder();
    const text = zipped
      ? Object.values(filesOf(name, one))
          .map((bytes) => decoder.decode(bytes))
          .join("\n")
      : textOf(name, one);
    const checksum = createHash("sha256").update(toJSON(one)).digest("hex");
    expect(text).toContain(checksum);
    // OpenRefine's names are no one outlet's.
    if (name !== "openrefine") expect(text).toContain("صحيفة");
    expect(text).toMatch(/extractor[^0-9]{1,40}0\.1\.0/u);
    const told = [...write(name, one, { extractor: "ar-12ab" })].map((piece) =>
      typeof piece === "string" ? piece : zipped ? "ar-12ab" : decoder.decode(piece),
    );
    expect(told.join("")).toContain("ar-12ab");
  });

  test.each(FORMAT_NAMES)("%s of the same facts is the same bytes", (name) => {
    const copy = fromJSON(toJSON(one));
    expect(Buffer.compare(bytesOf(name, one), bytesOf(name, copy))).toBe(0);
  });

  test.each(FORMAT_NAMES)("%s of a large graph is written in small pieces", (name) => {
    const meetings = Array.from({ length: 5_000 }, (_, at) => ({
      ...one.meetings[0]!,
      id: `mtg:${String(at).padStart(6, "0")}`,
      parent: null,
    }));
    let largest = 0;
    for (const { length } of write(name, { ...one, meetings })) largest = Math.max(largest, length);
    expect(largest).toBeGreaterThan(100);
    expect(largest).toBeLessThan(400_000);
  });

  test("says what is wrong with what it was given", () => {
    expect(() => [...write("gephi" as never, one)]).toThrow(/"gephi" is no format; there are gexf, /u);
    expect(() => [...write("gexf", "facts" as never)]).toThrow(/no facts; resolve\(extractions\)/u);
  });

  test("has names and words of its own", () => {
    const files = FORMAT_NAMES.map((name) => FORMATS[name].filename);
    expect(new Set(files).size).toBe(files.length);
    for (const name of FORMAT_NAMES) {
      expect(FORMATS[name].title.ar, name).toMatch(
        /\p{Script=Arabic}|GraphML|Cypher|JSON-LD|N-Triples|FollowTheMoney/u,
      );
      expect(FORMATS[name].use.ar, name).not.toBe(FORMATS[name].use.en);
    }
  });

  test("names the version that the library has", () => {
    const manifest = new URL("../../graph/package.json", import.meta.url);
    expect(VERSION).toBe(JSON.parse(readFileSync(manifest, "utf8")).version);
  });
});
