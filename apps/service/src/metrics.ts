import type { RequestHandler } from "express";
import { AggregatorRegistry, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Counts } from "./graphThread.ts";

export interface Metrics {
  /** Times every request. */
  readonly timer: RequestHandler;
  readonly contentType: string;
  text(): Promise<string>;
  /** As data, to be added up with those of other processes. */
  values(): Promise<object[]>;
  close(): void;
}

/** The metrics of several processes as one text: counts added up, the graph counted once. */
export function addUp(all: readonly object[][]): Promise<string> {
  return AggregatorRegistry.aggregate(all.map((own) => [...own])).metrics();
}

const WAITING = "liqa_heavy_queries_waiting";

/** Prometheus metrics of one service; a registry of its own, so that two services in one process do not mix. */
export function createMetrics(counts: () => Counts, waiting: () => number): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: "liqa_http_request_duration_seconds",
    help: "Time from the request's arrival to the end of the response",
    // Route templates, never addresses: a caller must not be able to make new series.
    labelNames: ["route", "method", "status"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      // Every process tells of the same graph, but each has a queue of its own.
      aggregator: name === WAITING ? "sum" : "max",
      collect() {
        this.set(value());
      },
    });
  gauge("liqa_entities", "Actors and places in the published graph", () => counts().entities);
  gauge("liqa_meetings", "Meetings in the published graph", () => counts().meetings);
  gauge("liqa_articles", "Articles behind the published graph", () => counts().articles);
  gauge(WAITING, "Path queries and other heavy work waiting for their turn", waiting);

  const methods = new Set(["GET", "HEAD", "POST", "DELETE", "OPTIONS"]);
  return {
    timer: (request, response, next) => {
      const began = process.hrtime.bigint();
      response.once("close", () => {
        const route: string = response.locals.route ?? "other";
        const method = methods.has(request.method) ? request.method : "other";
        duration
          .labels(route, method, String(response.statusCode))
          .observe(Number(process.hrtime.bigint() - began) / 1e9);
      });
      next();
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
    values: () => registry.getMetricsAsJSON() as Promise<object[]>,
    close: () => registry.clear(),
  };
}
