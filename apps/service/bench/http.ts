import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import compression from "compression";
import express from "express";
import { pino } from "pino";
import { pinoHttp } from "pino-http";
import { startService } from "../src/index.ts";
import { cors, rateLimiter, requestId, securityHeaders } from "../src/security.ts";
import { madeUpFacts } from "./world.ts";

/**
 * The neighbours route beside a bare Express route with the same middleware, and a bare node:http server, that send
 * the same bytes; then the other routes while a storm of the worst path queries goes on, and
 * while a graph of this size takes the place of another.
 * `node bench/http.ts [actors] [meetings] [seconds] [rounds]`
 */
const [actors = 20_000, meetings = 60_000, seconds = 5, rounds = 3] = process.argv.slice(2).map(Number);
const ids = Array.from({ length: 2000 }, (_, i) => `per:p${String(i * 7).padStart(7, "0")}`);
const neighbours = ids.map((id) => `/api/entities/${id}/neighbours?limit=20`);
const rateLimit = { limit: 1e9, windowMs: 60_000 };
const logger = pino({ level: "silent" });

const service = await startService({ facts: madeUpFacts(actors, meetings), port: 0, rateLimit, logger });

const bodies = new Map<string, Buffer>();
for (const address of neighbours)
  bodies.set(address, Buffer.from(await (await fetch(service.url + address)).arrayBuffer()));
// As many as the cache keeps say little about a first asking: these are asked once each.
await load(service.url, 1, 0.1, ["/healthz"]);

const bare = express();
bare.disable("x-powered-by");
bare.disable("etag");
bare.use(
  pinoHttp({ logger, genReqId: requestId }),
  securityHeaders(),
  cors,
  rateLimiter(rateLimit),
  compression({ threshold: 1024 }),
);
bare.get("/api/entities/:id/neighbours", (request, response) => {
  const body = bodies.get(request.originalUrl)!;
  response.setHeader("Content-Type", "application/json");
  response.setHeader("Content-Length", body.length);
  response.end(body);
});
const bareExpress = createServer(bare);
const bareNode = createServer((request, response) => {
  const body = bodies.get(request.url!)!;
  response.setHeader("Content-Type", "application/json");
  response.setHeader("Content-Length", body.length);
  response.end(body);
});
const origin = async (server: typeof bareNode) => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const servers: [string, string][] = [
  ["bare node:http", await origin(bareNode)],
  ["bare Express", await origin(bareExpress)],
  ["liqa", service.url],
];
const measured = new Map<string, Measured[]>(servers.map(([name]) => [name, []]));
for (let round = 1; round <= rounds; round++) {
  for (const [name, url] of servers) {
    const line = await load(url, 64, seconds, neighbours);
    print(`neighbours ${round}, ${name}`, line);
    measured.get(name)!.push(JSON.parse(line) as Measured);
  }
}
// Pairs of one round, since the machine may be busier in another; of those the one in the middle.
for (const peer of ["bare Express", "bare node:http"]) {
  const middle = (ratio: (own: Measured, other: Measured) => number) => {
    const ratios = measured.get("liqa")!.map((own, round) => ratio(own, measured.get(peer)![round]!));
    return ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)]!.toFixed(2);
  };
  const [speed, delay] = [middle((a, b) => a.perSecond / b.perSecond), middle((a, b) => a.p99 / b.p99)];
  print(`liqa : ${peer}`, `${speed} of its requests a second, ${delay} of its p99`);
}

const cold = Array.from(
  { length: 20_000 },
  (_, i) => `${neighbours[i % ids.length]!}&since=${1950 + Math.floor(i / ids.length)}`,
);
print("neighbours, first asking", await load(service.url, 64, seconds, cold.slice(0, 8000)));

const far = ids.slice(-400);
const storm = far.map(
  (id, i) =>
    `/api/paths?from=${id}&to=${far[(i * 131 + 7) % far.length]!}&k=20&maxHops=12&weight=strength&timeRespecting=true`,
);
const mixed = [
  ...neighbours.slice(0, 300),
  ...ids.slice(0, 300).map((id) => `/api/entities/${id}`),
  "/api/meetings?limit=20",
  "/healthz",
];
print("mixed, calm", await load(service.url, 8, seconds, mixed));
const [underStorm, path] = await Promise.all([
  load(service.url, 8, seconds, mixed),
  load(service.url, 64, seconds, storm),
]);
print("mixed, in the storm", underStorm);
print("the storm itself", path);

// A new graph comes while the others ask: how long the event loop was held, and what they noticed.
const loop = monitorEventLoopDelay({ resolution: 1 });
const next = madeUpFacts(actors, meetings + 1);
const swapping = load(service.url, 8, seconds, mixed);
loop.enable();
await service.publish(next);
loop.disable();
print("mixed, during a swap", await swapping);
print(
  "event loop during a swap",
  `p99 ${(loop.percentile(99) / 1e6).toFixed(1)} ms, max ${(loop.max / 1e6).toFixed(1)} ms`,
);

await service.close();
for (const server of [bareExpress, bareNode]) {
  server.closeAllConnections();
  server.close();
}

interface Measured {
  perSecond: number;
  p99: number;
}

async function load(url: string, connections: number, time: number, paths: string[]): Promise<string> {
  const script = new URL("load.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [script, url, String(connections), String(time)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(paths.join("\n"));
  let output = "";
  for await (const chunk of child.stdout.setEncoding("utf8")) output += chunk;
  return output.trim();
}

function print(name: string, line: string) {
  console.log(name.padEnd(32), line);
}
