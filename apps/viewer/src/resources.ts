import { type Failure, RequestFailed, type Source } from "./api.ts";

/** What is known of one address at this moment. */
export type Resource<T> =
  | { state: "loading" }
  | { state: "ready"; value: T }
  | { state: "failed"; failure: Failure };

/** Answers kept in memory; the oldest go first. */
const KEPT = 600;

/**
 * Remembers answers by address, so that a view can be written as a function of what is known:
 * `read` returns at once, starts the request when needed, and `onChange` tells when it came.
 */
export class Resources {
  #source: Source;
  #entries = new Map<string, Resource<unknown>>();
  #listeners = new Set<(url: string) => void>();
  #pending = 0;
  /** Grows whenever everything is forgotten: answers under way then are of no use any more. */
  #epoch = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  get source(): Source {
    return this.#source;
  }

  /** Forgets everything and asks somebody else from now on. */
  use(source: Source): void {
    this.#source.close();
    this.#source = source;
    this.renew();
  }

  /** Forgets everything: what answers has changed. */
  renew(): void {
    this.#epoch++;
    this.#entries.clear();
    this.#pending = 0;
    this.#tell("");
  }

  /** Asks without remembering: for what changes with every letter typed. */
  ask<T>(url: string, signal: AbortSignal): Promise<T> {
    return this.#source.get<T>(url, signal);
  }

  read<T>(url: string): Resource<T> {
    const known = this.#entries.get(url);
    if (known) return known as Resource<T>;
    const epoch = this.#epoch;
    const loading: Resource<T> = { state: "loading" };
    this.#entries.set(url, loading);
    if (this.#entries.size > KEPT) this.#forgetOldest();
    this.#pending++;
    this.#source
      .get<T>(url)
      .then((value): Resource<T> => ({ state: "ready", value }))
      .catch((error): Resource<T> => ({ state: "failed", failure: failureOf(error) }))
      .then((resource) => {
        if (epoch !== this.#epoch) return;
        this.#pending--;
        this.#entries.set(url, resource);
        this.#tell(url);
      });
    return loading;
  }

  /** The answer, when it comes. Rejects with what went wrong. */
  load<T>(url: string): Promise<T> {
    const known = this.read<T>(url);
    if (known.state === "ready") return Promise.resolve(known.value);
    return new Promise((resolve, reject) => {
      const listen = (changed: string) => {
        if (changed !== url && changed !== "") return;
        const now = this.#entries.get(url);
        if (now?.state === "loading") return;
        this.#listeners.delete(listen);
        if (now?.state === "ready") resolve(now.value as T);
        else reject(new Error(url));
      };
      if (known.state === "failed") reject(new Error(url));
      else this.#listeners.add(listen);
    });
  }

  /** The answer if it is here already; never asks. */
  peek<T>(url: string): T | null {
    const known = this.#entries.get(url);
    return known?.state === "ready" ? (known.value as T) : null;
  }

  /** Forgets every failure, so that the next read asks again. */
  retry(): void {
    for (const [url, resource] of this.#entries) if (resource.state === "failed") this.#entries.delete(url);
    this.#tell("");
  }

  get pending(): number {
    return this.#pending;
  }

  /** The first failure that means nobody answers, or null. */
  outage(): Failure | null {
    for (const resource of this.#entries.values())
      if (resource.state === "failed" && resource.failure.kind !== "problem") return resource.failure;
    return null;
  }

  onChange(listener: (url: string) => void): void {
    this.#listeners.add(listener);
  }

  #tell(url: string): void {
    for (const listener of [...this.#listeners]) listener(url);
  }

  #forgetOldest(): void {
    for (const [url, resource] of this.#entries) {
      if (resource.state === "loading") continue;
      this.#entries.delete(url);
      return;
    }
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof RequestFailed) return error.failure;
  return { kind: "problem", status: 0, title: String(error), detail: "" };
}
