import { h, icon } from "../dom.ts";
import { drawingSvg, pictureBlob, saveBlob } from "../export.ts";
import type { Picture } from "../picture/picture.ts";
import { urls, type View } from "../view.ts";

/** Link, embedding code, image, drawing, and the data in other programs' formats. */
export function shareMenu(view: View, picture: () => { picture: Picture; view: View } | null): HTMLElement {
  const { tools } = view.words;
  const told = h("span", { class: "told", role: "status" });
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    told.textContent = tools.copied;
  };
  const item = (label: string, key: string, onclick: () => void) =>
    h("li", {}, h("button", { type: "button", class: "menu-item", "data-share": key, onclick }, label));
  const withPicture = (use: (now: { picture: Picture; view: View }) => Promise<void>) => () => {
    const now = picture();
    if (now) void namingSources(now.view).then(() => use(now));
  };
  return h(
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
        item(tools.embed, "embed", () => void copy(embedCode())),
        item(
          tools.png,
          "png",
          withPicture(async (now) => saveBlob(await pictureBlob(now.picture, now.view), "liqa.png")),
        ),
        item(
          tools.svg,
          "svg",
          withPicture(async (now) =>
            saveBlob(
              new Blob([await drawingSvg(now.picture, now.view)], { type: "image/svg+xml" }),
              "liqa.svg",
            ),
          ),
        ),
        Object.entries(tools.formats).map(([format, name]) =>
          h(
            "li",
            {},
            h(
              "a",
              { class: "menu-item", href: urls.exported(format), download: `liqa.${format}` },
              tools.data(name),
            ),
          ),
        ),
      ),
      told,
    ),
  );
}

/** Meetings whose outlets an export's caption names; more would be a page of names. */
const CAPTIONED = 100;

/** The caption names outlets, which stand in the meetings' own pages. */
async function namingSources({ scene, resources }: View): Promise<void> {
  const meetings = scene.nodes.filter((node) => node.meeting).slice(0, CAPTIONED);
  await Promise.allSettled(meetings.map((node) => resources.load(urls.meeting(node.id))));
}

function embedCode(): string {
  const url = new URL("embed", document.baseURI);
  url.search = location.search;
  return `<iframe src="${url.href.replaceAll("&", "&amp;")}" width="100%" height="600" loading="lazy"></iframe>`;
}
