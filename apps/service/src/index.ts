export type { Answer } from "./answers.ts";
export { BuilderError } from "./builder.ts";
export { createLogger } from "./log.ts";
export { serveMcpOverStdio } from "./mcp.ts";
export type { RateLimit } from "./security.ts";
export { type Service, type ServiceOptions, startService } from "./service.ts";
