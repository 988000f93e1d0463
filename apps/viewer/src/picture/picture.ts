import Graph from "graphology";
import Sigma from "sigma";
import type { EdgeDisplayData, NodeDisplayData } from "sigma/types";
import type { LabelSide } from "../hooks.ts";
import type { Dictionary } from "../i18n/index.ts";
import { NOTHING, type Scene, type SceneEdge, type SceneNode } from "../scene.ts";
import type { State } from "../state.ts";
import type { Disc } from "./labels.ts";
import { Layout, type Point, type Room } from "./layout.ts";
import {
  crowding,
  edgeLook,
  isCrowd,
  type LabelLook,
  labelLook,
  leaders,
  nodeLook,
  radiusOf,
  ranked,
  sceneSignature,
} from "./looks.ts";
import { Names } from "./names.ts";
import { followPointer, type PointerEvents } from "./pointer.ts";
import { LineProgram, ShapeProgram } from "./shapes.ts";
import { readTheme, type Theme } from "./theme.ts";
import { byGroup, tintPath } from "./tints.ts";

/** The camera that sees everything. */
const WHOLE = { x: 0.5, y: 0.5, ratio: 1, angle: 0 };
/** Pixels; below, the page stacks its parts. */
const NARROW = 600;
/** Pixels of the shorter side below which a frame is small. */
const SMALL = 480;
/** Camera ratio below which the reader looks closely. */
const CLOSE = 0.6;
/** Milliseconds that a layout may take before its way there is shown: until then it would only flicker. */
const PATIENCE = 1200;
/** Above this many nodes tints would be one smear. */
const TINTED = 2000;

/** What of the state the picture itself depends on, beside the scene. */
export type Styling = Pick<State, "size" | "pins" | "groups">;

export interface PictureEvents extends PointerEvents {
  /** The pointer is over a node, at these pixels, or over none. */
  hover(node: SceneNode | null, at: Point): void;
  settled(): void;
}

/** The drawn network: sigma for shapes and lines, a canvas of its own above for names. */
export class Picture {
  readonly layout: Layout;
  #sigma: Sigma;
  #graph = new Graph({ type: "undirected", multi: true });
  #nodes = new Map<string, SceneNode>();
  #edges = new Map<string, SceneEdge>();
  #scene: Scene = NOTHING;
  #scale = 1;
  #signature = "";
  #grouped = "";
  #styling: Styling = { size: "meetings", pins: {}, groups: false };
  #words: Dictionary;
  #theme: Theme;
  #hovered: string | null = null;
  #names: Names;
  #tints: CanvasRenderingContext2D;
  #fonts = false;
  #since = 0;
  #events: PictureEvents;
  #placed: LabelSide[] = [];
  /** The most important first. */
  #ranked: readonly SceneNode[] = [];
  #leading: ReadonlySet<string> = new Set();
  #labelLooks = new Map<string, LabelLook>();
  #nodeLooks = new Map<string, Partial<NodeDisplayData>>();
  #edgeLooks = new Map<string, Partial<EdgeDisplayData>>();

  /** Throws where WebGL is missing. Names are drawn from `useFonts` on. */
  constructor(container: HTMLElement, words: Dictionary, events: PictureEvents) {
    this.#words = words;
    this.#events = events;
    this.#theme = readTheme();
    this.#sigma = new Sigma(this.#graph, container, {
      allowInvalidContainer: true,
      renderLabels: false,
      renderEdgeLabels: false,
      enableEdgeEvents: true,
      defaultNodeType: "shape",
      defaultEdgeType: "line",
      nodeProgramClasses: { shape: ShapeProgram },
      edgeProgramClasses: { line: LineProgram },
      defaultDrawNodeHover: () => {},
      stagePadding: 70,
      minCameraRatio: 0.05,
      maxCameraRatio: 4,
      zoomToSizeRatioFunction: (ratio) => Math.max(0.35, Math.sqrt(ratio)),
      nodeReducer: (id, data) => {
        const look = this.#nodeLooks.get(id);
        return look ? Object.assign(look, { x: data.x, y: data.y }) : { ...data, hidden: true };
      },
      edgeReducer: (id, data) => {
        const edge = this.#edges.get(id);
        return edge ? this.#edgeLook(edge) : { ...data, hidden: true };
      },
    });
    this.#sigma.createCanvasContext("names");
    const canvas = this.#sigma.getCanvases().names!;
    canvas.style.pointerEvents = "none";
    this.#names = new Names(canvas.getContext("2d")!);
    this.#sigma.createCanvasContext("tints");
    const ground = this.#sigma.getCanvases().tints!;
    container.insertBefore(ground, this.#sigma.getCanvases().edges!);
    ground.style.pointerEvents = "none";
    this.#tints = ground.getContext("2d")!;
    this.#sigma.resize(true);
    this.#sigma.on("afterRender", () => {
      this.#drawTints();
      this.#drawNames();
    });
    this.layout = new Layout((done) => this.#moved(done));
    followPointer(this.#sigma, events, {
      edge: (id) => this.#edges.get(id),
      positionOf: (id) => this.layout.positions.get(id),
      move: (id, to) => {
        this.layout.positions.set(id, to);
        this.#graph.mergeNodeAttributes(id, to);
      },
      hover: (id) => this.#hover(id),
      released: this.#frame,
    });
  }

  /** The fonts are there: names measured before would have been measured in another. */
  useFonts(): void {
    this.#fonts = true;
    this.#sigma.refresh();
  }

  get scene(): Scene {
    return this.#scene;
  }

  /** Whether these nodes and lines are in the picture already, however they look. */
  shows(scene: Scene): boolean {
    return sceneSignature(scene) === this.#signature;
  }

  get theme(): Theme {
    return this.#theme;
  }

  update(scene: Scene, words: Dictionary, { size, pins, groups }: Styling): void {
    this.#measure();
    this.#words = words;
    const pinned = pins !== this.#styling.pins;
    const regrouped = groups !== this.#styling.groups;
    this.#styling = { size, pins, groups };
    const before = this.#scene.about;
    const another = scene.nodes.length > 0 && !scene.about.some((id) => before.includes(id));
    this.#scene = scene;
    this.#nodes = new Map(scene.nodes.map((node) => [node.id, node]));
    this.#edges = new Map(scene.edges.map((edge) => [edge.id, edge]));
    this.#prepareLooks();
    const signature = sceneSignature(scene);
    if (signature !== this.#signature) {
      this.#signature = signature;
      this.#since = performance.now();
      this.layout.arrange(scene, this.#radius, pins, this.#room(), another);
      if (another) {
        this.#sigma.getCamera().setState(WHOLE);
        this.#arriving(this.layout.running);
      }
      this.#rebuild(another);
    } else if (pinned) this.layout.hold(pins);
    if (pinned) this.#place();
    if (this.#grouped !== signature || regrouped) {
      this.#grouped = signature;
      this.layout.group(groups && scene.nodes.length <= TINTED ? scene : null);
    }
    this.#frame();
    this.#sigma.refresh();
    if (!this.layout.running) this.#events.settled();
  }

  readonly #radius = (id: string): number =>
    radiusOf(this.#nodes.get(id)!, this.#styling.size, crowding(this.#scene.nodes.length));

  /** Free pixels, beside what names and tools need. */
  #room(): Room {
    const { width, height } = this.#sigma.getDimensions();
    return { width: Math.max(320, width - 220), height: Math.max(320, height - 140) };
  }

  rearrange(): void {
    this.#since = performance.now();
    this.layout.arrange(this.#scene, this.#radius, this.#styling.pins, this.#room(), true);
    this.fit();
  }

  retheme(): void {
    this.#theme = readTheme();
    this.#prepareLooks();
    this.#sigma.refresh();
  }

  refresh(): void {
    this.#sigma.refresh();
  }

  resize(): void {
    const before = this.#scale;
    this.#measure();
    if (this.#scale !== before) this.#prepareLooks();
    this.#sigma.refresh();
  }

  /** Fits the canvas to its place on the page; whoever calls refreshes afterwards. */
  #measure(): void {
    const { offsetWidth, offsetHeight } = this.#sigma.getContainer();
    const side = Math.min(offsetWidth, offsetHeight);
    const padding = side < SMALL ? 40 : offsetWidth < NARROW ? 44 : 70;
    // A small frame shows the same picture smaller, not the same dots closer together.
    this.#scale = Math.min(1, Math.max(0.6, Math.sqrt(side / SMALL)));
    // Setting it, even to what it is, makes sigma index the whole graph again.
    if (this.#sigma.getSetting("stagePadding") !== padding) this.#sigma.setSetting("stagePadding", padding);
    this.#sigma.resize();
  }

  zoom(factor: number): void {
    const camera = this.#sigma.getCamera();
    camera.animate({ ratio: camera.ratio * factor }, { duration: calm() ? 1 : 180 });
  }

  fit(): void {
    this.#sigma.getCamera().animate(WHOLE, { duration: calm() ? 1 : 250 });
  }

  /** Pixel position of a node inside the picture; for tests and for the exports. */
  pixelOf(id: string): { x: number; y: number } | null {
    const disc = this.#disc(id);
    return disc && { x: disc.x, y: disc.y };
  }

  /** Where names were drawn last. */
  get labels(): LabelSide[] {
    return this.#placed;
  }

  /**
   * Brings sigma's graph to the scene. What the scene leaves out of it is only hidden, so that a brush over the
   * timeline is cheap; anything new makes a new graph, since sigma indexes all of a graph for each node that goes.
   */
  #rebuild(another: boolean): void {
    const { nodes, edges } = this.#scene;
    const graph = this.#graph;
    const known = nodes.every(({ id }) => graph.hasNode(id)) && edges.every(({ id }) => graph.hasEdge(id));
    if (known && !another) return;
    const fresh = new Graph({ type: "undirected", multi: true });
    for (const { id } of nodes) fresh.addNode(id, { ...this.layout.positions.get(id)!, type: "shape" });
    for (const edge of edges) fresh.addEdgeWithKey(edge.id, edge.source, edge.target, { type: "line" });
    this.#graph = fresh;
    this.#sigma.setGraph(fresh);
  }

  /** What is hidden does not count when the picture is fitted to its frame. */
  readonly #frame = (): void => {
    const hidden = this.#nodes.size > 0 && this.#graph.order > this.#nodes.size;
    this.#sigma.setCustomBBox(hidden ? extentOf(this.#nodes.keys(), this.layout.positions) : null);
  };

  #moved(done: boolean): void {
    if (done || (!calm() && performance.now() - this.#since > PATIENCE)) {
      this.#place();
      this.#frame();
      this.#sigma.refresh();
      this.#arriving(false);
    }
    if (!this.layout.running) this.#events.settled();
  }

  /** A new picture is not shown before its nodes have found their places. */
  #arriving(yes: boolean): void {
    this.#sigma.getContainer().classList.toggle("arriving", yes);
  }

  #place(): void {
    this.#graph.updateEachNodeAttributes(
      (id, attributes) => ({ ...attributes, ...(this.layout.positions.get(id) ?? {}) }),
      { attributes: ["x", "y"] },
    );
  }

  /** Looks follow from scene and theme alone: derived once for many frames, those of names and lines when needed. */
  #prepareLooks(): void {
    const crowd = crowding(this.#scene.nodes.length) * this.#scale;
    this.#nodeLooks = new Map(
      this.#scene.nodes.map((node) => [
        node.id,
        {
          ...nodeLook(node, this.#theme, this.#styling.size, crowd),
          type: "shape",
          zIndex: node.lit || node.selected ? 1 : 0,
        },
      ]),
    );
    this.#edgeLooks.clear();
    this.#labelLooks.clear();
    this.#leading = leaders(this.#scene);
    this.#ranked = ranked(this.#scene, this.#leading);
  }

  /** Thousands of lines share a handful of looks. */
  #edgeLook(edge: SceneEdge): Partial<EdgeDisplayData> {
    const { relation, tone, lit, dimmed, selected, meetings } = edge;
    const key = `${relation} ${tone} ${lit} ${dimmed} ${selected} ${relation === "met" ? meetings.length : ""}`;
    let look = this.#edgeLooks.get(key);
    if (!look) {
      const crowd = crowding(this.#scene.nodes.length) * this.#scale;
      look = { ...edgeLook(edge, this.#theme, crowd), type: "line", zIndex: lit || selected ? 1 : 0 };
      this.#edgeLooks.set(key, look);
    }
    return look;
  }

  #labelLook(node: SceneNode): LabelLook {
    let look = this.#labelLooks.get(node.id);
    if (!look) {
      const where = { leading: this.#leading.has(node.id), crowded: isCrowd(this.#scene) };
      look = labelLook(node, this.#theme, this.#words, where);
      this.#labelLooks.set(node.id, look);
    }
    return look;
  }

  #drawNames(): void {
    if (!this.#fonts) return;
    const { width, height } = this.#sigma.getDimensions();
    // On wide screens tools and key float over the picture.
    const clear = width < NARROW ? { top: 2, bottom: 2 } : { top: 50, bottom: 36 };
    this.#placed = this.#names.draw({
      ...{ width, height, ...clear },
      ranked: this.#ranked,
      lookOf: (node) => this.#labelLook(node),
      edges: this.#scene.edges,
      theme: this.#theme,
      hovered: this.#hovered,
      close: this.#sigma.getCamera().ratio < CLOSE,
      place: (id) => this.#disc(id),
    });
  }

  /** Where and how large a node is drawn, in pixels. */
  #disc(id: string): Disc | null {
    const data = this.#nodes.has(id) ? this.#sigma.getNodeDisplayData(id) : undefined;
    if (!data || data.hidden) return null;
    const { x, y } = this.#sigma.framedGraphToViewport(data);
    return { x, y, radius: this.#sigma.scaleSize(data.size) };
  }

  #hover(id: string | null): void {
    this.#hovered = id;
    this.#sigma.scheduleRender();
    const node = id ? this.#nodes.get(id) : undefined;
    this.#events.hover(node ?? null, (node && this.pixelOf(node.id)) ?? { x: 0, y: 0 });
  }

  #drawTints(): void {
    const ctx = this.#tints;
    const { width, height } = this.#sigma.getDimensions();
    ctx.clearRect(0, 0, width, height);
    const { groups } = this.layout;
    // A lit path is what is to be seen: circles would shine through all that is dimmed.
    if (groups.size === 0 || this.#scene.nodes.some(({ lit }) => lit)) return;
    byGroup(groups, this.#scene.edges, (id) => this.#disc(id)).forEach(({ members, edges }, number) => {
      ctx.fillStyle = this.#theme.tints[number % this.#theme.tints.length]!;
      ctx.fill(new Path2D(tintPath(members, edges, this.#scale)));
    });
  }
}

function extentOf(ids: Iterable<string>, positions: ReadonlyMap<string, Point>) {
  const [x, y]: [[number, number], [number, number]] = [
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ];
  for (const id of ids) {
    const at = positions.get(id)!;
    x[0] = Math.min(x[0], at.x);
    x[1] = Math.max(x[1], at.x);
    y[0] = Math.min(y[0], at.y);
    y[1] = Math.max(y[1], at.y);
  }
  return { x, y };
}

/** Whether the reader asked for less motion. */
export function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
