import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Facts, Judgement } from "@liqa/graph";
import { type Logger, pino } from "pino";
import { Builder } from "./builder.ts";
import { Cluster } from "./cluster.ts";
import { writeGraphFile } from "./graphFile.ts";
import { Listener, type ListenerSettings } from "./listener.ts";
import type { Published } from "./readers.ts";
import type { RateLimit } from "./security.ts";

export interface ServiceOptions {
  /** The graph to answer from; or a store, see `store`. */
  facts?: Facts;
  /** Answer from this store (a path, or `postgresql://…`), follow its changes, and write into it. */
  store?: string;
  /** Beside those in the store. */
  judgements?: readonly Judgement[];
  /** File of the API keys. Without a living key in it nothing can be written. */
  keys?: string;
  /** Folder of the built viewer; may be absent. */
  viewerDir?: string;
  /** Default 127.0.0.1: nobody outside unless asked for. */
  host?: string;
  /** Default 3000; 0 takes a free one. */
  port?: number;
  /** Processes that serve; default 1, in this process. */
  workers?: number;
  /** Default: silent. */
  logger?: Logger;
  version?: string;
  /** Requests per address, shared out evenly among the processes; default 600 a minute, on loopback without a proxy 60,000. */
  rateLimit?: RateLimit;
  frameAncestors?: readonly string[];
  trustProxy?: boolean | number | string;
  /** How long running requests may take to end after `close()`, in milliseconds. Default 10,000. */
  drainMs?: number;
}

export interface Service {
  /** Where it listens, e.g. `http://127.0.0.1:3000`. */
  readonly url: string;
  /**
   * Replaces the graph: requests that have begun end on the old one, later ones see the new one. The event loop is
   * never held for it, however large the graph.
   * @throws Error when the facts make no graph, or the disk is full; the old graph stays then
   */
  publish(facts: Facts): Promise<void>;
  /** Stops accepting, answers what was taken, closes. Safe to call twice. */
  close(): Promise<void>;
}

/** What takes requests: this process, or several. */
interface Front {
  publish(graph: Published): Promise<void>;
  listen(): Promise<string>;
  close(): Promise<void>;
}

const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);

/**
 * Puts a graph on a port.
 * @throws the system's error when the port cannot be had (`EADDRINUSE`, `EACCES`), BuilderError when the store
 *   cannot be opened
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const logger = options.logger ?? pino({ level: "silent" });
  const folder = await mkdtemp(join(tmpdir(), "liqa-"));
  let builder: Builder | undefined;
  const surroundings = { logger, changed: () => builder?.changed() };
  const settings = settingsOf(options);
  const front: Front =
    (options.workers ?? 1) > 1
      ? new Cluster(options.workers!, settings, surroundings)
      : new Listener(settings, surroundings);

  const publishFile = (graph: Omit<Published, "dispose">) =>
    front.publish({ ...graph, dispose: () => void rm(graph.path, { force: true }) });
  let written = 0;
  const publish = async (facts: Facts) => {
    const path = join(folder, `${++written}.graph`);
    const { version } = await writeGraphFile(facts, path);
    await publishFile({ path, version });
  };

  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= (async () => {
      // Writes that are still coming in are kept; the graph that they would change is of no use any more.
      await front.close();
      await builder?.close();
      await rm(folder, { recursive: true, force: true });
    })();
    return closing;
  };

  try {
    if (options.store !== undefined) {
      let first: Promise<void> | undefined;
      builder = await Builder.open(
        { location: options.store, judgements: options.judgements ?? [], folder },
        logger,
        (built) => {
          const done = publishFile(built);
          first ??= done;
          done.catch((error) => logger.error({ err: error }, "the graph could not be published"));
        },
      );
      await first;
    } else if (options.facts !== undefined) await publish(options.facts);
    else throw new TypeError("neither facts nor a store to answer from");
    return { url: await front.listen(), publish, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function settingsOf(options: ServiceOptions): ListenerSettings {
  const host = options.host ?? "127.0.0.1";
  const local = LOOPBACK.has(host) && options.trustProxy === undefined;
  const { limit, windowMs } = options.rateLimit ?? { limit: local ? 60_000 : 600, windowMs: 60_000 };
  const { viewerDir, store, keys, frameAncestors, trustProxy } = options;
  return {
    host,
    port: options.port ?? 3000,
    version: options.version ?? "0.1.0",
    // Each process counts for itself, and new connections go round: together they let through what one would.
    rateLimit: { windowMs, limit: Math.ceil(limit / (options.workers ?? 1)) },
    drainMs: options.drainMs ?? 10_000,
    ...(viewerDir === undefined ? {} : { viewerDir }),
    ...(store === undefined ? {} : { store }),
    ...(keys === undefined ? {} : { keys }),
    ...(frameAncestors === undefined ? {} : { frameAncestors }),
    ...(trustProxy === undefined ? {} : { trustProxy }),
  };
}
