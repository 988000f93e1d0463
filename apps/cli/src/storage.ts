import { resolve } from "node:path";
import { isServer, openStore, type Store } from "@liqa/store";
import { callerFolder } from "./inputs.ts";

/** A path as given by the user, made absolute. */
export const storePath = (path: string): string => resolve(callerFolder(), path);

/**
 * Opens the store of `--store`.
 * @throws StoreError
 */
export const openStoreAt = (place: string, create = true): Promise<Store> =>
  openStore(isServer(place) ? place : storePath(place), {
    create,
    onWait: (message) => process.stderr.write(`liqa: ${message}\n`),
  });
