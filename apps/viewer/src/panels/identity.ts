import { type Evidence, fold, printJudgements, type Verdict } from "@liqa/graph";
import type { ArticleAnswer, EntityAnswer, Hit } from "../contract.ts";
import { h } from "../dom.ts";
import type { Judged } from "../verdicts.ts";
import { answerOf, dateOf, nameOf, urls, type View } from "../view.ts";
import { Combobox } from "./combobox.ts";
import { evidenceList, foldedList, unfolding } from "./parts.ts";

/** The form being filled in: it must outlive redrawing, or what was typed is lost. */
let open: { id: string; lang: string; element: HTMLElement } | null = null;

/** The mention that was last called somebody else, and what came of it: outlives redrawing too. */
let parted: { ref: string; outcome: HTMLElement } | null = null;

/** The names gathered into one actor and why, and a way to say that two actors are, or are not, the same. */
export function identity(view: View, entity: EntityAnswer): HTMLElement {
  const { panel } = view.words;
  const { lang } = view.state;
  if (open?.id !== entity.id || open.lang !== lang)
    open = { id: entity.id, lang, element: judgementForm(view, entity) };
  const found = spellings(entity);
  return h(
    "section",
    { class: "block identity" },
    h("h3", {}, panel.aliases),
    found.length
      ? [
          h("p", { class: "quiet" }, panel.spellings),
          foldedList(
            view,
            `spellings ${entity.id}`,
            found.map(
              ({ text, why, evidence }) =>
                () =>
                  spelling(view, entity, { text, why, evidence }),
            ),
          ),
        ]
      : null,
    open.element,
  );
}

type Why = "same" | "writing" | "script" | "shorter" | "office" | "other";

interface Spelling {
  text: string;
  why: Why;
  evidence: Evidence[];
}

/** Every form of the name, how it is the same name, and where it stands; forms found in the articles first. */
function spellings(entity: EntityAnswer): Spelling[] {
  const forms = new Map<string, Evidence[]>();
  for (const alias of [entity.name, entity.names.en ?? entity.name, ...entity.aliases]) forms.set(alias, []);
  for (const piece of entity.evidence) {
    const known = forms.get(piece.quote);
    if (known) known.push(piece);
    else if (piece.quote.length < 60) forms.set(piece.quote, [piece]);
  }
  const offices = new Set(entity.roles.map(({ title }) => title));
  return [...forms]
    .map(([text, evidence]) => ({
      text,
      why: offices.has(text) ? ("office" as const) : whySame(text, entity.name),
      evidence,
    }))
    .sort((a, b) => b.evidence.length - a.evidence.length || (a.text < b.text ? -1 : 1));
}

/** In which way a form is the name; the rules that joined them are told in docs/identity.md. */
function whySame(form: string, name: string): Why {
  if (form === name) return "same";
  if (fold(form) === fold(name)) return "writing";
  if (/\p{Script=Latin}/u.test(form) !== /\p{Script=Latin}/u.test(name)) return "script";
  const parts = new Set(fold(name).split(" "));
  const words = fold(form).split(" ");
  if (words.every((word) => parts.has(word) || parts.has(word.replace(/^ال/u, "")))) return "shorter";
  return words.length === parts.size && words.some((word) => parts.has(word)) ? "writing" : "other";
}

function spelling(view: View, entity: EntityAnswer, { text, why, evidence }: Spelling): HTMLElement {
  const { panel, counts } = view.words;
  const articles = new Set(evidence.map(({ article }) => article)).size;
  const line = [
    h("bdi", { class: "spelling-name" }, text),
    h("span", { class: "quiet" }, panel.spelling[why], articles ? ` · ${counts.articles(articles)}` : ""),
  ];
  if (evidence.length === 0) return h("li", { class: "spelling-line" }, line);
  const more = (piece: Evidence) => notHere(view, entity, piece);
  const unfolded = unfolding(
    `spelling ${entity.id} ${text}`,
    h("summary", { class: "spelling-line" }, line),
    () => evidenceList(view, evidence, { more }),
  );
  return h("li", {}, unfolded);
}

/** Says of one article's mention that it is somebody else, who then gets a node of his own. */
function notHere(view: View, entity: EntityAnswer, piece: Evidence): HTMLElement | null {
  // Whom only this mention brought into the graph would change nothing but his id; ids of data/world are Latin.
  if (entity.evidence.length === 1 && !/^\w+:[\w-]+$/.test(entity.id)) return null;
  const { panel } = view.words;
  const ref = `${piece.article}#${piece.start}-${piece.end}`;
  const judge = () => {
    const outcome = h("div", { class: "outcome", role: "status" });
    parted = { ref, outcome };
    button.after(outcome);
    const names = [mentionText(view, piece), nameOf(view, entity.id, entity.name)] as const;
    void decide(view, outcome, { left: entity.id, right: ref, verdict: "different", names, mention: true });
  };
  const button = h(
    "button",
    {
      type: "button",
      class: "link",
      "data-focus": `not here ${ref}`,
      "data-judge": "mention",
      onclick: judge,
    },
    entity.kind === "person" ? panel.notThisPerson : panel.notThisOne,
  );
  return h("div", { class: "not-here" }, button, parted?.ref === ref ? parted.outcome : null);
}

/** A mention as one speaks of it: its words, and where and when they were written. */
function mentionText(view: View, { article: id, quote }: Evidence): string {
  const article = answerOf(view.resources.read<ArticleAnswer>(urls.article(id)));
  const day = article?.publishedAt?.slice(0, 10);
  return [quote, article?.source, day && dateOf(view, day)].filter(Boolean).join(" · ");
}

function judgementForm(view: View, entity: EntityAnswer): HTMLElement {
  const { panel, path } = view.words;
  let other: Hit | null = null;
  const outcome = h("div", { class: "outcome", role: "status" });
  const search = new Combobox(
    {
      id: "identity-other",
      resources: view.resources,
      label: () => panel.otherActor,
      placeholder: () => path.pick,
      onPick: (hit) => {
        other = hit;
        outcome.replaceChildren();
      },
    },
    view.words,
  );
  const judge = (verdict: Verdict) => () => {
    if (!other || other.id === entity.id) outcome.replaceChildren(panel.chooseOther);
    else {
      const names = [nameOf(view, entity.id, entity.name), nameOf(view, other.id, other.name)] as const;
      const judged = { left: entity.id, right: other.id, verdict, names, mention: false };
      void decide(view, outcome, judged);
    }
  };
  const button = (label: string, name: Verdict) =>
    h("button", { type: "button", class: "button", "data-judge": name, onclick: judge(name) }, label);
  return h(
    "details",
    { class: "judge", "data-lang": view.state.lang },
    h("summary", {}, panel.identity),
    h("p", { class: "quiet" }, panel.identityLead),
    search.element,
    h("div", { class: "actions" }, button(panel.same, "same"), button(panel.different, "different")),
    outcome,
  );
}

/** Writes the judgement, or asks for the key first and offers the row of the table instead. */
async function decide(
  view: View,
  outcome: HTMLElement,
  judged: Judged,
  key: string | null = null,
): Promise<void> {
  const { panel, errors } = view.words;
  if (view.resources.source.file !== null)
    return outcome.replaceChildren(h("p", {}, panel.rowOnly), row(view, judged));
  const said = await view.verdicts.write(judged, view.state.lang, key);
  if (said === "done") outcome.replaceChildren();
  else if (said === "no key")
    outcome.replaceChildren(keyForm(view, outcome, judged, null), row(view, judged));
  else if (said === "refused")
    outcome.replaceChildren(keyForm(view, outcome, judged, panel.keyRefused), row(view, judged));
  else outcome.replaceChildren(h("p", {}, panel.judgeFailed(said.why || errors.down)), row(view, judged));
}

function keyForm(view: View, outcome: HTMLElement, judged: Judged, complaint: string | null): HTMLElement {
  const { panel } = view.words;
  const key = h("input", {
    type: "password",
    autocomplete: "off",
    required: true,
    "data-judge": "key",
    "data-focus": "key",
  });
  return h(
    "form",
    {
      class: "key",
      onsubmit: (event: Event) => {
        event.preventDefault();
        void decide(view, outcome, judged, key.value);
      },
    },
    complaint ? h("p", { class: "conflict" }, complaint) : null,
    h("label", {}, panel.keyLabel, key, h("small", {}, panel.keyHelp)),
    h("button", { type: "submit", class: "button primary", "data-judge": "send" }, panel.send),
    h("p", { class: "quiet" }, panel.rowHelp),
  );
}

/** A row of the table of judgements, as data/judgements.tsv wants it. */
function row(view: View, { left, right, verdict }: Judged): HTMLElement {
  const { panel, tools } = view.words;
  const when = new Date().toISOString().slice(0, 10);
  const table = printJudgements([{ left, right, verdict, score: null, reasons: [], who: "", when }]);
  const text = table.split("\n")[1] ?? "";
  const button = h(
    "button",
    {
      type: "button",
      class: "button",
      "data-judge": "copy",
      onclick: () => {
        void navigator.clipboard.writeText(text).then(() => {
          button.textContent = tools.copied;
        });
      },
    },
    panel.copyRow,
  );
  return h("div", { class: "judge-row" }, h("code", { dir: "ltr" }, text), button);
}
