/**
 * Why a question got no answer. `down`: nothing answered; `slow`: no answer in time; `absent`: something answered, but
 * no Liqa service; `file`: the graph file cannot be read; `problem`: the service refused.
 */
export interface Failure {
  kind: "down" | "slow" | "absent" | "file" | "problem";
  status: number;
  title: string;
  detail: string;
}

export class RequestFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.title);
    this.failure = failure;
  }
}

/** Who answers the documented addresses: the service that serves this page, or a saved graph. */
export interface Source {
  /** Null for the service; the file's name for a saved graph. */
  readonly file: string | null;
  /** Rejects with RequestFailed, or with AbortError when `signal` fires. */
  get<T>(address: string, signal?: AbortSignal): Promise<T>;
  close(): void;
}

export type Query = Record<string, string | number | boolean | null | undefined>;

/** Milliseconds to wait before telling the reader that the service is slow. */
const PATIENCE = 20_000;

/** Path and query of a request; empty and absent values are left out, so that equal questions have equal addresses. */
export function address(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "" || value === false) continue;
    params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

export const service: Source = { file: null, get: getJson, close() {} };

async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const patience = AbortSignal.timeout(PATIENCE);
  const either = signal ? AbortSignal.any([signal, patience]) : patience;
  let response: Response;
  try {
    response = await fetch(url, { headers: { accept: "application/json" }, signal: either });
  } catch (error) {
    if (signal?.aborted) throw error;
    const kind = patience.aborted ? "slow" : "down";
    throw new RequestFailed({ kind, status: 0, title: kind, detail: "" });
  }
  if (!response.ok) throw new RequestFailed(await problemOf(response));
  try {
    return (await response.json()) as T;
  } catch (error) {
    if (signal?.aborted) throw error;
    // Static hosts answer every address with their own page.
    throw new RequestFailed({ kind: "absent", status: response.status, title: "not JSON", detail: url });
  }
}

async function problemOf(response: Response): Promise<Failure> {
  // A gateway in front of a dead service answers for it: to the reader the service is down. The service's own 503
  // bears the name of its problem, and the rest of it works.
  const gateway = response.status >= 502 && response.status <= 504;
  const base: Failure = {
    kind: gateway ? "down" : "problem",
    status: response.status,
    title: response.statusText,
    detail: "",
  };
  try {
    const body = (await response.json()) as { type?: string; title?: string; detail?: string };
    const own = response.status === 503 && body.type !== undefined && body.type !== "about:blank";
    return {
      ...base,
      ...(own ? { kind: "problem" } : {}),
      title: body.title ?? base.title,
      detail: body.detail ?? "",
    };
  } catch {
    return gateway ? base : { ...base, kind: "absent" };
  }
}
