import type { ArticleAnswer, EntityAnswer, Listed, MeetingAnswer, NeighbourAnswer } from "../contract.ts";
import { h } from "../dom.ts";
import { dayRange, isoDay } from "../edtf.ts";
import { sentencesAround } from "../sentence.ts";
import { dateOf, nameGiven, nameOf, titleOf, urls, type View } from "../view.ts";
import { citationLine } from "./citation.ts";
import { marked } from "./marked.ts";

/** Meetings in one dossier; a longer one nobody reads on paper. */
const MOST = 200;

/** Gathers everything about an actor, lays it out for paper with a citation for every sentence, and prints it. */
export async function printDossier(view: View, id: string): Promise<void> {
  const { resources } = view;
  const entity = await resources.load<EntityAnswer>(urls.entity(id));
  const neighbours = await resources.load<Listed<NeighbourAnswer>>(urls.neighbours(id));
  const ids = [...view.world.meetingsOf(id)].slice(0, MOST);
  const found = await Promise.allSettled(
    ids.map((meeting) => resources.load<MeetingAnswer>(urls.meeting(meeting))),
  );
  const meetings = found
    .filter((result) => result.status === "fulfilled")
    .map((result) => result.value)
    .sort((a, b) => dayOf(a) - dayOf(b) || (a.id < b.id ? -1 : 1));
  const articles = [...new Set(meetings.flatMap((meeting) => meeting.articles))];
  await Promise.allSettled(articles.map((article) => resources.load(urls.article(article))));
  document.querySelector(".dossier")?.remove();
  const dossier = dossierView(view, entity, neighbours.items, meetings);
  document.body.append(dossier);
  addEventListener("afterprint", () => dossier.remove(), { once: true });
  window.print();
}

function dayOf(meeting: MeetingAnswer): number {
  return (meeting.date?.edtf && dayRange(meeting.date.edtf)?.from) || Number.POSITIVE_INFINITY;
}

function dossierView(
  view: View,
  entity: EntityAnswer,
  met: NeighbourAnswer[],
  meetings: MeetingAnswer[],
): HTMLElement {
  const { words, state } = view;
  const today = isoDay(Math.floor(Date.now() / 86_400_000));
  const cited: string[] = [];
  const number = (article: string) => {
    if (!cited.includes(article)) cited.push(article);
    return cited.indexOf(article) + 1;
  };
  const told = meetings.map((meeting) => meetingEntry(view, meeting, number));
  return h(
    "section",
    { class: "dossier", lang: state.lang, dir: words.dir },
    h("p", { class: "kicker" }, words.name, " · ", words.kinds[entity.kind], " · ", dateOf(view, today)),
    h("h1", {}, h("bdi", {}, nameOf(view, entity.id, entity.name))),
    h("p", {}, [entity.names.ar, entity.names.en].filter(Boolean).join(" · ")),
    h(
      "ul",
      {},
      entity.roles.map((role) =>
        h(
          "li",
          {},
          h("bdi", {}, role.title),
          role.first
            ? ` (${words.panel.period(dateOf(view, role.first), dateOf(view, role.last ?? role.first))})`
            : "",
        ),
      ),
    ),
    h("h2", {}, words.panel.whoMet),
    h(
      "table",
      {},
      met.map((item) =>
        h(
          "tr",
          {},
          h("td", {}, h("bdi", {}, nameOf(view, item.entity.id, item.entity.name))),
          h("td", {}, words.counts.meetings(item.count)),
          h(
            "td",
            {},
            item.first ? words.panel.period(dateOf(view, item.first), dateOf(view, item.last)) : "",
          ),
        ),
      ),
    ),
    h("h2", {}, `${words.panel.meetings} (${meetings.length})`),
    told,
    h("h2", {}, words.panel.sources),
    h(
      "ol",
      { class: "dossier-sources" },
      cited.map((article) => h("li", {}, citationLine(view, article))),
    ),
  );
}

function meetingEntry(view: View, meeting: MeetingAnswer, number: (article: string) => number): HTMLElement {
  const { words } = view;
  const facts = [
    dateOf(view, meeting.date?.edtf),
    words.statuses[meeting.status],
    meeting.place ? nameGiven(view, meeting.place) : null,
  ].filter(Boolean);
  return h(
    "article",
    { class: "dossier-meeting" },
    h("h3", {}, h("bdi", {}, titleOf(view, meeting)), " — ", facts.join(" · ")),
    h(
      "p",
      {},
      meeting.participants.flatMap((person, index) => [
        index ? words.listSeparator : "",
        h("bdi", {}, nameGiven(view, person)),
        ` (${words.functions[person.function]})`,
      ]),
    ),
    [...new Set(meeting.evidence.map((piece) => piece.article))].map((article) => {
      const pieces = meeting.evidence.filter((piece) => piece.article === article);
      const text = view.resources.peek<ArticleAnswer>(urls.article(article))?.text;
      const quotes = text
        ? sentencesAround(text, pieces).map(({ start, end, marks }) => marked(text, start, end, marks))
        : pieces.map((piece) => [piece.quote]);
      return quotes.map((quote) =>
        h("blockquote", { dir: "auto", lang: "ar" }, quote, h("sup", {}, ` [${number(article)}]`)),
      );
    }),
  );
}
