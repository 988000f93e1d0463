import { UndirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import noverlap from "graphology-layout-noverlap";
import type { Spot } from "./looks.ts";
import type { Scene } from "./scene.ts";

const ITERATIONS = 400;
const MARGIN = 46;

/**
 * Where the nodes of a scene lie in a picture, the same for the same scene: ForceAtlas2 (Jacomy et al. 2014) from
 * places that the names decide, then nodes pushed apart that lie on each other.
 */
export const layOut = (
  scene: Scene,
  width: number,
  height: number,
  radius: (key: string) => number,
): Map<string, Spot> => {
  const graph = new UndirectedGraph<{ x: number; y: number; size: number }, { weight: number }>();
  for (const [at, { key }] of scene.nodes.entries()) {
    const angle = 2 * Math.PI * fraction(key);
    const distance = 40 + 60 * fraction(`${key}\n${at}`);
    graph.addNode(at, { x: distance * Math.cos(angle), y: distance * Math.sin(angle), size: radius(key) });
  }
  const number = new Map(scene.nodes.map(({ key }, at) => [key, String(at)]));
  for (const { from, to, meetings, relation } of scene.lines) {
    const weight = relation === "represents" ? 0.4 : 1 + Math.log2(Math.max(1, meetings.length));
    graph.mergeEdge(number.get(from)!, number.get(to)!, { weight });
  }
  forceAtlas2.assign(graph, {
    iterations: ITERATIONS,
    getEdgeWeight: "weight",
    settings: {
      edgeWeightInfluence: 0.5,
      scalingRatio: 10,
      strongGravityMode: true,
      gravity: 0.06,
      slowDown: 1 + Math.log(graph.order + 1),
    },
  });
  // Both axes fill the picture, but none is stretched to more than twice the other.
  const fillFrame = (): void => {
    const spots = graph.mapNodes((_node, { x, y }) => ({ x, y }));
    const [left, right] = extent(spots.map(({ x }) => x));
    const [top, bottom] = extent(spots.map(({ y }) => y));
    const across = (width - 2 * MARGIN) / Math.max(right - left, 1e-9);
    const down = (height - 2 * MARGIN) / Math.max(bottom - top, 1e-9);
    const least = Math.min(across, down, 4);
    const [sx, sy] = [Math.min(across, 2 * least), Math.min(down, 2 * least)];
    graph.updateEachNodeAttributes((_node, { x, y, size }) => ({
      x: width / 2 + (x - (left + right) / 2) * sx,
      y: height / 2 + (y - (top + bottom) / 2) * sy,
      size,
    }));
  };
  fillFrame();
  noverlap.assign(graph, { maxIterations: 120, settings: { margin: 7, ratio: 1.2 } });
  fillFrame();
  return new Map(
    scene.nodes.map(({ key }, at) => {
      const { x, y, size } = graph.getNodeAttributes(String(at));
      return [key, { x, y, radius: size }];
    }),
  );
};

const extent = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];

/** FNV-1a, as a number in [0, 1). */
const fraction = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
};
