/**
 * A process that writes article after article and prints how many were acknowledged, for tests that end it badly:
 *
 *   node writer.ts STORE PREFIX [--as UID]
 */
import { argv, stdout } from "node:process";
import { draft, openStore, StoreError } from "../src/index.ts";

/** Articles of one write: some must be caught half-way. */
export const BATCH = 4;

if (argv[1] === import.meta.filename) {
  const [, , location, prefix, as, uid] = argv;
  const text = "التقى وزير الخارجية المصري سامح شكري نظيره الروسي سيرغي لافروف في موسكو أمس. ".repeat(20);
  const said = { entities: [], meetings: [], relations: [], warnings: [] };
  // What root may do nobody else may: everything is loaded, now the rights go.
  if (as === "--as") process.seteuid!(Number(uid));
  try {
    const store = await openStore(location!);
    stdout.write("open\n");
    for (let count = 0; count < 100_000; count += BATCH) {
      const drafts = Array.from({ length: BATCH }, (_, at) => {
        const article = { id: `${prefix}${count + at}`, text };
        return draft(article, { article, ...said }, "ar-1");
      });
      await store.putDrafts(drafts);
      stdout.write(`${count + BATCH}\n`);
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    stdout.write(`${error.fault}: ${error.message}\n`);
    process.exit(1);
  }
}
