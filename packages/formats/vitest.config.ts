import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "formats",
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // The tests share no state, and the library takes longer to load than most of them to run.
    isolate: false,
  },
});
