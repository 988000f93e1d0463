import { type Logger, pino } from "pino";

/** Log lines as JSON on standard error, from a level on: `silent`, `error`, `warn`, `info`, `debug`. */
export const createLogger = (level: string): Logger => pino({ level }, pino.destination(2));
