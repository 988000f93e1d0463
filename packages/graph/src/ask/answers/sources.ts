import { isDated, parseEdtf } from "../../edtf.ts";
import { STATUSES } from "../../extraction.ts";
import type { Evidence, FactArticle, Meeting } from "../../facts.ts";
import { entityOf, nameOf, namesInWords } from "../../prose/names.ts";
import { isolated } from "../../prose/words.ts";
import { fold } from "../../text/fold.ts";
import { type Context, meetingsOf, relationsFrom, relationsTo } from "../context.ts";
import { meetingsLike } from "../select.ts";
import { idsOf, referenceOf } from "./meant.ts";
import { sharedMeetings } from "./people.ts";

/** A first line that goes on is a paragraph. */
const LONGEST_HEADLINE = 120;

/** Which articles, outlets and spokesmen tell of a meeting. */
export const sources = (context: Context): void => {
  const { draft, index, words, parts } = context;
  const who = idsOf(parts.actors);
  const described = parts.references.length > 0;
  const meetings =
    !described && parts.actors.length > 1
      ? sharedMeetings(context, parts.actors)
      : meetingsLike(
          context,
          referenceOf(context),
          parts.actors,
          parts.statuses.size > 0 ? [...parts.statuses] : STATUSES,
        );
  const told = new Set<string>();
  if (meetings.length === 0) {
    draft.say("ask-no-meetings");
    return;
  }
  for (const meeting of meetings) {
    const said = relationsFrom(context, meeting.id, "reported_by");
    const ids = said.map(({ to }) => to);
    for (const id of ids) draft.answer(id);
    if (ids.length > 0)
      draft.say(
        "ask-reported-by",
        { list: namesInWords(index, words.prose, ids, { subject: true }) },
        said.flatMap(({ evidence }) => evidence.slice(0, 1)),
      );
    tellArticles(context, meeting, who, told);
  }
  draft.tell(meetings, who);
};

/** The articles that say it, in particular of those whom the question names, and the outlets they are from. */
const tellArticles = (
  context: Context,
  meeting: Meeting,
  who: readonly string[],
  seen: Set<string>,
): void => {
  const { draft, index, words } = context;
  const wanted = meeting.participants.filter(({ entity }) => who.includes(entity));
  const passages: readonly Evidence[] = (wanted.length > 0 ? wanted : [meeting]).flatMap(
    ({ evidence }) => evidence,
  );
  for (const passage of passages) {
    if (seen.has(passage.article)) continue;
    seen.add(passage.article);
    const article = index.article(passage.article);
    const title = article ? headlineOf(article) : passage.article;
    const slots = { name: isolated(words.prose, title), list: isolated(words.prose, article?.source ?? "") };
    draft.say(article?.source ? "ask-article-of" : "ask-article", slots, [passage]);
    const outlet = article?.source ? outletNamed(context, article.source) : undefined;
    if (outlet !== undefined) draft.answer(outlet);
  }
};

/** The title, else the first line, cut between words. */
const headlineOf = ({ title, text }: FactArticle): string => {
  const line = title ?? text.trimStart().split("\n", 1)[0] ?? "";
  if (line.length <= LONGEST_HEADLINE) return line;
  return `${line.slice(0, line.lastIndexOf(" ", LONGEST_HEADLINE) || LONGEST_HEADLINE)} …`;
};

const outletNamed = ({ index }: Context, source: string): string | undefined => {
  const wanted = fold(source);
  const hit = index.find(source, { limit: 1 })[0];
  const entity = hit?.score === 1 ? entityOf(index, hit.id) : undefined;
  return entity?.kind === "organization" &&
    [entity.name, ...entity.aliases].some((name) => fold(name) === wanted)
    ? entity.id
    : undefined;
};

/**
 * Meetings that were still to come when an article appeared: those that it tells of, and of the people in it those
 * that others had announced by then.
 */
export const plannedAt = (context: Context): void => {
  const { draft, index, parts } = context;
  const [article] = parts.articles;
  const about = article === undefined ? undefined : index.article(article);
  if (!about) {
    draft.say("ask-no-article");
    return;
  }
  const wanted = parts.statuses.size > 0 ? parts.statuses : new Set(["planned"]);
  const actors = parts.actors.length > 0 ? new Set(idsOf(parts.actors)) : null;
  const all = meetingsOf(index, { status: STATUSES });
  const people = new Set(
    all
      .filter(({ articles }) => articles.includes(about.id))
      .flatMap(({ participants }) => participants.map(({ entity }) => entity))
      .filter((id) => entityOf(index, id)?.kind === "person"),
  );
  const isThere = ({ participants }: Meeting, who: ReadonlySet<string>): boolean =>
    participants.some(({ entity }) => who.has(entity));
  const isDue = (meeting: Meeting): boolean => {
    const due = meeting.accounts.filter(({ status }) => wanted.has(status));
    if (due.some(({ article }) => article === about.id)) return true;
    const announced = due.some(({ reported }) => reported !== null && reported <= (about.publishedAt ?? ""));
    return announced && isThere(meeting, people) && isToCome(meeting, about);
  };
  const meetings = all.filter((meeting) => isDue(meeting) && (actors === null || isThere(meeting, actors)));
  if (meetings.length === 0) {
    draft.say("ask-no-meetings");
    return;
  }
  const passages = meetings.map(
    (meeting) => meeting.evidence.find((one) => one.article === about.id) ?? meeting.evidence[0],
  );
  draft.say("ask-planned-at", { n: String(meetings.length) }, passages);
  draft.tell(meetings);
};

/** Whether a meeting was, or may have been, on the day of an article or after it. */
const isToCome = ({ date }: Meeting, { publishedAt }: FactArticle): boolean => {
  const [due, day] = [date?.edtf, publishedAt?.slice(0, 10)].map((edtf) => (edtf ? parseEdtf(edtf) : null));
  return due != null && isDated(due) && day != null && due.latest >= day.earliest;
};

/** What an outlet, ministry or spokesman told of. */
export const toldBy = (context: Context): void => {
  const { draft, index, words, parts } = context;
  const ids = idsOf(parts.actors);
  const meetings: Meeting[] = [];
  for (const id of ids)
    for (const { from, evidence } of relationsTo(context, id, "reported_by")) {
      const meeting = index.meeting(from);
      if (!meeting || meetings.includes(meeting)) continue;
      meetings.push(meeting);
      draft.say("ask-reported-by", { list: nameOf(index, words.prose, id) }, evidence);
      draft.tell([meeting]);
    }
  if (meetings.length === 0) draft.say("ask-no-meetings");
};
