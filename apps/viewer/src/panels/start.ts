import type { ActorRef, Listed, MeetingSummary, Named } from "../contract.ts";
import { kindOf } from "../contract.ts";
import { glyph, h, icon } from "../dom.ts";
import { dayRange } from "../edtf.ts";
import { toneOf } from "../scene.ts";
import { answerOf, nameOf, urls, type View } from "../view.ts";
import { meetingRow, waiting } from "./parts.ts";

const PEOPLE = 8;
const RECENT = 6;

/** What greets a reader who has chosen nothing yet: people, meetings and questions that these articles can answer. */
export function startPage(view: View): HTMLElement {
  const { start, tagline } = view.words;
  const resource = view.resources.read<Listed<MeetingSummary>>(urls.meetings());
  const meetings = answerOf(resource)?.items;
  return h(
    "div",
    { class: "start" },
    h("div", { class: "start-head" }, h("h1", {}, tagline), h("p", { class: "lead" }, start.lead)),
    !meetings
      ? waiting(view, resource)
      : meetings.length === 0
        ? h("p", { class: "quiet" }, start.empty)
        : [questions(view, meetings), people(view, meetings), recent(view, meetings)],
  );
}

function questions(view: View, meetings: MeetingSummary[]): HTMLElement {
  const { start } = view.words;
  const known = mostMet(meetings);
  const [first, second, third] = known;
  const place = mostOften(meetings.map((meeting) => meeting.place).filter((p) => p !== null))[0]?.item;
  const far =
    farFrom(
      first?.item.id,
      meetings,
      known.map((entry) => entry.item),
    ) ??
    third?.item ??
    second?.item;
  const said = ({ id, name }: Named) => nameOf(view, id, name);
  const texts = [
    first && start.whoMet(said(first.item)),
    first && far && start.pathBetween(said(first.item), said(far)),
    place && start.meetingsIn(said(place)),
  ].filter((text) => typeof text === "string");
  return h(
    "section",
    { class: "start-questions" },
    h("h2", {}, start.questions),
    h(
      "ul",
      {},
      texts.map((text, index) =>
        h(
          "li",
          {},
          h(
            "button",
            {
              type: "button",
              class: "question",
              "data-question": index + 1,
              onclick: () => view.dispatch({ type: "ask", question: text }),
            },
            icon("spark"),
            h("bdi", {}, text),
          ),
        ),
      ),
    ),
  );
}

/** Somebody well known whom the first one is not seen with: a path worth asking for. */
function farFrom(id: string | undefined, meetings: MeetingSummary[], known: Named[]): Named | undefined {
  const met = new Set(
    meetings
      .filter((meeting) => meeting.participants.some((participant) => participant.id === id))
      .flatMap((meeting) => meeting.participants.map((participant) => participant.id)),
  );
  return known.find((person) => !met.has(person.id));
}

function people(view: View, meetings: MeetingSummary[]): HTMLElement {
  const { start, counts } = view.words;
  return h(
    "section",
    { class: "start-people" },
    h("h2", {}, start.people),
    h(
      "ul",
      {},
      mostMet(meetings)
        .slice(0, PEOPLE)
        .map(({ item, count }) =>
          h(
            "li",
            {},
            h(
              "button",
              {
                type: "button",
                class: "row",
                "data-id": item.id,
                onclick: () => view.dispatch({ type: "open", id: item.id }),
              },
              glyph("person"),
              h(
                "span",
                { class: "row-body" },
                h("bdi", { class: "row-title" }, nameOf(view, item.id, item.name)),
                h("span", { class: "row-meta" }, counts.meetings(count)),
              ),
            ),
          ),
        ),
    ),
  );
}

function recent(view: View, meetings: MeetingSummary[]): HTMLElement {
  const dated = meetings
    .filter((meeting) => meeting.date?.edtf && (meeting.status === "held" || meeting.status === "ongoing"))
    .map((meeting) => ({ meeting, day: dayRange(meeting.date!.edtf!)?.to ?? 0 }))
    .sort((a, b) => b.day - a.day || (a.meeting.id < b.meeting.id ? -1 : 1));
  const undated = meetings.filter((meeting) => toneOf(meeting.status) === "solid");
  const shown = dated.length ? dated.map((entry) => entry.meeting) : undated;
  return h(
    "section",
    { class: "start-recent" },
    h("h2", {}, view.words.start.recent),
    h(
      "ul",
      {},
      shown.slice(0, RECENT).map((meeting) => meetingRow(view, meeting)),
    ),
  );
}

function mostMet(meetings: MeetingSummary[]): { item: ActorRef; count: number }[] {
  const persons = meetings
    .filter((meeting) => meeting.status === "held" || meeting.status === "ongoing")
    .flatMap((meeting) =>
      meeting.participants.filter((p) => kindOf(p.id) === "person" && p.function !== "represented"),
    );
  return mostOften(persons.map((person) => ({ ...person, kind: "person" as const })));
}

function mostOften<T extends Named>(items: T[]): { item: T; count: number }[] {
  const counts = new Map<string, { item: T; count: number }>();
  for (const item of items) {
    const entry = counts.get(item.id);
    if (entry) entry.count++;
    else counts.set(item.id, { item, count: 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.item.id < b.item.id ? -1 : 1));
}
