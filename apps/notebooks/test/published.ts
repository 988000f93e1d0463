import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { root, run } from "../programs.ts";

/** The packages that are published, in the order in which they build on each other. */
export const PUBLISHED = ["graph", "formats", "display"] as const;

export interface Consumer {
  /** A project outside the checkout that has the packed packages installed, and nothing else of it. */
  folder: string;
  tarballs: Record<(typeof PUBLISHED)[number], string>;
  /** Writes a file of that project and gives its path. */
  file(name: string, text: string): string;
}

/**
 * Packs what would be published and installs it as a package manager would: the tarballs unpacked, their dependencies
 * beside them. These come from the checkout, so that nothing is fetched.
 */
export const install = async (pnpm: string): Promise<Consumer> => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "liqa-consumer-")));
  const tarballs = {} as Consumer["tarballs"];
  const script = pnpm.endsWith("js") ? [pnpm] : [];
  // Build scripts are started by the names `node`, which must be the one that runs TypeScript, and `pnpm`.
  const path = [dirname(process.execPath), join(root, ".liqa/runtime/node_modules/.bin"), process.env.PATH];
  const env = { ...process.env, PATH: path.join(delimiter) };
  for (const name of PUBLISHED) {
    const source = join(root, "packages", name);
    const args = [...script, "pack", "--pack-destination", folder];
    await run(script.length ? process.execPath : pnpm, args, source, env);
    const tarball = readdirSync(folder).find((file) => file.startsWith(`liqa-${name}-`))!;
    tarballs[name] = join(folder, tarball);
    const installed = join(folder, "node_modules/@liqa", name);
    mkdirSync(installed, { recursive: true });
    await run("tar", ["-xzf", tarballs[name], "-C", installed, "--strip-components=1"], folder);
    const { dependencies } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
    for (const dependency of Object.keys(dependencies)) link(dependency, source, folder);
  }
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  file("package.json", '{ "private": true, "type": "module" }\n');
  return { folder, tarballs, file };
};

const link = (dependency: string, source: string, folder: string): void => {
  const place = join(folder, "node_modules", dependency);
  if (dependency.startsWith("@liqa/") || existsSync(place)) return;
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(realpathSync(join(source, "node_modules", dependency)), place, "junction");
};
