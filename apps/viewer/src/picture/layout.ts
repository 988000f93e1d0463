import type { Scene } from "../scene.ts";
import type { Pins } from "../state.ts";
import type { GroupsFound, GroupTask, LayoutStep, LayoutTask } from "./layout.worker.ts";

export interface Point {
  x: number;
  y: number;
}

/** Pixels that the picture has for its nodes. */
export interface Room {
  width: number;
  height: number;
}

/** Iterations: as many as a small graph needs to come to rest, fewer for large ones, by nodes moved in all. */
const ITERATIONS = 500;
const FEWEST = 40;
const MOVES = 400_000;

/** Keeps where every node stands, moves newcomers to their place and finds groups, in a worker. */
export class Layout {
  readonly positions = new Map<string, Point>();
  /** Who meets among themselves: node → number of its group, the largest 0; small groups have none. */
  groups: ReadonlyMap<string, number> = new Map();
  /** Nodes whose layout came to its end; the others may still be moved. */
  readonly #settled = new Set<string>();
  #worker: Worker;
  #run = 0;
  #grouped = 0;
  #moving = false;
  #grouping = false;
  #ids: string[] = [];
  #groupedIds: string[] = [];
  #onStep: (done: boolean) => void;

  constructor(onStep: (done: boolean) => void) {
    this.#onStep = onStep;
    this.#worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
    this.#worker.onmessage = ({ data }: MessageEvent<LayoutStep | GroupsFound>) => {
      if ("groups" in data) this.#takeGroups(data);
      else this.#take(data);
    };
  }

  get running(): boolean {
    return this.#moving || this.#grouping;
  }

  /**
   * Gives every node of the scene a position now, and a good one soon. Nodes that have settled stay where the reader
   * knows them, unless `afresh`, or unless most of the picture is new: then they are only where it starts from.
   * Pinned nodes stay in any case.
   */
  arrange(scene: Scene, radius: (id: string) => number, pins: Pins, room: Room, afresh = false): void {
    if (afresh) {
      this.positions.clear();
      this.#settled.clear();
    }
    this.hold(pins);
    const known = scene.nodes.filter((node) => this.#settled.has(node.id));
    // All have settled: nobody waits for a first position.
    if (known.length === scene.nodes.length) return;
    seed(scene, this.positions);
    const fixed = new Set(known.length >= scene.nodes.length / 2 ? known.map((node) => node.id) : []);
    this.#ids = scene.nodes.map((node) => node.id);
    const nodes = new Float32Array(this.#ids.length * 4);
    this.#ids.forEach((id, i) => {
      const { x, y } = this.positions.get(id)!;
      nodes.set([x, y, radius(id), fixed.has(id) || Object.hasOwn(pins, id) ? 1 : 0], i * 4);
    });
    const iterations = Math.min(ITERATIONS, Math.max(FEWEST, Math.floor(MOVES / this.#ids.length)));
    const edges = numbered(scene, this.#ids);
    const task: LayoutTask = { run: ++this.#run, nodes, edges, iterations, ...room };
    this.#moving = true;
    this.#worker.postMessage(task);
  }

  /** Puts nodes where the reader wants them. */
  hold(pins: Pins): void {
    for (const [id, { x, y }] of Object.entries(pins)) this.positions.set(id, { x, y });
  }

  /** Looks for groups in a scene; `onStep` tells when they are there. */
  group(scene: Scene | null): void {
    this.#groupedIds = scene?.nodes.map((node) => node.id) ?? [];
    this.#grouped++;
    if (!scene || scene.edges.length === 0) {
      this.groups = new Map();
      this.#grouping = false;
      return;
    }
    const edges = numbered(scene, this.#groupedIds);
    const task: GroupTask = { grouping: this.#grouped, order: this.#groupedIds.length, edges };
    this.#grouping = true;
    this.#worker.postMessage(task);
  }

  #takeGroups({ grouping, groups }: GroupsFound): void {
    if (grouping !== this.#grouped) return;
    this.#grouping = false;
    this.groups = new Map(
      this.#groupedIds.flatMap((id, i) => (groups[i]! >= 0 ? [[id, groups[i]!] as const] : [])),
    );
    this.#onStep(!this.#moving);
  }

  #take({ run, positions, done }: LayoutStep): void {
    if (run !== this.#run) return;
    this.#ids.forEach((id, i) => {
      this.positions.set(id, { x: positions[i * 2]!, y: positions[i * 2 + 1]! });
    });
    if (done) {
      this.#moving = false;
      for (const id of this.#ids) this.#settled.add(id);
    }
    this.#onStep(done);
  }
}

/** Source, target and weight of every edge, nodes by their place in the list. */
function numbered(scene: Scene, ids: readonly string[]): Float32Array {
  const index = new Map(ids.map((id, i) => [id, i]));
  return new Float32Array(
    scene.edges.flatMap((edge) => [
      index.get(edge.source)!,
      index.get(edge.target)!,
      1 + Math.log2(Math.max(1, edge.meetings.length)),
    ]),
  );
}
/** First positions: beside placed neighbours when there are any, else on a circle; where exactly, the id decides. */
export function seed(scene: Pick<Scene, "nodes" | "edges">, positions: Map<string, Point>): void {
  const neighbours = new Map<string, string[]>();
  const add = (id: string, other: string): void => {
    const list = neighbours.get(id);
    if (list) list.push(other);
    else neighbours.set(id, [other]);
  };
  for (const { source, target } of scene.edges) {
    add(source, target);
    add(target, source);
  }
  const placed = new Map(positions);
  const known = positions.size;
  // From the middle outwards: whoever comes later stands beside those it belongs to, and little has to untangle.
  for (const id of outwards(scene, neighbours)) {
    if (positions.has(id)) continue;
    const near = (neighbours.get(id) ?? [])
      .map((other) => placed.get(other))
      .filter((point) => point !== undefined);
    const angle = hash(id) * 2 * Math.PI;
    const distance = near.length ? 12 + 12 * hash(`${id}r`) : 40 + 60 * hash(`${id}r`);
    const middle = near.length ? mean(near) : { x: 0, y: 0 };
    const point = { x: middle.x + distance * Math.cos(angle), y: middle.y + distance * Math.sin(angle) };
    positions.set(id, point);
    if (known === 0) placed.set(id, point);
  }
}

/** Nodes in breadth-first order, each part from its node with the most neighbours. */
function outwards(scene: Pick<Scene, "nodes">, neighbours: ReadonlyMap<string, string[]>): string[] {
  const degree = (id: string) => neighbours.get(id)?.length ?? 0;
  const starts = scene.nodes.map(({ id }) => id).sort((a, b) => degree(b) - degree(a) || (a < b ? -1 : 1));
  const seen = new Set<string>();
  for (const start of starts) {
    if (seen.has(start)) continue;
    const queue = [start];
    seen.add(start);
    for (const id of queue)
      for (const next of neighbours.get(id) ?? [])
        if (!seen.has(next)) {
          seen.add(next);
          queue.push(next);
        }
  }
  return [...seen];
}

function mean(points: Point[]): Point {
  return {
    x: points.reduce((sum, point) => sum + point.x, 0) / points.length,
    y: points.reduce((sum, point) => sum + point.y, 0) / points.length,
  };
}

/** FNV-1a, as a number in [0, 1). */
export function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return ((h ^ (h >>> 13)) >>> 0) / 2 ** 32;
}
