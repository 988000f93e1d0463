import type { EntityAnswer, Listed, NeighbourAnswer, RoleAnswer } from "../contract.ts";
import { glyph, h } from "../dom.ts";
import { dayRange } from "../edtf.ts";
import { asKnownOn, inPeriod } from "../scene.ts";
import { answerOf, dateOf, nameOf, urls, type View } from "../view.ts";
import { printDossier } from "./dossier.ts";
import { identity } from "./identity.ts";
import {
  action,
  actorLink,
  evidenceList,
  foldedList,
  gatheringRow,
  section,
  showActor,
  unfolding,
  waiting,
} from "./parts.ts";

/** Who somebody is, for whom they spoke, whom they met and where it says so. */
export function actorPanel(view: View, id: string): HTMLElement {
  const resource = view.resources.read<EntityAnswer>(urls.entity(id));
  const entity = answerOf(resource);
  if (!entity) return h("div", {}, h("h2", {}, h("bdi", {}, nameOf(view, id))), waiting(view, resource));
  const { words } = view;
  const place = entity.kind === "place";
  const name = nameOf(view, id, entity.name);
  const second = [entity.names.ar, entity.names.en, entity.name].find((other) => other && other !== name);
  return h(
    "div",
    { class: "actor-panel" },
    h("p", { class: "kicker" }, glyph(entity.kind), words.kinds[entity.kind]),
    h("h2", {}, h("bdi", {}, name)),
    second ? h("p", { class: "second-name" }, h("bdi", {}, second)) : null,
    h(
      "p",
      { class: "figures" },
      [
        words.counts.meetings(place ? view.world.meetingsOf(id).size : entity.counts.meetings),
        place ? null : words.counts.contacts(entity.counts.contacts),
        words.counts.articles(entity.counts.articles),
      ].map((figure) => figure && h("span", {}, figure)),
    ),
    actions(view, id, place ? null : entity.counts.meetings),
    place ? null : met(view, id),
    meetingsOf(view, id),
    entity.roles.length ? section(words.panel.roles, roles(view, entity)) : null,
    identity(view, entity),
  );
}

/** @param meetings that expanding would bring; null for a place, through which no path leads */
function actions(view: View, id: string, meetings: number | null): HTMLElement {
  const { panel, counts } = view.words;
  const { dispatch, state } = view;
  const isCenter = state.centers.includes(id);
  return h(
    "div",
    { class: "actions" },
    isCenter
      ? action("minus", panel.collapse, () => dispatch({ type: "collapse", id }))
      : action(
          "expand",
          panel.expandCount(counts.meetings(meetings ?? view.world.meetingsOf(id).size)),
          () => dispatch({ type: "expand", id }),
          true,
        ),
    meetings === null
      ? null
      : action("path", panel.pathFrom, () => dispatch({ type: "path", choice: { from: id, to: null } })),
    pinAction(view, id),
    action("isolate", panel.isolate, () => dispatch({ type: "isolate", id })),
    action("hide", panel.hide, () => dispatch({ type: "hide", id })),
    meetings === null ? null : action("print", panel.dossier, () => void printDossier(view, id)),
  );
}

/** Pins a node where it stands, or lets go of it. */
export function pinAction({ state, words, dispatch, positionOf }: View, id: string): HTMLElement | null {
  const at = positionOf(id);
  if (Object.hasOwn(state.pins, id))
    return action("pin", words.panel.unpin, () => dispatch({ type: "unpin", id }));
  return at && action("pin", words.panel.pin, () => dispatch({ type: "pin", id, at }));
}

/** Titles shown before the reader asks for all: texts give one office in many words. */
const TITLES = 4;

/** By which titles the articles name them, the most frequent first. */
function roles(view: View, { id, roles: list }: EntityAnswer): HTMLElement {
  const sorted = [...list].sort(
    (a, b) => b.evidence.length - a.evidence.length || ((a.last ?? "") < (b.last ?? "") ? 1 : -1),
  );
  return h(
    "div",
    { class: "roles" },
    foldedList(
      view,
      `roles ${id}`,
      sorted.map((role) => () => title(view, id, role)),
      TITLES,
    ),
  );
}

function title(view: View, id: string, role: RoleAnswer): HTMLElement {
  const { panel } = view.words;
  const body = role.represents;
  const name = body && nameOf(view, body);
  const first = role.first && dateOf(view, role.first);
  const last = role.last && dateOf(view, role.last);
  return h(
    "li",
    {},
    unfolding(
      `role ${id} ${role.title} ${body}`,
      h(
        "summary",
        {},
        h("span", {}, h("bdi", {}, role.title)),
        first && last ? h("span", { class: "row-meta" }, panel.period(first, last)) : null,
      ),
      () =>
        h(
          "div",
          {},
          body && name && name !== body ? h("p", {}, actorLink(view, body, name)) : null,
          evidenceList(view, role.evidence),
        ),
    ),
  );
}

function met(view: View, id: string): HTMLElement {
  const { panel, counts } = view.words;
  const resource = view.resources.read<Listed<NeighbourAnswer>>(urls.neighbours(id));
  const answer = answerOf(resource);
  if (!answer) return section(panel.whoMet, waiting(view, resource));
  const rows = answer.items.map((item) => () => {
    const first = item.first && dateOf(view, item.first);
    const last = item.last && dateOf(view, item.last);
    return h(
      "li",
      {},
      h(
        "div",
        { class: "row split" },
        glyph(item.entity.kind),
        h(
          "span",
          { class: "row-body" },
          h(
            "button",
            {
              type: "button",
              class: "link row-title",
              "data-focus": `met ${item.entity.id}`,
              "data-id": item.entity.id,
              onclick: () => showActor(view, item.entity.id),
            },
            h("bdi", {}, nameOf(view, item.entity.id, item.entity.name)),
          ),
          h(
            "span",
            { class: "row-meta" },
            h(
              "button",
              {
                type: "button",
                class: "link",
                "data-focus": `pair ${item.entity.id}`,
                "data-pair": item.entity.id,
                onclick: () => {
                  view.dispatch({ type: "showMeetings", ids: item.meetings });
                  view.dispatch({ type: "select", selection: { kind: "edge", a: id, b: item.entity.id } });
                },
              },
              counts.meetings(item.count),
            ),
            first && last ? h("span", {}, panel.period(first, last)) : null,
            h("span", {}, counts.sources(item.sources)),
          ),
        ),
      ),
    );
  });
  return section(
    `${panel.whoMet} (${answer.items.length}${answer.nextCursor ? "+" : ""})`,
    foldedList(view, `met ${id}`, rows),
  );
}

function meetingsOf(view: View, id: string): HTMLElement {
  const { period, asKnown } = view.state;
  const all = [...view.world.meetingsOf(id)].map((meeting) => view.world.meetings.get(meeting)!);
  // Both clocks hold for lists as for the picture.
  const known = all
    .flatMap((meeting) => (asKnown ? (asKnownOn(meeting, asKnown) ?? []) : meeting))
    .filter(({ edtf }) => inPeriod(edtf, period))
    .map((meeting) => ({
      meeting,
      day: (meeting.edtf && dayRange(meeting.edtf)?.to) || Number.NEGATIVE_INFINITY,
    }))
    .sort((a, b) => b.day - a.day || (a.meeting.id < b.meeting.id ? -1 : 1));
  const rows = known.map(
    ({ meeting }) =>
      () =>
        gatheringRow(view, meeting, id),
  );
  const count = rows.length < all.length ? `${rows.length}/${all.length}` : rows.length;
  return section(`${view.words.panel.meetings} (${count})`, foldedList(view, `meetings ${id}`, rows));
}
