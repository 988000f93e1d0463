export { ar } from "./ar/index.ts";
export * as en from "./en/index.ts";
export * from "./index.ts";
export * as world from "./world.ts";
