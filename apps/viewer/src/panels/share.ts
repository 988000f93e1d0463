import { h, icon } from "../dom.ts";
import type { Picture } from "../picture/picture.ts";
import type { View } from "../view.ts";

export interface ShareDeps {
  view(): View;
  picture(): Picture | null;
  openFile(): void;
}

/** Link, embedding code, image, drawing, the data in other programs' formats, and a saved graph to open. */
export function shareMenu(deps: ShareDeps): HTMLElement {
  const { tools } = deps.view().words;
  const told = h("span", { class: "told", role: "status" });
  const say = (text: string) => {
    told.textContent = text;
  };
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    say(tools.copied);
  };
  const save = (make: () => Promise<{ blob: Blob; name: string } | null>) => () => {
    say(tools.preparing);
    make().then(
      (made) => {
        say("");
        if (made) saveBlob(made.blob, made.name);
      },
      () => say(tools.failed),
    );
  };
  const drawn = (extension: "png" | "svg") =>
    save(async () => {
      const picture = deps.picture();
      if (!picture) return null;
      // Drawing for paper is rarely wanted: its code comes when it is.
      const { drawingSvg, pictureBlob } = await import("../export.ts");
      const blob =
        extension === "png"
          ? await pictureBlob(picture, deps.view())
          : new Blob([await drawingSvg(picture, deps.view())], { type: "image/svg+xml" });
      return { blob, name: `liqa.${extension}` };
    });
  const item = (label: string, key: string, onclick: () => void) =>
    h("li", {}, h("button", { type: "button", class: "menu-item", "data-share": key, onclick }, label));
  const formats = h("ul", { class: "formats" });
  const fill = async () => {
    const { FORMAT_NAMES, FORMATS } = await import("@liqa/formats/catalogue");
    const { takeAway } = await import("../takeaway.ts");
    const { lang } = deps.view().state;
    formats.replaceChildren(
      ...FORMAT_NAMES.map((name) => {
        const { title, use, filename } = FORMATS[name];
        const taken = save(async () => ({ blob: await takeAway(deps.view(), name), name: filename }));
        const choice = item(title[lang], name, taken);
        choice.title = use[lang];
        return choice;
      }),
    );
  };
  const details = h(
    "details",
    { class: "menu share" },
    h(
      "summary",
      { class: "button", "data-focus": "share", "aria-label": tools.share, title: tools.share },
      icon("share"),
    ),
    h(
      "div",
      { class: "menu-body" },
      h(
        "ul",
        {},
        item(tools.copyLink, "link", () => void copy(location.href)),
        item(tools.embed, "embed", () => void copy(embedCode(deps.view()))),
        item(tools.png, "png", drawn("png")),
        item(tools.svg, "svg", drawn("svg")),
      ),
      h("p", { class: "menu-title" }, tools.data, h("small", {}, tools.dataHelp)),
      formats,
      h("ul", { class: "menu-last" }, item(tools.openFile, "open", deps.openFile)),
      told,
    ),
  );
  details.addEventListener("toggle", () => {
    if (details.open && formats.childElementCount === 0) void fill().catch(() => say(tools.failed));
  });
  return details;
}

function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The service answers `/embed`; other hosts have the one page only, which is told by its query. */
function embedCode({ resources }: View): string {
  const file = resources.source.file !== null;
  const url = new URL(file ? "." : "embed", document.baseURI);
  url.search = file ? `${location.search}&embed=1` : location.search;
  return `<iframe src="${url.href.replaceAll("&", "&amp;")}" width="100%" height="600" loading="lazy"></iframe>`;
}
