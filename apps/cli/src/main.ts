#!/usr/bin/env node
import { QueryError } from "@liqa/graph";
import { StoreError } from "@liqa/store";
import { Command, CommanderError } from "commander";
import { askCommand } from "./commands/ask.ts";
import { betweenCommand } from "./commands/between.ts";
import { buildCommand } from "./commands/build.ts";
import { evalCommand } from "./commands/eval.ts";
import { explainCommand } from "./commands/explain.ts";
import { exportCommand } from "./commands/export.ts";
import { extractCommand } from "./commands/extract.ts";
import { ingestCommand } from "./commands/ingest.ts";
import { keysCommand } from "./commands/keys.ts";
import { mcpCommand } from "./commands/mcp.ts";
import { neighboursCommand } from "./commands/neighbours.ts";
import { pathCommand } from "./commands/path.ts";
import { reviewCommand } from "./commands/review.ts";
import { serveCommand } from "./commands/serve.ts";
import { storeCommand } from "./commands/store.ts";
import { BAD_INPUT, DONE, InputError, USAGE, UsageError } from "./console.ts";

const program = new Command("liqa")
  .description("Who met whom, read from Arabic news, with the sentence that proves it.")
  .version("0.1.0")
  .exitOverride()
  .showHelpAfterError("(see --help)");
for (const add of [
  extractCommand,
  ingestCommand,
  buildCommand,
  askCommand,
  betweenCommand,
  evalCommand,
  explainCommand,
  exportCommand,
  neighboursCommand,
  pathCommand,
  reviewCommand,
  serveCommand,
  storeCommand,
  keysCommand,
  mcpCommand,
])
  add(program);
for (const command of program.commands.flatMap((one) => [one, ...one.commands]))
  command.exitOverride().showHelpAfterError("(see --help)");

// A reader that stops early (`liqa extract … | head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(DONE);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? DONE : USAGE;
  else if (error instanceof UsageError || error instanceof QueryError) {
    process.stderr.write(`liqa: ${error.message}\n`);
    process.exitCode = USAGE;
  } else if (error instanceof StoreError) {
    process.stderr.write(`liqa: ${error.message}\n`);
    process.exitCode = error.fault === "invalid" ? USAGE : BAD_INPUT;
  } else if (error instanceof InputError) {
    process.stderr.write(`liqa: ${error.message}\n`);
    process.exitCode = BAD_INPUT;
  } else if (error instanceof Error && "syscall" in error) {
    // The system refused: no right to write there, disk full.
    process.stderr.write(`liqa: ${error.message}\n`);
    process.exitCode = BAD_INPUT;
  } else throw error;
}
