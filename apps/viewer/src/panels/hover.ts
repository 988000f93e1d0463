import { glyph, h } from "../dom.ts";
import { labelText } from "../picture/looks.ts";
import type { SceneNode } from "../scene.ts";
import { dateOf, nameOf, type View } from "../view.ts";
import { nameList, statusBadge } from "./parts.ts";

/** What a pointer resting on a node is told; a convenience: the list and the panels say the same to everybody. */
export function hoverCard(view: View, node: SceneNode): (HTMLElement | null)[] {
  const { words } = view;
  const { meeting } = node;
  const people = meeting?.participants.slice(0, 5).map(({ actor }) => nameOf(view, actor)) ?? [];
  const more = (meeting?.participants.length ?? 0) - people.length;
  return [
    h(
      "p",
      { class: "kicker" },
      glyph(node.kind, node.tone),
      meeting ? words.types[meeting.type] : words.kinds[node.kind],
      meeting && node.tone !== "solid" ? statusBadge(view, meeting.status) : null,
    ),
    h(
      "p",
      { class: "hover-name" },
      h("bdi", {}, meeting ? dateOf(view, meeting.edtf) : labelText(node, words)),
    ),
    meeting
      ? h("p", { class: "quiet" }, nameList(view, people), more > 0 ? ` +${more}` : "")
      : h(
          "p",
          { class: "quiet" },
          words.counts.meetings(node.weight),
          " · ",
          words.counts.contacts(node.contacts),
        ),
  ];
}
