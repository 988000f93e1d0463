export { ar } from "./ar/index.ts";
export * as en from "./en/index.ts";
export * as world from "./generated/world.ts";
export * from "./index.ts";
