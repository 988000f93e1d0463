import { h } from "../dom.ts";
import type { View } from "../view.ts";
import { iconButton } from "./parts.ts";

/** What became of the reader's last verdict, and the way to take it back; null when there is none. */
export function toldView({ verdicts, words, state }: View): HTMLElement | null {
  const { told } = verdicts;
  if (!told) return null;
  const { panel, errors } = words;
  const { verdict, names } = told.judged;
  const apart = told.judged.mention && verdict === "different";
  const said = panel.verdictOn[apart ? "apart" : verdict](...names);
  const then = { kept: panel.verdictKept, shown: panel.verdictShown, late: panel.verdictLate }[told.stage];
  return h(
    "div",
    { class: "told-note", "data-stage": told.stage, "aria-busy": String(told.stage === "kept") },
    h("p", {}, h("strong", {}, said), " ", then),
    told.failed === null
      ? null
      : h("p", { class: "conflict" }, panel.judgeFailed(told.failed || errors.down)),
    verdict === "unsure"
      ? null
      : h(
          "button",
          {
            type: "button",
            class: "button",
            "data-focus": "verdict-undo",
            onclick: () => void verdicts.undo(state.lang),
          },
          panel.verdictUndo,
        ),
    iconButton("close", panel.verdictDismiss, () => verdicts.dismiss()),
  );
}
