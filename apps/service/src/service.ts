import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Facts } from "@liqa/graph";
import { type Logger, pino } from "pino";
import { createApp } from "./app.ts";
import { writeGraphFile } from "./graphFile.ts";
import { Problem, type ProblemCode, problemDocument } from "./problems.ts";
import { Readers } from "./readers.ts";
import type { RateLimit } from "./security.ts";

export interface ServiceOptions {
  facts: Facts;
  /** Folder of the built viewer; may be absent. */
  viewerDir?: string;
  /** Default 127.0.0.1: nobody outside unless asked for. */
  host?: string;
  /** Default 3000; 0 takes a free one. */
  port?: number;
  /** Default: silent. */
  logger?: Logger;
  version?: string;
  /** Requests per address; default 600 a minute, on loopback without a proxy 60,000. */
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

const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);

/**
 * Puts a graph on a port.
 * @throws the system's error when the port cannot be had (`EADDRINUSE`, `EACCES`)
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const host = options.host ?? "127.0.0.1";
  const logger = options.logger ?? pino({ level: "silent" });
  const local = LOOPBACK.has(host) && options.trustProxy === undefined;
  let draining = false;
  const readers = new Readers(logger);
  const folder = await mkdtemp(join(tmpdir(), "liqa-"));
  let published = 0;
  const publish = async (facts: Facts) => {
    const path = join(folder, `${++published}.graph`);
    const { version } = await writeGraphFile(facts, path);
    await readers.publish({ path, version, dispose: () => void rm(path, { force: true }) });
  };
  const end = async () => {
    await readers.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await publish(options.facts);
  } catch (error) {
    await end();
    throw error;
  }
  const { app, close: closeApp } = createApp({
    readers,
    logger,
    version: options.version ?? "0.1.0",
    rateLimit: options.rateLimit ?? { limit: local ? 60_000 : 600, windowMs: 60_000 },
    draining: () => draining,
    ...(options.viewerDir === undefined ? {} : { viewerDir: options.viewerDir }),
    ...(options.frameAncestors === undefined ? {} : { frameAncestors: options.frameAncestors }),
    ...(options.trustProxy === undefined ? {} : { trustProxy: options.trustProxy }),
  });

  const server = createServer(
    {
      // Whoever sends a header slower than this, or one byte at a time, loses the connection.
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 10_000,
      connectionsCheckingInterval: 2_000,
      maxHeaderSize: 16_384,
    },
    app,
  );
  server.maxHeadersCount = 100;
  server.on("clientError", refuse);
  try {
    await listen(server, options.port ?? 3000, host);
  } catch (error) {
    await end();
    throw error;
  }
  const { address, family, port } = server.address() as AddressInfo;

  let closed: Promise<void> | undefined;
  return {
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${port}`,
    publish,
    close() {
      closed ??= (async () => {
        draining = true;
        const done = new Promise<void>((resolve) => server.close(() => resolve()));
        // A connection whose last response began before this would stay open, idle, until it times out.
        const sweep = setInterval(() => server.closeIdleConnections(), 50);
        server.closeIdleConnections();
        const timer = setTimeout(() => server.closeAllConnections(), options.drainMs ?? 10_000);
        await done;
        clearInterval(sweep);
        clearTimeout(timer);
        await end();
        closeApp();
      })();
      return closed;
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

const BY_ERROR: Record<string, ProblemCode> = {
  HPE_HEADER_OVERFLOW: "headers-too-large",
  ERR_HTTP_REQUEST_TIMEOUT: "timeout",
};

/** Answers what is not even HTTP: Node hands over the bare socket. */
function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = new Problem(BY_ERROR[error.code ?? ""] ?? "invalid-request");
  const body = JSON.stringify(problemDocument(problem, "en"));
  socket.end(
    `HTTP/1.1 ${problem.status} Refused\r\nConnection: close\r\nContent-Type: application/problem+json\r\nContent-Language: en\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
