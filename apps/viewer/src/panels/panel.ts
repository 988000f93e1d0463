import { h } from "../dom.ts";
import type { View } from "../view.ts";
import { actorPanel } from "./actor.ts";
import { askPanel } from "./ask.ts";
import type { Combobox } from "./combobox.ts";
import { edgePanel } from "./edge.ts";
import { meetingPanel } from "./meeting.ts";
import { iconButton } from "./parts.ts";
import { pathPanel } from "./path.ts";

/** What stands beside the picture: a path, an answer, or what is selected. */
export function panelView(view: View, ends: readonly [Combobox, Combobox]): HTMLElement[] {
  const { words, dispatch } = view;
  const close = iconButton("close", words.panel.close, () => dispatch({ type: "closePanel" }));
  return [h("div", { class: "panel-close" }, close), body(view, ends)];
}

function body(view: View, ends: readonly [Combobox, Combobox]): HTMLElement {
  const { panel, question, selection } = view.state;
  if (panel === "path") return pathPanel(view, ...ends);
  if (panel === "ask" && question) return askPanel(view, question);
  if (!selection) return h("p", { class: "quiet" }, view.words.panel.nothingChosen);
  if (selection.kind === "edge") return edgePanel(view, selection.a, selection.b);
  return selection.id.startsWith("mtg:") ? meetingPanel(view, selection.id) : actorPanel(view, selection.id);
}
