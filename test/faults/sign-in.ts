import type { Rig } from "./rig.ts";
import { ownerToken } from "./stage.ts";

/** Opens the desk; the cookie of its session. */
export async function signIn({
  direct,
  publicUrl,
}: Pick<Rig, "direct"> & { publicUrl: string }): Promise<string> {
  const answer = await fetch(`${direct}/admin/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: publicUrl, "sec-fetch-site": "same-origin" },
    body: new URLSearchParams({ token: ownerToken }),
  });
  const [cookie] = answer.headers.getSetCookie();
  if (answer.status !== 303 || cookie === undefined)
    throw new Error(`The desk's door answered ${answer.status}.`);
  return cookie.split(";")[0] ?? "";
}
