// Runs `npm start`, `npm test` and the other scripts from any Node >= 20.19 and npm: finds (or fetches into
// .liqa/runtime) the Node and pnpm that Liqa is built for, brings dependencies, compiled data and the viewer
// up to date, then runs the command. Plain JavaScript, no dependencies: it runs before anything is installed.
// Programs are started by path with a list of arguments, never through a shell. Progress goes to stderr.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const NODE = "24.21.0";
const PNPM = "10.34.9";
const OLDEST_NODE = [22, 18]; // node:sqlite and running TypeScript sources
const PLATFORM = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
/** What only notebooks and tests of the published packages need: fetched when asked for, not on every start. */
const TOOLS = [
  ["deno", "2.9.6", "the kernel of the notebooks"],
  ["@arethetypeswrong/cli", "0.18.5", "it checks the types of the published packages"],
  ["@duckdb/node-api", "1.5.6-r.1", "it reads the Parquet files"],
  ["node22", `npm:node-${PLATFORM}@22.23.3`, "the oldest Node that the library supports"],
];

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const state = join(root, ".liqa");
const runtime = join(state, "runtime", "node_modules");
const say = (text) => process.stderr.write(`liqa: ${text}\n`);

class Failure extends Error {}

/** Runs a program and waits. Its output goes to stderr unless it is the asked command itself. */
function run(program, args, { cwd = root, stdout = 2, env = process.env, stdin = "ignore" } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd, env, stdio: [stdin, stdout, "inherit"], windowsHide: true });
    // A terminal's Ctrl-C reaches the child by itself; we only have to outlive it to pass its exit code on.
    const forward = (signal) => () =>
      signal === "SIGINT" && process.stdin.isTTY ? undefined : child.kill(signal);
    const handlers = ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => [signal, forward(signal)]);
    for (const [signal, handler] of handlers) process.on(signal, handler);
    const finish = (settle) => {
      for (const [signal, handler] of handlers) process.off(signal, handler);
      settle();
    };
    child.on("error", (error) => finish(() => fail(new Failure(`${program}: ${error.message}`))));
    child.on("exit", (code, signal) => finish(() => done(code ?? 128 + (constants.signals[signal] ?? 0))));
  });
}

async function must(what, program, args, options) {
  const code = await run(program, args, options);
  if (code >= 128) process.exit(code);
  if (code !== 0) throw new Failure(`${what} failed (exit code ${code}); the lines above say why`);
}

/** npm as a JavaScript file, so that npm.cmd (which would need a shell on Windows) is never touched. */
function npmScript() {
  const beside = dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath,
    join(beside, "node_modules", "npm", "bin", "npm-cli.js"),
    join(beside, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
    ...(process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "npm")),
  ];
  for (const candidate of candidates) {
    if (!candidate || !existsSync(candidate)) continue;
    const file = realpathSync(candidate);
    if (file.endsWith("npm-cli.js")) return file;
  }
  throw new Failure("npm was not found beside this Node; install Node with npm from https://nodejs.org");
}

async function fetchPackage(name, version, why) {
  const manifest = join(runtime, name, "package.json");
  const number = version.slice(version.lastIndexOf("@") + 1);
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).version === number) return;
  say(`fetching ${name} ${version} (${why}) into ${relative(root, dirname(runtime))} …`);
  mkdirSync(dirname(runtime), { recursive: true });
  const own = join(dirname(runtime), "package.json");
  if (!existsSync(own)) writeFileSync(own, '{ "private": true }\n');
  const args = [
    "install",
    "--prefix",
    dirname(runtime),
    "--no-audit",
    "--no-fund",
    "--ignore-scripts",
    `${name}@${version}`,
  ];
  await must(`fetching ${name} ${version}`, process.execPath, [npmScript(), ...args]);
}

/** The Node that runs Liqa: this one when it is new enough, else Node 24 from npm. */
async function findNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]))
    return process.execPath;
  const name = `node-${PLATFORM}`;
  await fetchPackage(
    name,
    NODE,
    `this is Node ${process.versions.node}, Liqa needs ${OLDEST_NODE.join(".")}`,
  );
  return join(runtime, name, "bin", process.platform === "win32" ? "node.exe" : "node");
}

function hashOf(paths) {
  const hash = createHash("sha256");
  const add = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) {
        if (!["node_modules", "generated", "dist"].includes(name)) add(join(path, name));
      }
    } else hash.update(relative(root, path)).update("\0").update(readFileSync(path)).update("\0");
  };
  for (const path of paths) add(join(root, path));
  return hash.digest("hex");
}

/** Does the work unless its inputs are those of last time and what it makes is still there. */
async function step(name, inputs, made, work) {
  const stamp = join(state, `${name}.sha256`);
  const hash = hashOf(inputs);
  const fresh =
    existsSync(stamp) &&
    readFileSync(stamp, "utf8") === hash &&
    made.every((path) => existsSync(join(root, path)));
  if (fresh) return;
  await work();
  mkdirSync(state, { recursive: true });
  writeFileSync(stamp, hash);
}

const tool = (...path) => join(root, ...path);

async function install(node) {
  await step("install", ["pnpm-lock.yaml"], ["node_modules/.modules.yaml"], async () => {
    await fetchPackage("pnpm", PNPM, "the package manager");
    say("installing dependencies …");
    const pnpm = join(runtime, "pnpm", "bin", "pnpm.cjs");
    const args = [pnpm, "install", "--frozen-lockfile", "--config.confirmModulesPurge=false"];
    // pnpm starts programs by the name `node`: let it find the one we chose.
    const env = { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH };
    await must("installing dependencies", node, args, { env });
  });
}

async function compileData(node) {
  const made = ["packages/graph/src/generated"];
  await step("data", ["data", "packages/graph/scripts", "pnpm-lock.yaml"], made, async () => {
    say("compiling data …");
    await must("compiling data", node, [tool("packages/graph/scripts/compile-data.ts")]);
  });
}

async function buildViewer(node) {
  const inputs = [
    "pnpm-lock.yaml",
    "data",
    "apps/viewer/src",
    "apps/viewer/index.html",
    "apps/viewer/public",
    "apps/viewer/vite.config.ts",
    "packages/graph/src",
    "packages/formats/src",
  ];
  if (!existsSync(tool("apps/viewer/index.html"))) return say("the viewer is not there yet: skipped");
  await step("viewer", inputs, ["apps/viewer/dist/index.html"], async () => {
    say("building the viewer …");
    const vite = tool("apps/viewer/node_modules/vite/bin/vite.js");
    await must("building the viewer", node, [vite, "build", "--logLevel", "warn"], {
      cwd: tool("apps/viewer"),
    });
  });
}

/** Runs the programs one after the other, all of them even when one fails; answers with the worst exit code. */
async function runAll(node, programs) {
  let worst = 0;
  for (const [name, args, cwd] of programs) {
    say(name);
    const code = await run(node, args, { cwd, stdout: "inherit" });
    if (code >= 128) return code;
    worst = Math.max(worst, code);
  }
  return worst;
}

function listed(folder, match) {
  return ["packages", "apps"].flatMap((group) =>
    readdirSync(tool(group)).flatMap((name) => {
      const path = tool(group, name, folder);
      if (!existsSync(path)) return [];
      return readdirSync(path)
        .filter((file) => match.test(file))
        .sort()
        .map((file) => join(path, file));
    }),
  );
}

const flags = ["--disable-warning=ExperimentalWarning"]; // node:sqlite still announces itself
const cli = [...flags, tool("apps/cli/src/main.ts")];

/** What `npm run bench` runs, in this order; words after `--` choose among them. */
const BENCHES = [
  "packages/graph/bench/extraction.ts",
  "packages/graph/bench/query.ts",
  "packages/graph/bench/resolution.ts",
  "packages/store/bench/store.ts",
  "apps/cli/bench/ingest.ts",
  "packages/formats/bench/million.ts",
  "apps/service/bench/http.ts",
  "apps/service/bench/writes.ts",
  "apps/viewer/bench/refresh.ts",
];

/** Describes the packages from their comments; a warning is an error. */
const typedoc = tool("node_modules/typedoc/bin/typedoc");

const vitest = (node, args, env) =>
  run(node, [...flags, tool("node_modules/vitest/vitest.mjs"), "run", ...args], {
    stdout: "inherit",
    env: { ...process.env, ...env },
  });

/** Node keeps what it compiled: commands start in two thirds of the time, and each thread is 50 MB smaller. */
const env = { NODE_COMPILE_CACHE: join(state, "compiled"), ...process.env };

const commands = {
  async start(node, args) {
    await buildViewer(node);
    return run(node, [...cli, "serve", ...args], { stdout: "inherit", stdin: "inherit", env });
  },
  async liqa(node, args) {
    if (args[0] === "serve") await buildViewer(node);
    return run(node, [...cli, ...args], { stdout: "inherit", stdin: "inherit", env });
  },
  async test(node, args) {
    await buildViewer(node);
    // The launcher's own tests run it again, which is only quick where it has just run.
    return vitest(node, args, { LIQA_LAUNCHED: "1" });
  },
  /** The tests of kills, full disks and crashes, each as often as it takes to meet every moment. */
  "test:faults"(node, args) {
    return vitest(node, [...args, "faults"], { LIQA_FAULTS: "long" });
  },
  check(node) {
    const projects = [
      ...listed(".", /^tsconfig\.json$/),
      ...listed("scripts", /^tsconfig\.json$/),
      ...listed("test", /^tsconfig\.json$/),
    ];
    return runAll(node, [
      ["biome", [tool("node_modules/@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."]],
      ...projects.map((file) => [
        `tsc ${relative(root, dirname(file))}`,
        [tool("node_modules/typescript/bin/tsc"), "--project", file],
      ]),
      ["data", [tool("packages/graph/scripts/compile-data.ts"), "--check"]],
      ["docs", [typedoc, "--emit", "none"]],
    ]);
  },
  docs: (node, args) => run(node, [typedoc, ...args], { stdout: "inherit" }),
  async notebooks(node, args) {
    const [[name, version, why]] = TOOLS;
    await fetchPackage(name, version, why);
    return run(node, [tool("apps/notebooks/render.ts"), ...args], { stdout: "inherit" });
  },
  async tools() {
    for (const [name, version, why] of TOOLS) await fetchPackage(name, version, why);
    return 0;
  },
  "test:soak": (node, args) =>
    run(node, [...flags, tool("apps/service/soak/soakRun.ts"), ...args], { stdout: "inherit" }),
  "test:attack": (node, args) =>
    run(node, [...flags, tool("apps/service/soak/attackRun.ts"), ...args], { stdout: "inherit" }),
  bench(node, args) {
    const files = BENCHES.filter((file) => args.every((word) => file.includes(word)));
    return runAll(
      node,
      files.map((file) => [file, [...flags, tool(file)]]),
    );
  },
};

async function main([name, ...args]) {
  const command = Object.hasOwn(commands, name ?? "") ? commands[name] : undefined;
  if (!command) {
    say(`unknown command ${name ?? "(none)"}; use one of ${Object.keys(commands).join(", ")}`);
    return 2;
  }
  const node = await findNode();
  await install(node);
  await compileData(node);
  return command(node, args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  say(error.message);
  process.exitCode = 1;
}
