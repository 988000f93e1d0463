import {
  type Entity,
  type Facts,
  GraphIndex,
  type Meeting,
  type Relation,
  type Vocabulary,
} from "@liqa/graph";

/** What an article is evidence for. */
export interface ArticleContents {
  entities: Entity[];
  meetings: Meeting[];
}

/** One state of the graph, ready to answer from. Nothing in it changes: a new state is a new snapshot. */
export interface Snapshot {
  readonly facts: Facts;
  readonly index: GraphIndex;
  /** By its current id; unlike the index's `entity`, this counts nothing. */
  entity(id: string): Entity | undefined;
  contentsOf(articleId: string): ArticleContents;
  relationsOf(entityId: string): readonly Relation[];
}

/**
 * Prepares facts for answering.
 * @param vocabulary words for names beyond those in the facts
 */
export function takeSnapshot(facts: Facts, vocabulary: Vocabulary = {}): Snapshot {
  const index = GraphIndex.from(facts, { vocabulary });
  const entities = new Map(facts.entities.map((entity) => [entity.id, entity]));
  // Both cost a pass over everything, and a graph that is only asked for paths needs neither.
  let contents: Map<string, ArticleContents> | undefined;
  let relations: Map<string, Relation[]> | undefined;
  return {
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

/** Builds what would else be built at the first question, so that nobody waits for it. */
export function warmUp({ index, contentsOf, relationsOf }: Snapshot): void {
  index.find("?", { limit: 1 });
  contentsOf("");
  relationsOf("");
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
