import type { Facts, Proof } from "@liqa/graph";
import type { z } from "zod";
import type { graph } from "./answers.ts";

type Drawing = z.output<typeof graph>;

/**
 * Facts as graphology's serialized form: actors and meetings as nodes, every edge with its relation and evidence.
 * @param truncated there was more than was asked for; said in the graph's attributes
 */
export function drawingOf(facts: Facts, truncated: boolean): Drawing {
  const nodes: Drawing["nodes"] = [];
  const edges: Drawing["edges"] = [];
  const present = new Set<string>();
  for (const { id, kind, name, names } of facts.entities) {
    present.add(id);
    nodes.push({ key: id, attributes: { label: name, kind, name, ar: names.ar, en: names.en } });
  }
  for (const { id, type, status, name, date, sources, confidence } of facts.meetings) {
    present.add(id);
    nodes.push({
      key: id,
      attributes: {
        label: name ?? date?.edtf ?? type,
        kind: "meeting",
        name,
        type,
        status,
        date: date?.edtf ?? null,
        sources: sources.length,
        confidence,
      },
    });
  }
  const edge = (source: string, relation: string, target: string, evidence: Proof, more: object = {}) => {
    if (!present.has(source) || !present.has(target)) return;
    edges.push({
      key: `${source} ${relation} ${target}`,
      source,
      target,
      attributes: { relation, ...more, evidence },
      undirected: true,
    });
  };
  for (const meeting of facts.meetings) {
    for (const participant of meeting.participants) {
      edge(participant.entity, "participated_in", meeting.id, participant.evidence, {
        function: participant.function,
      });
    }
    if (meeting.place !== null) edge(meeting.id, "held_in", meeting.place, meeting.evidence);
    if (meeting.parent !== null) edge(meeting.id, "part_of", meeting.parent, meeting.evidence);
  }
  const represented = new Set<string>();
  for (const { id, roles } of facts.entities) {
    for (const role of roles) {
      const key = `${id} ${role.represents}`;
      if (role.represents === null || represented.has(key)) continue;
      represented.add(key);
      edge(id, "represents", role.represents, role.evidence, { title: role.title });
    }
  }
  for (const { from, type, to, evidence } of facts.relations) edge(from, type, to, evidence);
  return {
    options: { type: "undirected", multi: true, allowSelfLoops: true },
    attributes: { truncated },
    nodes,
    edges,
  };
}
