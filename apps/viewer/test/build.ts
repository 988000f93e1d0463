import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Builds the page once before the tests: what is tested is what is shipped. */
export async function setup(): Promise<void> {
  await build({ root: fileURLToPath(new URL("..", import.meta.url)), logLevel: "warn" });
}
