export { enProse } from "./prose.ts";
export { enQuestions } from "./questions.ts";
