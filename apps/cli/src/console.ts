import cliProgress from "cli-progress";
import type { Problem } from "./readers/article.ts";

/** Exit codes of every command. */
export const DONE = 0;
export const BAD_INPUT = 1;
export const USAGE = 2;

/** A request that cannot be met as worded; printed without a stack. */
export class UsageError extends Error {}

/** Collects problems and prints each to standard error at once. */
export class Problems {
  count = 0;
  readonly tell = (problem: Problem): void => {
    this.count++;
    process.stderr.write(`liqa: ${problem.where}: ${problem.message}${problem.kept ? "" : " (skipped)"}\n`);
  };
  get exitCode(): number {
    return this.count ? BAD_INPUT : DONE;
  }
}

export interface Progress {
  tick(): void;
  stop(): void;
}

/** Work shorter than this shows no bar, in milliseconds. */
const PATIENCE = 800;

/** A bar on standard error, only where somebody watches and the work takes a while. */
export const progress = (what: string, total: number): Progress => {
  if (!process.stderr.isTTY || total < 2) return { tick: () => {}, stop: () => {} };
  const begun = Date.now();
  let done = 0;
  const bar = new cliProgress.SingleBar(
    {
      format: `${what} {bar} {value}/{total}`,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
    },
    cliProgress.Presets.shades_classic,
  );
  let shown = false;
  return {
    tick: () => {
      done++;
      if (!shown && Date.now() - begun > PATIENCE) {
        shown = true;
        bar.start(total, done);
      } else if (shown) bar.update(done);
    },
    stop: () => {
      if (shown) bar.stop();
    },
  };
};

export const printJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value, null, process.stdout.isTTY ? 2 : undefined)}\n`);
};
