import arabic400 from "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2?url";
import arabic600 from "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-600-normal.woff2?url";
import latin400 from "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-latin-400-normal.woff2?url";
import latin600 from "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-latin-600-normal.woff2?url";
import { shapePath } from "./dom.ts";
import { isRtl, placeLabels } from "./picture/labels.ts";
import { crowding, edgeLabel, edgeLook, labelLook, leaders, nodeLook } from "./picture/looks.ts";
import { FONT } from "./picture/names.ts";
import type { Picture } from "./picture/picture.ts";
import { byGroup, tintPath } from "./picture/tints.ts";
import type { View } from "./view.ts";

/** The whole graph, whatever the camera looks at, as shapes in pixels: what the drawing and the image are made from. */
interface Drawing {
  width: number;
  height: number;
  background: string;
  tints: { path: string; color: string }[];
  lines: {
    x1: number;
    y1: number;
    x2: number;
    y2: number;
    color: string;
    width: number;
    dash: number;
    label: string | null;
  }[];
  shapes: {
    x: number;
    y: number;
    path: string;
    cross: string | null;
    fill: string;
    stroke: string;
    strokeWidth: number;
  }[];
  names: {
    x: number;
    y: number;
    text: string;
    rtl: boolean;
    size: number;
    weight: number;
    color: string;
    halo: string;
  }[];
  caption: string;
  captionRtl: boolean;
  muted: string;
}

const MARGIN = 150;
const CAPTION = 44;

function drawing(picture: Picture, view: View): Drawing {
  const { scene, state, words } = view;
  const { theme } = picture;
  const points = scene.nodes.map((node) => ({
    node,
    at: picture.layout.positions.get(node.id) ?? { x: 0, y: 0 },
  }));
  const [left, right] = extent(points.map(({ at }) => at.x));
  const [bottom, top] = extent(points.map(({ at }) => at.y));
  const inner = Math.min(2600, Math.max(700, 190 * Math.sqrt(points.length)));
  const scale = inner / Math.max(right - left, top - bottom, 1e-6);
  const width = (right - left) * scale + 2 * MARGIN;
  const height = (top - bottom) * scale + 2 * MARGIN + CAPTION;
  const place = new Map(
    points.map(({ node, at }) => [
      node.id,
      { x: (at.x - left) * scale + MARGIN, y: (top - at.y) * scale + MARGIN },
    ]),
  );
  const crowd = crowding(scene.nodes.length);
  const looks = new Map(scene.nodes.map((node) => [node.id, nodeLook(node, theme, state.size, crowd)]));
  const discs = scene.nodes.map((node) => ({ ...place.get(node.id)!, radius: looks.get(node.id)!.size }));
  const measure = document.createElement("canvas").getContext("2d")!;
  const leading = leaders(scene);
  const labels = new Map(
    scene.nodes.map((node) => [node.id, labelLook(node, theme, words, { leading: leading.has(node.id) })]),
  );
  const wishes = scene.nodes.map((node) => {
    const look = labels.get(node.id)!;
    measure.font = `${look.weight} ${look.size}px ${FONT}`;
    const box = { width: measure.measureText(look.text).width, height: look.size * 1.35 };
    return {
      id: node.id,
      text: look.text,
      ...place.get(node.id)!,
      radius: looks.get(node.id)!.size,
      ...box,
      rtl: isRtl(look.text),
      priority: look.priority,
      forced: look.forced,
    };
  });
  return {
    width,
    height,
    background: theme.background,
    muted: theme.muted,
    tints: byGroup(
      scene.nodes.some(({ lit }) => lit) ? new Map() : picture.layout.groups,
      scene.edges,
      (id) => {
        const [at, look] = [place.get(id), looks.get(id)];
        return at && look ? { ...at, radius: look.size } : null;
      },
    ).map(({ members, edges }, number) => ({
      path: tintPath(members, edges),
      color: theme.tints[number % theme.tints.length]!,
    })),
    lines: scene.edges.map((edge) => {
      const [a, b] = [place.get(edge.source)!, place.get(edge.target)!];
      const look = edgeLook(edge, theme, crowd);
      return {
        x1: a.x,
        y1: a.y,
        x2: b.x,
        y2: b.y,
        color: look.color,
        width: look.size,
        dash: look.dash,
        label: edgeLabel(edge),
      };
    }),
    shapes: scene.nodes.map((node) => {
      const look = looks.get(node.id)!;
      const arm = look.size * 0.42;
      return {
        ...place.get(node.id)!,
        path: shapePath(node.kind, look.size),
        cross:
          node.tone === "crossed" ? `M${-arm} ${-arm}L${arm} ${arm}M${arm} ${-arm}L${-arm} ${arm}` : null,
        fill: look.color,
        stroke: look.border,
        strokeWidth: 2,
      };
    }),
    names: placeLabels(wishes, discs, { width, height: height - CAPTION }).map(
      ({ wish, left: x, top: y }) => {
        const look = labels.get(wish.id)!;
        const { size, weight, color } = look;
        return {
          x,
          y: y + wish.height / 2,
          text: wish.text,
          rtl: wish.rtl,
          size,
          weight,
          color,
          halo: theme.background,
        };
      },
    ),
    caption: `${words.name} · ${words.picture.caption(sourcesOf(view).join(words.listSeparator))}`,
    captionRtl: words.dir === "rtl",
  };
}

/** Outlets behind what is shown. */
function sourcesOf({ scene, world, words }: View): string[] {
  const meetings = [
    ...scene.nodes.flatMap(({ meeting }) => meeting?.id ?? []),
    ...scene.edges.flatMap(({ meetings }) => meetings),
  ];
  const sources = new Set(meetings.flatMap((id) => world.sourcesOf(id)));
  return sources.size ? [...sources].sort() : [words.panel.unknownOutlet];
}

function extent(values: number[]): [number, number] {
  return values.length ? [Math.min(...values), Math.max(...values)] : [0, 0];
}

/** A PNG at four times the screen's measure. */
export async function pictureBlob(picture: Picture, view: View): Promise<Blob> {
  const d = drawing(picture, view);
  const scale = Math.min(4, 12_000 / Math.max(d.width, d.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(d.width * scale);
  canvas.height = Math.round(d.height * scale);
  const ctx = canvas.getContext("2d")!;
  ctx.scale(scale, scale);
  ctx.fillStyle = d.background;
  ctx.fillRect(0, 0, d.width, d.height);
  for (const tint of d.tints) {
    ctx.fillStyle = tint.color;
    ctx.fill(new Path2D(tint.path));
  }
  for (const line of d.lines) {
    ctx.strokeStyle = line.color;
    ctx.lineWidth = line.width;
    ctx.setLineDash(line.dash ? [line.dash, line.dash] : []);
    ctx.beginPath();
    ctx.moveTo(line.x1, line.y1);
    ctx.lineTo(line.x2, line.y2);
    ctx.stroke();
  }
  ctx.setLineDash([]);
  for (const shape of d.shapes) {
    ctx.save();
    ctx.translate(shape.x, shape.y);
    const path = new Path2D(shape.path);
    ctx.fillStyle = shape.fill;
    ctx.fill(path);
    ctx.strokeStyle = shape.stroke;
    ctx.lineWidth = shape.strokeWidth;
    ctx.stroke(path);
    if (shape.cross) ctx.stroke(new Path2D(shape.cross));
    ctx.restore();
  }
  ctx.textBaseline = "middle";
  for (const line of d.lines)
    if (line.label)
      write(
        ctx,
        line.label,
        (line.x1 + line.x2) / 2,
        (line.y1 + line.y2) / 2,
        "center",
        false,
        600,
        11,
        d.muted,
        d.background,
      );
  for (const name of d.names)
    write(ctx, name.text, name.x, name.y, "left", name.rtl, name.weight, name.size, name.color, name.halo);
  const x = d.captionRtl ? d.width - 24 : 24;
  write(
    ctx,
    d.caption,
    x,
    d.height - CAPTION / 2,
    d.captionRtl ? "right" : "left",
    d.captionRtl,
    400,
    13,
    d.muted,
    d.background,
  );
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("canvas is empty"))), "image/png");
  });
}

function write(
  ctx: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  align: CanvasTextAlign,
  rtl: boolean,
  weight: number,
  size: number,
  color: string,
  halo: string,
): void {
  ctx.direction = rtl ? "rtl" : "ltr";
  ctx.textAlign = align;
  ctx.font = `${weight} ${size}px ${FONT}`;
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = halo;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = color;
  ctx.fillText(text, x, y);
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold them, not even escaped
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").replace(/[&<>"]/g, (c) => ESCAPES[c]!);
}

/** An SVG that carries its fonts, so that Arabic is shaped wherever it is opened. */
export async function drawingSvg(picture: Picture, view: View): Promise<string> {
  const d = drawing(picture, view);
  const n = (value: number) => value.toFixed(1);
  const text = (
    x: number,
    y: number,
    words: string,
    size: number,
    weight: number,
    color: string,
    anchor: string,
    rtl: boolean,
  ) =>
    `<text x="${n(x)}" y="${n(y)}" font-size="${size}" font-weight="${weight}" fill="${color}" text-anchor="${anchor}"${rtl ? ' direction="rtl"' : ""} dominant-baseline="central">${escaped(words)}</text>`;
  const lines = d.lines.map(
    (l) =>
      `<line x1="${n(l.x1)}" y1="${n(l.y1)}" x2="${n(l.x2)}" y2="${n(l.y2)}" stroke="${l.color}" stroke-width="${n(l.width)}"${l.dash ? ` stroke-dasharray="${l.dash}"` : ""}/>`,
  );
  const shapes = d.shapes.map(
    (s) =>
      `<g transform="translate(${n(s.x)} ${n(s.y)})" stroke="${s.stroke}" stroke-width="${s.strokeWidth}"><path d="${s.path}" fill="${s.fill}"/>${s.cross ? `<path d="${s.cross}"/>` : ""}</g>`,
  );
  const counts = d.lines
    .filter((l) => l.label)
    .map((l) => text((l.x1 + l.x2) / 2, (l.y1 + l.y2) / 2, l.label!, 11, 600, d.muted, "middle", false));
  // In right-to-left text the start anchor is the right edge, so the left edge is its end.
  const names = d.names.map((t) =>
    text(t.x, t.y, t.text, t.size, t.weight, t.color, t.rtl ? "end" : "start", t.rtl),
  );
  const caption = text(
    d.captionRtl ? d.width - 24 : 24,
    d.height - CAPTION / 2,
    d.caption,
    13,
    400,
    d.muted,
    "start",
    d.captionRtl,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(d.width)} ${n(d.height)}" width="${n(d.width)}" height="${n(d.height)}" font-family="'IBM Plex Sans Arabic', sans-serif">
<style>${await embeddedFonts()} text{paint-order:stroke;stroke:${d.background};stroke-width:3.5px;stroke-linejoin:round}</style>
<rect width="100%" height="100%" fill="${d.background}"/>
${[...d.tints.map(({ path, color }) => `<path d="${path}" fill="${color}"/>`), ...lines, ...shapes, ...counts, ...names, caption].join("\n")}
</svg>`;
}

async function embeddedFonts(): Promise<string> {
  const files: [string, number, string][] = [
    [arabic400, 400, "U+0600-06FF, U+0750-077F, U+FB50-FDFF, U+FE70-FEFF"],
    [arabic600, 600, "U+0600-06FF, U+0750-077F, U+FB50-FDFF, U+FE70-FEFF"],
    [latin400, 400, "U+0000-00FF, U+2000-206F"],
    [latin600, 600, "U+0000-00FF, U+2000-206F"],
  ];
  const faces = await Promise.all(
    files.map(async ([url, weight, range]) => {
      const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
      let binary = "";
      for (const byte of bytes) binary += String.fromCharCode(byte);
      return `@font-face{font-family:'IBM Plex Sans Arabic';font-weight:${weight};src:url(data:font/woff2;base64,${btoa(binary)}) format('woff2');unicode-range:${range}}`;
    }),
  );
  return faces.join("");
}
