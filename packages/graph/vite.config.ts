import { defineConfig } from "vite";

/**
 * Builds dist/liqa.js, which has its dependencies inside: a page loads it without bundler or import map. The compiled
 * data stay in the modules that `tsc` puts beside it, so that the package holds them once.
 */
export default defineConfig({
  build: {
    target: "es2023",
    outDir: "dist",
    lib: { entry: "src/standalone.ts", formats: ["es"], fileName: "liqa" },
    rolldownOptions: {
      external: /generated\/\w+\.ts$/u,
      output: { paths: (id) => id.replace(/^.*\/generated\/(\w+)\.ts$/u, "./generated/$1.js") },
    },
  },
});
