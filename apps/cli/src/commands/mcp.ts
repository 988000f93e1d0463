import type { Command } from "commander";
import { tellProblems } from "../console.ts";
import { addSource, openFacts, type SourceOptions } from "./source.ts";

/** `liqa mcp`: the graph as tools for a language model, over standard input and output. */
export const mcpCommand = (program: Command): void => {
  addSource(
    program
      .command("mcp")
      .description(
        "serve find_actor, who_met, find_path, meeting and evidence to a language model (MCP over stdio)",
      ),
  )
    .addHelpText(
      "after",
      `
A running service offers the same at /mcp (streamable HTTP).

Examples:
  in an assistant's settings:
  {"command": "npm", "args": ["run", "--silent", "liqa", "--", "mcp", "--graph", "graph.json"]}`,
    )
    .action(async (options: SourceOptions) => {
      const facts = await openFacts(options, tellProblems());
      const [{ serveMcpOverStdio }, { worldVocabulary }, world] = await Promise.all([
        import("@liqa/service"),
        import("@liqa/graph"),
        import("@liqa/graph/world"),
      ]);
      await serveMcpOverStdio({ facts, vocabulary: worldVocabulary(world) });
    });
};
