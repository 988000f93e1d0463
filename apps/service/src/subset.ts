import type { Facts, Filter, Subgraph } from "@liqa/graph";
import type { Snapshot } from "./snapshot.ts";

/** What to draw when nobody is at the centre: the newest meetings, each with all who were there. */
export function newest({ index }: Snapshot, filter: Filter, maxNodes: number): Subgraph {
  const entities = new Set<string>();
  const meetings: string[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = index.meetings({
      ...filter,
      limit: Math.min(maxNodes, 200),
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const meeting of page.items) {
      const named = meeting.participants.map(({ entity }) => entity);
      if (meeting.place !== null) named.push(meeting.place);
      const fresh = new Set(named.filter((id) => !entities.has(id)));
      if (entities.size + meetings.length + fresh.size + 1 > maxNodes) {
        return { entities: [...entities], meetings, truncated: true };
      }
      meetings.push(meeting.id);
      for (const id of fresh) entities.add(id);
    }
    if (page.nextCursor === null) return { entities: [...entities], meetings, truncated: false };
    cursor = page.nextCursor;
  }
}

/**
 * The facts about these entities and meetings only, and the articles that prove them. Bodies that a chosen person
 * represents come along, so that the graph can say for whom somebody speaks.
 */
export function subsetOf(snapshot: Snapshot, { entities, meetings }: Subgraph): Facts {
  const chosen = new Set(entities);
  const inMeetings = new Set(meetings);
  for (const id of entities) {
    for (const role of snapshot.entity(id)?.roles ?? []) {
      if (role.represents !== null && snapshot.entity(role.represents) !== undefined)
        chosen.add(role.represents);
    }
  }
  const { extractor } = snapshot.facts;
  const facts: Facts = {
    ...(extractor === undefined ? {} : { extractor }),
    entities: [...chosen].sort().flatMap((id) => snapshot.entity(id) ?? []),
    meetings: [...meetings].sort().flatMap((id) => snapshot.index.meeting(id) ?? []),
    relations: [],
    articles: [],
    conflicts: [],
    redirects: {},
  };
  const relations = new Set<Facts["relations"][number]>();
  for (const id of chosen) {
    for (const relation of snapshot.relationsOf(id)) {
      const known = (end: string) => chosen.has(end) || inMeetings.has(end);
      if (known(relation.from) && known(relation.to)) relations.add(relation);
    }
  }
  facts.relations = [...relations];
  const proofs = [
    ...facts.meetings.flatMap(({ articles }) => articles),
    ...facts.relations.flatMap(({ evidence }) => evidence.map(({ article }) => article)),
  ];
  facts.articles = [...new Set(proofs)].sort().flatMap((id) => snapshot.index.article(id) ?? []);
  return facts;
}
