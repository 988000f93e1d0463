import { defineConfig } from "vitest/config";

export default defineConfig({
  // Packing builds the packages and notebooks start a kernel each; nothing here asserts a time.
  test: { name: "notebooks", include: ["test/**/*.test.ts"], testTimeout: 180_000, hookTimeout: 300_000 },
});
