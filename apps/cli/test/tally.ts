import type { Reporter, TestCase, TestModule } from "vitest/node";

/** A note of `context.skip` that begins so speaks of data that no checkout has: named, but no failure under CI. */
const OPTIONAL = "optional:";

/**
 * Says at the end what was skipped and why, and prints the one line that CI reads: `N passed, N failed`.
 * Under CI a skipped test is a failed one: a machine that checks must be able to check everything.
 */
export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    const skipped: string[] = [];
    let missing = 0;
    for (const module of modules) {
      // A file that does not load has no tests to fail.
      if (module.state() === "failed" && [...module.children.allTests()].length === 0) failed++;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") passed++;
        else if (state === "failed") failed++;
        else {
          const why = reason(test);
          if (!why.startsWith(OPTIONAL)) missing++;
          skipped.push(
            `${module.project.name} ${module.relativeModuleId}: ${test.fullName}${why && ` (${why})`}`,
          );
        }
      }
    }
    for (const line of skipped) console.log(`skipped: ${line}`);
    if (missing && process.env.CI) {
      console.log(`${missing} skipped; under CI that counts as failed.`);
      failed += missing;
    }
    if (failed) process.exitCode = 1;
    // Printed last, after the other reporters' summaries.
    process.once("exit", () => console.log(`${passed} passed, ${failed} failed`));
  }
}

const reason = (test: TestCase): string => {
  const result = test.result();
  return (result.state === "skipped" && result.note) || "";
};
