import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Logger } from "pino";
import { createApp } from "./app.ts";
import { KeyRing } from "./keys.ts";
import type { Metrics } from "./metrics.ts";
import { Problem, type ProblemCode, problemDocument } from "./problems.ts";
import { type Published, Readers } from "./readers.ts";
import type { RateLimit } from "./security.ts";
import { Writer } from "./writer.ts";

/** How one process serves. Plain data, so that it can be handed to another process. */
export interface ListenerSettings {
  host: string;
  port: number;
  version: string;
  viewerDir?: string;
  /** Of the store to write into; absent: nothing can be written. */
  store?: string;
  /** File of the API keys. */
  keys?: string;
  rateLimit: RateLimit;
  frameAncestors?: readonly string[];
  trustProxy?: boolean | number | string;
  /** How long running requests may take to end after `close()`, in milliseconds. */
  drainMs: number;
}

/** What goes on around a listener. */
export interface ListenerSurroundings {
  logger: Logger;
  /** Called after every write that is kept. */
  changed(): void;
  allMetrics?(own: Metrics): Promise<string>;
}

/** One process's share of the service: takes requests, answers from the graph that it is given. */
export class Listener {
  readonly #settings: ListenerSettings;
  readonly #server: Server;
  readonly #readers: Readers;
  readonly #writer: Writer | undefined;
  readonly #closeApp: () => void;
  readonly metrics: Metrics;
  #draining = false;
  #closed: Promise<void> | undefined;

  constructor(settings: ListenerSettings, { logger, changed, allMetrics }: ListenerSurroundings) {
    this.#settings = settings;
    this.#readers = new Readers(logger, settings.store !== undefined);
    this.#writer = settings.store === undefined ? undefined : new Writer(settings.store, changed);
    const { viewerDir, frameAncestors, trustProxy } = settings;
    const keys = new KeyRing(settings.keys);
    // Whoever has made a key is going to use it.
    if (keys.open) void this.#writer?.open().catch((error) => logger.error({ err: error }, "cannot write"));
    const { app, close, metrics } = createApp({
      readers: this.#readers,
      keys,
      logger,
      version: settings.version,
      rateLimit: settings.rateLimit,
      draining: () => this.#draining,
      ...(this.#writer === undefined ? {} : { writer: this.#writer }),
      ...(allMetrics === undefined ? {} : { allMetrics }),
      ...(viewerDir === undefined ? {} : { viewerDir }),
      ...(frameAncestors === undefined ? {} : { frameAncestors }),
      ...(trustProxy === undefined ? {} : { trustProxy }),
    });
    this.#closeApp = close;
    this.metrics = metrics;
    this.#server = createServer(
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
    this.#server.maxHeadersCount = 100;
    this.#server.on("clientError", refuse);
  }

  /**
   * @param ready called when the graph is loaded; it is answered from when that is fulfilled
   * @throws Error when the file holds no graph; the old one stays then
   */
  publish(graph: Published, ready?: () => Promise<void>): Promise<void> {
    return this.#readers.publish(graph, ready);
  }

  /**
   * @returns where it listens, e.g. `http://127.0.0.1:3000`
   * @throws the system's error when the port cannot be had (`EADDRINUSE`, `EACCES`)
   */
  async listen(): Promise<string> {
    const { port, host } = this.#settings;
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, host, () => {
        this.#server.off("error", reject);
        resolve();
      });
    });
    const { address, family, port: taken } = this.#server.address() as AddressInfo;
    return `http://${family === "IPv6" ? `[${address}]` : address}:${taken}`;
  }

  /** Stops accepting, answers what was taken, keeps what was written, closes. Safe to call twice. */
  close(): Promise<void> {
    this.#closed ??= this.#drain();
    return this.#closed;
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    if (this.#server.listening) {
      const done = new Promise<void>((resolve) => this.#server.close(() => resolve()));
      // A connection whose last response began before this would stay open, idle, until it times out.
      const sweep = setInterval(() => this.#server.closeIdleConnections(), 50);
      this.#server.closeIdleConnections();
      const timer = setTimeout(() => this.#server.closeAllConnections(), this.#settings.drainMs);
      await done;
      clearInterval(sweep);
      clearTimeout(timer);
    }
    await this.#writer?.close();
    await this.#readers.close();
    this.#closeApp();
  }
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
