import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { printJson, tellProblems, UsageError } from "../console.ts";
import { cachedFacts, readGraph, root, sampleArticles } from "../graph.ts";
import { callerFolder } from "../inputs.ts";

const viewer = join(root, "apps/viewer/dist");

interface ServeOptions {
  graph?: string;
  port?: number;
  host?: string;
  json?: boolean;
}

/** `liqa serve`: the service and the viewer on one address; what `npm start` runs. */
export const serveCommand = (program: Command): void => {
  program
    .command("serve")
    .description(
      "serve the graph of a folder (default: the sample articles), with the viewer, on one address",
    )
    .argument("[folder]", "folder of articles")
    .option("-g, --graph <file>", "serve a graph made by liqa build instead")
    .option("-p, --port <n>", "port, 0 for any free one (default PORT, else 3000)", toPort)
    .option("--host <address>", "address to listen on (default HOST, else 127.0.0.1: this machine only)")
    .option("--json", "print the address as JSON")
    .addHelpText(
      "after",
      `
Examples:
  $ npm start
  $ npm start -- my-archive/
  $ PORT=8080 npm start
  $ liqa serve --graph graph.json --port 8080`,
    )
    .action(async (folder: string | undefined, options: ServeOptions) => {
      const problems = tellProblems();
      const port = options.port ?? toPort(process.env.PORT || "3000");
      if (folder !== undefined && options.graph !== undefined)
        throw new UsageError("give a folder or --graph, not both");
      const articles = folder === undefined ? sampleArticles : resolve(callerFolder(), folder);
      if (!options.graph) process.stderr.write(`liqa: the graph of ${folder ?? "data/articles"} …\n`);
      const facts = options.graph ? readGraph(options.graph) : await cachedFacts(articles, problems);
      const { startService } = await import("@liqa/service");
      const service = await startService({
        facts,
        port,
        host: options.host ?? process.env.HOST ?? "127.0.0.1",
        ...(existsSync(viewer) ? { viewerDir: viewer } : {}),
      }).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "EADDRINUSE")
          throw new UsageError(`port ${port} is taken; choose another with PORT=3001 or --port`);
        if (error.code === "EACCES" || error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
          throw new UsageError(`cannot listen there: ${error.message}; choose another PORT or HOST`);
        throw error;
      });
      const url = service.url.replace("//127.0.0.1", "//localhost");
      if (options.json) await printJson({ url });
      else {
        console.log(
          `${facts.meetings.length} meetings of ${facts.entities.length} actors and places in ${facts.articles.length} articles`,
        );
        console.log(`Liqa is ready: ${url}   (Ctrl-C ends it)`);
      }
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

const toPort = (value: string): number => {
  const port = Number(value);
  if (!/^\d+$/u.test(value) || port > 65_535)
    throw new UsageError(`"${value}" is no port; use a number from 0 to 65535`);
  return port;
};
