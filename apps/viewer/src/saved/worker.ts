import { FactsError, fromJSON, GraphIndex, worldVocabulary } from "@liqa/graph";
import * as world from "@liqa/graph/world";
import type { Failure } from "../api.ts";
import { NotThere, SavedAnswers } from "./answers.ts";
import type { Reply, Request } from "./source.ts";

let answers: Promise<SavedAnswers>;

self.onmessage = async ({ data }: MessageEvent<Request>) => {
  if ("open" in data) {
    answers = read(data.open);
    // Said to whoever asks; nobody has to ask.
    answers.catch(() => {});
    return;
  }
  try {
    reply({ id: data.id, value: (await answers).answer(data.address) });
  } catch (error) {
    reply({ id: data.id, failure: failureOf(error) });
  }
};

function reply(message: Reply): void {
  self.postMessage(message);
}

class Unreadable extends Error {}

async function read(graph: File | string): Promise<SavedAnswers> {
  const facts = fromJSON(typeof graph === "string" ? await fetched(graph) : await graph.text());
  return new SavedAnswers(facts, GraphIndex.from(facts, { vocabulary: worldVocabulary(world) }));
}

async function fetched(url: string): Promise<string> {
  const response = await fetch(url).catch(() => {
    throw new Unreadable(url);
  });
  if (!response.ok) throw new Unreadable(`${response.status} ${response.statusText}: ${url}`);
  return await response.text();
}

function failureOf(error: unknown): Failure {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof NotThere) return { kind: "problem", status: 404, title: text, detail: "" };
  const file = error instanceof FactsError || error instanceof SyntaxError || error instanceof Unreadable;
  return { kind: file ? "file" : "problem", status: 0, title: text, detail: text };
}
