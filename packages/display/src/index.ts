/**
 * Shows what `@liqa/graph` finds, in notebooks and pages. Examples take `facts` and `index` as given, as those of
 * `@liqa/graph` do.
 *
 * @module @liqa/display
 */
export { type OfIndex, type SelfContained, selfShowing, show } from "./show.ts";
export { DISPLAY, type MimeBundle, View } from "./view.ts";
export type { DisplayOptions } from "./words.ts";
