import type { LabelSide } from "../hooks.ts";
import type { SceneEdge, SceneNode } from "../scene.ts";
import { type Disc, isRtl, type LabelWish, placeLabels } from "./labels.ts";
import { edgeLabel, type LabelLook } from "./looks.ts";
import type { Theme } from "./theme.ts";

export const FONT = '"IBM Plex Sans Arabic", system-ui, sans-serif';

/** Nodes whose names compete for room in one frame; of more, the important ones. */
const CONSIDERED = 1500;
/** Above this many edges their counts are left out. */
const COUNTED = 150;
/** Measured texts kept. */
const MEASURED = 20_000;

/** What one drawing of the names depends on. */
export interface Frame {
  /** The most important first. */
  ranked: readonly SceneNode[];
  lookOf(node: SceneNode): LabelLook;
  edges: readonly SceneEdge[];
  theme: Theme;
  width: number;
  height: number;
  /** Pixels above and below that something else floats over. */
  top: number;
  bottom: number;
  hovered: string | null;
  /** The reader looks closely: names that tell little are worth their room. */
  close: boolean;
  /** Where a node is drawn, in pixels, or null. */
  place(id: string): Disc | null;
}

/** The canvas of names, counts, pins and rings above the drawn network. */
export class Names {
  readonly #ctx: CanvasRenderingContext2D;
  readonly #widths = new Map<string, number>();

  constructor(ctx: CanvasRenderingContext2D) {
    this.#ctx = ctx;
  }

  /** Draws what fits and tells where each name lies. */
  draw(frame: Frame): LabelSide[] {
    const { theme, width, height, top, bottom } = frame;
    const ctx = this.#ctx;
    ctx.clearRect(0, 0, width, height);
    const wishes: (LabelWish & { look: LabelLook })[] = [];
    const discs: Disc[] = [];
    for (const node of frame.ranked) {
      if (discs.length >= CONSIDERED) break;
      const disc = frame.place(node.id);
      if (!disc) continue;
      const { x, y, radius } = disc;
      if (x < -200 || y < -60 || x > width + 200 || y > height + 60) continue;
      discs.push(disc);
      const hovered = node.id === frame.hovered;
      if (node.selected || hovered) this.#ring(disc, theme);
      if (node.pinned) drawPin(ctx, x + radius * 0.75, y - radius * 0.75, theme);
      const look = frame.lookOf(node);
      if (look.idle && !frame.close && !hovered) continue;
      wishes.push({
        id: node.id,
        text: look.text,
        x,
        y,
        radius: radius + (node.selected ? 4 : 0),
        width: this.#width(look),
        height: look.size * 1.35,
        rtl: isRtl(look.text),
        priority: look.priority,
        forced: look.forced || hovered,
        look,
      });
    }
    this.#drawCounts(frame, discs);
    return placeLabels(wishes, discs, { width, height, top, bottom }).map(({ wish, left, top }) => {
      drawName(ctx, wish, left, top, (wish as (typeof wishes)[number]).look, theme.background);
      return sideOf(wish, left, top, discs);
    });
  }

  /** How many meetings a line stands for; the counts take their place before the names do. */
  #drawCounts({ edges, theme, place }: Frame, discs: Disc[]): void {
    const ctx = this.#ctx;
    ctx.font = `600 11px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    if (edges.length > COUNTED) return;
    for (const edge of edges) {
      const label = edgeLabel(edge);
      if (!label || edge.dimmed) continue;
      const [source, target] = [place(edge.source), place(edge.target)];
      if (!source || !target || Math.hypot(source.x - target.x, source.y - target.y) < 60) continue;
      const disc = { x: (source.x + target.x) / 2, y: (source.y + target.y) / 2, radius: 9 };
      ctx.fillStyle = theme.background;
      ctx.beginPath();
      ctx.arc(disc.x, disc.y, disc.radius, 0, 2 * Math.PI);
      ctx.fill();
      ctx.fillStyle = theme.muted;
      ctx.fillText(label, disc.x, disc.y + 0.5);
      discs.push(disc);
    }
  }

  #ring({ x, y, radius }: Disc, theme: Theme): void {
    const ctx = this.#ctx;
    ctx.beginPath();
    ctx.arc(x, y, radius + 4, 0, 2 * Math.PI);
    ctx.lineWidth = 2;
    ctx.strokeStyle = theme.lit;
    ctx.stroke();
  }

  #width({ text, weight, size }: LabelLook): number {
    const key = `${weight} ${size} ${text}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    this.#ctx.font = `${weight} ${size}px ${FONT}`;
    const { width } = this.#ctx.measureText(text);
    if (this.#widths.size > MEASURED) this.#widths.clear();
    this.#widths.set(key, width);
    return width;
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
function drawPin(ctx: CanvasRenderingContext2D, x: number, y: number, theme: Theme): void {
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
