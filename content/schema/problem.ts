/** Every error the Worker answers with, and its status; the sentence for people is in the locale, under `problems`. */
export const problems = {
  bad_request: 400,
  signed_out: 401,
  forbidden: 403,
  not_found: 404,
  unknown_landing: 404,
  unknown_coupon: 404,
  unknown_link: 404,
  method_not_allowed: 405,
  sold_out: 409,
  already_redeemed: 409,
  not_yet_open: 409,
  closed: 410,
  spent_link: 410,
  too_large: 413,
  unsupported_type: 415,
  invalid_answers: 422,
  reused_key: 422,
  too_many: 429,
  server: 500,
  unavailable: 503,
} as const;

export type ProblemCode = keyof typeof problems;
