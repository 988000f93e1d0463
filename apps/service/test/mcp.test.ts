import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { afterAll, describe, expect, it } from "vitest";
import { start } from "./client.ts";
import { sampleFacts } from "./fixture.ts";

const service = await start();
const texts = new Map(sampleFacts().articles.map((article) => [article.id, article.text]));

async function connected(transport: Transport): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  await client.connect(transport);
  afterAll(() => client.close());
  return client;
}

const clients = {
  "streamable HTTP": await connected(
    new StreamableHTTPClientTransport(new URL("/mcp", service.url)) as Transport,
  ),
  stdio: await connected(
    new StdioClientTransport({
      command: process.execPath,
      args: [new URL("./mcpOverStdio.ts", import.meta.url).pathname],
    }),
  ),
};

// biome-ignore lint/suspicious/noExplicitAny: answers of five shapes
type Data = any;

for (const [name, client] of Object.entries(clients)) {
  const call = async (tool: string, input: Record<string, unknown>) => {
    const result = (await client.callTool({ name: tool, arguments: input })) as {
      isError?: boolean;
      structuredContent?: Data;
      content: { text: string }[];
    };
    return { ...result, text: result.content.map(({ text }) => text).join("\n") };
  };

  describe(`MCP over ${name}`, () => {
    it("offers five tools that only read", async () => {
      const { tools } = await client.listTools();
      expect(tools.map((tool) => tool.name).sort()).toEqual([
        "evidence",
        "find_actor",
        "find_path",
        "meeting",
        "who_met",
      ]);
      for (const tool of tools) expect(tool.annotations).toMatchObject({ readOnlyHint: true });
    });

    it("finds an actor, and whom it met, each with a sentence that stands in the article", async () => {
      const found = await call("find_actor", { name: "Sameh Shoukry" });
      expect(found.structuredContent.items[0].id).toBe("per:sameh-shoukry");
      const met = await call("who_met", { actor: "per:sameh-shoukry", since: "2019", until: "2019" });
      expect(met.structuredContent.items.map((row: Data) => row.entity.id)).toEqual(["per:james-jeffrey"]);
      const { evidence } = met.structuredContent.items[0];
      expect(evidence.length).toBeGreaterThan(0);
      for (const { article, start, end, quote } of evidence) {
        expect(texts.get(article)!.slice(start, end)).toBe(quote);
        expect(met.text).toContain(quote);
      }
    });

    it("takes names where they are clear, and asks back where they are not", async () => {
      const clear = await call("who_met", { actor: "سامح شكري" });
      expect(clear.structuredContent.actor.id).toBe("per:sameh-shoukry");
      const nobody = await call("who_met", { actor: "ززززز" });
      expect(nobody.isError).toBe(true);
      expect(nobody.text).toContain("Nobody");
    });

    it("finds paths with evidence for each hop, and says why there is none", async () => {
      const { structuredContent, text } = await call("find_path", {
        from: "James Jeffrey",
        to: "per:geir-pedersen",
        k: 2,
      });
      expect(structuredContent.items[0].nodes.at(-1)).toBe("per:geir-pedersen");
      for (const hop of structuredContent.items[0].hops) expect(text).toContain(hop.evidence[0].quote);
      const none = await call("find_path", { from: "per:james-jeffrey", to: "per:constructor" });
      expect(none.structuredContent).toMatchObject({ items: [], reason: "no_path" });
      const wrong = await call("find_path", {
        from: "per:james-jeffrey",
        to: "per:geir-pedersen",
        since: "x",
      });
      expect(wrong).toMatchObject({ isError: true });
    });

    it("tells a meeting, and the passages behind it", async () => {
      const { structuredContent } = await call("meeting", { id: "mtg:2019-03-04-bilateral-a1" });
      expect(structuredContent.meeting).toMatchObject({ status: "held", place: { id: "plc:cairo" } });
      const proof = await call("evidence", { id: "mtg:2019-03-04-bilateral-a1" });
      expect(proof.structuredContent.items).toHaveLength(2);
      for (const item of proof.structuredContent.items) expect(item.context).toContain(item.quote);
      expect((await call("meeting", { id: "mtg:none" })).isError).toBe(true);
    });
  });
}

describe("MCP over HTTP", () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${service.url}/mcp`, {
      method: "POST",
      body,
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json, text/event-stream",
        ...headers,
      },
    });

  it("refuses pages of other origins, huge calls, and what is no JSON", async () => {
    expect((await post("{}", { Origin: "https://evil.example" })).status).toBe(403);
    expect((await post(JSON.stringify({ x: "y".repeat(100_000) }))).status).toBe(413);
    expect((await post("{{{")).status).toBe(400);
    expect((await post('{"__proto__":{"polluted":1}}')).status).toBe(400);
    expect(({} as Data).polluted).toBeUndefined();
    expect((await fetch(`${service.url}/mcp`)).status).toBe(405);
  });
});
