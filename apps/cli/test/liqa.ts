import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const main = join(dirname(fileURLToPath(import.meta.url)), "../src/main.ts");

export interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd?: string;
  stdin?: string | Uint8Array;
  /** `leave`: whoever reads standard output goes after the first piece, as `head` does. */
  readers?: "leave";
}

/** Runs the real program in a folder, with text on standard input when given. */
export const liqa = (args: readonly string[], options: RunOptions = {}): Promise<Run> =>
  new Promise((done, fail) => {
    const { INIT_CWD: _, ...env } = process.env;
    const child = spawn(process.execPath, [main, ...args], { cwd: options.cwd, env });
    const run: Run = { code: -1, stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      run.stdout += text;
      if (options.readers === "leave") child.stdout.destroy();
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      run.stderr += text;
    });
    child.on("error", fail);
    child.on("close", (code) => done({ ...run, code: code ?? -1 }));
    // A program that has seen enough closes its input.
    child.stdin.on("error", () => {});
    child.stdin.end(options.stdin ?? "");
  });

const LETTERS_1256 = new Map(
  Array.from({ length: 256 }, (_, byte) => [
    new TextDecoder("windows-1256").decode(Uint8Array.of(byte)),
    byte,
  ]),
);

export const inWindows1256 = (text: string): Uint8Array =>
  Uint8Array.from(text, (letter) => LETTERS_1256.get(letter)!);

export const inUtf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, "utf16le");

/** A fresh folder with these files; a trailing slash makes a folder. */
export const folderOf = (files: { [path: string]: string | Uint8Array }): string => {
  const folder = mkdtempSync(join(tmpdir(), "liqa-"));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
};

export const MEETING = "التقى وزير الخارجية المصري سامح شكري نظيره الروسي سيرغي لافروف في موسكو.\n";
