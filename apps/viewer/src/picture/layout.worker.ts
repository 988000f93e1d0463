import { UndirectedGraph } from "graphology";
import louvain from "graphology-communities-louvain";
import iterateForces from "graphology-layout-forceatlas2/iterate.js";
import iterateOverlaps from "graphology-layout-noverlap/iterate.js";

/**
 * ForceAtlas2, then noverlap, in its own thread. graphology's own worker starts from a blob: URL, which a strict
 * content policy forbids, so this module drives the same iteration functions.
 */
export interface LayoutTask {
  run: number;
  /** x, y, radius in pixels, 1 when it must stay where it is; per node. */
  nodes: Float32Array;
  /** source index, target index, weight; per edge. */
  edges: Float32Array;
  iterations: number;
  /** Pixels that the picture has. */
  width: number;
  height: number;
}

export interface LayoutStep {
  run: number;
  /** x, y per node. */
  positions: Float32Array;
  done: boolean;
}

export interface GroupTask {
  grouping: number;
  order: number;
  /** As in LayoutTask. */
  edges: Float32Array;
}

export interface GroupsFound {
  grouping: number;
  /** Per node the number of its group, the largest 0; -1 for nodes of small groups. */
  groups: Int16Array;
}

const FORCE_ROW = 10;
const OVERLAP_ROW = 3;
const CHUNK = 25;
/** Nodes above which a picture is a landscape, no longer somebody's neighbourhood. */
const MANY = 150;
const MARGIN = 17;
/** Between nodes of a landscape: closer, so that what belongs together stays together. */
const CLOSE = 9;

/** Share of the picture that the mean node still moves in a chunk when the forces are taken to be at rest. */
const RESTING = 0.001;
/** The same for a landscape, whose last small moves nobody sees. */
const RESTLESS = 0.008;

let wanted = 0;

self.onmessage = ({ data }: MessageEvent<LayoutTask | GroupTask>) => {
  if ("grouping" in data) {
    const found: GroupsFound = { grouping: data.grouping, groups: groupsOf(data) };
    self.postMessage(found, { transfer: [found.groups.buffer] });
    return;
  }
  wanted = data.run;
  // noverlap jitters coinciding nodes with Math.random: seeded, so that equal graphs give equal pictures.
  Math.random = congruential(42);
  step(data, forceRows(data), 0);
};

function step(task: LayoutTask, rows: Float32Array, done: number): void {
  if (task.run !== wanted) return;
  const order = task.nodes.length / 4;
  // A neighbourhood is a star and should be round; of many meetings the clusters should come apart.
  const many = order > MANY;
  const settings = {
    linLogMode: many,
    outboundAttractionDistribution: false,
    adjustSizes: false,
    edgeWeightInfluence: 0.5,
    scalingRatio: 10,
    strongGravityMode: !many,
    gravity: many ? 5 : 0.06,
    slowDown: many ? 2 : 1 + Math.log(order + 1),
    barnesHutOptimize: order > 1000,
    barnesHutTheta: 0.6,
  };
  const until = Math.min(task.iterations, done + CHUNK);
  const before = positionsOf(task, rows);
  for (let i = done; i < until; i++) iterateForces(settings, rows, task.edges);
  const after = positionsOf(task, rows);
  if (until < task.iterations && drift(before, after) > (many ? RESTLESS : RESTING)) {
    post(task.run, after, false);
    setTimeout(() => step(task, rows, until));
    return;
  }
  post(task.run, withoutOverlaps(task, after), true);
}

/** Members below which a group is nobody's circle. */
const SMALL = 4;

/** Louvain on the picture as it is drawn: who stands in a group with whom. Seeded, so that it repeats. */
function groupsOf({ order, edges }: GroupTask): Int16Array {
  const graph = new UndirectedGraph<object, { weight: number }>();
  for (let i = 0; i < order; i++) graph.addNode(i);
  for (let e = 0; e < edges.length; e += 3) {
    const [a, b] = [edges[e]!, edges[e + 1]!];
    if (a !== b) graph.mergeEdge(a, b, { weight: edges[e + 2]! });
  }
  const groups = new Int16Array(order).fill(-1);
  if (graph.size === 0) return groups;
  const found = louvain(graph, { rng: congruential(1) });
  const members = new Map<number, number[]>();
  for (let i = 0; i < order; i++) {
    const group = found[i]!;
    members.set(group, members.get(group)?.concat(i) ?? [i]);
  }
  [...members.values()]
    .filter((list) => list.length >= SMALL)
    .sort((a, b) => b.length - a.length || a[0]! - b[0]!)
    .forEach((list, number) => {
      for (const node of list) groups[node] = number;
    });
  return groups;
}

function post(run: number, positions: Float32Array, done: boolean): void {
  const message: LayoutStep = { run, positions, done };
  self.postMessage(message, { transfer: [positions.buffer] });
}

function forceRows(task: LayoutTask): Float32Array {
  const order = task.nodes.length / 4;
  const rows = new Float32Array(order * FORCE_ROW);
  for (let i = 0; i < order; i++) {
    const row = i * FORCE_ROW;
    rows[row] = task.nodes[i * 4]! / stretch(task);
    rows[row + 1] = task.nodes[i * 4 + 1]!;
    rows[row + 6] = 1;
    rows[row + 7] = 1;
    rows[row + 8] = 1;
    rows[row + 9] = task.nodes[i * 4 + 3]!;
  }
  for (let e = 0; e < task.edges.length; e += 3) {
    for (const end of [0, 1]) {
      const index = task.edges[e + end]!;
      rows[index * FORCE_ROW + 6]! += task.edges[e + 2]!;
      task.edges[e + end] = index * FORCE_ROW;
    }
  }
  return rows;
}

/** The forces make a disc; a picture is wider than high, and names need room sideways. */
function stretch({ width, height }: LayoutTask): number {
  return Math.min(1.8, Math.max(0.85, width / height));
}

function positionsOf(task: LayoutTask, rows: Float32Array): Float32Array {
  const order = rows.length / FORCE_ROW;
  const positions = new Float32Array(order * 2);
  for (let i = 0; i < order; i++) {
    positions[i * 2] = task.nodes[i * 4 + 3] ? task.nodes[i * 4]! : rows[i * FORCE_ROW]! * stretch(task);
    positions[i * 2 + 1] = rows[i * FORCE_ROW + 1]!;
  }
  return positions;
}

function withoutOverlaps(task: LayoutTask, positions: Float32Array): Float32Array {
  const order = positions.length / 2;
  if (order < 2) return positions;
  const unit = Math.max(1e-6, extent(positions, 0) / task.width, extent(positions, 1) / task.height);
  // In pixels: noverlap's steps are made for sizes of that order.
  const rows = new Float32Array(order * OVERLAP_ROW);
  for (let i = 0; i < order; i++) {
    rows[i * OVERLAP_ROW] = positions[i * 2]! / unit;
    rows[i * OVERLAP_ROW + 1] = positions[i * 2 + 1]! / unit;
    rows[i * OVERLAP_ROW + 2] = task.nodes[i * 4 + 2]!;
  }
  const held = rows.slice();
  const margin = order > MANY ? CLOSE : MARGIN;
  const settings = { margin, ratio: 1, expansion: 1.1, gridSize: 20, speed: 3 };
  const rounds = Math.min(200, Math.ceil(150_000 / order));
  for (let round = 0; round < rounds; round++) {
    const { converged } = iterateOverlaps(settings, rows);
    for (let i = 0; i < order; i++)
      if (task.nodes[i * 4 + 3])
        rows.set(held.subarray(i * OVERLAP_ROW, (i + 1) * OVERLAP_ROW), i * OVERLAP_ROW);
    if (converged) break;
  }
  for (let i = 0; i < order; i++) {
    if (task.nodes[i * 4 + 3]) continue;
    positions[i * 2] = rows[i * OVERLAP_ROW]! * unit;
    positions[i * 2 + 1] = rows[i * OVERLAP_ROW + 1]! * unit;
  }
  return positions;
}

/** How far the mean node has moved, as a share of the picture's width. */
function drift(before: Float32Array, after: Float32Array): number {
  let way = 0;
  for (let i = 0; i < after.length; i += 2)
    way += Math.hypot(after[i]! - before[i]!, after[i + 1]! - before[i + 1]!);
  return way / Math.max(1e-6, (after.length / 2) * extent(after, 0));
}

/** How far apart the outermost nodes stand along an axis. */
function extent(positions: Float32Array, axis: 0 | 1): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = axis; i < positions.length; i += 2)
    [low, high] = [Math.min(low, positions[i]!), Math.max(high, positions[i]!)];
  return high - low;
}

function congruential(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
