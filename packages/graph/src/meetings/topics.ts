import type { Clause } from "./clause.ts";

/** Words of a topic before it is cut. */
const LONGEST = 18;

/** What a meeting told at `at` was about: from behind «حول», «بشأن», «لبحث» to the next mark or verb. */
export const topicOf = (clause: Clause, at: number, to: number): { start: number; end: number } | null => {
  const { scan } = clause;
  for (let token = at + 1; token < to; token++) {
    if (clause.covering(token) >= 0) continue;
    const lead = scan.role(token, "topic");
    if (!lead) continue;
    let end = lead.to;
    while (end < Math.min(to, lead.to + LONGEST) && scan.isWord(end)) {
      const verb = clause.verbAt(end);
      if (verb && end > lead.to) break;
      end++;
    }
    if (end <= lead.to) return null;
    return { start: scan.tokens[lead.to]!.start, end: scan.tokens[end - 1]!.end };
  }
  return null;
};

/** Words of a meeting's own name before it is cut. */
const NAME = 8;

/** The name a meeting goes by: «الجولة الـ14 من مفاوضات أستانة», «القمة العربية». Null when the noun stands bare. */
export const nameOf = (clause: Clause, at: number, behind: number): string | null => {
  const { scan } = clause;
  let to = behind;
  while (to < Math.min(clause.sentence.to, at + NAME)) {
    const token = scan.tokens[to]!;
    const inside = clause.covering(to);
    if (inside >= 0) {
      if (clause.mention(inside).kind === "person") break;
      to = clause.mention(inside).to;
      continue;
    }
    if (
      token.kind === "number" ||
      scan.complement(to) ||
      scan.event(to) ||
      clause.adjectives.some((one) => one.at === to)
    ) {
      to = Math.max(to + 1, scan.event(to)?.to ?? 0);
      continue;
    }
    // «الرابعة عشرة من محادثات أستانا»: ordinals, up to the talks they count.
    const counts = [1, 2, 3].some((ahead) => clause.covering(to + ahead) < 0 && scan.event(to + ahead));
    if (to === behind && scan.isWord(to) && counts) {
      while (!scan.event(to)) to++;
      continue;
    }
    if (token.word.folded === "ال" || scan.role(to, "from") || scan.isMark(to, 'ـ"«»“”')) {
      to++;
      continue;
    }
    break;
  }
  while (to > behind && !scan.isWord(to - 1) && scan.tokens[to - 1]!.kind !== "number") to--;
  if (to <= behind || scan.role(to - 1, "from")) return null;
  const event = scan.event(at);
  return scan.written(at, to, event?.reading.skip ?? 0).text;
};
