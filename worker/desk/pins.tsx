import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import type { Shop } from "../../content/schema/site.ts";
import type { View } from "./view.ts";
import { sayWhen } from "./when.ts";

/** Sets, changes and removes the PIN of one shop; the PIN itself is shown once, when it is set. */
export const PinForm: FC<{ view: View; shop: Shop; since: number | undefined }> = ({ view, shop, since }) => {
  const words = view.coupons.tills;
  const field = `pin-${shop.name}`;
  const state =
    since === undefined ? words.pinNone : fill(words.pinSet, { when: sayWhen(since, view.reading) });
  return (
    <details>
      <summary>
        {shop.title}: {state}
      </summary>
      <form class="take" method="post" action={view.link("/admin/tills/pin")}>
        <input type="hidden" name="shop" value={shop.name} />
        <input type="hidden" name="act" value="make" />
        <button class="plain" type="submit">
          {words.pinMake}
        </button>
      </form>
      <form class="take" method="post" action={view.link("/admin/tills/pin")}>
        <input type="hidden" name="shop" value={shop.name} />
        <input type="hidden" name="act" value="set" />
        <label for={field}>{words.pinOwn}</label>
        <input
          class="field"
          id={field}
          name="pin"
          inputmode="numeric"
          pattern="[0-9]{6}"
          maxlength={6}
          required
          autocomplete="off"
        />
        <button class="plain" type="submit">
          {words.pinChange}
        </button>
      </form>
      {since === undefined ? null : (
        <form class="take" method="post" action={view.link("/admin/tills/pin")}>
          <input type="hidden" name="shop" value={shop.name} />
          <input type="hidden" name="act" value="remove" />
          <button class="plain quiet-act" type="submit">
            {words.pinRemove}
          </button>
        </form>
      )}
    </details>
  );
};
