import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import express, { type RequestHandler, Router } from "express";

/**
 * The built viewer. Files as they are; addresses inside the page (no extension) get index.html
 * unless only something else than HTML is wanted; nothing outside the folder, no dot files, no directory listings.
 * @param directory of the build; may be absent, then a browser is sent to the documentation
 */
export function viewer(directory: string | undefined): RequestHandler {
  const router = Router();
  const root = directory === undefined ? undefined : resolve(directory);
  if (root === undefined || !existsSync(join(root, "index.html"))) {
    router.get("/", (_request, response) => {
      response.setHeader("Cache-Control", "no-cache");
      response.redirect(302, "/docs");
    });
    return router;
  }
  router.use(
    express.static(root, {
      index: false,
      redirect: false,
      dotfiles: "ignore",
      setHeaders(response, path) {
        // The build puts a hash of the content into these names.
        const hashed = /[/\\]assets[/\\]/.test(path);
        response.setHeader("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
      },
    }),
  );
  router.get(/^\/(?!api(?:\/|$))[^.]*$/, (request, response, next) => {
    if (!request.accepts("html")) return next();
    response.setHeader("Cache-Control", "no-cache");
    response.vary("Accept");
    response.sendFile("index.html", { root, dotfiles: "ignore" });
  });
  return router;
}
