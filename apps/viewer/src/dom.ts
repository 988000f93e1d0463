type Child = Node | string | number | null | undefined | false | Child[];
type Value = string | number | boolean | null | undefined | ((event: never) => void);

/** Builds an element. Strings become text nodes, never markup; `on…` values become listeners; null attributes are left out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, Value> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

function append(element: Element, children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(element, child);
    else element.append(child instanceof Node ? child : String(child));
  }
}

const signatures = new WeakMap<Element, string>();

/**
 * Fills a container anew when its signature changed, keeping scroll position and the focus of the element with the
 * same `data-focus`. `place` names what is shown: another place starts scrolled to its top.
 */
export function mount(container: HTMLElement, place: string, signature: string, build: () => Child): boolean {
  const whole = `${place}\n${signature}`;
  if (signatures.get(container) === whole) return false;
  const samePlace = signatures.get(container)?.startsWith(`${place}\n`) ?? false;
  signatures.set(container, whole);
  const active = document.activeElement;
  const focus = active && container.contains(active) ? active.getAttribute("data-focus") : null;
  const scroll = samePlace ? container.scrollTop : 0;
  container.replaceChildren();
  append(container, [build()]);
  container.scrollTop = scroll;
  if (focus) {
    const again = [...container.querySelectorAll<HTMLElement>("[data-focus]")].find(
      (element) => element.getAttribute("data-focus") === focus,
    );
    again?.focus({ preventScroll: true });
  }
  return true;
}

const SVG = "http://www.w3.org/2000/svg";

/** 24×24 line drawings. */
const ICONS = {
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14Zm5 12 4 4",
  close: "M6 6l12 12M18 6 6 18",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  undo: "M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6",
  redo: "M15 7l5 5-5 5M20 12H10a6 6 0 0 0-6 6",
  spark: "M12 3v5M12 16v5M3 12h5M16 12h5M6 6l3 3M15 15l3 3M18 6l-3 3M9 15l-3 3",
  path: "M6 6.5a2.5 2.5 0 1 0 0-.01M18 17.5a2.5 2.5 0 1 0 0-.01M8 7c8 0 0 10 8 10",
  share: "M12 15V4M8 8l4-4 4 4M5 13v6h14v-6",
  layers: "M12 4 3 9l9 5 9-5-9-5ZM3 14l9 5 9-5",
  reset: "M5 12a7 7 0 1 0 2-5M5 4v4h4",
  swap: "M7 4v14M4 15l3 3 3-3M17 20V6M14 9l3-3 3 3",
  copy: "M9 9h10v10H9ZM5 15V5h10",
  expand: "M12 8v8M8 12h8M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z",
  hide: "M3 3l18 18M10 6a9 9 0 0 1 11 6 10 10 0 0 1-3 4M6 8a10 10 0 0 0-3 4 9.500 9.500 0 0 0 12 6",
  isolate: "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM12 3v3M12 18v3M3 12h3M18 12h3",
  print: "M7 9V4h10v5M5 9h14v7H5ZM7 14h10v6H7Z",
  pin: "M9 4h6l-1 6 3 3v2H7v-2l3-3-1-6ZM12 15v5",
  clock: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16ZM12 8v4l3 2",
  file: "M6 3h8l4 4v14H6ZM14 3v4h4",
  play: "M8 5v14l11-7Z",
  pause: "M8 5v14M16 5v14",
  article: "M6 3h9l4 4v14H6ZM9 11h7M9 15h7",
} as const;

export type IconName = keyof typeof ICONS;

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** The shape that stands for a kind, as in the picture. */
export function glyph(kind: string, tone = "solid"): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "-12 -12 24 24");
  svg.setAttribute("class", `glyph kind-${kind} tone-${tone}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", shapePath(kind, 9));
  svg.append(path);
  if (tone === "crossed") {
    const cross = document.createElementNS(SVG, "path");
    cross.setAttribute("d", "M-4-4 4 4M4-4-4 4");
    svg.append(cross);
  }
  return svg;
}

/** Outline of a kind's shape around the origin; the same proportions as the shader's. */
export function shapePath(kind: string, r: number): string {
  const n = (value: number) => (value * r).toFixed(2);
  if (kind === "person")
    return `M${n(-1)} 0a${n(1)} ${n(1)} 0 1 0 ${n(2)} 0a${n(1)} ${n(1)} 0 1 0 ${n(-2)} 0Z`;
  if (kind === "meeting") return `M0 ${n(-1.2)}L${n(1.2)} 0L0 ${n(1.2)}L${n(-1.2)} 0Z`;
  if (kind === "place") return `M0 ${n(-1.05)}L${n(1.04)} ${n(0.75)}L${n(-1.04)} ${n(0.75)}Z`;
  if (kind === "group")
    return `M${n(-1.04)} 0L${n(-0.52)} ${n(-0.9)}H${n(0.52)}L${n(1.04)} 0L${n(0.52)} ${n(0.9)}H${n(-0.52)}Z`;
  return `M${n(-0.88)} ${n(-0.88)}H${n(0.88)}V${n(0.88)}H${n(-0.88)}Z`;
}
