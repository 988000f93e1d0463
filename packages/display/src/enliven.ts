/**
 * Makes displays answer: pointing at a node dims what is not near it, choosing one narrows the list to it, buttons and
 * dragging move the picture, a meeting's line in an article lights its passages. Without an element: all on the page
 * that are not alive yet.
 *
 * Its source text goes into every display, so it must not use anything outside itself.
 */
export function enliven(element?: HTMLElement): void {
  const displays = element ? [element] : document.querySelectorAll<HTMLElement>(".liqa:not([data-alive])");
  for (const display of displays) {
    display.dataset.alive = "";
    const svg = display.querySelector("svg");
    const has = (words: string | undefined, word: string) => (words ?? "").split(" ").includes(word);
    const each = (selector: string, act: (found: HTMLElement) => void) => {
      for (const found of display.querySelectorAll<HTMLElement>(selector)) act(found);
    };

    const light = (node: string | null) => {
      const near = new Set([node]);
      each("line", (line) => {
        const touches = node !== null && has(line.dataset.ends, node);
        line.classList.toggle("liqa-near", touches);
        if (touches) for (const end of line.dataset.ends!.split(" ")) near.add(end);
      });
      each(".liqa-node", (one) => one.classList.toggle("liqa-near", near.has(one.dataset.node!)));
      each(".liqa-name", (one) => one.classList.toggle("liqa-near", near.has(one.dataset.of!)));
      svg?.classList.toggle("liqa-lit", node !== null);
    };
    let chosen: string | null = null;
    const choose = (node: string) => {
      chosen = chosen === node ? null : node;
      each(".liqa-node", (one) => one.classList.toggle("liqa-on", one.dataset.node === chosen));
      each("[data-about]", (item) => {
        item.hidden = chosen !== null && !has(item.dataset.about, chosen);
      });
      if (chosen !== null) each("details", (details) => details.setAttribute("open", ""));
      light(chosen);
    };
    each(".liqa-node", (one) => {
      const node = one.dataset.node!;
      one.addEventListener("pointerenter", () => light(node));
      one.addEventListener("pointerleave", () => light(chosen));
      one.addEventListener("click", () => choose(node));
      one.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose(node);
      });
    });

    const show = (meeting: string | null) =>
      each("[data-proves]", (mark) =>
        mark.classList.toggle("liqa-on", meeting !== null && has(mark.dataset.proves, meeting)),
      );
    each("[data-meeting]", (item) => {
      item.addEventListener("pointerenter", () => show(item.dataset.meeting!));
      item.addEventListener("pointerleave", () => show(null));
    });

    if (!svg || !display.querySelector(".liqa-tools")) continue;
    const { width, height } = svg.viewBox.baseVal;
    let box = { x: 0, y: 0, scale: 1 };
    const move = (to: typeof box) => {
      box = to;
      svg.setAttribute("viewBox", `${to.x} ${to.y} ${width * to.scale} ${height * to.scale}`);
    };
    each(".liqa-tools", (tools) => {
      tools.hidden = false;
    });
    each("[data-zoom]", (button) => {
      button.addEventListener("click", () => {
        const factor = Number(button.dataset.zoom);
        if (factor === 0) return move({ x: 0, y: 0, scale: 1 });
        const scale = Math.min(1, Math.max(0.1, box.scale * factor));
        const shift = (box.scale - scale) / 2;
        move(
          scale === 1
            ? { x: 0, y: 0, scale }
            : { x: box.x + width * shift, y: box.y + height * shift, scale },
        );
      });
    });
    svg.addEventListener("pointerdown", (start) => {
      if (box.scale === 1 || (start.target as Element).closest(".liqa-node")) return;
      const from = { ...box };
      const perPixel = (width * box.scale) / svg.getBoundingClientRect().width;
      const drag = (event: PointerEvent) =>
        move({
          ...from,
          x: from.x - (event.clientX - start.clientX) * perPixel,
          y: from.y - (event.clientY - start.clientY) * perPixel,
        });
      const stop = () => {
        svg.removeEventListener("pointermove", drag);
        svg.removeEventListener("pointerup", stop);
        svg.removeEventListener("pointercancel", stop);
      };
      svg.setPointerCapture(start.pointerId);
      svg.addEventListener("pointermove", drag);
      svg.addEventListener("pointerup", stop);
      svg.addEventListener("pointercancel", stop);
    });
  }
}
