import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ar } from "../../src/ar/index.ts";
import { Scan } from "../../src/lexicon/scan.ts";
import {
  decodeModel,
  encodeModel,
  fromBase64,
  InvalidModel,
  LABELS,
  mayFollow,
} from "../../src/mentions/model.ts";
import { NameTagger, taggedNames } from "../../src/mentions/tagger.ts";
import { Tokenizer } from "../../src/text/tokens.ts";

const model = ar.nameModel!;
const scanOf = (text: string): Scan => new Scan(ar, text, new Tokenizer(ar).tokens(text));
const TEXT =
  "وقال وزير الخارجية المصري سامح شكري في القاهرة إن لقاءه بتيموفي ميلوفانوف كان مهما. وأضاف شكري أن الأمم المتحدة حضرت.";

const names = (tagger: NameTagger, text: string): string[] => {
  const scan = scanOf(text);
  return taggedNames(tagger.tags(scan)).map(({ kind, from, to }) => `${kind} ${scan.written(from, to).text}`);
};

describe("NameTagger", () => {
  it("finds persons, bodies and places", () => {
    expect(names(new NameTagger(ar, model), TEXT)).toEqual(
      expect.arrayContaining([
        "person سامح شكري",
        "place القاهرة",
        "person شكري",
        "organization الأمم المتحدة",
      ]),
    );
  });

  it("hears a surname again: «ميلوفانوف» alone is somebody once the full name has been said", () => {
    const said = "التقى الوزير تيموفي ميلوفانوف الوفد. ثم صافح ميلوفانوف الحاضرين.";
    const scan = scanOf(said);
    const at = scan.tokens.findLastIndex((token) => token.word.folded === "ميلوفانوف");
    const first = new NameTagger(ar, model).tags(scan).likely("person", at);
    const alone = scanOf("ثم صافح ميلوفانوف الحاضرين.");
    const unheard = new NameTagger(ar, model).tags(alone).likely("person", 2);
    expect(first).toBeGreaterThan(unheard);
  });

  it("says the same whatever it has read before", () => {
    const fresh = names(new NameTagger(ar, model), TEXT);
    const used = new NameTagger(ar, model);
    names(used, "زار جون كيري موسكو. ثم التقى كيري ستافان دي ميستورا في جنيف، وحضر سامح شكري.");
    expect(names(used, TEXT)).toEqual(fresh);
    expect(names(used, TEXT)).toEqual(fresh);
  });

  it("gives legal labels and probabilities for any string", () => {
    const tagger = new NameTagger(ar, model);
    const word = fc.constantFrom(
      "وزير",
      "الخارجية",
      "محمد",
      "بن",
      "عبد",
      "لافروف",
      "في",
      "موسكو",
      "،",
      ".",
      "\n",
      "-",
      "ابو",
      "2024",
      "UN",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 80 }),
      fc.array(word, { maxLength: 60 }).map((words) => words.join(" ")),
    );
    fc.assert(
      fc.property(text, (any) => {
        const scan = scanOf(any);
        const tags = tagger.tags(scan);
        expect(tags.labels.length).toBe(scan.tokens.length);
        for (let at = 0; at < tags.labels.length; at++) {
          expect(mayFollow(at ? tags.labels[at - 1]! : 0, tags.labels[at]!)).toBe(true);
          const all = (["person", "organization", "place"] as const).map((kind) => tags.likely(kind, at));
          for (const one of all) expect(one).toBeGreaterThanOrEqual(0);
          expect(all.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(1 + 1e-5);
        }
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it("reads one sentence of fifty thousand words", () => {
    const text = "قال سيرغي لافروف لمحمد الخامس ".repeat(10_000);
    const scan = scanOf(text);
    expect(taggedNames(new NameTagger(ar, model).tags(scan)).length).toBeGreaterThan(10_000);
  });

  it("does not mind vowel signs", () => {
    const bare = names(new NameTagger(ar, model), "قال الرئيس دميتري بيسكوف إن اللقاء مهم");
    const signed = names(new NameTagger(ar, model), "قالَ الرئيسُ دميتري بيسكوفُ إنَّ اللقاءَ مهمٌّ");
    expect(signed.map((name) => name.replace(/\p{M}/gu, ""))).toEqual(bare);
  });
});

describe("the model file", () => {
  const transitions = new Float32Array((LABELS.length + 1) * LABELS.length).fill(0.25);
  const features = new Map([
    [-5, [0, 1, -1, 0.5, 0, 0, 0]],
    [77, [-2, 0, 0, 0, 0, 0, 2]],
    [2 ** 31 - 1, [0, 0, 0, 0, 0, 0, 0.5]],
  ]);

  it("gives back what was put in, to the step of its quantising", () => {
    const read = decodeModel(encodeModel(features, transitions));
    expect(read.size).toBe(3);
    expect(read.transitions).toEqual(transitions);
    for (const [hash, weights] of features) {
      const sums = new Int32Array(LABELS.length + 1);
      read.add(hash, sums, 1);
      weights.forEach((weight, label) => {
        expect(Math.abs(sums[label + 1]! * read.step - weight)).toBeLessThan(2 / 127);
      });
    }
    const nothing = new Int32Array(LABELS.length);
    read.add(123456, nothing, 0);
    expect([...nothing]).toEqual(new Array(LABELS.length).fill(0));
  });

  it("is refused when it is cut short or something else", () => {
    const bytes = encodeModel(features, transitions);
    expect(() => decodeModel(bytes.slice(0, 10))).toThrow(InvalidModel);
    expect(() => decodeModel(bytes.slice(0, bytes.length - 1))).toThrow(InvalidModel);
    expect(() => decodeModel(new Uint8Array(64))).toThrow(InvalidModel);
  });

  it("travels as base64", () => {
    for (const length of [0, 1, 2, 3, 255]) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 37) % 256);
      expect(fromBase64(Buffer.from(bytes).toString("base64"))).toEqual(bytes);
    }
  });
});
