import type { EntityAnswer } from "../contract.ts";
import { h } from "../dom.ts";
import type { View } from "../view.ts";

/** Kept for this session only, and never written into the address. */
let apiKey = "";

/** Names that were gathered into one actor, with the two judgements a reader may pass on them. */
export function identity(view: View, entity: EntityAnswer): HTMLElement {
  const { panel } = view.words;
  const others = entity.aliases.filter((alias) => alias !== entity.name);
  return h(
    "section",
    { class: "block identity" },
    h("h3", {}, panel.aliases),
    h("p", { class: "quiet" }, panel.identityLead),
    h(
      "ul",
      { class: "alias-list" },
      others.map((alias) => h("li", {}, h("bdi", {}, alias), verdicts(view, entity, alias))),
    ),
  );
}

function verdicts(view: View, entity: EntityAnswer, alias: string): HTMLElement {
  const { panel } = view.words;
  const outcome = h("span", { class: "outcome", role: "status" });
  const form = h("form", { class: "judge", hidden: true });
  const choose = (verdict: "same" | "different") => {
    form.hidden = false;
    form.replaceChildren(...judgeForm(view, entity, alias, verdict, outcome));
    form.querySelector("input")?.focus();
  };
  return h(
    "span",
    { class: "verdicts" },
    h(
      "button",
      { type: "button", class: "link", "data-verdict": "same", onclick: () => choose("same") },
      panel.same,
    ),
    h(
      "button",
      { type: "button", class: "link", "data-verdict": "different", onclick: () => choose("different") },
      panel.different,
    ),
    form,
    outcome,
  );
}

function judgeForm(
  view: View,
  entity: EntityAnswer,
  alias: string,
  verdict: "same" | "different",
  outcome: HTMLElement,
): HTMLElement[] {
  const { panel, tools } = view.words;
  const key = h("input", { type: "password", autocomplete: "off", value: apiKey });
  const row = [entity.id, alias, verdict].join("\t");
  const send = async (event: Event) => {
    event.preventDefault();
    apiKey = key.value;
    try {
      const response = await fetch("api/judgements", {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
        body: JSON.stringify({ left: entity.id, right: alias, verdict }),
      });
      outcome.textContent = response.ok ? panel.judged : panel.judgeFailed(`${response.status}`);
    } catch {
      outcome.textContent = panel.judgeFailed(view.words.errors.down);
    }
  };
  return [
    h("label", {}, panel.keyLabel, key),
    h("button", { type: "submit", class: "button", onclick: send }, panel.send),
    h(
      "button",
      {
        type: "button",
        class: "button",
        onclick: async () => {
          await navigator.clipboard.writeText(row);
          outcome.textContent = tools.copied;
        },
      },
      panel.copyRow,
    ),
  ];
}
