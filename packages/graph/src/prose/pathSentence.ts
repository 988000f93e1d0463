import { isDated, OPEN_START, parseEdtf } from "../edtf.ts";
import type { Evidence } from "../facts.ts";
import type { GraphIndex } from "../query/graphIndex.ts";
import type { Hop, Path } from "../query/types.ts";
import { Citations, type Cited } from "./citations.ts";
import { meetingClause, proofOf } from "./meetingSentence.ts";
import { nameOf, namesInWords } from "./names.ts";
import { type ProseWords, phrase, sentenceCase } from "./words.ts";

/** Both ends in the order of the passages that name them, then whatever else proves the meeting. */
const proofOfHop = (index: GraphIndex, hop: Hop): readonly Evidence[] => {
  const meeting = index.meeting(hop.meeting);
  return meeting ? proofOf(meeting, [hop.from, hop.to]) : hop.evidence;
};

/** Whether some reading of the dates has no meeting before the one it follows. */
const isInOrder = ({ hops }: Path): boolean => {
  let day = OPEN_START;
  for (const { date } of hops) {
    const interval = date === null ? null : parseEdtf(date);
    if (interval === null || !isDated(interval)) continue;
    if (interval.latest < day) return false;
    day = Math.max(day, interval.earliest);
  }
  return true;
};

/**
 * A path as cited sentences: through whom it leads, then each meeting on the way with its date, place and status.
 * Weak hops and an open order in time are said.
 */
export const pathProse = (index: GraphIndex, words: ProseWords, path: Path): Cited => {
  const citations = new Citations();
  const first = path.nodes[0];
  const last = path.nodes.at(-1);
  if (first === undefined || last === undefined || path.hops.length === 0) return { text: "", evidence: [] };
  const between = path.nodes.slice(1, -1).filter((_, at) => at % 2 === 1);
  const a = nameOf(index, words, first);
  const b = nameOf(index, words, last);
  const proofs = path.hops.map((hop) => proofOfHop(index, hop));
  const leads = proofs.map((proof) => citations.cite(proof.slice(0, 1)));
  const marks = proofs.map((proof) => citations.cite(proof));
  const lead =
    between.length > 0
      ? phrase(words, "path-lead", { a, b, list: namesInWords(index, words, between) })
      : phrase(words, "path-direct", { a, b });
  const sentences = [`${lead} ${[...new Set(leads)].join("")}.`];
  for (const [at, hop] of path.hops.entries()) {
    const meeting = index.meeting(hop.meeting);
    const slots = {
      a: nameOf(index, words, hop.from),
      b: nameOf(index, words, hop.to),
      say: meeting ? meetingClause(index, words, meeting, [hop.from, hop.to]) : hop.meeting,
    };
    sentences.push(`${phrase(words, hop.weak ? "hop-weak" : "hop", slots)} ${marks[at]}.`);
  }
  if (!isInOrder(path)) sentences.push(phrase(words, "path-backwards"));
  else if (!path.certain && path.hops.length > 1) sentences.push(phrase(words, "path-uncertain"));
  return { text: sentences.map(sentenceCase).join(" "), evidence: citations.evidence };
};
