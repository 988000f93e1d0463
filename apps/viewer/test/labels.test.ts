import { describe, expect, it } from "vitest";
import { isRtl, type LabelWish, placeLabels, shortened } from "../src/picture/labels.ts";
import { hash, seed } from "../src/picture/layout.ts";
import { sentencesAround } from "../src/sentence.ts";

const wish = (id: string, x: number, y: number, more: Partial<LabelWish> = {}): LabelWish => ({
  id,
  text: id,
  x,
  y,
  radius: 8,
  width: 80,
  height: 18,
  rtl: true,
  priority: 1,
  forced: false,
  ...more,
});
const bounds = { width: 800, height: 600 };

describe("placing names", () => {
  it("puts right-to-left names left of the node, others right", () => {
    const [rtl] = placeLabels([wish("سيرغي", 400, 300)], [{ x: 400, y: 300, radius: 8 }], bounds);
    expect(rtl!.left + 80).toBeLessThan(392);
    const [ltr] = placeLabels(
      [wish("Sergey", 400, 300, { rtl: false })],
      [{ x: 400, y: 300, radius: 8 }],
      bounds,
    );
    expect(ltr!.left).toBeGreaterThan(408);
  });

  it("covers no node and no other name", () => {
    const wishes = Array.from({ length: 300 }, (_, i) =>
      wish(`n${i}`, 800 * hash(`x${i}`), 600 * hash(`y${i}`)),
    );
    const nodes = wishes.map(({ x, y, radius }) => ({ x, y, radius }));
    const placed = placeLabels(wishes, nodes, bounds);
    expect(placed.length).toBeGreaterThan(20);
    const overlap = (a: (typeof placed)[number], b: (typeof placed)[number]) =>
      Math.abs(a.left - b.left) < 80 && Math.abs(a.top - b.top) < 18;
    for (const [i, one] of placed.entries()) {
      for (const other of placed.slice(i + 1)) expect(overlap(one, other)).toBe(false);
      for (const node of nodes) {
        const inX = node.x + 8 > one.left && node.x - 8 < one.left + 80;
        const inY = node.y + 8 > one.top && node.y - 8 < one.top + 18;
        expect(inX && inY).toBe(false);
      }
    }
  });

  it("gives the room to the more important, whatever the order", () => {
    const pair = [wish("small", 400, 300), wish("great", 402, 302, { priority: 9 })];
    const nodes = [{ x: 401, y: 301, radius: 10 }];
    const names = (list: LabelWish[]) => placeLabels(list, nodes, bounds)[0]?.wish.id;
    expect(names(pair)).toBe("great");
    expect(names([...pair].reverse())).toBe("great");
  });

  it("knows the direction of a name by its first letter", () => {
    expect([isRtl("«محمد»"), isRtl("14 يناير"), isRtl("Lavrov لافروف"), isRtl("2019")]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it("cuts long names at a word", () => {
    expect(shortened("المجموعة المصغرة حول سوريا وما بعدها", 26)).toBe("المجموعة المصغرة حول…");
  });
});

describe("first positions", () => {
  it("are the same every time and beside known neighbours", () => {
    const node = (id: string) => ({ id }) as never;
    const scene = { nodes: ["a", "b", "c"].map(node), edges: [{ source: "a", target: "b" } as never] };
    const one = new Map([["a", { x: 500, y: 500 }]]);
    const two = new Map([["a", { x: 500, y: 500 }]]);
    seed(scene, one);
    seed(scene, two);
    expect([...one]).toEqual([...two]);
    expect(Math.hypot(one.get("b")!.x - 500, one.get("b")!.y - 500)).toBeLessThan(30);
  });
});

describe("sentences around evidence", () => {
  const text = "عنوان الخبر\nالتقى لافروف كيري في فيينا. ثم سافر إلى موسكو؟ نعم.";
  const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
  it("widens words to their sentence and keeps where they stand", () => {
    const [sentence] = sentencesAround(text, [at("كيري"), at("لافروف")]);
    expect(text.slice(sentence!.start, sentence!.end)).toBe("التقى لافروف كيري في فيينا.");
    expect(sentence!.marks.map(({ start, end }) => text.slice(start, end))).toEqual(["لافروف", "كيري"]);
  });
  it("keeps a passage over two sentences whole, and other sentences apart", () => {
    expect(sentencesAround(text, [at("فيينا. ثم")])).toHaveLength(1);
    expect(sentencesAround(text, [at("لافروف"), at("موسكو")])).toHaveLength(2);
  });
  it("survives spans outside of the text", () => {
    expect(
      sentencesAround(text, [
        { start: -5, end: 3 },
        { start: 9999, end: 10_005 },
      ]),
    ).toHaveLength(1);
    expect(sentencesAround("", [{ start: 0, end: 1 }])).toEqual([]);
  });
});
