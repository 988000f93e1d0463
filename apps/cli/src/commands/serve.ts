import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { startService } from "@liqa/service";
import type { Command } from "commander";
import { Problems, UsageError } from "../console.ts";
import { cachedFacts, readGraph, sampleArticles } from "../graph.ts";
import { callerFolder } from "../inputs.ts";
import { wholeNumber } from "./filters.ts";

const viewer = join(dirname(fileURLToPath(import.meta.url)), "../../../viewer/dist");

/** `liqa serve`: the service and the viewer on one address; what `npm start` runs. */
export const serveCommand = (program: Command): void => {
  program
    .command("serve")
    .description(
      "serve the graph of a folder (default: the sample articles), with the viewer, on one address",
    )
    .argument("[folder]", "folder of articles")
    .option("-g, --graph <file>", "serve a graph made by liqa build instead")
    .option("-p, --port <n>", "port (default PORT, else 3000)", wholeNumber)
    .option("--host <address>", "address to listen on (default HOST, else 127.0.0.1: this machine only)")
    .addHelpText(
      "after",
      `
Examples:
  $ npm start
  $ npm start -- my-archive/
  $ liqa serve --graph graph.json --port 8080`,
    )
    .action(async (folder: string | undefined, options: { graph?: string; port?: number; host?: string }) => {
      const problems = new Problems();
      const port = options.port ?? Number(process.env.PORT || 3000);
      if (!Number.isInteger(port) || port < 0 || port > 65_535) {
        throw new UsageError(`PORT is "${process.env.PORT}", which is no port; use a number from 0 to 65535`);
      }
      const articles = folder ? resolve(callerFolder(), folder) : sampleArticles;
      if (!options.graph)
        process.stderr.write(`liqa: building the graph of ${folder ?? "data/articles"} …\n`);
      const facts = options.graph ? readGraph(options.graph) : await cachedFacts(articles, problems);
      const service = await startService({
        facts,
        port,
        host: options.host ?? process.env.HOST ?? "127.0.0.1",
        ...(existsSync(viewer) ? { viewerDir: viewer } : {}),
      }).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "EADDRINUSE")
          throw new UsageError(`port ${port} is taken; choose another with PORT=3001`);
        throw error;
      });
      console.log(
        `${facts.meetings.length} meetings of ${facts.entities.length} actors and places in ${facts.articles.length} articles`,
      );
      console.log(`Liqa is ready: ${service.url.replace("127.0.0.1", "localhost")}   (Ctrl-C ends it)`);
      const end = async (): Promise<void> => {
        await service.close();
        process.exit(0);
      };
      process.once("SIGINT", end);
      process.once("SIGTERM", end);
    });
};
