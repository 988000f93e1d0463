import { isRtl, type Spot, widthOf } from "./looks.ts";

export interface Wish {
  text: string;
  spot: Spot;
  size: number;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const GAP = 4;

/**
 * Puts names beside their nodes, in the order given, on the side from which their script reads, then elsewhere; over
 * no node and over no other name. A name without room is left out: null. Gives the middle of each name's line.
 */
export const placeLabels = (
  wishes: readonly Wish[],
  spots: Iterable<Spot>,
  width: number,
  height: number,
): ({ x: number; y: number } | null)[] => {
  const taken: Box[] = [...spots].map(({ x, y, radius }) => boxAround(x, y, 2 * radius, 2 * radius));
  return wishes.map(({ text, spot: { x, y, radius }, size }) => {
    const wide = widthOf(text, size);
    const aside = radius + GAP + wide / 2;
    const [first, last] = isRtl(text) ? [-aside, aside] : [aside, -aside];
    const middles: [number, number][] = [
      [x + first, y],
      [x, y + radius + GAP + size / 2],
      [x, y - radius - GAP - size / 2],
      [x + last, y],
    ];
    for (const [mx, my] of middles) {
      const box = boxAround(mx, my, wide, size * 1.2);
      const inside = box.left > 0 && box.right < width && box.top > 0 && box.bottom < height;
      if (!inside || taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      // A line of text hangs on its baseline, about a third of its size below its middle.
      return { x: mx, y: my + size * 0.34 };
    }
    return null;
  });
};

const boxAround = (x: number, y: number, width: number, height: number): Box => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
});

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
