import { describe, expect, it } from "vitest";
import { binned } from "../src/bins.ts";
import { deriveScene } from "../src/scene.ts";
import { initialState, type State } from "../src/state.ts";
import { World } from "../src/world.ts";

const meeting = (id: string, status: string, edtf: string | null, people: [string, string][]) => ({
  id,
  name: null,
  type: "bilateral" as const,
  status: status as "held",
  date: edtf ? { edtf } : null,
  place: { id: "plc:vienna", name: "فيينا" },
  participants: people.map(([actor, role]) => ({ id: actor, name: actor, function: role as "host" })),
  articles: [],
});

function world(): World {
  const result = new World();
  result.addMeeting(
    meeting("mtg:1", "held", "2015-10-23", [
      ["per:a", "host"],
      ["per:b", "guest"],
    ]),
  );
  result.addMeeting(
    meeting("mtg:2", "held", "2016", [
      ["per:a", "host"],
      ["per:b", "guest"],
      ["per:c", "represented"],
    ]),
  );
  result.addMeeting(
    meeting("mtg:3", "denied", null, [
      ["per:a", "host"],
      ["per:d", "guest"],
    ]),
  );
  result.addMeeting(
    meeting("mtg:constructor", "held", "2017", [
      ["per:constructor", "host"],
      ["per:__proto__", "guest"],
    ]),
  );
  return result;
}

const none = { path: null, asked: [], meetings: [], overview: [] };
const of = (change: Partial<State>): State => ({ ...initialState("ar"), centers: ["per:a"], ...change });
const ids = (scene: { nodes: { id: string }[] }) => scene.nodes.map((node) => node.id).sort();

describe("the scene", () => {
  it("shows an actor's meetings with all who were there", () => {
    const scene = deriveScene(of({}), world(), none);
    expect(ids(scene)).toEqual(["mtg:1", "mtg:2", "mtg:3", "per:a", "per:b", "per:c", "per:d"]);
    expect(scene.nodes.find((node) => node.id === "mtg:3")?.tone).toBe("crossed");
  });

  it("joins in who-met-whom only those who met: no deputies, nothing denied", () => {
    const scene = deriveScene(of({ view: "actors" }), world(), none);
    expect(scene.edges.map((edge) => [edge.id, edge.meetings])).toEqual([
      ["per:a met per:b", ["mtg:1", "mtg:2"]],
    ]);
    expect(ids(scene)).toEqual(["per:a", "per:b"]);
  });

  it("keeps what may lie in the period, and the undated by choice", () => {
    const period = { since: "2016-03-01", until: "2016-03-31", undated: false };
    expect(ids(deriveScene(of({ period }), world(), none))).toEqual(["mtg:2", "per:a", "per:b", "per:c"]);
    const with3 = deriveScene(of({ period: { ...period, undated: true } }), world(), none);
    expect(ids(with3)).toContain("mtg:3");
  });

  it("lights a path and dims the rest", () => {
    const path = ["per:a", "mtg:1", "per:b"];
    const scene = deriveScene(of({}), world(), { path, asked: [], meetings: [], overview: [] });
    expect(
      scene.nodes
        .filter((node) => node.lit)
        .map((node) => node.id)
        .sort(),
    ).toEqual(["mtg:1", "per:a", "per:b"]);
    expect(scene.edges.filter((edge) => edge.lit)).toHaveLength(2);
    expect(scene.nodes.find((node) => node.id === "per:d")?.dimmed).toBe(true);
  });

  it("puts an answer's meetings beside an empty choice", () => {
    expect(
      ids(
        deriveScene(of({ centers: [] }), world(), {
          path: null,
          asked: [],
          meetings: ["mtg:1"],
          overview: [],
        }),
      ),
    ).toEqual(["mtg:1", "per:a", "per:b"]);
  });

  it("is at home with hostile ids", () => {
    const scene = deriveScene(of({ centers: ["per:constructor"] }), world(), none);
    expect(ids(scene)).toEqual(["mtg:constructor", "per:__proto__", "per:constructor"]);
  });

  it("does not depend on the order in which answers came", () => {
    const backwards = new World();
    for (const one of [...world().meetings.values()].reverse())
      backwards.addMeeting(
        meeting(
          one.id,
          one.status,
          one.edtf,
          one.participants.map((p) => [p.actor, p.function]),
        ),
      );
    const sorted = (scene: ReturnType<typeof deriveScene>) =>
      JSON.stringify([ids(scene), scene.edges.map((e) => e.id).sort()]);
    expect(sorted(deriveScene(of({}), backwards, none))).toBe(sorted(deriveScene(of({}), world(), none)));
  });
});

describe("the timeline's bins", () => {
  it("counts sure days and spreads vague dates over their bins", () => {
    const { bins, undated } = binned(["2015-10-23", "2015-10-30", "2016", null]);
    expect(undated).toBe(1);
    expect(bins.find((bin) => bin.period === "2015-10")?.count).toBe(2);
    const vague = bins.filter((bin) => bin.period.startsWith("2016"));
    expect(vague).toHaveLength(12);
    expect(vague.reduce((sum, bin) => sum + bin.vague, 0)).toBeCloseTo(1);
  });
  it("goes by years over long spans and by days over short ones", () => {
    expect(binned(["2001-01-01", "2019"]).bins[0]?.period).toBe("2001");
    expect(binned(["2019-01-14", "2019-01-21"]).bins).toHaveLength(8);
  });
});
