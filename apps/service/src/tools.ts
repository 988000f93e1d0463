import {
  type Evidence,
  KINDS,
  MEETING_TYPES,
  type Meeting,
  PATH_REASONS,
  QueryError,
  STATUSES,
} from "@liqa/graph";
import { z } from "zod";
import * as answers from "./answers.ts";
import { Problem } from "./problems.ts";
import { filterOf, LIMITS } from "./requests.ts";
import type { Snapshot } from "./snapshot.ts";
import { evidenceView, meetingView, pathView } from "./views.ts";

/** A tool for language models: reads the graph, and cites a sentence for everything that it says. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodRawShape;
  readonly output: z.ZodRawShape;
  /** May take all that the budget of a path query allows. */
  readonly long: boolean;
  /** @returns the answer, or the refusal in words that a model can act on */
  run(snapshot: Snapshot, input: unknown): ToolAnswer;
}

export type ToolAnswer = { data: Record<string, unknown>; lines: string[] } | { refused: string };

/** Characters of context on either side of a quote. */
const CONTEXT = 160;
/** Meetings cited for one neighbour. */
const CITED = 3;

const actorName = z
  .string()
  .min(1)
  .max(LIMITS.id)
  .describe("An actor's id (per:sameh-shoukry), or a name in Arabic or Latin script");

const filterInput = {
  since: z
    .string()
    .max(40)
    .describe("Not before this year, month or day (EDTF: 2019, 2019-03, 2019-03-04)")
    .optional(),
  until: z.string().max(40).describe("Not after this year, month or day").optional(),
  undated: z.boolean().describe("With a period: undated meetings too").optional(),
  type: z.array(z.enum(MEETING_TYPES)).optional(),
  status: z.array(z.enum(STATUSES)).describe("Default: held and ongoing").optional(),
  maxAttendance: z
    .number()
    .int()
    .min(1)
    .describe("Leave out larger meetings: a summit is weak evidence")
    .optional(),
};

const passage = z.strictObject({
  article: z.string(),
  source: z.string().nullable(),
  publishedAt: z.string().nullable(),
  url: z.string().nullable(),
  start: z.number().int(),
  end: z.number().int(),
  quote: z.string(),
  context: z.string().describe("The quote with what stands around it"),
});

const citedNeighbour = answers.neighbour
  .extend({ evidence: z.array(answers.evidence) })
  .meta({ id: "CitedNeighbour" });

/** A refusal in words that a model can act on, instead of a protocol error. */
class ToolRefusal extends Error {}

function tool<I extends z.ZodRawShape>(
  description: Omit<Tool, "run" | "input" | "long"> & {
    input: I;
    long?: boolean;
    run(
      snapshot: Snapshot,
      input: z.output<z.ZodObject<I>>,
    ): { data: Record<string, unknown>; lines: string[] };
  },
): Tool {
  return {
    ...description,
    long: description.long ?? false,
    run(snapshot, input) {
      try {
        return description.run(snapshot, input as z.output<z.ZodObject<I>>);
      } catch (error) {
        if (error instanceof ToolRefusal || error instanceof QueryError) return { refused: error.message };
        if (error instanceof Problem) return { refused: error.detail?.en ?? error.code };
        throw error;
      }
    },
  };
}

const all: readonly Tool[] = [
  tool({
    name: "find_actor",
    title: "Find an actor",
    description:
      "People, countries, organizations, groups and places by name or office, misspelt or in part, in Arabic or Latin script",
    input: {
      name: z.string().min(1).max(LIMITS.name),
      kind: z.enum(KINDS).optional(),
      limit: z.number().int().min(1).max(50).default(10),
    },
    output: {
      items: z.array(answers.hit.extend({ evidence: z.array(answers.evidence) }).meta({ id: "CitedHit" })),
    },
    run: (snapshot, { name, kind, limit }) => {
      const items = snapshot.index.find(name, { kind, limit }).map((hit) => ({
        ...hit,
        evidence: snapshot.entity(hit.id)!.evidence.slice(0, 1).map(evidenceView),
      }));
      const lines = items.map((hit) => `${hit.name} (${hit.id}, ${hit.kind}) ${citations(hit.evidence)}`);
      return {
        data: { items },
        lines: lines.length > 0 ? lines : [`Nobody here is called ${JSON.stringify(name)}.`],
      };
    },
  }),

  tool({
    name: "who_met",
    title: "Who met an actor",
    description:
      "The actors that this one has met: how often, first and last, by how many independent sources",
    input: { actor: actorName, ...filterInput, limit: z.number().int().min(1).max(100).default(20) },
    output: { actor: answers.named, items: z.array(citedNeighbour), more: z.boolean() },
    run: (snapshot, { actor, limit, ...filter }) => {
      const who = actorOf(snapshot, actor);
      const page = snapshot.index.neighbours(who.id, { ...filterOf(filter), limit });
      const items = page.items.map((row) => ({
        ...row,
        evidence: row.meetings
          .slice(-CITED)
          .flatMap((id) => proofOf(snapshot.index.meeting(id)!, who.id, row.entity.id)),
      }));
      const lines = items.map(
        (row) =>
          `${row.entity.name} (${row.entity.id}): ${row.count} meeting(s), ${row.first ?? "undated"} to ${row.last ?? "undated"}, ${row.sources} source(s) ${citations(row.evidence)}`,
      );
      const none = `These articles tell of nobody that ${who.name} met within these limits.`;
      return {
        data: { actor: who, items, more: page.nextCursor !== null },
        lines: lines.length > 0 ? lines : [none],
      };
    },
  }),

  tool({
    name: "find_path",
    long: true,
    title: "Find paths between two actors",
    description:
      "Through whom one actor could have reached another: chains of meetings, shortest first, each hop with its evidence",
    input: {
      from: actorName,
      to: actorName,
      k: z.number().int().min(1).max(5).default(1),
      maxHops: z.number().int().min(1).max(12).default(6),
      via: z.enum(["persons", "any"]).optional(),
      timeRespecting: z.boolean().describe("Only paths along which word could have passed").optional(),
      ...filterInput,
    },
    output: {
      items: z.array(answers.path),
      exhausted: z.boolean().describe("The search was cut short"),
      reason: z.enum(PATH_REASONS).optional(),
    },
    run: (snapshot, { from, to, k, maxHops, via, timeRespecting, ...filter }) => {
      const found = snapshot.index.paths({
        ...filterOf(filter),
        from: actorOf(snapshot, from).id,
        to: actorOf(snapshot, to).id,
        k,
        maxHops,
        ...(via === undefined ? {} : { via }),
        ...(timeRespecting === undefined ? {} : { timeRespecting }),
      });
      const items = found.items.map((path) => pathView(snapshot.index, path));
      const lines = items.map(
        ({ sentence, hops }) => `${sentence.en} ${citations(hops.flatMap(({ evidence }) => evidence))}`,
      );
      const { reason } = found;
      return {
        data: { items, exhausted: found.budget.exhausted, ...(reason === undefined ? {} : { reason }) },
        lines: lines.length > 0 ? lines : [`No path (${reason}).`],
      };
    },
  }),

  tool({
    name: "meeting",
    title: "One meeting",
    description:
      "Everything known of a meeting: who, where, when, its status over time, what each outlet says of it",
    input: { id: z.string().min(1).max(LIMITS.id).describe("Id of the meeting (mtg:…)") },
    output: { meeting: answers.meeting },
    run: (snapshot, { id }) => {
      const view = meetingView(snapshot, meetingOf(snapshot, id));
      const who = view.participants.map((one) => `${one.name} (${one.function})`).join(", ");
      const where = view.place === null ? "place unknown" : view.place.name;
      return {
        data: { meeting: view },
        lines: [
          `${view.name ?? view.type}, ${view.status}, ${view.date?.edtf ?? "undated"}, ${where}: ${who} ${citations(view.evidence)}`,
        ],
      };
    },
  }),

  tool({
    name: "evidence",
    title: "The sentences behind something",
    description:
      "Every passage that is evidence for a meeting or an actor, with outlet, date and what stands around it",
    input: {
      id: z.string().min(1).max(LIMITS.id).describe("Id of a meeting or an actor"),
      limit: z.number().int().min(1).max(50).default(20),
    },
    output: { items: z.array(passage), more: z.boolean() },
    run: (snapshot, { id, limit }) => {
      const proof = id.startsWith("mtg:")
        ? meetingOf(snapshot, id).evidence
        : entityOf(snapshot, id).evidence;
      const items = proof.slice(0, limit).map((piece) => passageView(snapshot, piece));
      const lines = items.map(
        (item) =>
          `${item.source ?? "unknown source"}, ${item.publishedAt ?? "undated"} [${item.article} ${item.start}–${item.end}]: …${item.context}…`,
      );
      return { data: { items, more: proof.length > limit }, lines };
    },
  }),
];

/** By name. */
export const TOOLS: ReadonlyMap<string, Tool> = new Map(all.map((one) => [one.name, one]));

function entityOf(snapshot: Snapshot, id: string) {
  const entity = snapshot.entity(snapshot.index.redirect(id) ?? id);
  if (entity === undefined)
    throw new ToolRefusal(`Nothing has the id ${JSON.stringify(id)}; find_actor gives ids.`);
  return entity;
}

function meetingOf(snapshot: Snapshot, id: string): Meeting {
  const meeting = snapshot.index.meeting(id);
  if (meeting === undefined) throw new ToolRefusal(`No meeting has the id ${JSON.stringify(id)}.`);
  return meeting;
}

/** The actor with this id, or the only one with this name. */
function actorOf(snapshot: Snapshot, asked: string): { id: string; name: string } {
  const entity = snapshot.entity(snapshot.index.redirect(asked) ?? asked);
  if (entity !== undefined) return { id: entity.id, name: entity.name };
  const hits = snapshot.index.find(asked, { limit: 5 });
  const exact = hits.filter(({ score }) => score === 1);
  const [only] = exact.length > 0 ? exact : hits;
  if (only === undefined) throw new ToolRefusal(`Nobody here is called ${JSON.stringify(asked)}.`);
  if (exact.length === 1 || hits.length === 1) return { id: only.id, name: only.name };
  const candidates = hits.map(({ id, name }) => `${name} (${id})`).join(", ");
  throw new ToolRefusal(`${JSON.stringify(asked)} may be any of: ${candidates}. Ask again with an id.`);
}

/** What shows that these two took part. */
function proofOf(meeting: Meeting, ...who: string[]) {
  const proof = meeting.participants
    .filter(({ entity }) => who.includes(entity))
    .flatMap(({ evidence }) => evidence);
  const seen = new Set<string>();
  return (proof.length > 0 ? proof : meeting.evidence).map(evidenceView).filter(({ article, start, end }) => {
    const key = `${article} ${start} ${end}`;
    return !seen.has(key) && seen.add(key);
  });
}

const citations = (evidence: readonly Evidence[]): string =>
  evidence.map(({ article, quote }) => `[${article}: «${quote}»]`).join(" ");

function passageView(snapshot: Snapshot, piece: Evidence): z.output<typeof passage> {
  const article = snapshot.index.article(piece.article);
  const text = article?.text ?? piece.quote;
  return {
    ...evidenceView(piece),
    source: article?.source ?? null,
    publishedAt: article?.publishedAt ?? null,
    url: article?.url ?? null,
    context: text.slice(Math.max(0, piece.start - CONTEXT), piece.end + CONTEXT).trim(),
  };
}
