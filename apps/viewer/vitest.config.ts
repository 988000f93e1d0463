import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "viewer",
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/build.ts"],
    // A browser that draws by software on a busy machine is slow; nothing here asserts a time.
    testTimeout: 60_000,
    hookTimeout: 90_000,
    // One browser at a time.
    fileParallelism: false,
  },
});
