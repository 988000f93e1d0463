import type { Entity, Facts, GraphIndex, Meeting } from "@liqa/graph";

/** The facts about some meetings and those who are in them, as an index has them: enough for a picture. */
export const subset = (
  index: GraphIndex,
  meetings: Iterable<string>,
  entities: Iterable<string> = [],
): Facts => {
  const chosen: Meeting[] = [];
  const ids = new Set(entities);
  for (const id of meetings) {
    const meeting = index.meeting(id);
    if (!meeting) continue;
    chosen.push(meeting);
    for (const { entity } of meeting.participants) ids.add(entity);
    if (meeting.place !== null) ids.add(meeting.place);
  }
  const found: Entity[] = [];
  for (const id of ids) {
    const card = index.entity(id);
    if (card) found.push(card.entity);
  }
  return { entities: found, meetings: chosen, relations: [], articles: [], conflicts: [], redirects: {} };
};
