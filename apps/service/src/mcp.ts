import type { Facts, Vocabulary } from "@liqa/graph";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import express, { Router } from "express";
import { perform, type Task, valueIn } from "./answering.ts";
import { Problem } from "./problems.ts";
import { takeSnapshot } from "./snapshot.ts";
import { TOOLS, type ToolAnswer } from "./tools.ts";

/** What the tools answer from. */
export interface McpSources {
  /** @param gone the caller has hung up */
  ask(task: Task, gone: () => boolean): Promise<unknown>;
  version: string;
}

/** Largest request body, in bytes: a tool call is a few names. */
const LARGEST_CALL = 65_536;

/** An MCP server with the read-only tools; every answer carries the sentences it rests on. */
function createMcpServer({ ask, version }: McpSources, gone: () => boolean): McpServer {
  const server = new McpServer(
    { name: "liqa", version },
    {
      instructions:
        "Liqa knows who met whom, read from Arabic news. Find actors first, then ask about them by id. Every answer quotes the sentence that proves it: cite article and quote, and claim nothing without one. A status other than held or ongoing is no meeting that took place.",
    },
  );
  for (const { name, title, description, input, output } of TOOLS.values()) {
    server.registerTool(
      name,
      {
        title,
        description,
        inputSchema: input,
        outputSchema: output,
        annotations: {
          readOnlyHint: true,
          destructiveHint: false,
          idempotentHint: true,
          openWorldHint: false,
        },
      },
      async (given) => {
        const answer = (await ask({ kind: "tool", name, input: given }, gone).catch(refusal)) as ToolAnswer;
        if ("refused" in answer) {
          return { isError: true, content: [{ type: "text" as const, text: answer.refused }] };
        }
        const text = answer.lines.join("\n");
        return { structuredContent: answer.data, content: [{ type: "text" as const, text }] };
      },
    );
  }
  return server;
}

/** Too many questions at once, said so that a model can act on it. */
function refusal(error: unknown): ToolAnswer {
  if (error instanceof Problem) return { refused: error.detail?.en ?? error.code };
  throw error;
}

/** Serves the tools on this process's standard input and output, until the input ends. */
export async function serveMcpOverStdio(options: {
  facts: Facts;
  vocabulary?: Vocabulary;
  version?: string;
}): Promise<void> {
  const snapshot = takeSnapshot(options.facts, options.vocabulary);
  // One caller: nobody is kept waiting, so no thread is started.
  const ask = async (task: Task) => valueIn(perform(snapshot, task));
  const server = createMcpServer({ ask, version: options.version ?? "0.1.0" }, () => false);
  const ended = new Promise<void>((resolve) => process.stdin.once("end", resolve));
  await server.connect(new StdioServerTransport());
  await ended;
  await server.close();
}

/** `POST /mcp`, streamable HTTP without sessions: each call is whole in itself, so any instance can answer it. */
export function mcpRouter(sources: McpSources): Router {
  const router = Router();
  router.post(
    "/mcp",
    (request, response, next) => {
      response.locals.route = "/mcp";
      // The protocol asks servers to check this, so that a page cannot reach a local server under a borrowed name.
      const { origin, host } = request.headers;
      if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)) {
        throw new Problem("forbidden");
      }
      next();
    },
    express.json({ limit: LARGEST_CALL, strict: true }),
    async (request, response) => {
      response.removeHeader("Connection");
      const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
      const server = createMcpServer(sources, () => response.destroyed);
      response.once("close", () => void server.close());
      await server.connect(transport as Transport);
      await transport.handleRequest(request, response, request.body);
    },
  );
  router.all("/mcp", (_request, response) => {
    response.locals.route = "/mcp";
    throw new Problem("method-not-allowed", { headers: { Allow: "POST" } });
  });
  return router;
}
