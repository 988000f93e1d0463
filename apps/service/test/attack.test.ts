import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { attack } from "../soak/attack.ts";
import { addKey } from "../src/keys.ts";
import { get, start } from "./client.ts";

const service = await start({ rateLimit: { limit: 1e9, windowMs: 60_000 } });
const { port, hostname } = new URL(service.url);

/** Sends bytes as they are; gives what came back when the service closes, or `patience` ms after the last byte. */
function raw(bytes: string | Buffer, patience = 20_000): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let answer = "";
    const quiet = setTimeout(() => socket.destroy(), patience);
    socket.on("data", (data) => {
      answer += data.toString("latin1");
      quiet.refresh();
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(quiet);
      resolve(answer);
    });
    socket.write(bytes);
  });
}

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);

/** No answer may be a 5xx or tell of our insides. */
function harmless(answer: string) {
  for (const [, status] of answer.matchAll(/HTTP\/1\.1 (\d{3})/g)) expect(Number(status)).toBeLessThan(500);
  expect(answer).not.toMatch(/node_modules|\bat .+\.ts:\d|root:x:|SECRET/);
}

async function alive() {
  expect((await get(service, "/healthz")).body).toEqual({ status: "ok" });
}

const NASTY = [
  "__proto__",
  "constructor",
  "%00",
  "%u0000",
  "%",
  "%E0%A4%A",
  "%C0%AE%C0%AE/",
  "../../etc/passwd",
  "..%2f..%2f..%2fetc%2fpasswd",
  "..%5c..%5c",
  "//etc/passwd",
  "%2e%2e%2f%2e%2e%2f",
  "\u202Eknil\u202C",
  "%E2%80%AE%D8%B4",
  "%EF%BF%BF",
  "%F0%9F%98%80",
  "%ED%A0%80",
  "<script>",
  "';--",
  "%24%7B7*7%7D",
  "a[b][c][d][e][f]=1",
  "a[]=1&a[]=2",
  "?".repeat(500),
  "&".repeat(2000),
  "a=1&".repeat(500),
  `${"a[b]".repeat(400)}=1`,
  "x".repeat(7000),
  "limit=1e9",
  "limit=-1",
  "limit=NaN",
  "limit=0x10",
  "k=99999999999999999999",
  "q=".concat("%D8%B4".repeat(900)),
  "since=9999999999-01-01",
  "since=%2B",
  "cursor=%5B%5B%5B%5B%5B",
  `cursor=${encodeURIComponent(JSON.stringify([1e308, -1e308, "x"]))}`,
  "cursor=null",
  "type=held,,,,,,",
  `through=${"per:a,".repeat(300)}`,
];

const ADDRESSES = [
  "/",
  "/api/search",
  "/api/entities",
  "/api/entities/per:sameh-shoukry",
  "/api/entities/per:sameh-shoukry/neighbours",
  "/api/meetings",
  "/api/articles",
  "/api/paths",
  "/api/common",
  "/api/graph",
  "/api/export",
  "/reconcile",
  "/reconcile/suggest/entity",
  "/mcp",
  "/api/ask",
  "/docs",
  "/nothing",
];

describe("hostile addresses", () => {
  it("never get more than a refusal, in any place", async () => {
    for (const address of ADDRESSES) {
      for (const nasty of NASTY) {
        for (const target of [
          `${address}/${nasty}`,
          `${address}?${nasty}`,
          `${address}?q=${nasty}&a=${nasty}`,
        ]) {
          const answer = await raw(
            `GET ${target.replaceAll(" ", "%20")} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
          );
          harmless(answer);
          expect(statusOf(answer), target.slice(0, 80)).toBeGreaterThanOrEqual(200);
        }
      }
    }
    await alive();
  });

  it("may be any bytes at all", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
        harmless(await raw(Buffer.concat([Buffer.from(bytes), Buffer.from("\r\n\r\n")]), 50));
      }),
      { numRuns: 60 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ADDRESSES),
        fc.webQueryParameters(),
        fc.webPath(),
        async (address, query, path) => {
          const { status, text } = await get(service, `${address}${path}?${query}`);
          expect(status).toBeLessThan(500);
          harmless(text);
        },
      ),
      { numRuns: 300 },
    );
    await alive();
  });
});

describe("hostile requests", () => {
  it("with too many or too large header fields are refused, and the connection is closed", async () => {
    const many = Array.from({ length: 3000 }, (_, i) => `X-${i}: ${i}`).join("\r\n");
    expect(statusOf(await raw(`GET /healthz HTTP/1.1\r\nHost: x\r\n${many}\r\n\r\n`))).toBe(431);
    const large = await raw(`GET /healthz HTTP/1.1\r\nHost: x\r\nX: ${"a".repeat(20_000)}\r\n\r\n`);
    expect(statusOf(large)).toBe(431);
    expect(large).toContain("application/problem+json");
    for (const field of [
      "Accept",
      "Accept-Language",
      "If-None-Match",
      "Accept-Encoding",
      "X-Request-Id",
      "X-Forwarded-For",
    ]) {
      const answer = await raw(
        `GET /api/meetings HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${field}: ${"a,;q=*/".repeat(1200)}\r\n\r\n`,
      );
      harmless(answer);
      expect(statusOf(answer)).toBe(200);
    }
  });

  it("that are not HTTP get a problem document", async () => {
    for (const bytes of [
      "\0\0\0\0",
      "HELO x\r\n\r\n",
      "GET / HTTP/9.9\r\n\r\n",
      "GET /a b c HTTP/1.1\r\n\r\n",
    ]) {
      const answer = await raw(bytes);
      expect(statusOf(answer)).toBe(400);
      expect(answer).toContain('"type":"/docs#invalid-request"');
    }
  });

  it("that smuggle one request in another are refused", async () => {
    const answer = await raw(
      "POST /api/meetings HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: x\r\n\r\n",
    );
    expect(statusOf(answer)).toBe(400);
    expect(answer).not.toContain("liqa_meetings");
  });

  it("with a huge body to a route that takes none are answered without reading it", async () => {
    for (const method of ["GET", "POST", "PUT", "DELETE"]) {
      const head = `${method} /api/meetings HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n`;
      const answer = await raw(head + "x".repeat(100_000));
      expect(statusOf(answer)).toBe(method === "GET" ? 200 : 405);
      expect(answer).toContain("Connection: close");
      harmless(answer);
    }
    await alive();
  });

  it("by unknown methods are refused", async () => {
    for (const method of ["PATCH", "TRACE", "PROPFIND", "CONNECT"]) {
      harmless(await raw(`${method} /api/meetings HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`));
    }
    await alive();
  });

  it("that trickle in keep nobody else waiting", async () => {
    const slow = Array.from({ length: 200 }, () => {
      const socket = connect(Number(port), hostname);
      socket.on("error", () => {});
      socket.write("GET /api/meetings HTTP/1.1\r\nHost: x\r\nX-Slow: ");
      return socket;
    });
    await alive();
    expect((await get(service, "/api/meetings")).status).toBe(200);
    for (const socket of slow) socket.destroy();
  });

  it("whose sender hangs up in the middle of a stream leave nothing behind", async () => {
    for (let i = 0; i < 50; i++) {
      await raw("GET /api/export?format=json HTTP/1.1\r\nHost: x\r\n\r\n", 1);
    }
    await alive();
  });
});

describe("malformed requests by the thousand", () => {
  it("do no harm", async () => {
    const folder = mkdtempSync(join(tmpdir(), "liqa-attack-"));
    const keys = join(folder, "keys.json");
    mkdirSync(join(folder, "viewer"));
    writeFileSync(join(folder, "viewer", "index.html"), "<!doctype html>");
    writeFileSync(join(folder, "secret.txt"), "OUTSIDE THE FOLDER");
    const { secret } = addKey(keys, "attacker");
    const own = await start({
      store: join(folder, "news.db"),
      keys,
      viewerDir: join(folder, "viewer"),
      rateLimit: { limit: 1e9, windowMs: 60_000 },
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    const damage = await attack({
      url: own.url,
      key: secret,
      requests: 3000,
      seed: 20_200_127,
      connections: 32,
      slow: 20,
    });
    expect(damage.faults).toEqual([]);
    // Refusals of every kind really came.
    for (const status of [400, 401, 404, 405, 413, 414, 415, 431])
      expect(damage.statuses[status]).toBeGreaterThan(0);
    expect((await get(own, "/readyz")).status).toBe(200);
  });
});

describe("path storms", () => {
  it("are let through one by one, and beyond the queue refused with a time to come back", async () => {
    const query = { from: "per:james-jeffrey", to: "per:geir-pedersen", k: 20, maxHops: 12 };
    const storm = Array.from({ length: 400 }, (_, i) =>
      get(service, "/api/paths", { ...query, since: `${1000 + i}` }),
    );
    await alive();
    const answers = await Promise.all(storm);
    for (const { status, headers } of answers) {
      expect([200, 429]).toContain(status);
      if (status === 429) expect(headers.get("retry-after")).toBe("2");
    }
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(100);
  });
});

describe("security header fields", () => {
  it("stand on every kind of answer", async () => {
    for (const path of ["/healthz", "/api/meetings", "/api/nothing", "/docs", "/api/export?format=json"]) {
      const { headers } = await get(service, path);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toMatch(/default-src '(self|none)'/);
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.has("x-powered-by")).toBe(false);
    }
  });
});
