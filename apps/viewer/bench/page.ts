import "../src/style.css";
import Graph from "graphology";
import Sigma from "sigma";
import { ar } from "../src/i18n/ar.ts";
import { Picture } from "../src/picture/picture.ts";
import { deriveScene } from "../src/scene.ts";
import { initialState, type State } from "../src/state.ts";
import { World } from "../src/world.ts";

/** 10,000 nodes and 30,000 edges: meetings of seeded sizes around one actor who was at all of them. */
const MEETINGS = 2500;
const ACTORS = 7500;
const EDGES = 30_000;
const ROUNDS = 9;

function makeWorld(): World {
  let seed = 7;
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  const world = new World();
  const each = Math.floor(EDGES / MEETINGS) - 1;
  for (let m = 0; m < MEETINGS; m++) {
    const people = new Set<number>();
    // Every actor is somewhere; the rest of the seats go to the busy ones.
    for (let i = 0; i < 3; i++) people.add((m * 3 + i) % ACTORS);
    while (people.size < each) people.add(Math.floor(random() ** 3 * ACTORS));
    world.addMeeting({
      id: `mtg:${m}`,
      name: null,
      type: "multilateral",
      status: random() < 0.1 ? "planned" : "held",
      date: { edtf: `${2000 + (m % 25)}-${String(1 + (m % 12)).padStart(2, "0")}` },
      place: null,
      participants: ["per:hub", ...[...people].map((p) => `per:p${p}`)].map((id) => ({
        id,
        name: `محمد ${id.slice(4)}`,
        function: "participant",
      })),
      articles: [],
    });
  }
  return world;
}

function median(run: () => void): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return times[Math.floor(ROUNDS / 2)]!;
}

async function main(): Promise<Record<string, number>> {
  await document.fonts.load('400 16px "IBM Plex Sans Arabic"', "محمد");
  const world = makeWorld();
  const state: State = { ...initialState("ar"), centers: ["per:hub"] };
  const nothing = { path: null, asked: [], meetings: [], overview: [] };
  const scene = deriveScene(state, world, nothing);
  const picture = new Picture(document.getElementById("ours")!, ar, {
    select() {},
    expand() {},
    pin() {},
    hover() {},
    settled() {},
  });
  picture.useFonts();
  picture.update(scene, ar, state);
  while (picture.layout.running) await new Promise((done) => setTimeout(done, 50));

  const graph = new Graph({ type: "undirected", multi: true });
  for (const node of scene.nodes)
    graph.addNode(node.id, {
      ...picture.layout.positions.get(node.id)!,
      size: 6,
      label: node.name ?? node.id,
      color: "#0a6ebd",
    });
  for (const edge of scene.edges) graph.addEdge(edge.source, edge.target, { size: 1.4, color: "#b4b1a8" });
  const bare = new Sigma(graph, document.getElementById("bare")!);

  const brushed: State = { ...state, period: { since: "2010-01-01", until: "2014-12-31", undated: true } };
  const ourRefresh = median(() => picture.refresh());
  const narrow = deriveScene(brushed, world, nothing);
  // The picture's share of a brush, there and back, without the refresh that ends it. The frames must have been
  // drawn before the next round, or one measures how drawing by software falls behind.
  const there: number[] = [];
  const back: number[] = [];
  const timed = async (run: () => void): Promise<number> => {
    const start = performance.now();
    run();
    const took = performance.now() - start;
    await new Promise((done) => setTimeout(done, 600));
    return took;
  };
  for (let round = 0; round < ROUNDS; round++) {
    const narrowed = await timed(() => picture.update(narrow, ar, brushed));
    there.push(narrowed - (await timed(() => picture.refresh())));
    const widened = await timed(() => picture.update(scene, ar, state));
    back.push(widened - (await timed(() => picture.refresh())));
  }
  const middle = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!;
  const result = {
    nodes: scene.nodes.length,
    edges: scene.edges.length,
    bareRefresh: median(() => bare.refresh()),
    ourRefresh,
    pictureNarrowed: middle(there),
    pictureWidened: middle(back),
    deriveScene: median(() => deriveScene(state, world, nothing)),
    brush: median(() => deriveScene(brushed, world, nothing)),
    whoMetWhom: median(() => deriveScene({ ...brushed, view: "actors" }, world, nothing)),
  };
  return result;
}

main().then(
  (result) => {
    document.title = `done ${JSON.stringify(result)}`;
  },
  (error) => {
    document.title = `done ${JSON.stringify({ error: String(error) })}`;
  },
);
