import type { FC } from "hono/jsx";
import type { View } from "../desk/view.ts";

const most = 20;

/** For the agency: the desks of its other clients, each at its own address. */
export const ClientSwitch: FC<{ view: View }> = ({ view }) => {
  const { agency } = view;
  if (agency === null) return null;
  const words = view.texts.people.clients;
  const others = agency.clients().filter(({ host }) => host !== agency.host);
  return (
    <details class="switch">
      <summary>{words.switch}</summary>
      <ul>
        {others.slice(0, most).map(({ url, name }) => (
          <li>
            <a href={`${url}/admin`}>{name}</a>
          </li>
        ))}
        <li>
          <a href={view.link("/admin/clients")}>{words.title}</a>
        </li>
      </ul>
    </details>
  );
};
