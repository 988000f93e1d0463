import {
  type Extraction,
  type Facts,
  type Judgement,
  resolve,
  resolveWithDecisions,
  type Span,
  settle,
} from "@liqa/graph";

/** One side of a pair, as a person needs to see it to judge. */
export interface Side {
  /** As judgements name it: a node, or `article#e3`. */
  ref: string;
  /** Where it stands now, when that is another node. */
  node: string | null;
  name: string;
  /** Offices of a person, or type, status, date and place of a meeting. */
  about: string[];
  articles: number;
  /** Sentences that speak of it. */
  evidence: { article: string; reported: string | null; sentence: string }[];
}

/** A pair that resolution left open, or joined by itself. */
export interface Doubt {
  left: Side;
  right: Side;
  verdict: Judgement["verdict"];
  score: number;
  reasons: readonly string[];
}

const EVIDENCE = 2;
const ROLES = 3;

/**
 * What resolution decided by itself and no person has decided yet.
 * @param wanted `unsure`: pairs left open, the likeliest first; `same`: merges, the weakest first
 */
export const doubtsOf = (
  extractions: readonly Extraction[],
  judgements: readonly Judgement[],
  wanted: "unsure" | "same",
): Doubt[] => {
  const { facts, decisions } = resolveWithDecisions(extractions, judgements);
  const judged = new Set(settle(judgements).map(({ left, right }) => `${left}\t${right}`));
  const asked = decisions.filter(
    ({ left, right, verdict }) => verdict === wanted && !judged.has(`${left}\t${right}`),
  );
  const nodeOf = (ref: string): string => facts.redirects[ref] ?? ref;
  // What was joined is shown as it would be without: two different things to compare.
  const apart = asked.map((decision): Judgement => ({ ...decision, verdict: "different" }));
  const told = wanted === "same" ? resolve(extractions, [...judgements, ...apart]) : facts;
  const describe = describer(extractions, told, nodeOf);
  const doubts: Doubt[] = [];
  for (const { left, right, verdict, score, reasons } of asked) {
    // Joined by another way already: nothing is in doubt.
    if (wanted === "unsure" && nodeOf(left) === nodeOf(right)) continue;
    const [one, other] = [describe(left), describe(right)];
    if (one && other) doubts.push({ left: one, right: other, verdict, score: score ?? 0, reasons });
  }
  const order = wanted === "unsure" ? -1 : 1;
  return doubts.sort((one, other) => order * (one.score - other.score));
};

const describer = (
  extractions: readonly Extraction[],
  facts: Facts,
  nodeOf: (ref: string) => string,
): ((ref: string) => Side | null) => {
  const articles = new Map(extractions.map((extraction) => [extraction.article.id, extraction]));
  const entities = new Map(facts.entities.map((entity) => [entity.id, entity]));
  const meetings = new Map(facts.meetings.map((meeting) => [meeting.id, meeting]));
  const nameOf = (id: string | null): string => (id === null ? "" : (entities.get(id)?.name ?? id));
  const sentences = (evidence: readonly (Span & { article: string })[]): Side["evidence"] => {
    // The first passage of an article is the one that introduces.
    const byArticle = new Map(evidence.toReversed().map((piece) => [piece.article, piece]));
    return [...byArticle.values()].slice(-EVIDENCE).map((piece) => {
      const { text, publishedAt } = articles.get(piece.article)!.article;
      return {
        article: piece.article,
        reported: publishedAt?.slice(0, 10) ?? null,
        sentence: sentenceAround(text, piece),
      };
    });
  };
  const mention = (ref: string): Side | null => {
    const [article = "", local = ""] = ref.split("#");
    const entity = articles.get(article)?.entities.find(({ id }) => id === local);
    if (!entity) return null;
    return {
      ref,
      node: null,
      name: entity.name,
      about: entity.roles.slice(0, ROLES).map(({ title }) => title),
      articles: 1,
      evidence: sentences(entity.mentions.slice(0, 1).map((piece) => ({ ...piece, article }))),
    };
  };
  return (ref) => {
    const id = facts.redirects[ref] ?? ref;
    const node = nodeOf(ref) === ref ? null : nodeOf(ref);
    const entity = entities.get(id);
    if (entity)
      return {
        ref,
        node,
        name: entity.name,
        about: entity.roles.slice(0, ROLES).map(({ title, represents }) => {
          const body = nameOf(represents);
          return body && !title.includes(body) ? `${title} (${body})` : title;
        }),
        articles: entity.articles.length,
        evidence: sentences(entity.evidence),
      };
    const meeting = meetings.get(id);
    if (!meeting) return mention(ref);
    return {
      ref,
      node,
      name: meeting.participants.map((participant) => nameOf(participant.entity)).join("، "),
      about: [meeting.type, meeting.status, meeting.date?.edtf ?? "undated", nameOf(meeting.place)].filter(
        Boolean,
      ),
      articles: meeting.articles.length,
      evidence: sentences(meeting.evidence),
    };
  };
};

/** Characters of context kept on either side where a text has no sentence ends. */
const REACH = 160;

/** The sentence that holds a passage, on one line. */
const sentenceAround = (text: string, { start, end }: Span): string => {
  const before = text.slice(Math.max(0, start - REACH), start);
  const after = text.slice(end, end + REACH);
  const from = start - before.length + (/[\s\S]*[.!؟?\n]/u.exec(before)?.[0].length ?? 0);
  const stop = /[.!؟?\n]/u.exec(after);
  return text
    .slice(from, end + (stop ? stop.index + 1 : after.length))
    .replace(/\s+/gu, " ")
    .trim();
};
