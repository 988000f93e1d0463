import { randomUUID } from "node:crypto";
import { type Entity, type Facts, GraphIndex, type Meeting, type Relation } from "@liqa/graph";

/** What an article is evidence for. */
export interface ArticleContents {
  entities: Entity[];
  meetings: Meeting[];
}

/**
 * One published state of the graph. Nothing in it changes after publication: a request takes the snapshot once and
 * reads from it to the end, so that a swap in between can neither mix two states nor drop the request.
 */
export interface Snapshot {
  /** Changes whenever the graph is replaced; the stem of every ETag. */
  readonly version: string;
  readonly facts: Facts;
  readonly index: GraphIndex;
  /** By its current id; unlike the index's `entity`, this counts nothing. */
  entity(id: string): Entity | undefined;
  contentsOf(articleId: string): ArticleContents;
  relationsOf(entityId: string): readonly Relation[];
}

/**
 * Prepares facts for answering.
 * @param version of the facts, when the caller has one that outlives a restart; else a fresh one
 */
export function takeSnapshot(
  facts: Facts,
  index: GraphIndex = GraphIndex.from(facts),
  version: string = randomUUID(),
): Snapshot {
  const entities = new Map(facts.entities.map((entity) => [entity.id, entity]));
  // Both are asked for rarely and cost a pass over everything: made at the first question, not at the swap.
  let contents: Map<string, ArticleContents> | undefined;
  let relations: Map<string, Relation[]> | undefined;
  return {
    version,
    facts,
    index,
    entity: (id) => entities.get(id),
    contentsOf(articleId) {
      contents ??= contentsByArticle(facts);
      return contents.get(articleId) ?? { entities: [], meetings: [] };
    },
    relationsOf(entityId) {
      relations ??= relationsByEntity(facts);
      return relations.get(entityId) ?? [];
    },
  };
}

function contentsByArticle(facts: Facts): Map<string, ArticleContents> {
  const byArticle = new Map<string, ArticleContents>();
  for (const article of facts.articles) byArticle.set(article.id, { entities: [], meetings: [] });
  for (const entity of facts.entities) {
    for (const article of entity.articles) byArticle.get(article)?.entities.push(entity);
  }
  for (const meeting of facts.meetings) {
    for (const article of meeting.articles) byArticle.get(article)?.meetings.push(meeting);
  }
  return byArticle;
}

function relationsByEntity(facts: Facts): Map<string, Relation[]> {
  const byEntity = new Map<string, Relation[]>();
  for (const relation of facts.relations) {
    for (const end of relation.from === relation.to ? [relation.from] : [relation.from, relation.to]) {
      const list = byEntity.get(end);
      if (list === undefined) byEntity.set(end, [relation]);
      else list.push(relation);
    }
  }
  return byEntity;
}
