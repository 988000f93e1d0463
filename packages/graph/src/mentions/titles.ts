import type { Kind } from "../extraction.ts";
import type { Scan } from "../lexicon/scan.ts";
import { affiliation, affiliationsTo, bodyAt, groupAt, isGenitive } from "./groups.ts";
import { type ActorMention, bodyServed, type TitlePhrase } from "./mention.ts";
import { nameAt, pastHonorifics, personEnd } from "./names.ts";

/** Words an office may take before it is cut. */
const LONGEST = 16;

/** Levels whose phrase goes on with another title: «نائب وزير الخارجية», «مبعوث الرئيس الروسي». */
const GOVERNS_TITLE = new Set(["deputy", "envoy", "adviser", "spokesperson", "official", "member"]);
/** Levels that name the country or body where the holder serves with «في» or «عن». */
const SERVES_IN = new Set(["ambassador", "envoy", "member"]);
/** Offices over a body that «على» leads in, and which stand beside another office of the same man: ids of data/ar/titles.tsv. */
export const SUPERVISES = new Set(["supervisor"]);

const PLAIN: readonly Kind[] = ["country", "organization", "group", "place"];

/** Levels whose offices are not accredited anywhere. */
const STAYS = new Set([
  "head_of_state",
  "head_of_government",
  "minister",
  "religious",
  "governor",
  "official",
]);

/**
 * Reads an office that begins at token `at`: its head, the portfolio, the state or body it belongs to, its
 * adjectives and where it is sent, in whatever order they stand. Null when no title begins there.
 */
export const titleAt = (scan: Scan, at: number): TitlePhrase | null => {
  const head = scan.title(at);
  if (!head) return null;
  const entry = head.values.find((value) => value.number === "one") ?? head.values[0]!;
  const phrase: TitlePhrase = {
    from: at,
    to: head.to,
    ...scan.written(at, head.to, head.reading.skip),
    heads: [entry.id],
    level: entry.level,
    number: entry.number,
    proclitic: head.reading.proclitic,
    affiliations: [],
    definite: head.reading.definite || head.to - at > 1,
  };
  let next = head.to;
  while (scan.isWord(next) && next - at < LONGEST) {
    const end = continuation(scan, phrase, next);
    if (end === next) break;
    next = end;
  }
  // «الممثل الخاص للولايات المتحدة إلى سوريا»: with an «إلى» of its own, ل says whose, not where to.
  const sent = phrase.affiliations.filter((to) => to.relation === "to");
  if (sent.length > 1 && sent[0]!.name !== sent.at(-1)!.name) sent[0]!.relation = "of";
  phrase.to = next;
  phrase.end = scan.tokens[next - 1]!.end;
  return phrase;
};

/** Takes one more part of the office into the phrase; the token after it, or `next` when there is none. */
const continuation = (scan: Scan, phrase: TitlePhrase, next: number): number => {
  // «الناطقة باسم دي ميستورا جيسي شاهين»: for whom somebody speaks, before who does.
  const principal = phrase.level === "spokesperson" ? nameAt(scan, next, ["person"]) : null;
  if (principal?.reading.proclitic === "" && personEnd(scan, principal.to, true) > principal.to)
    return principal.to;
  const serves = SERVES_IN.has(phrase.level);
  const direction =
    scan.role(next, "direction") ?? scan.role(next, "place", ...(serves ? ["topic", "accredited"] : []));
  if (direction) {
    const target = nameAt(scan, direction.to, PLAIN);
    // «السفير الأسترالي لدى المملكة»: the state the newspaper writes in.
    const home = scan.placeHead(direction.to);
    if (!target && serves && home?.reading.definite && home.values[0] === "state") return home.to;
    if (target?.reading.proclitic !== "" || target.entry.type === "media") return next;
    // «التقى الوزير في القاهرة»: where others are met, unless the holder's name still has to come.
    if (!serves && direction.values.some((value) => value.role === "place") && !namedBehind(scan, target.to))
      return next;
    // «وصل وزير الخارجية الإيراني إلى موسكو»: whom nobody sends travels there.
    const travels = STAYS.has(phrase.level) && direction.values.some((value) => value.role === "direction");
    if (travels && !namedBehind(scan, target.to)) return next;
    phrase.affiliations.push(affiliation(scan, target.entry, direction.to, target.to, 0, "to"));
    phrase.definite = true;
    return target.to;
  }
  const charge = SUPERVISES.has(phrase.heads.at(-1)!) ? scan.role(next, "topic") : null;
  const overseen = charge && bodyAt(scan, charge.to);
  if (overseen) {
    phrase.affiliations.push(...affiliationsTo(overseen));
    phrase.definite = true;
    return overseen.to;
  }
  const adjective = scan.complement(next);
  const isAdjective = adjective?.values.includes("adjective") && adjective.reading.proclitic === "";
  if (isAdjective && adjective) return adjective.to;

  const inner = scan.title(next);
  // «التقى الرئيس المصري نظيره التركي»: whose counterpart somebody is, is another.
  if (inner?.values.some(({ level }) => level === "counterpart")) return next;
  if (
    inner &&
    (inner.reading.proclitic === ""
      ? GOVERNS_TITLE.has(phrase.level)
      : inner.reading.proclitic === scan.language.proclitics.for)
  ) {
    phrase.heads.push(inner.values[0]!.id);
    phrase.definite = true;
    return inner.to;
  }

  const also =
    phrase.affiliations.at(-1)?.entry?.kind === "organization" ? nameAt(scan, next, ["organization"]) : null;
  if (also && also.reading.proclitic === scan.language.proclitics.and && namedBehind(scan, also.to)) {
    // «المبعوث الخاص للأمم المتحدة وجامعة الدول العربية كوفي عنان»
    phrase.affiliations.push(affiliation(scan, also.entry, next, also.to, also.reading.skip, "of"));
    return also.to;
  }
  const body = nameAt(scan, next, PLAIN, true);
  if (
    body &&
    body.entry.type !== "media" &&
    ["", scan.language.proclitics.for, scan.language.proclitics.in].includes(body.reading.proclitic)
  ) {
    const sentTo =
      body.reading.proclitic === scan.language.proclitics.for &&
      phrase.level === "envoy" &&
      body.entry.kind !== "organization";
    const servesAt =
      body.reading.proclitic === scan.language.proclitics.in &&
      (body.entry.kind === "place" || (body.entry.kind === "country" && serves));
    // «استقبل أمير الرياض بقصر الحكم», «التقى وزير الخارجية بالقاهرة نظيره»: where others are met.
    const there = body.reading.proclitic === scan.language.proclitics.in && body.entry.kind === "place";
    const town = STAYS.has(phrase.level) && body.entry.type !== "region" && !namedBehind(scan, body.to);
    if (there && (body.entry.type === "venue" || town)) return next;
    const relation = sentTo || servesAt ? "to" : "of";
    phrase.affiliations.push(affiliation(scan, body.entry, next, body.to, body.reading.skip, relation));
    phrase.definite = true;
    return body.to;
  }
  // «رئيس حزب النهر», «وكيل الوزارة»: a body by its head word and its own, or by the head word again.
  const own = scan.group(next) ? (bodyAt(scan, next) ?? headAlone(scan, next)) : null;
  const complement = scan.complement(next);
  // «القائد الأعلى للقوات المسلحة»: what one is in charge of may be a longer phrase.
  if (own && own.to >= (complement?.to ?? 0) && ["", scan.language.proclitics.for].includes(own.proclitic)) {
    phrase.affiliations.push(...affiliationsTo(own));
    phrase.definite = true;
    return own.to;
  }
  if (
    complement &&
    ["", scan.language.proclitics.for, scan.language.proclitics.and, scan.language.proclitics.in].includes(
      complement.reading.proclitic,
    )
  ) {
    phrase.definite = true;
    return complement.to;
  }
  // «المبعوث للمفاوضات النووية»: what the envoy is sent for.
  const errand = phrase.level === "envoy" ? scan.event(next) : null;
  if (errand && errand.reading.proclitic === scan.language.proclitics.for) {
    // «منسق الاتحاد لمفاوضات فيينا»: which talks, their place says.
    const where = nameAt(scan, errand.to, ["place"]);
    if (errand.reading.definite || where?.reading.proclitic === "") return where?.to ?? errand.to;
  }
  // «محافظي المنطقة», «رؤساء الأقسام»: people of what a definite noun names.
  const people = phrase.number !== "one" && next === phrase.from + 1 && !phrase.definite;
  if (people && isGenitive(scan, next)) {
    phrase.definite = true;
    return next + 1;
  }
  // «وزير الإدماج»: a minister of what no table knows.
  const bare = phrase.level === "minister" && phrase.heads.length === 1 && next === phrase.from + 1;
  if (bare && !phrase.definite && (isGenitive(scan, next) || isUnknown(scan, next))) {
    phrase.definite = true;
    return next + 1;
  }
  const joined = joinedPortfolio(scan, phrase, next);
  if (joined > next) return joined;
  // «الكردية الإقليمية»: an unknown relational adjective behind the office; «مكتبها السياسي»: its own office.
  if (relational(scan, next) || possessed(scan, next)) return next + 1;
  // «رئيس حكومة الوفاق الوطني فائز السراج»: unknown words that lead to a known name belong to the office.
  for (let token = next; token < next + 4 && scan.isWord(token); token++) {
    // «ممثلة اللبنانية الأولى السيدة نجاة دياب»: an honorific leads the holder in.
    if (
      scan.honorific(token) &&
      personEnd(scan, pastHonorifics(scan, token), true) > pastHonorifics(scan, token)
    )
      return token;
    // «… إحسان بن صالح»: before the link of descent stands a given name, known or not.
    if (namedBehind(scan, token) || scan.lexical(token + 1)?.surnamePart === "link") {
      if (token > next) phrase.definite = true;
      return token;
    }
    const definite = scan.tokens[token]!.word.readings[0]?.definite ?? false;
    const other = scan.particle(token) ?? scan.verb(token) ?? scan.event(token) ?? scan.title(token);
    if (other || !(definite || scan.isCommon(token))) break;
  }
  // «منسق مكافحة الإرهاب», «مدير إدارة الشرق الأوسط»: an ordinary noun with its definite genitive; behind an article stands none.
  const token = scan.tokens[next]!;
  const led = token.word.readings.some(({ proclitic }) => proclitic === scan.language.proclitics.for);
  if (scan.title(phrase.from)!.reading.definite && !led) return next;
  const genitive = scan.tokens[next + 1];
  if (
    scan.isCommon(next) &&
    !scan.particle(next) &&
    !scan.verb(next) &&
    !scan.event(next) &&
    token.word.readings.every((r) => r.proclitic !== "" || !r.definite) &&
    genitive?.kind === "word" &&
    // «مدير إدارة أوروبا»: so is a name of a place.
    (genitive.word.readings[0]?.definite || ofPlace(scan, phrase, next)) &&
    !nameAt(scan, next + 1, ["person"]) &&
    // «وزير الإعلام السعودي عادل الطريفي»: nor is a name one.
    personEnd(scan, next, true) === next
  ) {
    phrase.definite = true;
    return next + 2;
  }
  return next;
};

/** «الوزارة», «المنظمة»: a body by its head word, which the text has named before. */
const headAlone = (scan: Scan, at: number): ActorMention | null => {
  const head = groupAt(scan, at);
  return head?.form === "body" && scan.group(at)!.reading.definite ? head : null;
};

/** A noun before the name of a place, where nothing says yet of what somebody has the office. */
const ofPlace = (scan: Scan, phrase: TitlePhrase, noun: number): boolean =>
  !phrase.definite &&
  !scan.title(noun) &&
  (scan.group(noun) !== null || scan.language.classOf(scan.tokens[noun]!.word) !== "verb") &&
  nameAt(scan, noun + 1, ["place", "country"]) !== null;

/** A word with the article that no table knows. */
const isUnknown = (scan: Scan, at: number): boolean => {
  const first = scan.tokens[at]!.word.readings[0];
  return first?.definite === true && first.proclitic === "" && !scan.begins(at) && !scan.lexical(at)!.given;
};

/**
 * «وزير الشؤون الخارجية والتعاون والموريتانيين في الخارج، محمد …», «المفتش العام للإدارة والسجون، جمال …»: more of the
 * office joined on by «and», when the holder's name follows.
 */
const joinedPortfolio = (scan: Scan, phrase: TitlePhrase, at: number): number => {
  if (at === phrase.from + 1) return at;
  let next = at;
  while (next < at + LONGEST && scan.isWord(next)) {
    const { word } = scan.tokens[next]!;
    const genitive = scan.isWord(next + 1) && scan.tokens[next + 1]!.word.readings[0]?.definite;
    const portfolio =
      word.readings.some(
        ({ proclitic, definite, key }) =>
          proclitic === scan.language.proclitics.and &&
          (definite || (genitive && scan.language.isCommonForm(key))),
      ) &&
      !scan.title(next) &&
      !scan.group(next) &&
      !nameAt(scan, next, ["person", ...PLAIN], false) &&
      !scan.honorific(next);
    const described =
      next > at && (scan.complement(next) !== null || relational(scan, next) || isGenitive(scan, next));
    if (!portfolio && !described) break;
    next++;
  }
  if (next === at) return at;
  const abroad = next + placeWords(scan, next);
  const name = scan.isMark(abroad, "،,") ? abroad + 1 : abroad;
  const holder = scan.honorific(name)?.to ?? name;
  const apposed =
    scan.isMark(phrase.from - 1, "،,") &&
    (scan.isMark(abroad, "،,") ||
      nameAt(scan, abroad, ["country"])?.reading.proclitic === scan.language.proclitics.in);
  return apposed || namedBehind(scan, holder) || personEnd(scan, holder, false) > holder ? abroad : at;
};

/** How many words of «في الخارج», «بالخارج» stand at a token. */
const placeWords = (scan: Scan, at: number): number => {
  if (scan.role(at, "place") && scan.isCommon(at + 1)) return 2;
  const glued =
    scan.isWord(at) &&
    scan.tokens[at]!.word.readings.find(
      (one) => one.proclitic === scan.language.proclitics.in && one.definite,
    );
  return glued && scan.language.isCommonForm(glued.key) ? 1 : 0;
};

const namedBehind = (scan: Scan, at: number): boolean => {
  const known = nameAt(scan, at, ["person"]);
  return (known !== null && known.reading.proclitic === "") || scan.lexical(at)?.given === "sure";
};

const relational = (scan: Scan, at: number): boolean => {
  const { word } = scan.tokens[at]!;
  const first = word.readings[0];
  if (!first?.definite || first.key.length < 4 || !scan.language.isRelational(first.key)) return false;
  return !scan.lexical(at)!.given && !nameAt(scan, at, ["person"]) && !scan.particle(at);
};

/** A body or portfolio with the pronoun of its owner: «مكتبها», «حكومته», «بلادهم». */
const possessed = (scan: Scan, at: number): boolean => {
  const { common, owned } = scan.lexical(at)!;
  return owned && !common;
};

/** Two wordings of one office: the same heads, and the states they name do not differ. */
export const sameOffice = (a: TitlePhrase, b: TitlePhrase): boolean => {
  if (a.heads.join(" ") !== b.heads.join(" ")) return false;
  const left = bodyServed(a.affiliations)?.id;
  const right = bodyServed(b.affiliations)?.id;
  return left === undefined || right === undefined || left === right;
};
