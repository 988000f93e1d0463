import { printJudgements, type Verdict } from "@liqa/graph";
import type { EntityAnswer, Hit } from "../contract.ts";
import { h } from "../dom.ts";
import { nameOf, type View } from "../view.ts";
import { Combobox } from "./combobox.ts";

/** Kept for this session only, and never written into the address. */
let apiKey = "";

/** The form being filled in: it must outlive redrawing, or what was typed is lost. */
let open: { id: string; lang: string; element: HTMLElement } | null = null;

/** The names gathered into one actor, and a way to say that two actors are, or are not, the same. */
export function identity(view: View, entity: EntityAnswer): HTMLElement {
  const { panel } = view.words;
  const { lang } = view.state;
  const shown = nameOf(view, entity.id, entity.name);
  const others = entity.aliases.filter((alias) => alias !== shown);
  if (open?.id !== entity.id || open.lang !== lang)
    open = { id: entity.id, lang, element: judgementForm(view, entity) };
  return h(
    "section",
    { class: "block identity" },
    h("h3", {}, panel.aliases),
    others.length
      ? h(
          "ul",
          { class: "chips" },
          others.map((alias) => h("li", { class: "chip" }, h("bdi", {}, alias))),
        )
      : null,
    open.element,
  );
}

function judgementForm(view: View, entity: EntityAnswer): HTMLElement {
  const { panel, tools } = view.words;
  const { lang } = view.state;
  let other: Hit | null = null;
  const outcome = h("p", { class: "outcome", role: "status" });
  const key = h("input", { type: "password", autocomplete: "off", value: apiKey });
  const search = new Combobox(
    {
      id: "identity-other",
      label: () => panel.otherActor,
      placeholder: (words) => words.path.pick,
      onPick: (hit) => {
        other = hit;
        outcome.textContent = "";
      },
    },
    view.words,
  );
  const judged = (act: (other: Hit) => Promise<string>) => async () => {
    outcome.textContent = other && other.id !== entity.id ? await act(other) : panel.chooseOther;
  };
  const send = (verdict: Verdict) => judged((twin) => post(view, entity.id, twin.id, verdict, key.value));
  const copy = judged(async (twin) => {
    await navigator.clipboard.writeText(row(entity.id, twin.id, "same"));
    return tools.copied;
  });
  const button = (label: string, name: string, onclick: () => Promise<void>) =>
    h("button", { type: "button", class: "button", "data-judge": name, onclick }, label);
  return h(
    "details",
    { class: "judge", "data-lang": lang },
    h("summary", {}, panel.identity),
    h("p", { class: "quiet" }, panel.identityLead),
    h(
      "form",
      { onsubmit: (event: Event) => event.preventDefault() },
      search.element,
      h("label", { class: "key" }, panel.keyLabel, key),
      h(
        "div",
        { class: "actions" },
        button(panel.same, "same", send("same")),
        button(panel.different, "different", send("different")),
        button(panel.copyRow, "copy", copy),
      ),
    ),
    outcome,
  );
}

/** A row of the table of judgements, as data/judgements.tsv wants it. */
function row(left: string, right: string, verdict: Verdict): string {
  const when = new Date().toISOString().slice(0, 10);
  const table = printJudgements([{ left, right, verdict, score: null, reasons: [], who: "", when }]);
  return table.split("\n")[1] ?? "";
}

async function post(view: View, left: string, right: string, verdict: Verdict, key: string): Promise<string> {
  const { panel, errors } = view.words;
  apiKey = key;
  try {
    const response = await fetch("api/judgements", {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
      body: JSON.stringify({ left, right, verdict }),
    });
    return response.ok ? panel.judged : panel.judgeFailed(`${response.status} ${response.statusText}`);
  } catch {
    return panel.judgeFailed(errors.down);
  }
}
