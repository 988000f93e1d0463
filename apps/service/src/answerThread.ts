import { parentPort, type TransferListItem } from "node:worker_threads";
import { worldVocabulary } from "@liqa/graph";
import * as world from "@liqa/graph/world";
import { perform } from "./answering.ts";
import { readGraphFile } from "./graphFile.ts";
import type { FromThread, ToThread } from "./graphThread.ts";
import type { Streamed } from "./routes.ts";
import { type Snapshot, takeSnapshot, warmUp } from "./snapshot.ts";

/** The thread behind `GraphThread`: holds one graph and answers what it is asked, in the order of the questions. */

const port = parentPort!;
const say = (message: FromThread, moved: TransferListItem[] = []) => port.postMessage(message, moved);
const vocabulary = worldVocabulary(world);

/** Bytes sent at once. */
const CHUNK = 65_536;

let snapshot: Snapshot | undefined;
const streams = new Map<number, AsyncGenerator<Uint8Array>>();

port.on("message", (message: ToThread) => {
  switch (message.kind) {
    case "load":
      try {
        const loaded = takeSnapshot(readGraphFile(message.path), vocabulary);
        warmUp(loaded);
        snapshot = loaded;
        const { entities, meetings, articles } = loaded.facts;
        const counts = { entities: entities.length, meetings: meetings.length, articles: articles.length };
        say({ kind: "loaded", counts });
      } catch (error) {
        say({ kind: "unusable", message: String(error) });
      }
      break;
    case "unload":
      snapshot = undefined;
      break;
    case "ask": {
      const { id } = message;
      const outcome = perform(snapshot!, message.task);
      if (outcome.kind === "stream") {
        const { stream, nextCursor } = outcome;
        const { mediaType, filename } = stream;
        streams.set(id, inChunks(stream.chunks));
        say({ kind: "outcome", id, outcome: { kind: "stream", mediaType, filename, nextCursor } });
      } else if (outcome.kind === "body" && outcome.body.byteLength === outcome.body.buffer.byteLength) {
        say({ kind: "outcome", id, outcome }, [outcome.body.buffer as ArrayBuffer]);
      } else {
        say({ kind: "outcome", id, outcome });
      }
      break;
    }
    case "pull":
      void pull(message.id);
      break;
    case "cancel":
      void streams.get(message.id)?.return(undefined);
      streams.delete(message.id);
  }
});

async function pull(id: number): Promise<void> {
  try {
    const next = await streams.get(id)?.next();
    if (next === undefined || next.done === true) {
      streams.delete(id);
      say({ kind: "chunk", id, chunk: null });
    } else {
      say({ kind: "chunk", id, chunk: next.value });
    }
  } catch (error) {
    streams.delete(id);
    say({ kind: "broken", id, message: String((error as Error)?.stack ?? error) });
  }
}

/** Pieces of a size that is worth a message, with room for other questions in between. */
async function* inChunks(pieces: Streamed["chunks"]): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = "";
  for await (const piece of pieces) {
    if (typeof piece === "string") {
      text += piece;
      if (text.length < CHUNK) continue;
      yield encoder.encode(text);
    } else {
      if (text !== "") yield encoder.encode(text);
      if (piece.length > 0) yield piece;
    }
    text = "";
    await new Promise(setImmediate);
  }
  if (text !== "") yield encoder.encode(text);
}
