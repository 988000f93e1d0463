import { afterAll } from "vitest";
import { type Service, type ServiceOptions, startService } from "../src/index.ts";
import { sampleFacts } from "./fixture.ts";

/** A service over the hand-written facts on a free port, closed after the file's tests. */
export async function start(options: Partial<ServiceOptions> = {}): Promise<Service> {
  const service = await startService({ facts: sampleFacts(), port: 0, ...options });
  afterAll(() => service.close());
  return service;
}

export interface Got {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
}

/** GETs without following redirects. */
export async function get(
  service: Service,
  path: string,
  query: Record<string, string | number> = {},
  headers: Record<string, string> = {},
): Promise<Got> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) search.set(name, String(value));
  const address = `${service.url}${path}${search.size > 0 ? `?${search}` : ""}`;
  const response = await fetch(address, { headers, redirect: "manual" });
  const text = await response.text();
  const isJson = /json(?:;|$)/.test(response.headers.get("content-type") ?? "") && !text.includes("}\n{");
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== "" ? JSON.parse(text) : undefined,
  };
}

export const at = (id: string): string => encodeURIComponent(id);
