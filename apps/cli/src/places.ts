import { join, resolve } from "node:path";
import { isServer, openStore, type Store } from "@liqa/store";
import { UsageError } from "./console.ts";
import { root } from "./graph.ts";
import { callerFolder } from "./inputs.ts";

/** A store as the user names it: an address, or a path from the folder the user stands in. */
export const placeOf = (store: string): string => (isServer(store) ? store : resolve(callerFolder(), store));

/**
 * Opens the store of `--store`; a server that does not answer is told of while it is tried again.
 * @throws StoreError
 */
export const openStoreAt = (place: string, create = true): Promise<Store> =>
  openStore(placeOf(place), {
    create,
    onWait: (message) => process.stderr.write(`liqa: ${message}\n`),
  });

/**
 * The file of API keys: as named, else the one beside the store.
 * @throws UsageError when neither is named
 */
export const keysFileOf = (keys: string | undefined, store: string | undefined): string => {
  if (keys !== undefined) return resolve(callerFolder(), keys);
  if (store === undefined) throw new UsageError("say which keys: --store STORE, or --keys FILE");
  return isServer(store) ? join(root, ".liqa/keys.json") : `${placeOf(store)}.keys.json`;
};
