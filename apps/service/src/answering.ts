import { EXPORT } from "./exports.ts";
import { asProblem, Problem, type ProblemData } from "./problems.ts";
import { findActors } from "./reconciliation.ts";
import { Moved, NDJSON_TYPE, type Pace, type Question, ROUTES, type Route, Streamed } from "./routes.ts";
import type { Snapshot } from "./snapshot.ts";
import { TOOLS } from "./tools.ts";

/** One thing asked of a snapshot, as plain data: it may be answered in another thread. */
export type Task =
  | { kind: "route"; operation: string; path: unknown; query: unknown; lines: Lines | null }
  | { kind: "tool"; name: string; input: unknown }
  | { kind: "reconcile"; input: unknown }
  /** Which of these nothing in the graph is called. */
  | { kind: "unknown"; ids: readonly string[] };

/** One item a line: one page of them, or all. */
export interface Lines {
  onePage: boolean;
}

export type Outcome =
  | { kind: "body"; body: Uint8Array }
  | { kind: "value"; value: unknown }
  /** Comes in pieces; `nextCursor` of a page of lines. */
  | { kind: "stream"; stream: Streamed; nextCursor: string | null }
  | { kind: "moved"; heir: string }
  | { kind: "refused"; problem: ProblemData }
  /** Ours, not the caller's: for the log. */
  | { kind: "failed"; message: string };

/** Rows fetched at once while a whole list is streamed. */
const STREAM_PAGE = 500;

/** Every route that is answered from the graph. */
export const ANSWERED: readonly Route[] = [...ROUTES, EXPORT];

const routes = new Map(ANSWERED.map((route) => [route.operation, route]));
const encoder = new TextEncoder();

export function paceOf(task: Task): Pace {
  if (task.kind === "route") return task.lines === null ? routes.get(task.operation)!.pace : "searching";
  return task.kind === "tool" && TOOLS.get(task.name)!.long ? "long" : "searching";
}

/** Answers a task from a snapshot. Never throws. */
export function perform(snapshot: Snapshot, task: Task): Outcome {
  try {
    switch (task.kind) {
      case "tool":
        return { kind: "value", value: TOOLS.get(task.name)!.run(snapshot, task.input) };
      case "reconcile":
        return { kind: "value", value: findActors(snapshot, task.input) };
      case "unknown":
        return { kind: "value", value: task.ids.filter((id) => !isKnown(snapshot, id)) };
      case "route": {
        const route = routes.get(task.operation)!;
        const question = { snapshot, path: task.path, query: task.query } as Question<never, never>;
        if (task.lines !== null) return linesOf(route, question, task.lines);
        const answer = route.answer(question);
        if (answer instanceof Streamed) return { kind: "stream", stream: answer, nextCursor: null };
        return { kind: "body", body: encoder.encode(JSON.stringify(answer)) };
      }
    }
  } catch (error) {
    if (error instanceof Moved) return { kind: "moved", heir: error.heir };
    const problem = asProblem(error);
    if (problem.code !== "internal") return { kind: "refused", problem: problem.toData() };
    return { kind: "failed", message: String((error as Error)?.stack ?? error) };
  }
}

/** A node, retired ones too, or what one article says: `article#e3`, `article#64-72`. */
function isKnown({ index, entity }: Snapshot, id: string): boolean {
  const article = /^(.+)#(?:[em]\d+|\d+-\d+)$/u.exec(id)?.[1];
  return (
    entity(id) !== undefined ||
    index.meeting(id) !== undefined ||
    index.redirect(id) !== undefined ||
    (article !== undefined && index.article(article) !== undefined)
  );
}

/** The rows of a list, one JSON text a line. */
function linesOf(route: Route, question: Question<never, never>, { onePage }: Lines): Outcome {
  const { limit, cursor } = question.query as { limit: number; cursor?: string };
  // The first page before the first byte, so that a bad cursor is still a problem document.
  const first = route.rows!(question, {
    limit: onePage ? limit : STREAM_PAGE,
    ...(cursor === undefined ? {} : { cursor }),
  });
  function* chunks() {
    let { items, nextCursor } = first;
    for (;;) {
      yield items.map((item) => `${JSON.stringify(item)}\n`).join("");
      if (onePage || nextCursor === null) return;
      ({ items, nextCursor } = route.rows!(question, { limit: STREAM_PAGE, cursor: nextCursor }));
    }
  }
  return {
    kind: "stream",
    stream: new Streamed(NDJSON_TYPE, "", chunks()),
    nextCursor: onePage ? first.nextCursor : null,
  };
}

/** What an outcome gave, or its refusal thrown. */
export function valueIn(outcome: Outcome): unknown {
  if (outcome.kind === "value") return outcome.value;
  if (outcome.kind === "refused") throw Problem.from(outcome.problem);
  throw new Error(outcome.kind === "failed" ? outcome.message : `a ${outcome.kind} is no value`);
}
