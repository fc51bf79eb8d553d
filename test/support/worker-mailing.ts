import type { Env } from "../../worker/env.ts";
import type { Mail } from "../../worker/mail/mailer.ts";
import { mailerOf, mailerProblem } from "../../worker/mail/mailer-of.ts";

interface Asked {
  env: Env;
  mail: Mail;
  patience: number;
}

/** A Worker that sends the mail it is given through the mailer it is told: for tests that play the provider. */
export default {
  async fetch(request) {
    const { env, mail, patience } = await request.json<Asked>();
    const mailer = mailerOf(env, patience);
    return Response.json(mailer === null ? { problem: mailerProblem(env) } : await mailer.send(mail));
  },
} satisfies ExportedHandler;
