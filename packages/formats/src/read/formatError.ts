/** A file that is not what it claims to be, or holds what cannot be. The message names the place and the cure. */
export class FormatError extends Error {
  override readonly name = "FormatError";
}

/** What somebody's file says, short enough for a message. */
export const shown = (value: unknown): string => {
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
};
