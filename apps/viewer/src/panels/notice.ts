import { h } from "../dom.ts";
import type { View } from "../view.ts";

/** Says that nobody answers, that nothing is lost, and what can be done; null while all is well. */
export function noticeView(view: View, openFile: () => void): HTMLElement | null {
  const { resources, words } = view;
  const failure = resources.outage();
  if (!failure) return null;
  const { errors, tools } = words;
  const texts = {
    slow: [errors.slow, errors.kept],
    down: [errors.down, errors.kept],
    absent: [errors.absent, errors.absentHelp],
    file: [errors.file(failure.detail), ""],
    problem: ["", ""],
  };
  const [what, then] = texts[failure.kind];
  const button = (label: string, key: string, onclick: () => void) =>
    h("button", { type: "button", class: "button", "data-focus": key, onclick }, label);
  return h(
    "div",
    { class: "notice" },
    h("p", {}, h("strong", {}, what), " ", then),
    failure.kind === "file" ? null : button(errors.retry, "retry", () => resources.retry()),
    failure.kind === "slow" ? null : button(tools.openFile, "open-file", openFile),
  );
}
