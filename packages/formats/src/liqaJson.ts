import { type Facts, jsonPieces } from "@liqa/graph";
import type { About } from "./about.ts";

/** The graph file of `liqa build`, with its origin behind the facts; whoever reads it can check it for damage. */
export function* writeLiqaJson(facts: Facts, about: About): Generator<string> {
  let held = "";
  for (const piece of jsonPieces(facts)) {
    yield held;
    held = piece;
  }
  // The last piece closes the object.
  yield `${held.slice(0, held.lastIndexOf("\n}"))},\n"about": ${JSON.stringify(about)}\n}\n`;
}
