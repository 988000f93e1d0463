import cliProgress from "cli-progress";

/** Exit codes of every command. */
export const DONE = 0;
export const BAD_INPUT = 1;
export const USAGE = 2;

/** A request that cannot be met as worded; printed without a stack. */
export class UsageError extends Error {}

/** Something given as input that is not what it should be; printed without a stack. */
export class InputError extends Error {}

/** Where bad input is told: each at once, on standard error, by file and line, with cause and cure. */
export interface Problems {
  /** Inputs that were bad. */
  readonly count: number;
  readonly exitCode: number;
  /** Left out. */
  refuse(where: string, why: string): void;
  /** Read all the same, but not as it should be. */
  reserve(where: string, why: string): void;
  /** Worth knowing; nothing is wrong. */
  note(where: string, what: string): void;
}

export const tellProblems = (): Problems => {
  let count = 0;
  const tell = (where: string, text: string): void => {
    process.stderr.write(`liqa: ${where}: ${text}\n`);
  };
  return {
    get count() {
      return count;
    },
    get exitCode() {
      return count ? BAD_INPUT : DONE;
    },
    refuse: (where, why) => {
      count++;
      tell(where, `${why} (skipped)`);
    },
    reserve: (where, why) => {
      count++;
      tell(where, why);
    },
    note: (where, what) => tell(where, what),
  };
};

export interface Progress {
  tick(): void;
  stop(): void;
}

/** Work shorter than this shows no bar, in milliseconds. */
const PATIENCE = 800;

const NO_PROGRESS: Progress = { tick: () => {}, stop: () => {} };

/** A bar on standard error, only where somebody watches and the work takes a while; nobody else pays for counting. */
export const progress = (what: string, countAll: () => number): Progress => {
  if (!process.stderr.isTTY) return NO_PROGRESS;
  const total = countAll();
  if (total < 2) return NO_PROGRESS;
  const begun = Date.now();
  let done = 0;
  const bar = new cliProgress.SingleBar(
    {
      format: `${what} {bar} {value}/{total}`,
      stream: process.stderr,
      hideCursor: false,
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

/** Writes to standard output and waits while its reader is busy, so that memory stays flat. */
export const print = async (piece: string | Uint8Array): Promise<void> => {
  if (!process.stdout.write(piece)) await new Promise((resume) => process.stdout.once("drain", resume));
};

export const printJson = (value: unknown): Promise<void> =>
  print(`${JSON.stringify(value, null, process.stdout.isTTY ? 2 : undefined)}\n`);

const RTL = /[\u0590-\u08ff]/u;

/**
 * Arabic within a line of Latin: between isolates (U+2068, U+2069) its direction is its own and disturbs no
 * neighbour. Only for people: a file or a program gets the bare text.
 */
export const isolate = (text: string): string =>
  process.stdout.isTTY && RTL.test(text) ? `\u2068${text}\u2069` : text;

export interface Column {
  title: string;
  align?: "right";
}

/**
 * A table for people. Cells are isolated, so that Arabic names among Latin dates stay in their columns in terminals
 * that know right-to-left text; widths count letters, not marks.
 */
export const table = (columns: readonly Column[], rows: readonly (readonly string[])[]): string => {
  const all = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, at) => Math.max(...all.map((row) => width(row[at] ?? ""))));
  return all
    .map((row) =>
      row
        .map((cell, at) => {
          const gap = " ".repeat(widths[at]! - width(cell));
          return columns[at]!.align === "right" ? gap + isolate(cell) : isolate(cell) + gap;
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
};

const width = (text: string): number => [...text.normalize("NFC").replace(/[\p{Mn}\p{Cf}]/gu, "")].length;
