import { defineConfig } from "vite";

export default defineConfig({
  // Relative, so that the page works from any folder of any host.
  base: "./",
  build: {
    target: "es2022",
    // Fonts as files: a strict content policy forbids data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: "es" },
  server: { proxy: { "/api": "http://127.0.0.1:3000" } },
});
