/**
 * Words of English questions and answers. `ask` and the sentences of `@liqa/graph` have them already.
 *
 * @module @liqa/graph/en
 */
export { enProse } from "./prose.ts";
export { enQuestions } from "./questions.ts";
