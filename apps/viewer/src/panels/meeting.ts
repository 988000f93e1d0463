import type { AccountAnswer, MeetingAnswer } from "../contract.ts";
import { glyph, h } from "../dom.ts";
import { toneOf } from "../scene.ts";
import { answerOf, dateOf, nameGiven, nameOf, titleOf, urls, type View } from "../view.ts";
import { pinAction } from "./actor.ts";
import {
  action,
  actorLink,
  evidenceList,
  nameList,
  section,
  sourceLine,
  statusBadge,
  waiting,
} from "./parts.ts";

/** One meeting: what is known, who says so in which words, and where the accounts differ. */
export function meetingPanel(view: View, id: string): HTMLElement {
  const resource = view.resources.read<MeetingAnswer>(urls.meeting(id));
  const meeting = answerOf(resource);
  const { words, dispatch } = view;
  if (!meeting) return h("div", {}, h("h2", {}, words.kinds.meeting), waiting(view, resource));
  return h(
    "div",
    { class: "meeting-panel" },
    h("p", { class: "kicker" }, glyph("meeting", toneOf(meeting.status)), words.types[meeting.type]),
    h("h2", {}, h("bdi", {}, heading(view, meeting))),
    facts(view, meeting),
    h(
      "div",
      { class: "actions" },
      pinAction(view, id),
      action("hide", words.panel.hide, () => dispatch({ type: "hide", id })),
      action("print", words.panel.dossier, () => window.print()),
    ),
    section(
      `${words.panel.participants} (${meeting.participants.length})`,
      h(
        "ul",
        { class: "participants" },
        meeting.participants.map((participant) =>
          h(
            "li",
            {},
            actorLink(view, participant.id, nameGiven(view, participant)),
            h("span", { class: "function" }, words.functions[participant.function]),
          ),
        ),
      ),
    ),
    section(words.panel.evidence, evidenceList(view, meeting.evidence)),
    meeting.statusHistory.length > 1 ? section(words.panel.history, history(view, meeting)) : null,
    meeting.accounts.length > 1 ? section(words.panel.accounts, accounts(view, meeting)) : null,
    meeting.topics.length
      ? section(
          words.panel.topics,
          h(
            "ul",
            { class: "chips" },
            meeting.topics.map((topic) => h("li", { class: "chip" }, h("bdi", {}, topic.text))),
          ),
        )
      : null,
  );
}

function heading(view: View, meeting: MeetingAnswer): string {
  if (meeting.name) return meeting.name;
  const names = meeting.participants.map((person) => nameGiven(view, person));
  if (names.length === 2) return view.words.panel.between(names[0]!, names[1]!);
  return titleOf(view, meeting);
}

function facts(view: View, meeting: MeetingAnswer): HTMLElement {
  const { panel } = view.words;
  const { parent, place } = meeting;
  const rows: [string, Node | string | null][] = [
    [panel.status, statusBadge(view, meeting.status)],
    [panel.date, dateOf(view, meeting.date?.edtf)],
    [panel.place, place ? actorLink(view, place.id, nameGiven(view, place)) : null],
    [
      panel.partOf,
      parent
        ? h(
            "button",
            {
              type: "button",
              class: "link",
              "data-focus": `parent ${parent}`,
              onclick: () => openMeeting(view, parent),
            },
            parentName(view, parent),
          )
        : null,
    ],
  ];
  return h(
    "dl",
    { class: "facts" },
    rows
      .filter(([, value]) => value !== null)
      .map(([term, value]) => [h("dt", {}, term), h("dd", {}, value)]),
    h("dt", {}, panel.sources),
    h("dd", {}, meeting.sources.length ? nameList(view, meeting.sources) : view.words.panel.unknownOutlet),
  );
}

function openMeeting(view: View, id: string): void {
  view.dispatch({ type: "showMeetings", ids: [id] });
  view.dispatch({ type: "select", selection: { kind: "node", id } });
}

function parentName(view: View, id: string): string {
  const known = answerOf(view.resources.read<MeetingAnswer>(urls.meeting(id)));
  return known ? titleOf(view, known) : "…";
}

function history(view: View, meeting: MeetingAnswer): HTMLElement {
  return h(
    "ol",
    { class: "history" },
    meeting.statusHistory.map((step) =>
      h(
        "li",
        {},
        statusBadge(view, step.status),
        h("span", { class: "quiet" }, sourceLine(view, step.article)),
      ),
    ),
  );
}

function accounts(view: View, meeting: MeetingAnswer): HTMLElement {
  const { words } = view;
  const say = (account: AccountAnswer) =>
    [
      words.types[account.type],
      words.statuses[account.status],
      dateOf(view, account.date?.edtf),
      placeName(view, account),
    ]
      .filter(Boolean)
      .join(" · ");
  const differ = new Set(meeting.accounts.map(say)).size > 1;
  return h(
    "div",
    {},
    differ ? h("p", { class: "conflict" }, words.panel.accountsDiffer) : null,
    h(
      "ul",
      { class: "accounts" },
      meeting.accounts.map((account) =>
        h("li", {}, sourceLine(view, account.article), h("span", { class: "account-text" }, say(account))),
      ),
    ),
  );
}

function placeName(view: View, account: AccountAnswer): string | null {
  return account.place && nameOf(view, account.place.id, account.place.name);
}
