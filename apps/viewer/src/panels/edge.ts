import { type EntityAnswer, kindOf, type MeetingAnswer } from "../contract.ts";
import { h } from "../dom.ts";
import { dayRange } from "../edtf.ts";
import { toneOf } from "../scene.ts";
import { answerOf, nameOf, urls, type View } from "../view.ts";
import { actorLink, evidenceList, meetingRow, section, waiting } from "./parts.ts";

const OPENED = 25;

/** What connects two ends: for two actors their meetings, for an actor and a meeting the sentences about it. */
export function edgePanel(view: View, a: string, b: string): HTMLElement {
  const [meeting, actor] = a.startsWith("mtg:") ? [a, b] : [b, a];
  if (meeting.startsWith("mtg:") && kindOf(actor)) return participationPanel(view, meeting, actor);
  return pairPanel(view, a, b);
}

function participationPanel(view: View, meetingId: string, actor: string): HTMLElement {
  const resource = view.resources.read<MeetingAnswer>(urls.meeting(meetingId));
  const meeting = answerOf(resource);
  const { words } = view;
  const participant = meeting?.participants.find(({ id }) => id === actor);
  const evidence = [...(participant?.evidence ?? []), ...(meeting?.evidence ?? [])];
  return h(
    "div",
    { class: "edge-panel" },
    h(
      "p",
      { class: "kicker" },
      meeting?.place?.id === actor ? words.edges.held_in : words.edges.participated_in,
    ),
    h(
      "h2",
      {},
      actorLink(view, actor),
      participant ? h("span", { class: "function" }, words.functions[participant.function]) : null,
    ),
    meeting ? h("ul", { class: "rows" }, meetingRow(view, meeting, actor)) : waiting(view, resource),
    meeting ? section(words.panel.evidence, evidenceList(view, evidence)) : null,
  );
}

function pairPanel(view: View, a: string, b: string): HTMLElement {
  const { words, world } = view;
  const shared = [...world.meetingsOf(a)]
    .filter((id) => world.meetingsOf(b).has(id))
    .map((id) => ({ id, day: dayRange(world.meetings.get(id)?.edtf ?? "")?.to ?? Number.NEGATIVE_INFINITY }))
    .sort((x, y) => y.day - x.day || (x.id < y.id ? -1 : 1));
  const held = shared.filter(({ id }) => toneOf(world.meetings.get(id)!.status) === "solid").length;
  const rest = shared.length - held;
  const counted = rest ? words.panel.alsoUnheld(held, rest) : words.counts.meetings(held);
  const represents = shared.length === 0 && (world.speaksFor(a, b) || world.speaksFor(b, a));
  return h(
    "div",
    { class: "edge-panel" },
    h("p", { class: "kicker" }, represents ? words.edges.represents : counted),
    h("h2", {}, actorLink(view, a), h("span", { class: "pair-and" }, " — "), actorLink(view, b)),
    represents ? roleEvidence(view, a, b) : null,
    shared.slice(0, OPENED).map(({ id }) => {
      const resource = view.resources.read<MeetingAnswer>(urls.meeting(id));
      const meeting = answerOf(resource);
      return meeting
        ? h(
            "div",
            { class: "pair-meeting" },
            h("ul", { class: "rows" }, meetingRow(view, meeting)),
            evidenceList(view, meeting.evidence),
          )
        : waiting(view, resource);
    }),
  );
}

function roleEvidence(view: View, a: string, b: string): HTMLElement {
  const [person, body] = a.startsWith("per:") ? [a, b] : [b, a];
  const resource = view.resources.read<EntityAnswer>(urls.entity(person));
  const entity = answerOf(resource);
  if (!entity) return waiting(view, resource);
  const roles = entity.roles.filter((role) => role.represents === body);
  return h(
    "div",
    {},
    roles.map((role) => section(role.title, evidenceList(view, role.evidence))),
    roles.length === 0
      ? h("p", { class: "quiet" }, view.words.panel.noEvidence, " ", nameOf(view, body))
      : null,
  );
}
