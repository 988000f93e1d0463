import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

const KEPT = fileURLToPath(new URL("./scenes/", import.meta.url));
const DOCS = fileURLToPath(new URL("../../../docs/pictures/", import.meta.url));
const SEEN = fileURLToPath(new URL("../test-results/", import.meta.url));

/** Pictures are compared at this width: what a reader sees is compared, not how edges are smoothed. */
const COMPARED = 320;
/** Half as wide and high: small enough to keep, large enough to review. */
const REVIEWED = { scale: 0.5, quality: 0.8 };
/** Of 255; a channel that differs by less is the same colour. */
const SAME = 40;

/**
 * Share of a scene, 0..1, that differs from the picture a person has reviewed and committed; 0 when there was none
 * yet, or when SCENES=update asks for new ones. What was seen lies in test-results, to be looked at beside it.
 */
export async function differenceFrom(name: string, page: Page): Promise<number> {
  const png = (await page.screenshot()).toString("base64");
  const seen = await page.context().newPage();
  try {
    // A blank page of its own: the scene's content policy allows no data addresses.
    await seen.goto("about:blank");
    const small = await seen.evaluate(webp, { url: `data:image/png;base64,${png}`, ...REVIEWED });
    await mkdir(SEEN, { recursive: true });
    await writeFile(`${SEEN}${name}.webp`, Buffer.from(small.split(",")[1]!, "base64"));
    const kept = `${KEPT}${name}.webp`;
    if (process.env.SCENES === "update" || (!existsSync(kept) && !process.env.CI)) {
      await writeFile(kept, Buffer.from(small.split(",")[1]!, "base64"));
      return 0;
    }
    const reviewed = `data:image/webp;base64,${(await readFile(kept)).toString("base64")}`;
    return await seen.evaluate(differing, { a: small, b: reviewed, width: COMPARED, same: SAME });
  } finally {
    await seen.close();
  }
}

/** Keeps a screen for the documentation, when PICTURES=update asks for it. */
export async function documentPicture(name: string, page: Page): Promise<void> {
  if (process.env.PICTURES !== "update") return;
  const png = (await page.screenshot()).toString("base64");
  const blank = await page.context().newPage();
  await blank.goto("about:blank");
  const url = await blank.evaluate(webp, { url: `data:image/png;base64,${png}`, scale: 0.8, quality: 0.8 });
  await writeFile(`${DOCS}${name}.webp`, Buffer.from(url.split(",")[1]!, "base64"));
  await blank.close();
}

async function webp({
  url,
  scale,
  quality,
}: {
  url: string;
  scale: number;
  quality: number;
}): Promise<string> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  const ctx = canvas.getContext("2d")!;
  ctx.imageSmoothingQuality = "high";
  ctx.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/webp", quality);
}

async function differing(given: { a: string; b: string; width: number; same: number }): Promise<number> {
  const pixels = async (url: string) => {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = given.width;
    canvas.height = Math.round((image.height * given.width) / image.width);
    const ctx = canvas.getContext("2d")!;
    ctx.imageSmoothingQuality = "high";
    ctx.drawImage(image, 0, 0, canvas.width, canvas.height);
    return ctx.getImageData(0, 0, canvas.width, canvas.height).data;
  };
  const [a, b] = [await pixels(given.a), await pixels(given.b)];
  if (a.length !== b.length) return 1;
  let different = 0;
  for (let i = 0; i < a.length; i += 4)
    if ([0, 1, 2].some((channel) => Math.abs(a[i + channel]! - b[i + channel]!) > given.same)) different++;
  return different / (a.length / 4);
}
