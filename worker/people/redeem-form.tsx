import type { FC } from "hono/jsx";
import { Field, type Problem } from "../desk/form-parts.tsx";
import type { View } from "../desk/view.ts";

/** Marks a coupon as used, with what the receipt came to where somebody types it. */
export const RedeemForm: FC<{ view: View; code: string; problems?: readonly Problem[]; amount?: string }> = ({
  view,
  code,
  problems = [],
  amount = "",
}) => {
  const words = view.texts.people.counter;
  return (
    <form class="take" method="post" action={view.link(`/admin/counter/${code}/redeem`)}>
      <p class="soft">{words.redeemText}</p>
      <Field
        view={view}
        name="amount"
        label={words.amount}
        value={amount}
        problems={problems}
        more={{ inputmode: "decimal", maxlength: 20, autocomplete: "off" }}
      />
      <button class="button" type="submit">
        {words.redeem}
      </button>
    </form>
  );
};
