import type Sigma from "sigma";
import type { SceneEdge } from "../scene.ts";
import type { Selection } from "../state.ts";
import type { Point } from "./layout.ts";

export interface PointerEvents {
  select(selection: Selection | null): void;
  expand(id: string): void;
  pin(id: string, at: Point): void;
}

/** What the pointer does needs to know and to move. */
export interface Pointed {
  edge(id: string): SceneEdge | undefined;
  positionOf(id: string): Point | undefined;
  move(id: string, to: Point): void;
  hover(node: string | null): void;
  /** The drag is over: the frame may follow again. */
  released(): void;
}

/** A click selects, a second one expands, a drag pins. */
export function followPointer(sigma: Sigma, events: PointerEvents, picture: Pointed): void {
  let dragged: string | null = null;
  let moved = false;
  const hover = (node: string | null, pointer: boolean) => {
    sigma.getContainer().style.cursor = pointer ? "pointer" : "";
    picture.hover(node);
  };
  sigma.on("enterNode", ({ node }) => hover(node, true));
  sigma.on("leaveNode", () => hover(null, false));
  sigma.on("enterEdge", () => hover(null, true));
  sigma.on("leaveEdge", () => hover(null, false));
  sigma.on("clickNode", ({ node }) => {
    if (!moved) events.select({ kind: "node", id: node });
  });
  sigma.on("doubleClickNode", (event) => {
    event.preventSigmaDefault();
    if (!event.node.startsWith("mtg:")) events.expand(event.node);
  });
  sigma.on("clickEdge", ({ edge }) => {
    const found = picture.edge(edge);
    if (found) events.select({ kind: "edge", a: found.source, b: found.target });
  });
  sigma.on("clickStage", () => events.select(null));
  sigma.on("downNode", ({ node }) => {
    dragged = node;
    moved = false;
    if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox());
  });
  sigma.on("moveBody", ({ event }) => {
    if (!dragged) return;
    if (!moved) picture.hover(null);
    moved = true;
    picture.move(dragged, sigma.viewportToGraph(event));
    event.preventSigmaDefault();
    event.original.preventDefault();
  });
  const release = () => {
    const at = dragged && moved ? picture.positionOf(dragged) : undefined;
    if (dragged && at) events.pin(dragged, { ...at });
    dragged = null;
    picture.released();
    setTimeout(() => {
      moved = false;
    });
  };
  sigma.on("upNode", release);
  sigma.on("upStage", release);
}
