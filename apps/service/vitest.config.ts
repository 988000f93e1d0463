import { defineConfig } from "vitest/config";

export default defineConfig({
  // Whole services start and stop in these tests: generous, so that a busy machine does not fail them.
  test: { testTimeout: 120_000, hookTimeout: 60_000 },
});
