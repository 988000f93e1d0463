/* Texts that no newsroom writes, made to find a stage whose work grows faster than the text. */

const LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي";

/** The name number `at`: five letters, another for every number up to some hundred thousand. */
const name = (at: number): string => {
  let word = "";
  for (let rest = at + 28 ** 4, letter = 0; letter < 5; letter++, rest = Math.floor(rest / 28))
    word += LETTERS.charAt((rest + 11 * letter) % 28);
  return word;
};

const many = (count: number, piece: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => piece(at)).join("");

/** Each writes its text from `size` pieces. */
export const HOSTILE: Readonly<Record<string, (size: number) => string>> = {
  "one sentence without a stop": (size) =>
    "التقى وزير الخارجية المصري سامح شكري نظيره الروسي سيرغي لافروف في موسكو أمس وبحثا الأزمة ".repeat(
      size / 4,
    ),
  "one name again and again": (size) => "سامح شكري ".repeat(size * 2),
  "people who share a given name": (size) => many(size, (at) => `الوزير محمد ${name(at)} `),
  "offices without names": (size) => many(size, (at) => `السفير المصري. وزير الخارجية ${name(at)}. `),
  "bodies and their bare heads": (size) => many(size, (at) => `حزب ${name(at)} واللجنة. `),
  "meetings of other people each": (size) =>
    many(size / 2, (at) => `التقى الرئيس أحمد ${name(at)} الوزير محمد ${name(at + 9)} في موسكو. `),
  "visits of other people each": (size) =>
    many(size / 2, (at) => `وصل الرئيس أحمد ${name(at)} إلى القاهرة والتقى الوزير ${name(at * 2)}. `),
  "quotes in quotes": (size) => `${"قال «".repeat(size)}التقى لافروف شكري${"»".repeat(size)}`,
  brackets: (size) => `${"(".repeat(size * 2)}شكري${")".repeat(size * 2)}`,
  "lists of offices": (size) => `التقى لافروف ${"وزير خارجية مصر ووزير خارجية الأردن و".repeat(size / 2)}`,
  "honorifics in a row": (size) => "الشيخ ".repeat(size * 2),
  "titles in a row": (size) => "نائب وزير ".repeat(size),
  "verbs and nouns of meeting": (size) => "التقى اجتماع لقاء زيارة اجتمع ".repeat(size / 2),
  "dates and adjectives": (size) => "في 12 مارس 2020 المصري الروسي. ".repeat(size),
  "teasers that nothing repeats": (size) =>
    many(
      size / 2,
      (at) => `قال المتحدث باسم وزارة الخارجية إن اللقاء سيعقد قريبا في موسكو ${name(at)} ...\n`,
    ),
  "words never seen before": (size) => many(size * 2, (at) => `${name(at)}${name(at * 5 + 3)} `),
  "one word": (size) => "ب".repeat(size * 20),
};
