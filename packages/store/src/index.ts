export { StoreError, type StoreFault } from "./errors.ts";
export { extractorVersion, readersOf } from "./extractorVersion.ts";
export { type Draft, digestOf, draft } from "./record.ts";
export {
  type Copy,
  type Counts,
  isServer,
  type LogEntry,
  type OpenOptions,
  openStore,
  type PutOptions,
  type PutOutcome,
  type ReadOptions,
  type Store,
  type StoredArticle,
} from "./store.ts";
