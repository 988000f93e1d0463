import { resolve } from "node:path";
import type { Store } from "@liqa/store";
import { callerFolder } from "./inputs.ts";

export const isServerAddress = (place: string): boolean => /^postgres(?:ql)?:\/\//u.test(place);

/** A path as given by the user, made absolute. */
export const storePath = (path: string): string => resolve(callerFolder(), path);

/**
 * Opens the store of `--store`.
 * @throws StoreError
 */
export const openStoreAt = async (place: string, create = true): Promise<Store> => {
  // SQLite only for commands that need it.
  const { openStore } = await import("@liqa/store");
  return openStore(isServerAddress(place) ? place : storePath(place), {
    create,
    onWait: (message) => process.stderr.write(`liqa: ${message}\n`),
  });
};
