import type { Reporter, TestCase, TestModule } from "vitest/node";

/**
 * Says at the end what was skipped and why, and prints the one line that CI reads: `N passed, N failed`.
 * Under CI a skipped test is a failed one: a machine that checks must be able to check everything.
 */
export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    const skipped: string[] = [];
    for (const module of modules) {
      // A file that does not load has no tests to fail.
      if (module.state() === "failed" && [...module.children.allTests()].length === 0) failed++;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") passed++;
        else if (state === "failed") failed++;
        else skipped.push(`${module.relativeModuleId}: ${test.fullName}${reason(test)}`);
      }
    }
    for (const line of skipped) console.log(`skipped: ${line}`);
    if (skipped.length && process.env.CI) {
      console.log(`${skipped.length} skipped; under CI that counts as failed.`);
      failed += skipped.length;
    }
    if (failed) process.exitCode = 1;
    // Printed last, after the other reporters' summaries.
    process.once("exit", () => console.log(`${passed} passed, ${failed} failed`));
  }
}

const reason = (test: TestCase): string => {
  const result = test.result();
  return result.state === "skipped" && result.note ? ` (${result.note})` : "";
};
