import { h } from "./dom.ts";
import type { Lang } from "./i18n/index.ts";
import { FONT } from "./picture/names.ts";

/** The places of the page that views are mounted into; they stay, their content changes. */
export interface Parts {
  skip: HTMLAnchorElement;
  header: HTMLElement;
  notice: HTMLElement;
  /** What became of a verdict. */
  told: HTMLElement;
  heading: HTMLElement;
  start: HTMLElement;
  picture: HTMLElement;
  list: HTMLElement;
  tools: HTMLElement;
  legend: HTMLElement;
  hover: HTMLElement;
  empty: HTMLElement;
  panel: HTMLElement;
  timeline: HTMLElement;
  article: HTMLDialogElement;
  articleBody: HTMLElement;
}

export function layOut(root: HTMLElement): Parts {
  const parts: Parts = {
    skip: h("a", { href: "#content", class: "skip" }),
    header: h("header", { class: "header" }),
    notice: h("div", { class: "notice-area", role: "alert" }),
    told: h("div", { class: "told-area", role: "status" }),
    heading: h("h1", { class: "sr-only" }),
    start: h("div", { class: "start-area" }),
    picture: h("div", { class: "picture", role: "img" }),
    list: h("div", { class: "list-area" }),
    tools: h("div", { class: "tools-area" }),
    legend: h("div", { class: "legend-area" }),
    hover: h("div", { class: "hover-card", "aria-hidden": "true", hidden: true }),
    empty: h("div", { class: "empty-area" }),
    panel: h("aside", { class: "panel" }),
    timeline: h("div", { class: "timeline" }),
    article: h("dialog", { class: "article-dialog" }),
    articleBody: h("div", { class: "article-body" }),
  };
  parts.article.append(parts.articleBody);
  root.append(
    parts.skip,
    parts.header,
    parts.notice,
    h(
      "main",
      { id: "content", tabindex: -1 },
      parts.heading,
      parts.start,
      h(
        "div",
        { class: "stage" },
        parts.tools,
        parts.list,
        parts.picture,
        parts.legend,
        parts.hover,
        parts.empty,
      ),
      parts.timeline,
      parts.panel,
    ),
    parts.told,
    parts.article,
  );
  return parts;
}

export async function loadFonts(): Promise<void> {
  const wanted = [400, 500, 600].flatMap((weight) =>
    ["محمد", "Mohamed", "Erdoğan"].map((text) => document.fonts.load(`${weight} 16px ${FONT}`, text)),
  );
  await Promise.allSettled(wanted);
}

export function closeMenus(target: Element | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]"))
    if (!target || !menu.contains(target)) menu.open = false;
}

export function isEmbedded(): boolean {
  return /\/embed\/?$/.test(location.pathname) || new URLSearchParams(location.search).has("embed");
}

const LANGUAGE_KEY = "liqa.lang";

/** The language last chosen; storage may be forbidden, and then nothing is remembered. */
export function remember(lang?: Lang): Lang | null {
  try {
    if (lang) localStorage.setItem(LANGUAGE_KEY, lang);
    const known = localStorage.getItem(LANGUAGE_KEY);
    return known === "ar" || known === "en" ? known : null;
  } catch {
    return null;
  }
}
