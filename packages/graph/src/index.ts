/**
 * Reads articles into a graph of who met whom and answers from it. `extractor` reads one article, `resolve` puts many
 * together, `GraphIndex` and `ask` answer; the rest counts, words and hands on.
 *
 * Examples take four values as given: three short `articles` (Shoukry receives Jeffrey in Cairo, Çavuşoğlu meets him
 * in Ankara, Shoukry and Lavrov are to meet in Moscow), their `extractions`, the `facts` of these, and their `index`.
 * What stands behind an arrow is what comes out; of objects it shows some fields.
 *
 * @module @liqa/graph
 */
export { dates } from "./ar/dates.ts";
export type { Article, Span } from "./article.ts";
export type { Answer, AnsweredMeeting, Named } from "./ask/answer.ts";
export type { Ask, AskOptions } from "./ask/ask.ts";
export type { DateContext } from "./dates/findDates.ts";
export {
  type DateBound,
  type DateKind,
  type DateMention,
  dateToward,
  type StatedDate,
} from "./dates/mention.ts";
export { type DayInterval, parseEdtf, publicationDay } from "./edtf.ts";
export {
  type ExplainedDate,
  type ExplainedFrame,
  type ExplainedMention,
  type Explanation,
  explainer,
  type Outcome,
} from "./explain.ts";
export { extractor } from "./extract.ts";
export type {
  ExtractedDate,
  ExtractedEntity,
  ExtractedMeeting,
  ExtractedParticipant,
  ExtractedRelation,
  Extraction,
  Extractor,
  Kind,
  MeetingFunction,
  MeetingType,
  Mention,
  RelationType,
  Role,
  Status,
  Warning,
} from "./extraction.ts";
export { FUNCTIONS, KINDS, MEETING_TYPES, RELATION_TYPES, STATUSES } from "./extraction.ts";
export type {
  Account,
  Conflict,
  Entity,
  EntityRole,
  Evidence,
  FactArticle,
  Facts,
  Meeting,
  MeetingDate,
  Participant,
  Proof,
  Relation,
  StatusReport,
  Topic,
} from "./facts.ts";
export {
  type EdgeAttributes,
  type GraphRelation,
  type GraphSubset,
  type LiqaGraph,
  type NodeAttributes,
  nodeKey,
  toGraphology,
} from "./graphology.ts";
export {
  ask,
  dateSentence,
  meetingSentence,
  neighboursSentence,
  type ProseLanguage,
  pathSentence,
  termInWords,
} from "./inWords.ts";
export { FactsError, fromJSON, jsonPieces, toJSON } from "./json.ts";
export type { Language } from "./language.ts";
export { type Betweenness, type BetweennessOptions, betweenness } from "./measures/betweenness.ts";
export { type Broker, brokers } from "./measures/brokers.ts";
export { type Communities, type CommunityOptions, communities } from "./measures/communities.ts";
export { type Degree, degreeOverTime, degrees, type PeriodDegree } from "./measures/degree.ts";
export { busiestVenues, type Venue } from "./measures/venues.ts";
export type { Cited } from "./prose/citations.ts";
export { QueryError } from "./query/filter.ts";
export { GraphIndex, type IndexOptions, type MeetingQuery } from "./query/graphIndex.ts";
export { SnapshotError, type SnapshotFault } from "./query/snapshot.ts";
export type {
  Between,
  Common,
  ContactCosts,
  EntityCard,
  EntityRef,
  Facets,
  Filter,
  Hit,
  Hop,
  Neighbour,
  Page,
  Paged,
  Pair,
  Path,
  PathAnswer,
  PathQuery,
  PathReason,
  ShortestCount,
  Subgraph,
  TimelineBin,
} from "./query/types.ts";
export { PATH_REASONS } from "./query/types.ts";
export { type Vocabulary, worldVocabulary } from "./query/vocabulary.ts";
export type { Judgement, JudgementProblem, Verdict } from "./resolution/judgements.ts";
export { parseJudgements, printJudgements, settle, VERDICTS } from "./resolution/judgements.ts";
export type { NameKey, NamePart } from "./resolution/nameKey.ts";
export { bodyKey, nameKey } from "./resolution/nameKey.ts";
export type { Resolution } from "./resolution/resolve.ts";
export { Resolver, resolve, resolveWithDecisions } from "./resolution/resolve.ts";
export { transliterationScore } from "./resolution/transliteration.ts";
export type { World } from "./resolution/world.ts";
export { fold } from "./text/fold.ts";
export { COPY_FROM, signatureBands, textLikeness, textSignature } from "./text/signature.ts";
