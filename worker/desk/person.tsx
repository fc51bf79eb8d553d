import type { FC } from "hono/jsx";
import { sayPhone } from "../phone.ts";
import type { View } from "./view.ts";

interface Person {
  given_name: string | null;
  family_name: string | null;
  email: string | null;
  phone: string | null;
}

/** What to call a lead where it stands alone: by name, or else by where one reaches it. */
export function nameOf(person: Person, view: View): string {
  return (
    fullName(person) || person.email || (person.phone && sayPhone(person.phone)) || view.words.leads.unnamed
  );
}

/** What to call a lead beside its contacts. */
export function nameBeside(person: Person, view: View): string {
  return fullName(person) || view.words.leads.unnamed;
}

function fullName({ given_name, family_name }: Person): string {
  return [given_name, family_name].filter((part) => part !== null).join(" ");
}

/** A lead's address and number, one touch away from writing and calling. */
export const Contacts: FC<{ lead: Person }> = ({ lead }) => (
  <>
    {lead.phone === null ? null : (
      <div>
        <Phone number={lead.phone} />
      </div>
    )}
    {lead.email === null ? null : (
      <div>
        <Email address={lead.email} />
      </div>
    )}
  </>
);

/** A number that a phone calls. */
export const Phone: FC<{ number: string }> = ({ number }) => (
  <a class="nowrap" href={`tel:${number.replace(/[^+0-9]/g, "")}`}>
    {sayPhone(number)}
  </a>
);

/** An address that a mail program writes to. */
export const Email: FC<{ address: string }> = ({ address }) => {
  // Some characters that an address may hold mean something else in a mailto link.
  const at = address.lastIndexOf("@");
  return <a href={`mailto:${encodeURIComponent(address.slice(0, at))}${address.slice(at)}`}>{address}</a>;
};
