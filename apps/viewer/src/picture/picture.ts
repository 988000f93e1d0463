import Graph from "graphology";
import Sigma from "sigma";
import type { EdgeDisplayData, NodeDisplayData } from "sigma/types";
import type { LabelSide } from "../hooks.ts";
import type { Dictionary } from "../i18n/index.ts";
import { NOTHING, type Scene, type SceneEdge, type SceneNode } from "../scene.ts";
import type { Selection, State } from "../state.ts";
import { type Disc, isRtl, type LabelWish, placeLabels } from "./labels.ts";
import { Layout, type Point } from "./layout.ts";
import {
  crowding,
  edgeLabel,
  edgeLook,
  type LabelLook,
  labelLook,
  leaders,
  nodeLook,
  radiusOf,
  sceneSignature,
} from "./looks.ts";
import { LineProgram, ShapeProgram } from "./shapes.ts";
import { readTheme, type Theme } from "./theme.ts";
import { byGroup, tintPath } from "./tints.ts";

export const FONT = '"IBM Plex Sans Arabic", system-ui, sans-serif';

/** Nodes whose names compete for room in one frame; of more, the important ones. */
const CONSIDERED = 1500;
/** The camera that sees everything. */
const WHOLE = { x: 0.5, y: 0.5, ratio: 1, angle: 0 };
/** Pixels; below, the page stacks its parts. */
const NARROW = 600;
/** Pixels of the shorter side below which a frame is small. */
const SMALL = 480;
/** Above this many edges their counts are left out. */
const COUNTED = 150;
/** Above this many nodes tints would be one smear. */
const TINTED = 2000;

/** What of the state the picture itself depends on, beside the scene. */
export type Styling = Pick<State, "size" | "pins" | "groups">;

export interface PictureEvents {
  select(selection: Selection | null): void;
  expand(id: string): void;
  pin(id: string, at: Point): void;
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
  #names: CanvasRenderingContext2D;
  #tints: CanvasRenderingContext2D;
  #widths = new Map<string, number>();
  #events: PictureEvents;
  #placed: LabelSide[] = [];
  #looks: { node: SceneNode; look: LabelLook }[] = [];
  #nodeLooks = new Map<string, Partial<NodeDisplayData>>();
  #edgeLooks = new Map<string, Partial<EdgeDisplayData>>();

  /** Fonts must be loaded before, or names are measured and drawn in another. Throws where WebGL is missing. */
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
      edgeReducer: (id, data) => this.#edgeLooks.get(id) ?? { ...data, hidden: true },
    });
    this.#sigma.createCanvasContext("names");
    const canvas = this.#sigma.getCanvases().names!;
    canvas.style.pointerEvents = "none";
    this.#names = canvas.getContext("2d")!;
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
    this.#listen();
  }

  get scene(): Scene {
    return this.#scene;
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
      this.layout.arrange(scene, this.#radius, pins, another);
      if (another) this.#sigma.getCamera().setState(WHOLE);
      this.#rebuild();
    } else if (pinned) {
      this.layout.hold(pins);
      this.#place();
    }
    if (this.#grouped !== signature || regrouped) {
      this.#grouped = signature;
      this.layout.group(groups && scene.nodes.length <= TINTED ? scene : null);
    }
    this.#sigma.refresh();
    if (!this.layout.running) this.#events.settled();
  }

  readonly #radius = (id: string): number =>
    radiusOf(this.#nodes.get(id)!, this.#styling.size, crowding(this.#scene.nodes.length));

  rearrange(): void {
    this.layout.arrange(this.#scene, this.#radius, this.#styling.pins, true);
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
    const data = this.#sigma.getNodeDisplayData(id);
    return data ? this.#sigma.framedGraphToViewport(data) : null;
  }

  /** Where names were drawn last. */
  get labels(): LabelSide[] {
    return this.#placed;
  }

  /** Brings sigma's graph to the scene by what differs: a brush over the timeline changes little of a large one. */
  #rebuild(): void {
    const graph = this.#graph;
    for (const id of graph.nodes()) if (!this.#nodes.has(id)) graph.dropNode(id);
    for (const id of graph.edges()) if (!this.#edges.has(id)) graph.dropEdge(id);
    for (const id of this.#nodes.keys())
      if (graph.hasNode(id)) graph.mergeNodeAttributes(id, this.layout.positions.get(id)!);
      else graph.addNode(id, { ...this.layout.positions.get(id)!, type: "shape" });
    for (const edge of this.#edges.values())
      if (!graph.hasEdge(edge.id)) graph.addEdgeWithKey(edge.id, edge.source, edge.target, { type: "line" });
  }

  #moved(done: boolean): void {
    if (done || !calm()) {
      this.#place();
      this.#sigma.refresh();
    }
    if (!this.layout.running) this.#events.settled();
  }

  #place(): void {
    this.#graph.updateEachNodeAttributes(
      (id, attributes) => ({ ...attributes, ...(this.layout.positions.get(id) ?? {}) }),
      { attributes: ["x", "y"] },
    );
  }

  /** Looks follow from scene and theme alone: derived once for many frames, names the most important first. */
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
    this.#edgeLooks = new Map(
      this.#scene.edges.map((edge) => [
        edge.id,
        { ...edgeLook(edge, this.#theme, crowd), type: "line", zIndex: edge.lit || edge.selected ? 1 : 0 },
      ]),
    );
    const leading = leaders(this.#scene);
    this.#looks = this.#scene.nodes
      .map((node) => ({ node, look: labelLook(node, this.#theme, this.#words, leading.has(node.id)) }))
      .sort((a, b) => Number(b.look.forced) - Number(a.look.forced) || b.look.priority - a.look.priority);
  }

  #drawNames(): void {
    const ctx = this.#names;
    const { width, height } = this.#sigma.getDimensions();
    ctx.clearRect(0, 0, width, height);
    const wishes: (LabelWish & { look: LabelLook })[] = [];
    const discs: Disc[] = [];
    for (const { node, look } of this.#looks) {
      if (discs.length >= CONSIDERED) break;
      const data = this.#sigma.getNodeDisplayData(node.id);
      if (!data || data.hidden) continue;
      const { x, y } = this.#sigma.framedGraphToViewport(data);
      if (x < -200 || y < -60 || x > width + 200 || y > height + 60) continue;
      const radius = this.#sigma.scaleSize(data.size);
      discs.push({ x, y, radius });
      const hovered = node.id === this.#hovered;
      if (node.selected || hovered) this.#ring(x, y, radius + 4);
      if (node.pinned) drawPin(this.#names, x + radius * 0.75, y - radius * 0.75, this.#theme);
      wishes.push({
        id: node.id,
        text: look.text,
        x,
        y,
        radius: radius + (node.selected ? 4 : 0),
        width: this.#width(look.text, look.weight, look.size),
        height: look.size * 1.35,
        rtl: isRtl(look.text),
        priority: look.priority,
        forced: look.forced || hovered,
        look,
      });
    }
    this.#drawCounts(discs);
    this.#placed = [];
    // On wide screens tools and key float over the picture.
    const clear = width < NARROW ? {} : { top: 50, bottom: 36 };
    for (const { wish, left, top } of placeLabels(wishes, discs, { width, height, ...clear })) {
      this.#placed.push(sideOf(wish, left, top, discs));
      drawName(ctx, wish, left, top, (wish as (typeof wishes)[number]).look, this.#theme.background);
    }
  }

  #drawTints(): void {
    const ctx = this.#tints;
    const { width, height } = this.#sigma.getDimensions();
    ctx.clearRect(0, 0, width, height);
    const { groups } = this.layout;
    // A lit path is what is to be seen: circles would shine through all that is dimmed.
    if (groups.size === 0 || this.#scene.nodes.some(({ lit }) => lit)) return;
    const place = (id: string) => {
      const data = this.#nodes.has(id) ? this.#sigma.getNodeDisplayData(id) : undefined;
      return data
        ? { ...this.#sigma.framedGraphToViewport(data), radius: this.#sigma.scaleSize(data.size) }
        : null;
    };
    byGroup(groups, this.#scene.edges, place).forEach(({ members, edges }, number) => {
      ctx.fillStyle = this.#theme.tints[number % this.#theme.tints.length]!;
      ctx.fill(new Path2D(tintPath(members, edges)));
    });
  }

  #drawCounts(discs: Disc[]): void {
    const ctx = this.#names;
    ctx.font = `600 11px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    if (this.#scene.edges.length > COUNTED) return;
    for (const edge of this.#scene.edges) {
      const label = edgeLabel(edge);
      if (!label || edge.dimmed) continue;
      const source = this.pixelOf(edge.source);
      const target = this.pixelOf(edge.target);
      if (!source || !target || Math.hypot(source.x - target.x, source.y - target.y) < 60) continue;
      const [x, y] = [(source.x + target.x) / 2, (source.y + target.y) / 2];
      ctx.fillStyle = this.#theme.background;
      ctx.beginPath();
      ctx.arc(x, y, 9, 0, 2 * Math.PI);
      ctx.fill();
      ctx.fillStyle = this.#theme.muted;
      ctx.fillText(label, x, y + 0.5);
      discs.push({ x, y, radius: 9 });
    }
  }

  #ring(x: number, y: number, radius: number): void {
    const ctx = this.#names;
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.lineWidth = 2;
    ctx.strokeStyle = this.#theme.lit;
    ctx.stroke();
  }

  #width(text: string, weight: number, size: number): number {
    const key = `${weight} ${size} ${text}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    this.#names.font = `${weight} ${size}px ${FONT}`;
    const { width } = this.#names.measureText(text);
    if (this.#widths.size > 20_000) this.#widths.clear();
    this.#widths.set(key, width);
    return width;
  }

  #listen(): void {
    const sigma = this.#sigma;
    let dragged: string | null = null;
    let moved = false;
    const hover = (id: string | null, pointer: boolean) => {
      this.#hovered = id;
      sigma.getContainer().style.cursor = pointer ? "pointer" : "";
      sigma.scheduleRender();
      const node = id ? this.#nodes.get(id) : undefined;
      this.#events.hover(node ?? null, (node && this.pixelOf(node.id)) ?? { x: 0, y: 0 });
    };
    sigma.on("enterNode", ({ node }) => hover(node, true));
    sigma.on("leaveNode", () => hover(null, false));
    sigma.on("enterEdge", () => hover(null, true));
    sigma.on("leaveEdge", () => hover(null, false));
    sigma.on("clickNode", ({ node }) => {
      if (!moved) this.#events.select({ kind: "node", id: node });
    });
    sigma.on("doubleClickNode", (event) => {
      event.preventSigmaDefault();
      if (!event.node.startsWith("mtg:")) this.#events.expand(event.node);
    });
    sigma.on("clickEdge", ({ edge }) => {
      const found = this.#edges.get(edge);
      if (found) this.#events.select({ kind: "edge", a: found.source, b: found.target });
    });
    sigma.on("clickStage", () => this.#events.select(null));
    sigma.on("downNode", ({ node }) => {
      dragged = node;
      moved = false;
      if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox());
    });
    sigma.on("moveBody", ({ event }) => {
      if (!dragged) return;
      if (!moved) this.#events.hover(null, { x: 0, y: 0 });
      moved = true;
      const point = sigma.viewportToGraph(event);
      this.layout.positions.set(dragged, point);
      this.#graph.mergeNodeAttributes(dragged, point);
      event.preventSigmaDefault();
      event.original.preventDefault();
    });
    const release = () => {
      const at = dragged && moved ? this.layout.positions.get(dragged) : undefined;
      if (dragged && at) this.#events.pin(dragged, { ...at });
      dragged = null;
      sigma.setCustomBBox(null);
      setTimeout(() => {
        moved = false;
      });
    };
    sigma.on("upNode", release);
    sigma.on("upStage", release);
  }
}

function sideOf(wish: LabelWish, left: number, top: number, discs: readonly Disc[]): LabelSide {
  const right = left + wish.width;
  const side = right < wish.x ? "left" : left > wish.x ? "right" : "middle";
  const coversNode = discs.some(({ x, y, radius }) => {
    const [dx, dy] = [
      x - Math.min(Math.max(x, left), right),
      y - Math.min(Math.max(y, top), top + wish.height),
    ];
    return Math.hypot(dx, dy) < radius;
  });
  return { id: wish.id, side, coversNode };
}

function drawName(
  ctx: CanvasRenderingContext2D,
  wish: LabelWish,
  left: number,
  top: number,
  look: LabelLook,
  halo: string,
): void {
  // The canvas inherits the page's direction: said outright for each name, or Arabic lands over its own node.
  ctx.direction = wish.rtl ? "rtl" : "ltr";
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.font = `${look.weight} ${look.size}px ${FONT}`;
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = halo;
  ctx.strokeText(wish.text, left, top + wish.height / 2);
  ctx.fillStyle = look.color;
  ctx.fillText(wish.text, left, top + wish.height / 2);
}

/** The sign of a node that the reader has put where it is: the head of a pin. */
export function drawPin(ctx: CanvasRenderingContext2D, x: number, y: number, theme: Theme): void {
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x - 4.5, y + 4.5);
  ctx.lineWidth = 1.6;
  ctx.strokeStyle = theme.ink;
  ctx.stroke();
  ctx.beginPath();
  ctx.arc(x, y, 3.6, 0, 2 * Math.PI);
  ctx.fillStyle = theme.lit;
  ctx.fill();
  ctx.lineWidth = 1.4;
  ctx.strokeStyle = theme.background;
  ctx.stroke();
}

/** Whether the reader asked for less motion. */
export function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
