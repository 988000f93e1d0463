/** `npm run notebooks [-- NAMES]`: runs the notebooks and writes each as a page into dist/. */
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { execute, NOTEBOOKS } from "./execute.ts";
import { programs } from "./programs.ts";

const dist = fileURLToPath(new URL("dist", import.meta.url));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((word) => !NOTEBOOKS.some((name) => name.includes(word)));
const { deno, python, nbconvert } = programs;

if (unknown.length > 0) {
  console.error(`no notebook is called ${unknown.join(", ")}; there are ${NOTEBOOKS.join(", ")}`);
  process.exitCode = 2;
} else if (deno === null || python === null || nbconvert === null) {
  const missing = deno === null ? "Deno was not found" : "jupyter-nbconvert was not found";
  console.error(
    `${missing}; on Debian: apt-get install jupyter-nbconvert jupyter-client python3-ipykernel python3-networkx python3-pandas`,
  );
  process.exitCode = 1;
} else {
  for (const name of NOTEBOOKS.filter(
    (one) => wanted.length === 0 || wanted.some((word) => one.includes(word)),
  )) {
    console.error(`running ${name} …`);
    const { path } = await execute(name, { deno, python, nbconvert }, "html", dist);
    console.log(relative(process.env.INIT_CWD ?? process.cwd(), path));
  }
}
