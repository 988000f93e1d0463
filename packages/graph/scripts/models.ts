/** Trained weights (data/models/NAME.bin) as base64 strings, so that the library needs no file system. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const NAMES = ["names"];

export const models = (folder: string): string => {
  let source = "// Made from data/models by scripts/compile-data.ts.\n\n";
  for (const name of NAMES) {
    const path = join(folder, `${name}.bin`);
    const weights = existsSync(path) ? readFileSync(path).toString("base64") : "";
    source += `export const ${name}: string = ${JSON.stringify(weights)};\n`;
  }
  return source;
};
