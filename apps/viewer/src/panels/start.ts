import { kindOf } from "../contract.ts";
import { glyph, h, icon } from "../dom.ts";
import { dayRange } from "../edtf.ts";
import { presentAt, toneOf } from "../scene.ts";
import { nameOf, urls, type View } from "../view.ts";
import type { Gathering } from "../world.ts";
import { gatheringRow, waiting } from "./parts.ts";

const PEOPLE = 6;
const RECENT = 4;

/** What greets a reader beside the picture of the newest meetings: people, meetings and questions they can answer. */
export function startPage(view: View, openFile: () => void): HTMLElement {
  const { start, tagline, tools } = view.words;
  const resource = view.resources.read(urls.overview());
  const meetings = view.scene.timeline;
  return h(
    "div",
    { class: "start" },
    h("div", { class: "start-head" }, h("h1", {}, tagline), h("p", { class: "lead" }, start.lead)),
    resource.state !== "ready"
      ? waiting(view, resource)
      : meetings.length === 0
        ? h("p", { class: "quiet" }, start.empty)
        : [questions(view, meetings), people(view, meetings), recent(view, meetings)],
    h(
      "p",
      { class: "start-file" },
      h(
        "button",
        { type: "button", class: "link", "data-focus": "start-open", onclick: openFile },
        icon("file"),
        tools.openFile,
      ),
    ),
  );
}

function questions(view: View, meetings: readonly Gathering[]): HTMLElement {
  const { start } = view.words;
  const known = mostMet(meetings).map(({ id }) => id);
  const [first, second] = known;
  const [place] = mostOften(meetings.flatMap(({ place }) => (place?.startsWith("plc:") ? [place] : [])));
  const far = (first && farFrom(first, meetings, known)) ?? second;
  const said = (id: string) => nameOf(view, id);
  const texts = [
    first && start.whoMet(said(first)),
    first && far && start.pathBetween(said(first), said(far)),
    place && start.meetingsIn(said(place.id)),
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
function farFrom(id: string, meetings: readonly Gathering[], known: readonly string[]): string | undefined {
  const met = new Set(
    meetings
      .map(({ participants }) => participants.map(({ actor }) => actor))
      .filter((actors) => actors.includes(id))
      .flat(),
  );
  return known.find((person) => !met.has(person));
}

function people(view: View, meetings: readonly Gathering[]): HTMLElement {
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
        .map(({ id, count }) =>
          h(
            "li",
            {},
            h(
              "button",
              {
                type: "button",
                class: "row",
                "data-id": id,
                onclick: () => view.dispatch({ type: "open", id }),
              },
              glyph("person"),
              h(
                "span",
                { class: "row-body" },
                h("bdi", { class: "row-title" }, nameOf(view, id)),
                h("span", { class: "row-meta" }, counts.meetings(count)),
              ),
            ),
          ),
        ),
    ),
  );
}

function recent(view: View, meetings: readonly Gathering[]): HTMLElement {
  const held = meetings
    .filter(({ status }) => toneOf(status) === "solid")
    .map((meeting) => ({ meeting, day: (meeting.edtf && dayRange(meeting.edtf)?.to) || 0 }))
    .sort((a, b) => b.day - a.day || (a.meeting.id < b.meeting.id ? -1 : 1));
  return h(
    "section",
    { class: "start-recent" },
    h("h2", {}, view.words.start.recent),
    h(
      "ul",
      {},
      held.slice(0, RECENT).map(({ meeting }) => gatheringRow(view, meeting)),
    ),
  );
}

function mostMet(meetings: readonly Gathering[]): { id: string; count: number }[] {
  const held = meetings.filter(({ status }) => toneOf(status) === "solid");
  return mostOften(held.flatMap(presentAt).filter((id) => kindOf(id) === "person"));
}

function mostOften(ids: readonly string[]): { id: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts]
    .map(([id, count]) => ({ id, count }))
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}
