import { QueryError } from "@liqa/graph";
import type { Language } from "./language.ts";

/** Every way the service says no. One row each: HTTP status and title in both languages. */
export const PROBLEMS = {
  "invalid-request": { status: 400, title: { en: "The request is not valid", ar: "الطلب غير صالح" } },
  unauthorized: { status: 401, title: { en: "An API key is needed", ar: "يلزم مفتاح للواجهة" } },
  forbidden: { status: 403, title: { en: "The key does not allow this", ar: "المفتاح لا يسمح بهذا" } },
  "not-found": { status: 404, title: { en: "Nothing has this address", ar: "لا شيء بهذا العنوان" } },
  "method-not-allowed": {
    status: 405,
    title: { en: "The method is not allowed here", ar: "الطريقة غير مسموح بها هنا" },
  },
  timeout: { status: 408, title: { en: "The request came too slowly", ar: "وصل الطلب ببطء شديد" } },
  "too-large": { status: 413, title: { en: "The body is too large", ar: "محتوى الطلب أكبر من المسموح" } },
  "uri-too-long": { status: 414, title: { en: "The address is too long", ar: "العنوان أطول من المسموح" } },
  "unsupported-media-type": {
    status: 415,
    title: { en: "The media type is not supported", ar: "نوع المحتوى غير مدعوم" },
  },
  "too-many-requests": { status: 429, title: { en: "Too many requests", ar: "عدد الطلبات كبير جدا" } },
  "headers-too-large": {
    status: 431,
    title: { en: "The header fields are too large", ar: "حقول الترويسة أكبر من المسموح" },
  },
  internal: { status: 500, title: { en: "The service failed", ar: "تعذر على الخدمة إتمام الطلب" } },
  unavailable: { status: 503, title: { en: "Not ready to answer", ar: "الخدمة غير جاهزة للإجابة" } },
} as const satisfies Record<string, { status: number; title: Record<Language, string> }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One input that is wrong: the parameter's name and what is wrong with it. */
export interface InputError {
  parameter: string;
  detail: string;
}

/** RFC 9457 problem document. `type` points into the documentation page of the same service. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail?: string;
  errors?: InputError[];
  requestId?: string;
}

/** A wrong input, worded in both languages. */
export interface Complaint {
  parameter: string;
  say: Record<Language, string>;
}

/** A problem as plain data: what travels between threads. */
export interface ProblemData {
  code: ProblemCode;
  detail?: Record<Language, string>;
  headers?: Record<string, string>;
  complaints?: readonly Complaint[];
}

/** Thrown anywhere below a route; the error handler turns it into a problem document. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: ProblemCode;
  readonly detail: Record<Language, string> | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Which inputs are wrong, for refusals that can name them. */
  readonly complaints: readonly Complaint[];

  /** @param more.cause what the log should know and nobody else */
  constructor(code: ProblemCode, more: Omit<ProblemData, "code"> & { cause?: unknown } = {}) {
    super(code, more.cause === undefined ? undefined : { cause: more.cause });
    this.code = code;
    this.detail = more.detail;
    this.headers = more.headers ?? {};
    this.complaints = more.complaints ?? [];
  }

  static from({ code, ...more }: ProblemData): Problem {
    return new Problem(code, more);
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }

  toData(): ProblemData {
    const { code, detail, headers, complaints } = this;
    return { code, headers, complaints, ...(detail === undefined ? {} : { detail }) };
  }
}

/** A refusal that names what is wrong. */
export function invalid(complaints: readonly Complaint[]): Problem {
  return new Problem("invalid-request", { complaints });
}

/** Nothing with this id: the one refusal that every read route shares. */
export function notFound(what: "entity" | "meeting" | "article", id: string): Problem {
  const words = {
    entity: { en: "No actor or place", ar: "لا يوجد طرف أو مكان" },
    meeting: { en: "No meeting", ar: "لا يوجد لقاء" },
    article: { en: "No article", ar: "لا توجد مقالة" },
  }[what];
  const shown = JSON.stringify(id.slice(0, 120));
  return new Problem("not-found", {
    detail: { en: `${words.en} has the id ${shown}.`, ar: `${words.ar} بالمعرّف ${shown}.` },
  });
}

/** More is waiting than can be answered in useful time. */
export function busy(): Problem {
  return new Problem("too-many-requests", {
    headers: { "Retry-After": "2" },
    detail: {
      en: "Many questions are being answered; ask again in a moment.",
      ar: "تجري الإجابة عن أسئلة كثيرة؛ أعد السؤال بعد قليل.",
    },
  });
}

export function problemDocument(problem: Problem, language: Language, requestId?: string): ProblemDocument {
  const { status, title } = PROBLEMS[problem.code];
  return {
    type: `/docs#${problem.code}`,
    title: title[language],
    status,
    ...(problem.detail === undefined ? {} : { detail: problem.detail[language] }),
    ...(problem.complaints.length === 0
      ? {}
      : {
          errors: problem.complaints.map(({ parameter, say }) => ({ parameter, detail: say[language] })),
        }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

const BY_STATUS = new Map<number, ProblemCode>(
  (Object.keys(PROBLEMS) as ProblemCode[]).map((code) => [PROBLEMS[code].status, code]),
);

/**
 * What a thrown value means to the caller. Errors that the framework marks as the caller's fault (a malformed
 * percent escape, a body that is too large) keep their 4xx status; anything else is ours, and says nothing more.
 */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = typeof error === "object" && error !== null ? (error as { status?: unknown }).status : 0;
  // What the query engine cannot understand: a date that is none, a cursor of another list.
  if (error instanceof QueryError) {
    return invalid([{ parameter: error.parameter, say: { en: error.message, ar: "قيمته غير صالحة" } }]);
  }
  if (error instanceof URIError) return new Problem("invalid-request");
  if (typeof status === "number" && status >= 400 && status < 500) {
    return new Problem(BY_STATUS.get(status) ?? "invalid-request");
  }
  return new Problem("internal");
}
