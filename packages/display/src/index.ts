export { type OfIndex, type SelfContained, selfShowing, show } from "./show.ts";
export { DISPLAY, type MimeBundle, View } from "./view.ts";
export type { DisplayOptions } from "./words.ts";
