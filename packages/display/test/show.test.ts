import { ask, type Meeting, meetingSentence, resolve, toGraphology } from "@liqa/graph";
import { DOMParser } from "@xmldom/xmldom";
import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { DISPLAY, type MimeBundle, selfShowing, show } from "../src/index.ts";
import { articles, extract, facts, index } from "./sample.ts";

const JEFFREY = "per:james-jeffrey";
const SHOUKRY = "per:sameh-shoukry";
const CAVUSOGLU = index.find("مولود تشاووش أوغلو")[0]!.id;
const query = { from: SHOUKRY, to: CAVUSOGLU };
const met = index.meetings({ participant: SHOUKRY }).items[0]!;

const views = {
  graph: show(toGraphology(facts)),
  subgraph: show(index.subgraph(JEFFREY), index),
  path: show(index.paths(query).items[0]!, index),
  paths: show(index.paths({ ...query, k: 3 }), index),
  "no path": show(index.paths({ from: SHOUKRY, to: "per:nobody" }), index),
  meeting: show(met, index),
  answer: show(ask(index, "من التقى جيمس جيفري؟"), index),
  "no answer": show(ask(index, "؟"), index),
  article: show(index.article("cairo")!, index),
  extraction: show(extract(articles[2]!)),
  "English graph": show(toGraphology(facts), { language: "en", title: "Three articles" }),
};

const svgOf = (svg: string): Element => {
  const broken: string[] = [];
  const errorHandler = (level: string, message: string): void => void broken.push(`${level}: ${message}`);
  const document = new DOMParser({ errorHandler }).parseFromString(svg, "image/svg+xml");
  expect(broken).toEqual([]);
  return document.documentElement as unknown as Element;
};

describe.each(Object.entries(views))("%s", (_name, view) => {
  test("is a picture, a page and a text, whole in themselves", () => {
    expect(svgOf(view.svg).nodeName).toBe("svg");
    expect(view.text).toMatch(/\p{L}/u);
    const { document } = parseHTML(`<html><body>${view.html}</body></html>`);
    expect(document.querySelectorAll("link, img, iframe, [src], [href]").length).toBe(0);
    expect(view.html.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(
      /https?:|\/\/[a-z]+\.|@import|url\(/u,
    );
    expect(view[DISPLAY]()).toEqual({
      "text/html": view.html,
      "image/svg+xml": view.svg,
      "text/plain": view.text,
    });
  });

  test("runs from right to left in Arabic, from left to right in English, each name by its own letters", () => {
    const { document } = parseHTML(`<html><body>${view.html}</body></html>`);
    const { dir, lang } = document.querySelector<HTMLElement>(".liqa")!;
    expect([lang, dir]).toEqual(_name.startsWith("English") ? ["en", "ltr"] : ["ar", "rtl"]);
    for (const text of document.querySelectorAll("svg text")) {
      const arabic = /^[^\p{L}]*\p{Script=Arabic}/u.test(text.textContent ?? "");
      expect(text.getAttribute("direction")).toBe(arabic ? "rtl" : "ltr");
      expect(text.children.length, "letters in pieces do not join").toBe(0);
    }
  });
});

test("what a display says is what the articles say", () => {
  const { document } = parseHTML(`<html><body>${views.meeting.html}</body></html>`);
  const quotes = [...document.querySelectorAll("blockquote")].map((one) =>
    one.firstChild!.textContent!.trim(),
  );
  expect(quotes).toEqual(met.evidence.map(({ quote }) => quote));
  expect(views.meeting.text).toContain(meetingSentence(index, met.id, "ar")!.text.split(" [")[0]);
  const { document: page } = parseHTML(`<html><body>${views.article.html}</body></html>`);
  expect(page.querySelector(".liqa-text")!.textContent).toBe(articles[0]!.text);
  const proofs = met.evidence.map(({ quote }) => quote).join("");
  const marks = [...page.querySelectorAll("mark")].map((mark) => mark.textContent!);
  expect(marks.length).toBeGreaterThan(0);
  for (const mark of marks) expect(proofs).toContain(mark);
});

test("meetings that were not held look different from those that were", () => {
  const graph = toGraphology(facts);
  const planned = facts.meetings.find(({ status }) => status === "planned")!;
  expect(planned).toBeDefined();
  const { document } = parseHTML(show(graph).svg);
  const fills = [...document.querySelectorAll(".liqa-node")].map((node) => [
    node.querySelector("title")!.textContent,
    node.querySelector("polygon, circle")!.getAttribute("fill"),
  ]);
  const [, hollow] = fills.find(([title]) => title!.includes("مقرر"))!;
  const [, solid] = fills.find(([title]) => title!.includes("عُقد"))!;
  expect(hollow).not.toBe(solid);
});

test("the same facts give the same picture, in whatever order the articles came", () => {
  const again = resolve([...articles].reverse().map(extract));
  expect(show(toGraphology(again)).html).toBe(views.graph.html);
});

test("hostile ids, names and quotes stay text", () => {
  const hostile: Meeting = {
    ...met,
    id: "constructor",
    name: "<script>alert(1)</script>\u0000",
    participants: [
      { ...met.participants[0]!, entity: "__proto__" },
      { ...met.participants[0]!, entity: "constructor-2" },
    ],
    place: null,
    parent: null,
    evidence: [
      {
        article: "</svg><img src=x onerror=alert(1)>",
        start: 0,
        end: 1,
        quote: '"><b onmouseover=alert(1)>',
      },
    ],
  };
  const entity = (id: string) => ({
    ...facts.entities[0]!,
    id,
    name: `<b>${id}</b>`,
    names: { ar: null, en: null },
  });
  const graph = toGraphology({
    ...facts,
    entities: [entity("__proto__"), entity("constructor-2")],
    meetings: [hostile],
    relations: [],
  });
  const { html, svg } = show(graph);
  svgOf(svg);
  const { document } = parseHTML(`<html><body>${html}</body></html>`);
  expect(document.querySelectorAll("img, b, script[src]").length).toBe(0);
  expect(document.querySelectorAll("script").length).toBe(1);
  expect(document.querySelectorAll(".liqa-node").length).toBe(3);
  expect(html).not.toContain("\u0000");
});

test("an index whose answers show themselves answers as before", () => {
  const showing = selfShowing(index);
  const look = (value: object): MimeBundle => Reflect.get(value, DISPLAY)();
  expect(showing.paths(query)).toEqual(index.paths(query));
  expect(look(showing.paths(query))).toEqual(show(index.paths(query), index)[DISPLAY]());
  expect(look(showing.paths(query).items[0]!)).toEqual(views.path[DISPLAY]());
  expect(look(showing.meeting(met.id)!)["text/html"]).toBe(views.meeting.html);
  expect(look(showing.meetings().items[0]!)["image/svg+xml"]).toContain("<svg");
  expect(look(showing.article("cairo")!)["text/html"]).toBe(views.article.html);
  expect(look(showing.subgraph(JEFFREY))["text/html"]).toBe(views.subgraph.html);
  expect(JSON.stringify(showing.meeting(met.id))).toBe(JSON.stringify(met));
  expect(Object.keys(showing.meeting(met.id)!)).toEqual(Object.keys(met));
});

test("what has no look is refused in words", () => {
  expect(() => show({} as never)).toThrow(/give a graph or an extraction/u);
  expect(() => show(met as never)).toThrow(/with its index/u);
  expect(() => show(index.meeting("mtg:nowhere") as never, index)).toThrow(/nothing to show in undefined/u);
  expect(() => show(facts as never)).toThrow(/show\(toGraphology\(facts\)\)/u);
});
