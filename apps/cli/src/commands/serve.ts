import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { type Command, Option } from "commander";
import { InputError, printJson, tellProblems, UsageError } from "../console.ts";
import { cachedFacts, judgements, readGraph, root, sampleArticles } from "../graph.ts";
import { callerFolder } from "../inputs.ts";
import { keysFileOf, placeOf } from "../places.ts";
import { openFacts } from "./source.ts";

const viewer = join(root, "apps/viewer/dist");

interface ServeOptions {
  graph?: string;
  store?: string;
  asOf?: string;
  keys?: string;
  port: number;
  host: string;
  workers: number;
  logLevel: string;
  rateLimit?: number;
  trustProxy?: string | number | boolean;
  frameAncestors?: string[];
  drain: number;
  json?: boolean;
}

const LEVELS = ["silent", "error", "warn", "info", "debug"];

/** `liqa serve`: the service and the viewer on one address; what `npm start` runs. */
export const serveCommand = (program: Command): void => {
  const command = program
    .command("serve")
    .description(
      "serve the graph of a folder (default: the sample articles), with the viewer, on one address",
    )
    .argument("[folder]", "folder of articles")
    .addOption(new Option("-g, --graph <file>", "serve a graph made by liqa build instead").env("LIQA_GRAPH"))
    .addOption(
      new Option(
        "--store <place>",
        "serve a store and follow its changes: an SQLite file, or postgresql://…; writable with a key",
      ).env("LIQA_STORE"),
    )
    .addOption(
      new Option(
        "--as-of <edtf>",
        "with --store: what had been published by then, as it stands; neither follows it nor writes",
      ).env("LIQA_AS_OF"),
    )
    .addOption(
      new Option("--keys <file>", "file of API keys, see liqa keys (default: STORE.keys.json)").env(
        "LIQA_KEYS",
      ),
    )
    .addOption(
      new Option("-p, --port <n>", "port, 0 for any free one").env("PORT").argParser(toPort).default(3000),
    )
    .addOption(
      new Option("--host <address>", "address to listen on; the default is this machine only")
        .env("HOST")
        .default("127.0.0.1"),
    )
    .addOption(
      new Option("--workers <n>", 'processes that serve, or "auto": one a core')
        .env("LIQA_WORKERS")
        .argParser(toWorkers)
        .default(1),
    )
    .addOption(
      new Option("--log-level <level>", "log lines (JSON, on standard error) from this level on")
        .env("LIQA_LOG_LEVEL")
        .choices(LEVELS)
        .default("warn"),
    )
    .addOption(
      new Option(
        "--rate-limit <n>",
        "requests a minute from one address (default: 600; 60000 when only this machine can reach it)",
      )
        .env("LIQA_RATE_LIMIT")
        .argParser(toCount("rate limit")),
    )
    .addOption(
      new Option("--trust-proxy <what>", "behind a reverse proxy: number of proxies, or their addresses")
        .env("LIQA_TRUST_PROXY")
        .argParser(toTrust),
    )
    .addOption(
      new Option("--frame-ancestors <origins>", "pages that may embed the viewer, separated by commas")
        .env("LIQA_FRAME_ANCESTORS")
        .argParser(toOrigins),
    )
    .addOption(
      new Option("--drain <seconds>", "how long running requests may take to end when it is stopped")
        .env("LIQA_DRAIN")
        .argParser(toCount("drain time"))
        .default(10),
    )
    .option("--json", "print the address as JSON")
    .addHelpText(
      "after",
      `
Examples:
  $ npm start
  $ npm start -- my-archive/
  $ PORT=8080 npm start
  $ liqa serve --graph graph.json --port 8080
  $ liqa serve --store news.db --workers auto --log-level info
  $ liqa serve --store news.db --as-of 2020-06`,
    );
  command.action(async (folder: string | undefined, options: ServeOptions) => {
    if ([folder, options.graph, options.store].filter((source) => source !== undefined).length > 1)
      throw new UsageError("give one of a folder, --graph and --store");
    tellSettings(command, folder);
    const { BuilderError, createLogger, startService } = await import("@liqa/service");
    const { port, host, workers, logLevel, rateLimit, trustProxy, frameAncestors, drain } = options;
    const source = await sourceOf(folder, options);
    const service = await startService({
      ...source,
      port,
      host,
      workers,
      logger: createLogger(logLevel),
      drainMs: drain * 1000,
      ...(rateLimit === undefined ? {} : { rateLimit: { limit: rateLimit, windowMs: 60_000 } }),
      ...(trustProxy === undefined ? {} : { trustProxy }),
      ...(frameAncestors === undefined ? {} : { frameAncestors }),
      ...(existsSync(viewer) ? { viewerDir: viewer } : {}),
    }).catch((error: NodeJS.ErrnoException) => {
      if (error instanceof BuilderError) throw new InputError(error.message);
      if (error.code === "EADDRINUSE")
        throw new UsageError(`port ${port} is taken; choose another with PORT=3001 or --port`);
      if (error.code === "EACCES" || error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
        throw new UsageError(`cannot listen there: ${error.message}; choose another PORT or HOST`);
      throw error;
    });
    const url = service.url.replace("//127.0.0.1", "//localhost");
    if (options.json) await printJson({ url });
    else {
      if (source.facts) {
        const { meetings, entities, articles } = source.facts;
        console.log(
          `${meetings.length} meetings of ${entities.length} actors and places in ${articles.length} articles`,
        );
      }
      console.log(`Liqa is ready: ${url}   (Ctrl-C ends it)`);
    }
    // The threads have the graph now.
    delete source.facts;
    let ending = false;
    // A terminal and npm may both pass the same Ctrl-C on: the second one changes nothing.
    const end = async (): Promise<void> => {
      if (ending) return;
      ending = true;
      await service.close();
      process.exit(0);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
  });
};

interface Source {
  facts?: Awaited<ReturnType<typeof cachedFacts>>;
  store?: string;
  judgements?: NonNullable<ReturnType<typeof judgements>>;
  keys?: string;
}

/** What to answer from. */
const sourceOf = async (folder: string | undefined, options: ServeOptions): Promise<Source> => {
  const problems = tellProblems();
  if (options.asOf !== undefined) return { facts: await openFacts(options, problems) };
  if (options.store !== undefined) {
    const store = placeOf(options.store);
    return { store, judgements: judgements(problems), keys: keysFileOf(options.keys, options.store) };
  }
  if (options.graph !== undefined) return { facts: await readGraph(options.graph) };
  process.stderr.write(`liqa: the graph of ${folder ?? "data/articles"} …\n`);
  const articles = folder === undefined ? sampleArticles : resolve(callerFolder(), folder);
  return { facts: await cachedFacts(articles, problems) };
};

/** Every setting with its value and where that came from: the first question when something is not as expected. */
const tellSettings = (command: Command, folder: string | undefined): void => {
  const from: { [source: string]: string } = { default: "default", env: "environment", cli: "flag" };
  const lines = command.options.flatMap((option) => {
    const name = option.attributeName();
    const value: unknown = command.getOptionValue(name);
    if (value === undefined || name === "json") return [];
    const source = from[command.getOptionValueSource(name) ?? ""] ?? "";
    const origin = source === "environment" ? `${source}, ${option.envVar}` : source;
    // Never a password.
    const shown = String(value).replace(/^(\w+:\/\/[^:@/]*):[^@/]*@/u, "$1@");
    return [`  ${option.long!.slice(2).padEnd(16)} ${shown} (${origin})`];
  });
  if (folder !== undefined) lines.unshift(`  ${"folder".padEnd(16)} ${folder}`);
  process.stderr.write(`liqa: serving with\n${lines.join("\n")}\n`);
};

const toPort = (value: string): number => {
  // `PORT= npm start` means no port in particular.
  if (value === "") return 3000;
  const port = Number(value);
  if (!/^\d+$/u.test(value) || port > 65_535)
    throw new UsageError(`"${value}" is no port; use a number from 0 to 65535`);
  return port;
};

const toWorkers = (value: string): number => {
  if (value === "auto") return availableParallelism();
  if (!/^\d{1,3}$/u.test(value) || Number(value) < 1)
    throw new UsageError(`"${value}" is no number of processes; use a number from 1, or auto`);
  return Number(value);
};

const toCount =
  (what: string) =>
  (value: string): number => {
    if (!/^\d{1,9}$/u.test(value) || Number(value) < 1)
      throw new UsageError(`"${value}" is no ${what}; use a whole number from 1`);
    return Number(value);
  };

const toTrust = (value: string): string | number | boolean => {
  if (/^\d{1,2}$/u.test(value)) return Number(value);
  if (value === "true" || value === "false") {
    // Express would then believe any address that a caller makes up.
    throw new UsageError(
      "say how many proxies stand in front (1), or their addresses (loopback, 10.0.0.0/8)",
    );
  }
  return value;
};

const toOrigins = (value: string): string[] => {
  const origins = value.split(/[\s,]+/u).filter(Boolean);
  const wrong = origins.find((origin) => !/^(?:'self'|\*|https?:\/\/[\w.*:-]+)$/u.test(origin));
  if (wrong !== undefined)
    throw new UsageError(`"${wrong}" is no origin; write for example 'self',https://news.example.org`);
  return origins;
};
