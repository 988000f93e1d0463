/** Where labels go: beside their node on the side their script reads from, over no node and over no other label. */
export interface LabelWish {
  id: string;
  text: string;
  /** Middle and radius of the node in pixels. */
  x: number;
  y: number;
  radius: number;
  /** Size of the text in pixels. */
  width: number;
  height: number;
  rtl: boolean;
  /** Larger is placed first. */
  priority: number;
  /** Placed even when it covers something. */
  forced: boolean;
}

export interface Disc {
  x: number;
  y: number;
  radius: number;
}

export interface PlacedLabel {
  wish: LabelWish;
  /** Left and top edge of the text. */
  left: number;
  top: number;
}

/** Where names may lie. */
export interface Bounds {
  width: number;
  height: number;
  /** Kept free above and below for what floats there. */
  top?: number;
  bottom?: number;
}

const GAP = 5;
/** Free space on both sides of a name, so that two never read as one. */
const AIR = 4;
const CELL = 64;
const MOST = 400;

/** Places what fits, the most important first. Right-to-left names prefer the left of their node. */
export function placeLabels(
  wishes: readonly LabelWish[],
  nodes: readonly Disc[],
  bounds: Bounds,
): PlacedLabel[] {
  const taken = new Grid();
  for (const node of nodes)
    taken.add({
      left: node.x - node.radius,
      top: node.y - node.radius,
      right: node.x + node.radius,
      bottom: node.y + node.radius,
    });
  const placed: PlacedLabel[] = [];
  const order = [...wishes].sort(
    (a, b) => Number(b.forced) - Number(a.forced) || b.priority - a.priority || (a.id < b.id ? -1 : 1),
  );
  for (const wish of order.slice(0, MOST)) {
    if (wish.x < -40 || wish.y < -40 || wish.x > bounds.width + 40 || wish.y > bounds.height + 40) continue;
    const spots = candidates(wish).filter((spot) => inside(spot, bounds));
    const spot =
      spots.find((free) => !taken.hits(free, AIR)) ??
      (wish.forced ? leastBad(wish, taken, bounds) : undefined);
    if (!spot) continue;
    taken.add(spot);
    placed.push({ wish, left: spot.left, top: spot.top });
  }
  return placed;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function candidates(wish: LabelWish): Box[] {
  const { x, y, radius, width, height } = wish;
  const middle = y - height / 2;
  const left = box(x - radius - GAP - width, middle, width, height);
  const right = box(x + radius + GAP, middle, width, height);
  const below = box(x - width / 2, y + radius + 3, width, height);
  const above = box(x - width / 2, y - radius - 3 - height, width, height);
  return wish.rtl ? [left, below, above, right] : [right, below, above, left];
}

function box(left: number, top: number, width: number, height: number): Box {
  return { left, top, right: left + width, bottom: top + height };
}

function inside(spot: Box, { width, height, top = 2, bottom = 2 }: Bounds): boolean {
  return spot.left >= 2 && spot.right <= width - 2 && spot.top >= top && spot.bottom <= height - bottom;
}

/** The same box moved to where names may lie. */
function into(
  { left, top, right, bottom }: Box,
  { width, height, top: above = 2, bottom: below = 2 }: Bounds,
): Box {
  const [wide, high] = [right - left, bottom - top];
  const x = Math.max(2, Math.min(left, width - 2 - wide));
  const y = Math.max(above, Math.min(top, height - below - high));
  return box(x, y, wide, high);
}

/** For a name that must be there: looked for further out all around, taking the spot that covers least. */
function leastBad(wish: LabelWish, taken: Grid, bounds: Bounds): Box {
  const { x, y, radius, width, height } = wish;
  let best = into(candidates(wish)[0]!, bounds);
  let cost = taken.covered(best);
  for (const reach of [4, 14, 26])
    for (let turn = 0; turn < 12 && cost > 0; turn++) {
      const angle = (turn * Math.PI) / 6;
      const [dx, dy] = [Math.cos(angle) * (wish.rtl ? -1 : 1), Math.sin(angle)];
      const middle = { x: x + dx * (radius + reach + width / 2), y: y + dy * (radius + reach + height / 2) };
      const spot = into(box(middle.x - width / 2, middle.y - height / 2, width, height), bounds);
      // A little extra for every step away: a name must still be seen to belong to its node.
      const worse = taken.covered(spot) + reach;
      if (worse < cost) [best, cost] = [spot, worse];
    }
  return best;
}

/** Boxes by screen cell, so that thousands of nodes stay cheap. */
class Grid {
  readonly #cells = new Map<number, Box[]>();

  add(item: Box): void {
    for (const cell of cellsOf(item)) {
      const list = this.#cells.get(cell);
      if (list) list.push(item);
      else this.#cells.set(cell, [item]);
    }
  }

  /** Square pixels of the spot that are taken. */
  covered(spot: Box): number {
    const seen = new Set(cellsOf(spot).flatMap((cell) => this.#cells.get(cell) ?? []));
    let area = 0;
    for (const other of seen) {
      const wide = Math.min(spot.right, other.right) - Math.max(spot.left, other.left);
      const high = Math.min(spot.bottom, other.bottom) - Math.max(spot.top, other.top);
      if (wide > 0 && high > 0) area += wide * high;
    }
    return area;
  }

  hits(spot: Box, air: number): boolean {
    const item = { ...spot, left: spot.left - air, right: spot.right + air };
    for (const cell of cellsOf(item))
      for (const other of this.#cells.get(cell) ?? [])
        if (
          item.left < other.right &&
          other.left < item.right &&
          item.top < other.bottom &&
          other.top < item.bottom
        )
          return true;
    return false;
  }
}

function cellsOf(item: Box): number[] {
  const cells: number[] = [];
  for (let x = Math.floor(item.left / CELL); x <= Math.floor(item.right / CELL); x++)
    for (let y = Math.floor(item.top / CELL); y <= Math.floor(item.bottom / CELL); y++)
      cells.push(x * 65_536 + y);
  return cells;
}

/** True when the text's first strong letter is of a right-to-left script. */
export function isRtl(text: string): boolean {
  const strong = /\p{L}/u.exec(text);
  return strong !== null && /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}]/u.test(strong[0]);
}

/** A name cut to what fits beside a node, at a word's end where possible. */
export function shortened(text: string, most = 30): string {
  if (text.length <= most) return text;
  const cut = text.lastIndexOf(" ", most - 1);
  return `${text.slice(0, cut > most / 2 ? cut : most - 1)}…`;
}
