import { type Failure, RequestFailed, type Source } from "../api.ts";

/** What the page asks of the worker that holds a saved graph. */
export type Request = { open: File | string } | { id: number; address: string };
export type Reply = { id: number; value: unknown } | { id: number; failure: Failure };

/**
 * A graph that `liqa build` wrote, answering the addresses of the service in a worker: the same page then works from
 * any static host. Reading begins at once; a file that cannot be read fails every question with the reason.
 * @param graph a file the reader chose, or an address
 */
export function savedGraph(graph: File | string): Source {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  let asked = 0;
  worker.onmessage = ({ data }: MessageEvent<Reply>) => {
    const asker = waiting.get(data.id);
    waiting.delete(data.id);
    if ("failure" in data) asker?.reject(new RequestFailed(data.failure));
    else asker?.resolve(data.value);
  };
  const post = (request: Request) => worker.postMessage(request);
  post({ open: typeof graph === "string" ? new URL(graph, document.baseURI).href : graph });
  return {
    file: typeof graph === "string" ? (graph.split(/[?#]/)[0]!.split("/").pop() ?? graph) : graph.name,
    get: <T>(address: string, signal?: AbortSignal) =>
      new Promise<T>((resolve, reject) => {
        const id = ++asked;
        waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
        signal?.addEventListener("abort", () => {
          waiting.delete(id);
          reject(signal.reason);
        });
        post({ id, address });
      }),
    close: () => worker.terminate(),
  };
}
