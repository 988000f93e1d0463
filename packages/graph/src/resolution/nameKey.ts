import { bodyJoints, surnameParts } from "../generated/world.ts";
import { fold } from "../text/fold.ts";

/** One piece of a person's name that is never cut further: عبد الفتاح, أبو الغيط and al-Sisi are one piece each. */
export interface NamePart {
  /** Folded, with its article: `السيسي`. */
  text: string;
  /** The same without the article: `سيسي`. */
  bare: string;
  /** True when the article is written as one (ال, آل, al-). Foreign names may begin with the same letters. */
  article: boolean;
  /**
   * That this piece names the father or a forefather: `بن` after بن, ابن, bin, of a daughter `بنت`; `ولد` after ولد,
   * ould, of a daughter `منت`; else empty.
   */
  lineage: "" | "بن" | "بنت" | "ولد" | "منت";
}

/** A name cut down to what two writers of the same name agree on. Equal `key`: the same name. */
export interface NameKey {
  key: string;
  parts: readonly NamePart[];
  script: "arabic" | "latin" | "other";
}

/** What a joint does to a key, by its folded form; the first form of its row stands for all. */
const joints = (
  forms: "forms" | "latin",
  role: "prefix" | "suffix" | "link",
  key: string,
): ReadonlyMap<string, string> =>
  new Map(
    surnameParts
      .filter((row) => row.role === role && row.key === key)
      .flatMap((row) => row[forms].map((form) => [fold(form), fold(row[forms][0]!)] as const)),
  );

const LINEAGES = { bin: "بن", bint: "بنت", ould: "ولد", mint: "منت" } as const;
const lineages = (forms: "forms" | "latin"): ReadonlyMap<string, NamePart["lineage"]> =>
  new Map(
    Object.entries(LINEAGES).flatMap(([key, lineage]) =>
      [...joints(forms, "link", key).keys()].map((form) => [form, lineage] as const),
    ),
  );

const ARABIC_PREFIX = joints("forms", "prefix", "join");
const ARABIC_SUFFIX = joints("forms", "suffix", "join");
const ARABIC_LINEAGE = lineages("forms");
const LATIN_PREFIX = joints("latin", "prefix", "join");
const LATIN_LINEAGE = lineages("latin");
const LATIN_ARTICLE = joints("latin", "prefix", "article");
const LATIN_MARK = { "": "", بن: "bin ", بنت: "bint ", ولد: "ould ", منت: "mint " };

const ARABIC_LETTER = /\p{Script=Arabic}/u;
const LATIN_LETTER = /\p{Script=Latin}/u;
/** What may stand inside a name without being part of it: quotes, dots, dashes, slashes, brackets. */
const BETWEEN = /[^\p{L}\p{N}\p{M}]+/u;

const part = (text: string, article: boolean, lineage: NamePart["lineage"] = ""): NamePart => {
  const bare = article ? (text.startsWith("ال") ? text.slice(2) : text.replace(/^al-/u, "")) : text;
  return { text, bare, article, lineage };
};

const arabicParts = (name: string): NamePart[] => {
  const parts: NamePart[] = [];
  let prefix = "";
  let article = false;
  let lineage: NamePart["lineage"] = "";
  for (const raw of name.split(BETWEEN)) {
    const token = fold(raw);
    if (token === "") continue;
    if (token === "ال") {
      // آل سعود, or an article torn from its word.
      article = true;
      continue;
    }
    if (prefix === "") {
      const forefather = ARABIC_LINEAGE.get(token);
      if (forefather !== undefined) {
        lineage = forefather;
        continue;
      }
      const joint = ARABIC_PREFIX.get(token);
      if (joint !== undefined) {
        prefix = joint;
        continue;
      }
    }
    const last = parts.at(-1);
    if (prefix === "" && !lineage && last && ARABIC_SUFFIX.has(token)) {
      parts[parts.length - 1] = part(last.text + token, last.article, last.lineage);
      continue;
    }
    // Only an unhamzated alef can begin the article: ألباريس and إلياس merely begin alike.
    const own = /^[اٱ]ل/u.test(raw.replace(/\p{M}/gu, "")) && token.length > 4;
    const text = prefix + (article && !token.startsWith("ال") ? `ال${token}` : token);
    parts.push(part(text, prefix === "" && (article || own), lineage));
    prefix = "";
    article = false;
    lineage = "";
  }
  if (prefix !== "") parts.push(part(prefix, false, lineage));
  return parts;
};

const latinParts = (name: string): NamePart[] => {
  const parts: NamePart[] = [];
  let prefix = "";
  let article = false;
  let lineage: NamePart["lineage"] = "";
  const tokens = fold(name.normalize("NFC"))
    .replace(/['’ʿʾ`]/gu, "")
    .split(BETWEEN);
  for (const token of tokens) {
    if (token.length < 2) continue;
    const forefather = LATIN_LINEAGE.get(token);
    // Ben Wallace is no son of Wallace.
    if (forefather !== undefined && (parts.length > 0 || token !== "ben")) {
      lineage = forefather;
      continue;
    }
    if (LATIN_ARTICLE.has(token)) {
      article = prefix === "";
      continue;
    }
    if (LATIN_PREFIX.has(token)) {
      prefix += token;
      continue;
    }
    parts.push(part(prefix + (article ? `al-${token}` : token), article, lineage));
    prefix = "";
    article = false;
    lineage = "";
  }
  if (prefix !== "") parts.push(part(prefix, false, lineage));
  return parts;
};

/**
 * The key of a person's name: spelling folded ({@link fold}), عبد and أبو joined to what follows, الله and الدين to
 * what precedes, ابن and بن alike, آل like ال. Titles must be gone already.
 *
 * @example
 * ```ts
 * nameKey("الأمير فيصل ابن فرحان").key; // → "الامير فيصل بن فرحان"
 * ```
 */
export const nameKey = (name: string): NameKey => {
  const script = ARABIC_LETTER.test(name) ? "arabic" : LATIN_LETTER.test(name) ? "latin" : "other";
  let parts: NamePart[];
  if (script === "arabic") parts = arabicParts(name);
  else if (script === "latin") parts = latinParts(name);
  else
    parts = fold(name)
      .split(" ")
      .filter(Boolean)
      .map((token) => part(token, false));
  // Nothing but initials or signs: it is its own name, whatever it is.
  const whole = fold(name);
  if (parts.length === 0 && whole !== "") parts = [part(whole, false)];
  const mark = ({ lineage }: NamePart): string =>
    script === "latin" ? LATIN_MARK[lineage] : lineage && `${lineage} `;
  return { key: parts.map((one) => mark(one) + one.text).join(" "), parts, script };
};

/**
 * The key of a country, body, group or place: folded, without punctuation, and without the article of any word, so
 * that جامعة الدول العربية and «جامعة دول عربية» agree. Not for persons: حسن علي and حسن العلي are two men.
 *
 * @example
 * ```ts
 * bodyKey("جامعة الدول العربية") === bodyKey("جامعة دول عربية"); // → true
 * ```
 */
export const bodyKey = (name: string): string =>
  fold(name)
    .split(BETWEEN)
    .map((token) => (token.startsWith("ال") && token.length > 4 ? token.slice(2) : token))
    .filter(Boolean)
    .join(" ");

// Words by which a body's name says what it is about; outlets swap them freely.
const ABOUT = new Set(bodyJoints.flatMap(({ forms }) => forms.map(fold)));
const GLUED = new Set(bodyJoints.filter(({ glued }) => glued).flatMap(({ forms }) => forms.map(fold)));

/**
 * A body's name as head and subject, whatever joins them: «المجموعة المصغرة حول سوريا» and «المجموعة المصغرة لدعم
 * سوريا» agree, «المجموعة الدولية لدعم سوريا» does not. Null when the name has no such joint, or a head of one word
 * only, which says too little (a conference on Syria is not a conference in support of Syria).
 */
export const subjectKey = (name: string): string | null => {
  const tokens = fold(name).split(BETWEEN).filter(Boolean);
  const joint = tokens.findIndex((token) => ABOUT.has(token));
  if (joint < 2) return null;
  const subject = tokens.slice(joint).filter((token) => !ABOUT.has(token));
  // المعنية بسوريا: the preposition is glued to the subject.
  const first = subject[0];
  if (first === undefined) return null;
  if (GLUED.has(tokens[joint]!) && /^[بل]/u.test(first)) subject[0] = first.slice(1);
  return `${bodyKey(tokens.slice(0, joint).join(" "))}|${bodyKey(subject.join(" "))}`;
};
