import { readFileSync } from "node:fs";
import { connect } from "node:net";

/**
 * A load generator for its own process: keep-alive connections, one request at a time on each, no pipelining.
 * `node load.ts ORIGIN CONNECTIONS SECONDS`, paths on stdin, one a line, prints one JSON line with the rate and the latencies in ms.
 */
const [origin = "", connections = "64", seconds = "5"] = process.argv.slice(2);
const paths = readFileSync(0, "utf8").trim().split("\n");
const { hostname, port } = new URL(origin);
const latencies: number[] = [];
const statuses: Record<string, number> = {};
let bytes = 0;
let next = 0;
let counting = false;
const began = performance.now();
const warmUp = 1000;
const end = began + warmUp + Number(seconds) * 1000;

function run(): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    let pending: Buffer[] = [];
    let size = 0;
    let expected = -1;
    let sent = 0;
    const ask = () => {
      if (performance.now() > end) {
        socket.end();
        return resolve();
      }
      sent = performance.now();
      socket.write(
        `GET ${paths[next++ % paths.length]} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: keep-alive\r\n\r\n`,
      );
    };
    socket.on("data", (data) => {
      pending.push(data);
      size += data.length;
      if (expected < 0) {
        const head = Buffer.concat(pending);
        const at = head.indexOf("\r\n\r\n");
        if (at < 0) return;
        const text = head.subarray(0, at).toString("latin1");
        const length = /content-length: (\d+)/i.exec(text);
        if (length === null) throw new Error(`no content-length in ${text}`);
        expected = at + 4 + Number(length[1]);
        const status = text.slice(9, 12);
        if (counting) statuses[status] = (statuses[status] ?? 0) + 1;
      }
      if (size < expected) return;
      if (counting) {
        latencies.push(performance.now() - sent);
        bytes += size;
      }
      pending = [];
      size = 0;
      expected = -1;
      ask();
    });
    socket.on("error", () => resolve());
    socket.on("connect", ask);
  });
}

setTimeout(() => {
  counting = true;
}, warmUp);
await Promise.all(Array.from({ length: Number(connections) }, run));
latencies.sort((a, b) => a - b);
const at = (share: number) => Number((latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(2));
console.log(
  JSON.stringify({
    perSecond: Math.round(latencies.length / Number(seconds)),
    p50: at(0.5),
    p99: at(0.99),
    max: at(0.99999),
    megabytes: Math.round(bytes / 1e6),
    statuses,
  }),
);
