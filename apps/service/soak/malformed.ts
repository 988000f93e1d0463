import { gzipSync } from "node:zlib";

/**
 * Requests that no honest client sends, by the seed: wrong types, sizes and encodings, hostile names, paths out of
 * the folder, floods of header fields, bodies that lie. Every one is raw bytes for a connection of its own.
 */

export type Random = () => number;

/** mulberry32: small, seeded, good enough to choose by. */
export function seeded(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const ADDRESSES = [
  "/",
  "/api/search",
  "/api/entities",
  "/api/entities/per:sameh-shoukry",
  "/api/entities/per:sameh-shoukry/neighbours",
  "/api/meetings",
  "/api/meetings/mtg:x",
  "/api/articles",
  "/api/articles/hostile-1",
  "/api/paths",
  "/api/common",
  "/api/between",
  "/api/timeline",
  "/api/graph",
  "/api/export",
  "/api/judgements",
  "/api/ask",
  "/reconcile",
  "/reconcile/suggest/entity",
  "/mcp",
  "/docs",
  "/openapi.json",
  "/metrics",
  "/healthz",
  "/readyz",
  "/assets/app.js",
  "/embed",
  "/nothing",
];
const PARAMETERS =
  "q kind since until undated type status place organization minSources maxAttendance limit cursor from to k maxHops via through avoid timeRespecting weight a b participant order entity unit center depth articles format lang queries prefix __proto__ constructor".split(
    " ",
  );
const METHODS = [
  "GET",
  "GET",
  "GET",
  "HEAD",
  "POST",
  "POST",
  "DELETE",
  "PUT",
  "PATCH",
  "OPTIONS",
  "TRACE",
  "QUERY",
  "get",
];

const NASTY = [
  "__proto__",
  "constructor",
  "__proto__[x]=1",
  "%00",
  "%u0000",
  "%",
  "%E0%A4%A",
  "%C0%AE%C0%AE/",
  "../../etc/passwd",
  "..%2f..%2f..%2fetc%2fpasswd",
  "..%5c..%5csecret.txt",
  "....//....//secret.txt",
  "//etc/passwd",
  "%2e%2e%2f%2e%2e%2fsecret.txt",
  ".%00./secret.txt",
  "file:///etc/passwd",
  "%E2%80%AE%D8%B4%E2%80%AC",
  "%EF%BB%BF",
  "%EF%BF%BF",
  "%F0%9F%98%80",
  "%ED%A0%80",
  "<script>alert(1)</script>",
  "%3Cscript%3Ealert(1)%3C/script%3E",
  "';--",
  "' OR 1=1--",
  "%24%7B7*7%7D",
  "{{7*7}}",
  "a[b][c][d][e][f]=1",
  "a[]=1&a[]=2",
  "1e9",
  "-1",
  "NaN",
  "Infinity",
  "0x10",
  "99999999999999999999",
  "9999999999-01-01",
  "2019-13-45",
  "Y-17E7",
  "%2B",
  "[[[[[",
  "%5B%5B%5B%5B",
  "null",
  "%5B1e308,-1e308,%22x%22%5D",
  "true,false",
  "held,,,,,,",
  "(a+)+$",
  "*/*",
  "\\..\\..\\",
  "%0d%0aSet-Cookie:%20x=1",
  "%D8%B4%D9%83%D8%B1%D9%8A",
];

const MARKS = [
  "\u0000",
  "\u202E",
  "\u2066",
  "\uFEFF",
  "\uFFFF",
  "\u0300".repeat(50),
  "ـ".repeat(200),
  "\u{1F600}",
  "\uD800",
];

export interface Malformed {
  bytes: Buffer;
  /** The request is never finished: hang up after a moment. */
  unfinished: boolean;
}

/** @param key an API key that the service knows; some requests carry it */
export function malformed(random: Random, key: string): Malformed {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const times = (most: number) => 1 + Math.floor(random() * most);
  const whole = (head: string[], body: Buffer | string = ""): Malformed => ({
    bytes: Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`, "latin1"), Buffer.from(body)]),
    unfinished: false,
  });
  const nasty = (): string => {
    const dice = random();
    if (dice < 0.7) return pick(NASTY);
    if (dice < 0.8) return pick(NASTY).repeat(times(40));
    if (dice < 0.9) return encodeURIComponent(pick(MARKS).toWellFormed()).repeat(times(20));
    return `${pick(NASTY)}${encodeURIComponent(String.fromCharCode(times(0xd7ff)))}`;
  };
  const target = (): string => {
    const address = pick(ADDRESSES);
    const dice = random();
    if (dice < 0.25) return `${address}/${nasty()}`;
    if (dice < 0.35) return `/${nasty()}`;
    if (dice < 0.4) return `${address}?${"a[b]".repeat(times(400))}=1`;
    if (dice < 0.45) return `${address}?${"x=1&".repeat(times(1000))}`;
    if (dice < 0.5) return `${address}?${"y".repeat(times(9000))}`;
    const query = Array.from({ length: times(6) }, () => `${pick(PARAMETERS)}=${nasty()}`).join("&");
    return `${address}?${query}`;
  };
  const line = (method: string, address: string) =>
    `${method} ${address.replace(/[ \r\n]/g, "+")} HTTP/1.1\r\nHost: x\r\nConnection: close`;
  const authorization = () =>
    pick([
      `Authorization: Bearer ${key}`,
      `Authorization: Bearer ${key}`,
      `Authorization: Bearer ${key.slice(0, -1)}`,
      "Authorization: Bearer liqa_00000000_x",
      `Authorization: Bearer ${"A".repeat(times(4000))}`,
      "Authorization: Basic eDp5",
      "X: y",
    ]);

  const json = (): Buffer => {
    const dice = random();
    if (dice < 0.1) return Buffer.from("[".repeat(times(100_000)));
    if (dice < 0.2) return Buffer.from(`${'{"a":'.repeat(times(5000))}1`);
    if (dice < 0.25) return Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x22]);
    if (dice < 0.3) return Buffer.from(`{"text":"${"ا".repeat(times(250_000))}"}`);
    if (dice < 0.35) return Buffer.from(`{"text":${`1${"0".repeat(times(400))}`}}`);
    const value = (): unknown =>
      pick([
        () => null,
        () => true,
        () => -1e308,
        () => "",
        () => pick(NASTY),
        () => pick(MARKS),
        () => [],
        () => ({}),
        () => ["x", ["y"]],
        () => ({ text: "نص", __proto__: { x: 1 } }),
        () => "<script>alert(1)</script> التقى سامح شكري جيمس جيفري",
        () => "per:sameh-shoukry",
        () => "2019-03-04",
      ])();
    const names =
      "id text title publishedAt source url language left right verdict reasons jsonrpc method params __proto__ constructor toString".split(
        " ",
      );
    const fields = Array.from(
      { length: times(8) },
      () => `${JSON.stringify(pick(names))}:${JSON.stringify(value())}`,
    );
    const text = `{${fields.join(",")}}`;
    return Buffer.from(random() < 0.2 ? text.slice(0, Math.floor(text.length * random())) : text);
  };

  switch (Math.floor(random() * 10)) {
    case 0:
    case 1:
    case 2:
      return whole([line(pick(METHODS), target())]);
    case 3: {
      // Any bytes at all.
      const bytes = Buffer.from(Array.from({ length: times(400) }, () => Math.floor(random() * 256)));
      return { bytes: Buffer.concat([bytes, Buffer.from("\r\n\r\n")]), unfinished: true };
    }
    case 4: {
      const fields = [
        () => Array.from({ length: times(3000) }, (_, i) => `X-${i}: ${i}`),
        () => [`X: ${"a".repeat(times(30_000))}`],
        () => [`Accept: ${"a,;q=*/".repeat(times(1500))}`],
        () => [`Accept-Language: ${"ar-".repeat(times(2000))};q=NaN`],
        () => [`If-None-Match: ${'W/"x", '.repeat(times(1500))}`],
        () => [`Accept-Encoding: ${"gzip;q=9,".repeat(times(1000))}`],
        () => [`Range: bytes=${"0-1,".repeat(times(1000))}`],
        () => ["Cookie: a=1", "Cookie: b=2", "Expect: 100-continue"],
        () => ["Upgrade: websocket", "Sec-WebSocket-Key: x"],
        () => [
          `X-Forwarded-For: ${"1.2.3.4,".repeat(times(800))}`,
          "X-Forwarded-Host: evil",
          "Forwarded: for=x",
        ],
        () => ["Host: y", "Host: z"],
        () => [": empty", "A b: c", "X:\u0001"],
        () => ["X-Request-Id: a\u00ffb", "Origin: null"],
      ];
      return whole([line(pick(METHODS), target()), ...pick(fields)()]);
    }
    case 5: {
      const lies = [
        ["Content-Length: 4", "Transfer-Encoding: chunked"],
        ["Content-Length: -1"],
        ["Content-Length: 1e9"],
        ["Content-Length: 5", "Content-Length: 6"],
        ["Transfer-Encoding: chunked, chunked"],
        ["Transfer-Encoding: gzip"],
      ];
      const body = "0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: x\r\n\r\n";
      const { bytes } = whole([line("POST", pick(ADDRESSES)), authorization(), ...pick(lies)], body);
      return { bytes, unfinished: true };
    }
    case 6: {
      // More is announced than comes.
      const head = [line(pick(METHODS), pick(ADDRESSES)), authorization(), "Content-Type: application/json"];
      const { bytes } = whole(
        [...head, `Content-Length: ${times(2_000_000_000)}`],
        "x".repeat(times(50_000)),
      );
      return { bytes, unfinished: true };
    }
    default: {
      const types = [
        "application/json",
        "application/json",
        "application/json",
        "application/json; charset=utf-16",
        "application/json; charset=x",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "",
      ];
      const encodings = ["", "", "", "gzip", "deflate", "br", "x"];
      const encoding = pick(encodings);
      const plain = random() < 0.2 ? Buffer.from(`queries=${nasty()}&${"a=1&".repeat(times(50))}`) : json();
      // Of the gzipped ones some are honest, and some of those far larger than they look.
      const body =
        encoding === "gzip" && random() < 0.5
          ? gzipSync(random() < 0.1 ? Buffer.alloc(times(20_000_000), 0x5b) : plain)
          : plain;
      const address = pick(["/api/articles", "/api/judgements", "/mcp", "/reconcile", pick(ADDRESSES)]);
      const head = [
        line(pick(["POST", "POST", "POST", "PUT", "DELETE"]), address),
        authorization(),
        `Content-Type: ${pick(types)}`,
        ...(encoding === "" ? [] : [`Content-Encoding: ${encoding}`]),
        ...(address === "/mcp" ? ["Accept: application/json, text/event-stream"] : []),
        `Content-Length: ${body.length}`,
      ];
      return whole(head, body);
    }
  }
}
