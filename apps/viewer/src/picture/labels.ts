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

const GAP = 5;
/** Free space on both sides of a name, so that two never read as one. */
const AIR = 4;
const CELL = 64;
const MOST = 400;

/** Places what fits, the most important first. Right-to-left names prefer the left of their node. */
export function placeLabels(
  wishes: readonly LabelWish[],
  nodes: readonly Disc[],
  bounds: { width: number; height: number },
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
    const spots = candidates(wish);
    const free = spots.find((spot) => inside(spot, bounds) && !taken.hits(spot, AIR));
    const spot = free ?? (wish.forced ? (spots.find((s) => inside(s, bounds)) ?? spots[0]) : undefined);
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

function inside(spot: Box, bounds: { width: number; height: number }): boolean {
  return (
    spot.left >= 2 && spot.top >= 2 && spot.right <= bounds.width - 2 && spot.bottom <= bounds.height - 2
  );
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
