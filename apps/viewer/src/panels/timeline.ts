import { type Bin, binned } from "../bins.ts";
import { h, icon } from "../dom.ts";
import { humanDate, isoDay, toDay } from "../edtf.ts";
import { inPeriod } from "../scene.ts";
import type { View } from "../view.ts";

/** Counts over time; the two handles, or a stroke across the bars, narrow picture and list to a period. */
export function timelineView(view: View): HTMLElement {
  const { words, state, scene, dispatch } = view;
  const { bins, undated } = binned(scene.timeline.map((meeting) => meeting.edtf));
  if (bins.length === 0) return h("div", { class: "timeline-empty" });
  const low = state.period.since ? Math.max(0, indexOf(bins, toDay(state.period.since))) : 0;
  const high = state.period.until ? Math.max(low, indexOf(bins, toDay(state.period.until))) : bins.length - 1;
  // One bar is nothing to choose from.
  const divided = bins.length > 1;
  const narrowed = state.period.since !== null || state.period.until !== null;
  const choose = (a: number, b: number) => {
    const [from, to] = [Math.min(a, b), Math.max(a, b)];
    const whole = from <= 0 && to >= bins.length - 1;
    dispatch({
      type: "period",
      period: {
        since: whole || from <= 0 ? null : isoDay(bins[from]!.from),
        until: whole || to >= bins.length - 1 ? null : isoDay(bins[to]!.to),
      },
    });
  };
  const most = Math.max(...bins.map((bin) => bin.count + bin.vague));
  const said = (index: number) => humanDate(bins[index]!.period, words.dates);
  const shown = scene.timeline.filter((meeting) => inPeriod(meeting.edtf, state.period)).length;
  return h(
    "div",
    { class: "timeline-body" },
    h(
      "div",
      { class: "timeline-head" },
      h(
        "span",
        { class: "timeline-summary", role: "status" },
        words.timeline.shown(words.counts.meetings(shown), period(said, low, high)),
      ),
      undated > 0 && !narrowed ? h("span", { class: "quiet" }, words.timeline.undatedCount(undated)) : null,
      undated > 0 && narrowed
        ? h(
            "label",
            { class: "check" },
            h("input", {
              type: "checkbox",
              checked: state.period.undated,
              "data-focus": "undated",
              onchange: (event: Event) =>
                dispatch({ type: "period", period: { undated: (event.target as HTMLInputElement).checked } }),
            }),
            words.timeline.undated(undated),
          )
        : null,
      divided ? playButton(view, bins, low, high) : null,
      narrowed
        ? h(
            "button",
            {
              type: "button",
              class: "link",
              "data-focus": "all-time",
              onclick: () => dispatch({ type: "period", period: { since: null, until: null } }),
            },
            words.timeline.all,
          )
        : null,
    ),
    divided &&
      h(
        "div",
        { class: "timeline-strip" },
        bars(view, bins, most, low, high, choose),
        handle(words.timeline.from, "since", low, bins.length, said(low), (value) =>
          choose(Math.min(value, high), high),
        ),
        handle(words.timeline.to, "until", high, bins.length, said(high), (value) =>
          choose(low, Math.max(value, low)),
        ),
      ),
    divided && axis(view, bins),
    clock(view),
  );
}

/** Bars that leave room for their counts above them. */
const COUNTED = 26;

/** Marks under the bars: at most one for so many pixels, and the years where months or days are counted. */
const MARKS = 8;

function axis({ words }: View, bins: readonly Bin[]): HTMLElement {
  const every = Math.ceil(bins.length / MARKS);
  const marks = bins.flatMap((bin, index) => (index % every === 0 ? [{ bin, index }] : []));
  return h(
    "div",
    { class: "timeline-axis", "aria-hidden": "true" },
    marks.map(({ bin, index }) => {
      const text = humanDate(bin.period, words.dates);
      const mark = h("span", {}, text);
      // Under the middle of its bar, and inside at both ends: a letter is about half as wide as high.
      const wide = `${text.length * 0.55}em`;
      const middle = (100 * (index + 0.5)) / bins.length;
      mark.style.insetInlineStart = `clamp(0px, calc(${middle}% - ${wide} / 2), calc(100% - ${wide}))`;
      return mark;
    }),
  );
}

/** The second clock: what the news had said by a day, whenever the meetings themselves were. */
function clock(view: View): HTMLElement | null {
  const { words, state, scene, dispatch } = view;
  const { timeline } = words;
  const days = scene.reportDays;
  if (days.length < 2) return null;
  const set = (day: string | null) => dispatch({ type: "asKnown", day });
  if (state.asKnown === null)
    return h(
      "div",
      { class: "clock" },
      h(
        "button",
        {
          type: "button",
          class: "link",
          "data-focus": "clock",
          title: timeline.clockHelp,
          onclick: () => set(days[Math.floor(days.length / 2)]!),
        },
        icon("clock"),
        timeline.clock,
      ),
      h("span", { class: "quiet" }, timeline.clockHelp),
    );
  const at = Math.max(
    0,
    days.findLastIndex((day) => day <= state.asKnown!),
  );
  const said = timeline.clockAt(humanDate(state.asKnown, words.dates));
  return h(
    "div",
    { class: "clock on" },
    h("output", {}, icon("clock"), said),
    h("input", {
      type: "range",
      min: 0,
      max: days.length - 1,
      step: 1,
      value: at,
      "aria-label": timeline.clockLabel,
      "aria-valuetext": said,
      "data-focus": "clock",
      onchange: (event: Event) => set(days[Number((event.target as HTMLInputElement).value)]!),
    }),
    h(
      "button",
      { type: "button", class: "link", "data-focus": "clock-off", onclick: () => set(null) },
      timeline.clockOff,
    ),
  );
}

/** Milliseconds that one bar lasts. */
const BEAT = 700;
let playing = 0;

/** Lets time pass: the period grows bar by bar until its end, or until the reader stops it. */
function playButton(view: View, bins: Bin[], low: number, high: number): HTMLElement {
  const { timeline } = view.words;
  const running = playing !== 0;
  const stop = () => {
    clearInterval(playing);
    playing = 0;
  };
  const show = (index: number) => {
    const last = index >= bins.length - 1;
    if (last) stop();
    view.dispatch({ type: "play", period: { until: last ? null : isoDay(bins[index]!.to) } });
  };
  const start = () => {
    let at = high >= bins.length - 1 ? low : high;
    // Busy bars only: nothing is to be seen in empty ones.
    const next = () => {
      do at++;
      while (at < bins.length - 1 && bins[at]!.count + bins[at]!.vague === 0);
      show(at);
    };
    playing = window.setInterval(next, BEAT);
    show(at);
  };
  return h(
    "button",
    {
      type: "button",
      class: "link play",
      "data-focus": "play",
      "aria-pressed": String(running),
      onclick: () => {
        if (!running) return start();
        stop();
        view.dispatch({ type: "play", period: { until: view.state.period.until } });
      },
    },
    icon(running ? "pause" : "play"),
    running ? timeline.pause : timeline.play,
  );
}

function period(said: (index: number) => string, low: number, high: number): string {
  return low === high ? said(low) : `${said(low)} – ${said(high)}`;
}

/** Of the strip, less the line that the counts stand in. */
function height(share: number): string {
  return `calc((100% - 16px) * ${share})`;
}

function bars(
  view: View,
  bins: Bin[],
  most: number,
  low: number,
  high: number,
  choose: (a: number, b: number) => void,
) {
  const strip = h("div", { class: "bars" });
  bins.forEach((bin, index) => {
    const label = view.words.timeline.bar(
      humanDate(bin.period, view.words.dates),
      view.words.counts.meetings(Math.round(bin.count + bin.vague)),
    );
    const [vague, sure] = [h("i", { class: "vague" }), h("i", { class: "sure" })];
    vague.style.height = height(bin.vague / most);
    sure.style.height = height(bin.count / most);
    const count = Math.round(bin.count + bin.vague);
    strip.append(
      h(
        "span",
        { class: index >= low && index <= high ? "bar" : "bar out", title: label },
        count > 0 && bins.length <= COUNTED ? h("b", { "aria-hidden": "true" }, count) : null,
        vague,
        sure,
      ),
    );
  });
  let start: number | null = null;
  const at = (event: PointerEvent) => {
    const box = strip.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    const along = getComputedStyle(strip).direction === "rtl" ? 1 - share : share;
    return Math.min(bins.length - 1, Math.max(0, Math.floor(along * bins.length)));
  };
  const paint = (a: number, b: number) => {
    [...strip.children].forEach((bar, index) => {
      bar.classList.toggle("out", index < Math.min(a, b) || index > Math.max(a, b));
    });
  };
  strip.addEventListener("pointerdown", (event) => {
    start = at(event);
    strip.setPointerCapture(event.pointerId);
  });
  strip.addEventListener("pointermove", (event) => {
    if (start !== null) paint(start, at(event));
  });
  strip.addEventListener("pointerup", (event) => {
    if (start === null) return;
    choose(start, at(event));
    start = null;
  });
  return strip;
}

function handle(
  label: string,
  key: string,
  value: number,
  count: number,
  said: string,
  choose: (value: number) => void,
) {
  return h("input", {
    type: "range",
    class: `handle handle-${key}`,
    min: 0,
    max: count - 1,
    step: 1,
    value,
    "aria-label": label,
    "aria-valuetext": said,
    "data-focus": `timeline ${key}`,
    onchange: (event: Event) => choose(Number((event.target as HTMLInputElement).value)),
  });
}

function indexOf(bins: Bin[], day: number): number {
  const found = bins.findIndex((bin) => bin.from <= day && day <= bin.to);
  return found >= 0 ? found : day < bins[0]!.from ? 0 : bins.length - 1;
}
