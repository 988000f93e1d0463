import { closeSync, existsSync, openSync, rmSync, writeSync } from "node:fs";
import { BAD_INPUT, DONE, type Problems, tellProblems } from "./console.ts";

/** As many are told one by one; whoever feeds a hundred thousand articles reads the rest in the file. */
const TOLD = 20;

export interface Rejects extends Problems {
  /** Where they are, once there is one. */
  readonly file: string | null;
  close(): void;
}

/**
 * Problems that also go into a file, a JSON line each: `where`, `kind` (`rejected`: left out; `doubtful`: read all
 * the same; `noted`: nothing is wrong), `reason`. The file tells of one run; a run without problems leaves none.
 */
export const writeRejects = (path: string | null): Rejects => {
  const told = tellProblems();
  let file: number | null = null;
  let count = 0;
  let lines = 0;
  if (path !== null && existsSync(path)) rmSync(path);
  const write = (where: string, kind: string, reason: string, tell: () => void): void => {
    if (path !== null) {
      file ??= openSync(path, "w");
      writeSync(file, `${JSON.stringify({ where, kind, reason })}\n`);
    }
    lines++;
    if (path === null || lines <= TOLD) tell();
    else if (lines === TOLD + 1) process.stderr.write(`liqa: … the further ones are in ${path}\n`);
  };
  return {
    get count() {
      return count;
    },
    get exitCode() {
      return count ? BAD_INPUT : DONE;
    },
    get file() {
      return file === null ? null : path;
    },
    refuse(where, why) {
      count++;
      write(where, "rejected", why, () => told.refuse(where, why));
    },
    reserve(where, why) {
      count++;
      write(where, "doubtful", why, () => told.reserve(where, why));
    },
    note: (where, what) => write(where, "noted", what, () => told.note(where, what)),
    close() {
      if (file !== null) closeSync(file);
    },
  };
};
