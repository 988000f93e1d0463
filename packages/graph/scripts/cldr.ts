/** Country names in Arabic and English out of Unicode's CLDR (Unicode-3.0 licence), so that data/ need not repeat them. */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

const territories = (locale: string): Record<string, string> =>
  require(`cldr-localenames-full/main/${locale}/territories.json`).main[locale].localeDisplayNames
    .territories;

export const cldr = (): string => {
  const locales = ["ar", "ar-SA", "ar-LY", "ar-EG", "ar-AE"].map(territories);
  const english = territories("en");
  let source = "// Made from CLDR by scripts/compile-data.ts.\n\n";
  source +=
    "export interface Territory {\n  /** ISO 3166-1 alpha-2, lower case. */\n  id: string;\n  ar: readonly string[];\n  en: readonly string[];\n}\n";
  source += "export const territories: readonly Territory[] = [\n";
  for (const code of Object.keys(english)) {
    if (!/^[A-Z]{2}$/.test(code) || ["EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"].includes(code)) continue;
    const variants = (names: Record<string, string>): string[] =>
      Object.keys(names)
        .filter((key) => key === code || key.startsWith(`${code}-alt`))
        .map((key) => names[key]!.replace(/[()]/g, "").trim());
    const ar = [...new Set(locales.flatMap(variants))];
    const en = [...new Set(variants(english))];
    source += `  { id: ${JSON.stringify(code.toLowerCase())}, ar: ${JSON.stringify(ar)}, en: ${JSON.stringify(en)} },\n`;
  }
  return `${source}];\n`;
};
