import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { fixtureAnswer } from "./fixture.ts";

const DIST = fileURLToPath(new URL("../dist/", import.meta.url));
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
};

export interface Served {
  url: string;
  /** While true the API answers as a dead service behind a proxy does. */
  down: boolean;
  close(): Promise<void>;
}

/**
 * The built page on a free port, with the fixture's answers.
 * @param files given: a static host instead, that has nothing but the page and these; by name
 */
export async function serve(files?: ReadonlyMap<string, string>): Promise<Served> {
  const served: Served = { url: "", down: false, close: async () => {} };
  const server: Server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const own = files?.get(url.pathname.slice(1));
    if (own !== undefined) {
      response.writeHead(200, { "content-type": "application/json" }).end(own);
      return;
    }
    if (files && url.pathname !== "/" && !url.pathname.startsWith("/assets/")) {
      response.writeHead(404, { "content-type": "text/html" }).end("<h1>404</h1>");
      return;
    }
    if (url.pathname.startsWith("/api/")) {
      const answer = served.down ? undefined : fixtureAnswer(url);
      const status = answer === undefined ? 503 : answer === null ? 404 : 200;
      const body = answer ?? {
        type: "about:blank",
        title: status === 404 ? "Not found" : "Unavailable",
        status,
      };
      response
        .writeHead(status, { "content-type": "application/json; charset=utf-8" })
        .end(JSON.stringify(body));
      return;
    }
    const file = normalize(url.pathname).replace(/^[/\\.]+/, "") || "index.html";
    try {
      const body = await readFile(join(DIST, file));
      response
        .writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" })
        .end(body);
    } catch {
      response
        .writeHead(200, { "content-type": TYPES[".html"]! })
        .end(await readFile(join(DIST, "index.html")));
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  served.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  served.close = () =>
    new Promise((done) => {
      server.closeAllConnections();
      server.close(() => done());
    });
  return served;
}
