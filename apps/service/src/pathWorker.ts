import { parentPort } from "node:worker_threads";
import { type Facts, GraphIndex, QueryError } from "@liqa/graph";
import type { FromThread, ToThread } from "./pathThread.ts";

/** The thread behind `PathThread`: receives facts in pieces, then answers path queries. */
const port = parentPort!;
const say = (message: FromThread) => port.postMessage(message);

const facts: Facts = {
  entities: [],
  meetings: [],
  relations: [],
  articles: [],
  conflicts: [],
  redirects: {},
};
let version = "";
let index: GraphIndex | undefined;

port.on("message", (message: ToThread) => {
  switch (message.kind) {
    case "begin":
      version = message.version;
      facts.redirects = message.redirects;
      break;
    case "part":
      for (const entity of message.entities) facts.entities.push(entity);
      for (const meeting of message.meetings) facts.meetings.push(meeting);
      for (const relation of message.relations) facts.relations.push(relation);
      break;
    case "end":
      index = GraphIndex.from(facts);
      say({ kind: "ready", version });
      break;
    case "ask":
      try {
        say({ kind: "answer", answer: index!.paths(message.query) });
      } catch (error) {
        if (error instanceof QueryError) {
          say({ kind: "refused", parameter: error.parameter, message: error.message });
        } else {
          say({ kind: "failed" });
        }
      }
  }
});
