/** The two languages that the service itself speaks. What it quotes stays in the language of the article. */
export const LANGUAGES = ["ar", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * The better of Arabic and English for an `Accept-Language` field (RFC 9110 §12.5.4, basic filtering of RFC 4647:
 * `ar-EG` counts as `ar`). English when the field names neither, since it is what most programs read.
 */
export function negotiateLanguage(header: string | undefined): Language {
  if (header === undefined) return "en";
  let best: Language = "en";
  let bestQuality = 0;
  for (const part of header.slice(0, 500).split(",")) {
    const [range = "", ...parameters] = part.trim().split(";");
    const primary = range.trim().toLowerCase().split("-", 1)[0];
    const language = LANGUAGES.find((known) => known === primary);
    if (language === undefined) continue;
    const q = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith("q="));
    const quality = q === undefined ? 1 : Number(q.slice(2));
    if (quality > bestQuality && quality <= 1) {
      best = language;
      bestQuality = quality;
    }
  }
  return best;
}
