import { createLogger, startService } from "../src/index.ts";

/** The service as a program, for tests that look at it from outside: `node server.ts SETTINGS` (JSON). */
const service = await startService({
  ...JSON.parse(process.argv[2]!),
  logger: createLogger("error"),
  rateLimit: { limit: 1e9, windowMs: 60_000 },
});
process.on("SIGTERM", async () => {
  await service.close();
  process.exit(0);
});
console.log(service.url);
