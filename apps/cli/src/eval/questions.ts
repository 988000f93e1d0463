import { readFileSync } from "node:fs";
import { type Answer, ask, type GraphIndex, type Status } from "@liqa/graph";
import { likeness } from "./names.ts";
import { dateAgrees } from "./score.ts";

/** A question and what a careful reader of the articles answers. Fields as data/gold/README.md describes them. */
export interface GoldQuestion {
  id: string;
  question: string;
  expected: {
    entities: string[];
    meetings: { participants: string[]; date: string | null; status?: Status }[];
    none?: boolean;
  };
  acceptable?: string[];
}

export interface QuestionScore {
  questions: number;
  /** Who was asked for was named and nobody else; of questions about meetings, those were given; nothing where nothing is known. */
  right: number;
  /** Right, and the expected meetings given and no others. */
  strict: number;
  /** One line for each question that is not right. */
  errors: string[];
}

/** Below this likeness two names are two people. */
const SAME = 0.55;

export const readQuestions = (file: string): GoldQuestion[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as GoldQuestion);

/** Asks every question and compares by name, so that gold does not depend on the ids of a graph. */
export const scoreQuestions = (index: GraphIndex, questions: readonly GoldQuestion[]): QuestionScore => {
  const score: QuestionScore = { questions: questions.length, right: 0, strict: 0, errors: [] };
  const namesOf = (id: string, name: string): readonly string[] => {
    const entity = index.entity(id)?.entity;
    return entity ? [entity.name, ...entity.aliases] : [name];
  };
  const isNamed = ({ id, name }: { id: string; name: string }, wanted: string): boolean =>
    namesOf(id, name).some((form) => likeness(form, wanted) >= SAME);

  for (const { id, question, expected, acceptable = [] } of questions) {
    const answer = ask(index, question);
    const fits = (
      meeting: Answer["meetings"][number],
      wanted: (typeof expected.meetings)[number],
    ): boolean => {
      const there = wanted.participants.filter((name) =>
        meeting.participants.some((one) => isNamed(one, name)),
      );
      return (
        2 * there.length >= wanted.participants.length &&
        (wanted.status === undefined || meeting.status === wanted.status) &&
        (wanted.date === null || dateAgrees(meeting.date?.edtf, [wanted.date]))
      );
    };
    const fine = [...expected.entities, ...acceptable];
    const entities =
      expected.entities.every((name) => answer.entities.some((one) => isNamed(one, name))) &&
      answer.entities.every((one) => fine.some((name) => isNamed(one, name)));
    const given = expected.meetings.every((wanted) => answer.meetings.some((one) => fits(one, wanted)));
    const others = answer.meetings.filter((one) => !expected.meetings.some((wanted) => fits(one, wanted)));
    const nothing = answer.entities.length + answer.meetings.length + answer.paths.length === 0;
    const right = expected.none
      ? nothing
      : (expected.entities.length > 0 ? entities : given) && answer.evidence.length > 0;
    if (right) score.right++;
    else
      score.errors.push(
        `${id} ${question}: ${answer.intent}; ${answer.entities.map(({ name }) => name).join(", ") || "nobody"}; ${answer.meetings.map((one) => one.id).join(", ") || "no meeting"}`,
      );
    if (right && (expected.none || (given && others.length === 0))) score.strict++;
  }
  return score;
};
