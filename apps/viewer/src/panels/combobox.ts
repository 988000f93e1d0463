import { RequestFailed } from "../api.ts";
import type { Hit, Listed } from "../contract.ts";
import { glyph, h, icon } from "../dom.ts";
import type { Dictionary } from "../i18n/index.ts";
import type { Resources } from "../resources.ts";
import { urls } from "../view.ts";

export interface ComboboxOptions {
  id: string;
  resources: Resources;
  label(words: Dictionary): string;
  placeholder(words: Dictionary): string;
  onPick(hit: Hit): void;
  /** When given, what was typed can also be asked as a question. */
  onAsk?(question: string): void;
}

/** Milliseconds of silence before a search is sent. */
const PAUSE = 140;

type Option = { hit: Hit } | { question: string };

/** A field that finds actors while one types: the ARIA combobox with a list box, Arabic or Latin, by keyboard alone. */
export class Combobox {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  #list: HTMLUListElement;
  #clear: HTMLButtonElement;
  #status: HTMLElement;
  #label: HTMLLabelElement;
  #options: Option[] = [];
  #active = -1;
  #timer = 0;
  #request: AbortController | null = null;
  #words: Dictionary;
  #config: ComboboxOptions;

  constructor(config: ComboboxOptions, words: Dictionary) {
    this.#config = config;
    this.#words = words;
    const listId = `${config.id}-list`;
    this.#label = h("label", { for: config.id, class: "field-label" });
    this.input = h("input", {
      id: config.id,
      type: "text",
      role: "combobox",
      dir: "auto",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": listId,
      "data-focus": config.id,
    });
    this.#list = h("ul", { id: listId, role: "listbox", hidden: true });
    this.#status = h("span", { class: "sr-only", role: "status" });
    this.#clear = h("button", { type: "button", class: "icon-button clear", hidden: true }, icon("close"));
    this.element = h(
      "div",
      { class: "combobox" },
      this.#label,
      h("div", { class: "combobox-field" }, icon("search"), this.input, this.#clear),
      this.#list,
      this.#status,
    );
    this.#listen();
    this.relabel(words);
  }

  relabel(words: Dictionary): void {
    this.#words = words;
    this.#label.textContent = this.#config.label(words);
    this.input.placeholder = this.#config.placeholder(words);
    this.#list.setAttribute("aria-label", words.search.results);
    this.#clear.setAttribute("aria-label", words.search.clear);
  }

  setText(text: string): void {
    if (this.input.value === text || document.activeElement === this.input) return;
    this.input.value = text;
    this.#clear.hidden = text === "";
  }

  #listen(): void {
    this.input.addEventListener("input", () => {
      this.#clear.hidden = this.input.value === "";
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.#search(), PAUSE);
    });
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.input.addEventListener("focus", () => {
      if (this.#options.length > 0 && this.input.value) this.#show(true);
    });
    this.element.addEventListener("focusout", (event) => {
      if (!this.element.contains(event.relatedTarget as Node | null)) this.#show(false);
    });
    this.#clear.addEventListener("click", () => {
      this.input.value = "";
      this.#clear.hidden = true;
      this.#fill([]);
      this.input.focus();
    });
    // A press in the list must not take the focus from the field before the click counts.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const last = this.#options.length - 1;
    if (event.key === "ArrowDown") this.#activate(this.#active >= last ? 0 : this.#active + 1);
    else if (event.key === "ArrowUp") this.#activate(this.#active <= 0 ? last : this.#active - 1);
    else if (event.key === "Enter") this.#enter();
    else if (event.key === "Escape" && !this.#list.hidden) this.#show(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  async #enter(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#active < 0) await this.#search();
    const text = this.input.value.trim();
    const asking = /[?؟]$/.test(text) && this.#config.onAsk;
    if (this.#active < 0 && asking) return this.#choose({ question: text });
    const option = this.#options[Math.max(0, this.#active)];
    if (option) this.#choose(option);
  }

  #choose(option: Option): void {
    this.#fill([]);
    if ("hit" in option) {
      this.input.value = this.#config.onAsk ? "" : option.hit.name;
      this.#clear.hidden = this.input.value === "";
      this.#config.onPick(option.hit);
    } else {
      this.input.value = option.question;
      this.#config.onAsk?.(option.question);
    }
  }

  async #search(): Promise<void> {
    const text = this.input.value.trim();
    this.#request?.abort();
    if (text === "") return this.#fill([]);
    const request = new AbortController();
    this.#request = request;
    try {
      const { items } = await this.#config.resources.ask<Listed<Hit>>(urls.search(text), request.signal);
      const options: Option[] = items.map((hit) => ({ hit }));
      if (this.#config.onAsk && /\s/.test(text)) options.push({ question: text });
      this.#fill(options, this.#words.search.none);
    } catch (error) {
      if (request.signal.aborted) return;
      const { errors } = this.#words;
      const kind = error instanceof RequestFailed ? error.failure.kind : "down";
      this.#fill(
        [],
        kind === "slow" ? errors.slow : kind === "down" ? errors.down : errors.problem(String(error)),
      );
    }
  }

  #fill(options: Option[], otherwise = ""): void {
    this.#options = options;
    this.#active = -1;
    this.input.removeAttribute("aria-activedescendant");
    const items = options.map((option, index) => this.#item(option, index));
    this.#list.replaceChildren(...items);
    const text = this.input.value.trim();
    if (options.length === 0 && text && otherwise)
      this.#list.append(
        h(
          "li",
          { class: "no-option", role: "option", "aria-disabled": "true", "aria-selected": "false" },
          otherwise,
        ),
      );
    this.#status.textContent = text
      ? options.length
        ? this.#words.counts.results(options.length)
        : otherwise
      : "";
    this.#show(text !== "" && this.#list.childElementCount > 0 && document.activeElement === this.input);
  }

  #item(option: Option, index: number): HTMLElement {
    const id = `${this.#config.id}-${index}`;
    const onclick = () => this.#choose(option);
    if (!("hit" in option))
      return h(
        "li",
        { id, role: "option", "aria-selected": "false", class: "option ask", onclick },
        icon("spark"),
        h("bdi", {}, this.#words.search.ask(option.question)),
      );
    const { hit } = option;
    const other = hit.aliases.find((alias) => alias !== hit.name);
    return h(
      "li",
      { id, role: "option", "aria-selected": "false", class: "option", "data-id": hit.id, onclick },
      glyph(hit.kind),
      h("bdi", { class: "option-name" }, hit.name),
      other ? h("bdi", { class: "option-alias" }, other) : null,
      h("span", { class: "option-kind" }, this.#words.kinds[hit.kind]),
    );
  }

  #activate(index: number): void {
    if (this.#options.length === 0) return;
    this.#show(true);
    this.#active = index;
    [...this.#list.children].forEach((item, i) => {
      item.setAttribute("aria-selected", String(i === index));
      if (i === index) {
        this.input.setAttribute("aria-activedescendant", item.id);
        item.scrollIntoView({ block: "nearest" });
      }
    });
  }

  #show(open: boolean): void {
    this.#list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (!open) {
      this.#active = -1;
      this.input.removeAttribute("aria-activedescendant");
    }
  }
}
