import { describe, expect, it } from "vitest";
import { type Action, initialState, reduce, type State } from "../src/state.ts";
import { Store } from "../src/store.ts";
import { fromQuery, toQuery } from "../src/url.ts";

const run = (...actions: Action[]): State => actions.reduce(reduce, initialState("ar"));

describe("the state", () => {
  it("opens one actor, and adds others", () => {
    const state = run({ type: "open", id: "per:a" }, { type: "expand", id: "per:b" });
    expect(state.centers).toEqual(["per:a", "per:b"]);
    expect(state.selection).toEqual({ kind: "node", id: "per:b" });
    expect(run({ type: "open", id: "per:a" }, { type: "open", id: "per:b" }).centers).toEqual(["per:b"]);
  });

  it("closes the panel of what is hidden and leaves other panels alone", () => {
    const open = run({ type: "open", id: "per:a" });
    expect(reduce(open, { type: "hide", id: "per:a" })).toMatchObject({
      selection: null,
      panel: "none",
      centers: [],
    });
    expect(reduce(open, { type: "hide", id: "per:b" })).toMatchObject({
      panel: "selection",
      hidden: ["per:b"],
    });
  });

  it("returns the same object when nothing changes", () => {
    const state = initialState("ar");
    expect(reduce(state, { type: "unhide" })).toBe(state);
    expect(reduce(state, { type: "select", selection: null })).toBe(state);
  });

  it("never changes a state in place", () => {
    const frozen = Object.freeze(initialState("ar"));
    expect(() => reduce(frozen, { type: "path", choice: { from: "per:a" } })).not.toThrow();
  });
});

describe("the address", () => {
  const states: State[] = [
    run({ type: "open", id: "per:عادل-الجبير" }, { type: "hide", id: "per:b" }),
    run({ type: "select", selection: { kind: "edge", a: "per:a", b: "mtg:2019 x&y=z" } }),
    run({ type: "path", choice: { from: "per:a", to: "per:b", inTime: true, attendance: 10, k: 3, lit: 2 } }),
    run({ type: "ask", question: "من التقى سامح شكري؟" }, { type: "language", lang: "en" }),
    run({
      type: "read",
      article: {
        id: "folder/a#1",
        spans: [
          { start: 3, end: 9 },
          { start: 20, end: 21 },
        ],
      },
    }),
    run(
      { type: "period", period: { since: "2019-01-01", until: null, undated: false } },
      {
        type: "look",
        look: {
          view: "actors",
          surface: "list",
          unheld: false,
          organizations: false,
          places: true,
          size: "contacts",
        },
      },
    ),
  ];
  it("holds the whole state", () => {
    for (const state of states) expect(fromQuery(toQuery(state), "ar")).toEqual(state);
  });

  it("reads what it cannot understand as the start", () => {
    const odd = "?lang=xx&view=3d&k=99&since=yesterday&attendance=-4&panel=__proto__&spans=9-3&article=";
    expect(fromQuery(odd, "ar")).toEqual(initialState("ar"));
  });
});

describe("undo", () => {
  it("goes back and forth over steps, not over reading and language", () => {
    const store = new Store(initialState("ar"));
    store.dispatch({ type: "open", id: "per:a" });
    store.dispatch({ type: "language", lang: "en" });
    store.dispatch({ type: "read", article: { id: "a1", spans: [] } });
    store.dispatch({ type: "expand", id: "per:b" });
    store.undo();
    expect(store.state).toMatchObject({ centers: ["per:a"], lang: "en" });
    store.undo();
    expect(store.state).toMatchObject({ centers: [], lang: "en" });
    expect(store.canUndo).toBe(false);
    store.redo();
    store.redo();
    expect(store.state.centers).toEqual(["per:a", "per:b"]);
  });
});
