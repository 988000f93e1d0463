import { describe, expect, test } from "vitest";
import { type Cited, meetingSentence, neighboursSentence, pathSentence } from "../../src/index.ts";
import { index } from "../ask/world.ts";

/** Every mark points to a passage, every passage is pointed to. */
const isCited = ({ text, evidence }: Cited): void => {
  const marks = new Set([...text.matchAll(/\[(\d+)\]/g)].map(([, n]) => Number(n)));
  expect([...marks].sort((a, b) => a - b)).toEqual(evidence.map((_, at) => at + 1));
};
const plain = (cited: Cited | null): string => (cited?.text ?? "").replaceAll(/ ?(?:\[\d+\])+/g, "");

describe("a meeting as a sentence", () => {
  test.each([
    [
      "mtg:damascus",
      "من المقرر أن يُعقد لقاء ثنائي بين غير بيدرسون ووليد المعلم في دمشق في 29 كانون الثاني/يناير 2020، بحسب \u2068agency\u2069.",
      "A bilateral meeting between Geir Pedersen and Walid al-Moallem is planned in Damascus on 29 January 2020, according to agency.",
    ],
    [
      "mtg:committee",
      "تعذّر عقد جلسة بمشاركة اللجنة الدستورية السورية في جنيف في 26 تشرين الأول/أكتوبر 2019، بحسب \u2068agency\u2069.",
      "A session with the Syrian Constitutional Committee taking part in Geneva on 26 October 2019 could not be convened, according to agency.",
    ],
    [
      "mtg:call",
      "نُفي إجراء اتصال بين سامح شكري ووليد المعلم، بحسب \u2068agency\u2069.",
      "A call between Sameh Shoukry and Walid al-Moallem was denied, according to agency.",
    ],
  ])("%s", (id, ar, en) => {
    for (const [language, expected] of [
      ["ar", ar],
      ["en", en],
    ] as const) {
      const cited = meetingSentence(index, id, language)!;
      expect(plain(cited)).toBe(expected);
      isCited(cited);
    }
  });

  test("the verb agrees with the kind of meeting", () => {
    expect(plain(meetingSentence(index, "mtg:london", "ar"))).toMatch(/^عُقد اجتماع متعدد الأطراف/);
    expect(plain(meetingSentence(index, "mtg:unsc", "ar"))).toMatch(/^من المقرر أن تُعقد إحاطة/);
    expect(plain(meetingSentence(index, "mtg:astana", "ar"))).toMatch(
      /^حين نُشر الخبر كانت تجري جولة محادثات/,
    );
  });

  test("who chaired and who watched is told apart", () => {
    expect(plain(meetingSentence(index, "mtg:copenhagen", "ar"))).toContain("برئاسة جيمس جيفري");
    expect(plain(meetingSentence(index, "mtg:astana", "en"))).toContain("with Jordan as observer");
  });

  test("unknown meetings have none", () => {
    expect(meetingSentence(index, "mtg:nowhere", "ar")).toBeNull();
    expect(meetingSentence(index, "constructor", "en")).toBeNull();
  });
});

describe("a path as sentences", () => {
  const path = index.paths({ from: "per:shoukry", to: "per:hariri", via: "persons" }).items[0]!;
  test("through whom, and each meeting on the way", () => {
    const cited = pathSentence(index, path, "en");
    expect(plain(cited)).toMatch(
      /^The path from Sameh Shoukry to Nasr al-Hariri leads through James Jeffrey\./,
    );
    expect(plain(cited)).toContain("James Jeffrey and Nasr al-Hariri: a multilateral meeting");
    isCited(cited);
  });
  test("in Arabic", () => {
    const cited = pathSentence(index, path, "ar");
    expect(plain(cited)).toMatch(/^المسار من سامح شكري إلى نصر الحريري عبر جيمس جيفري\./);
    expect(cited.text).toContain("27 كانون الثاني/يناير 2020");
    isCited(cited);
  });
  test("weak links are called weak", () => {
    const weak = index.paths({ from: "cty:ru", to: "per:onal", status: ["ongoing"] }).items[0]!;
    expect(pathSentence(index, weak, "en").text).toContain("a weak link");
    expect(pathSentence(index, weak, "ar").text).toContain("صلة ضعيفة");
  });
});

describe("neighbours as a sentence", () => {
  test("each with its own proof", () => {
    const cited = neighboursSentence(index, "per:jeffrey", index.neighbours("per:jeffrey").items, "en");
    expect(cited.text).toContain("Those James Jeffrey met: ");
    expect(cited.text).toContain("Nasr al-Hariri [");
    isCited(cited);
  });
  test("nobody, said plainly", () => {
    const cited = neighboursSentence(index, "per:constructor", [], "ar");
    expect(cited.evidence).toEqual([]);
    expect(cited.text).toContain("كونستركتور");
  });
});
