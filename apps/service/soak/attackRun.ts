import { attack } from "./attack.ts";
import { serve } from "./served.ts";

/**
 * Malformed requests against a service in a process of its own: none may bring an answer of 5xx, a stack trace, a
 * file from outside, or its end. `node attackRun.ts [requests] [seed]`
 */
const [requests = 100_000, seed = Date.now() % 1e9] = process.argv.slice(2).map(Number);
const served = await serve();
console.log(`${requests} malformed requests, seed ${seed}, to ${served.url}`);
const began = performance.now();
const part = Math.ceil(requests / 10);
const statuses: Record<string, number> = {};
const faults: string[] = [];
for (let done = 0; done < requests && faults.length === 0; done += part) {
  const damage = await attack({
    ...served,
    requests: Math.min(part, requests - done),
    seed: seed + done,
    connections: 64,
    slow: 50,
  });
  for (const [status, count] of Object.entries(damage.statuses))
    statuses[status] = (statuses[status] ?? 0) + count;
  faults.push(...damage.faults);
  if (!served.alive()) faults.push("the service has ended");
  else console.log(`${Math.min(done + part, requests)} sent, ${(served.memory() / 1e6).toFixed(0)} MB`);
}
if (served.alive()) {
  const health = await fetch(`${served.url}/healthz`);
  if (health.status !== 200) faults.push(`the service is not well afterwards: ${health.status}`);
}
const { code, said } = await served.end();
if (code !== 0) faults.push(`the service ended with ${code}`);
if (said !== "") faults.push(`the service complained: ${said.slice(0, 2000)}`);
console.log(`answers: ${JSON.stringify(statuses)}, in ${((performance.now() - began) / 1000).toFixed(0)} s`);
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? "no harm done" : `${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
