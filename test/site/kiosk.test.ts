import { describe, it } from "vitest";
import { formSchema } from "../../content/schema/form.ts";
import { stepsOf } from "../../content/schema/steps.ts";
import { oneByOne } from "../../templates/kiosk/one-by-one.ts";
import { newDeviceKey, readOwnerKey, seal, unseal } from "../../templates/kiosk/seal.ts";

const welcome = { title: "Tocca" };
const email = { name: "email", type: "email", required: true };

describe("a form at a kiosk", () => {
  it("asks one question at a time; notes and hidden values stay with the question that follows", ({
    expect,
  }) => {
    const form = formSchema.parse({
      fields: [
        { name: "campagna", type: "hidden", value: "fiera" },
        email,
        { name: "nota", type: "note", text: "Quasi fatto" },
        { name: "nome", type: "given-name" },
        { name: "screen-1", type: "text", label: "Altro" },
      ],
    });
    const steps = stepsOf(oneByOne(form, welcome, "Decidi tu")).map(({ fields }) =>
      fields.map(({ name }) => name),
    );
    expect(steps).toEqual([["campagna", "email"], ["nota", "nome"], ["screen-1"]]);
    const { consents } = formSchema.parse({
      fields: [email],
      consents: [{ purpose: "marketing", text: "Sì." }],
    });
    expect(() => formSchema.parse(oneByOne({ ...form, consents }, welcome, "Decidi tu"))).not.toThrow();
  });

  it("gives the consents a screen of their own, unless the answers are read back there", ({ expect }) => {
    const consents = [{ purpose: "marketing", text: "Voglio le novità." }];
    const plain = stepsOf(oneByOne(formSchema.parse({ fields: [email], consents }), welcome, "Decidi tu"));
    expect(plain.map(({ fields }) => fields.map(({ type }) => type))).toEqual([["email"], ["note"]]);
    const review = formSchema.parse({ fields: [email], consents, review: true });
    expect(stepsOf(oneByOne(review, welcome, "Decidi tu"))).toHaveLength(1);
  });

  it("keeps an author's own screens: their titles, their conditions, their welcome", ({ expect }) => {
    const form = formSchema.parse({
      welcome: { title: "Ciao" },
      fields: [
        { name: "tipo", type: "choice", label: "Tipo", options: ["Bar", "Casa"] },
        { name: "bar", type: "page", label: "Il bar", when: { tipo: "Bar" } },
        { name: "coperti", type: "number", label: "Coperti" },
        { name: "orari", type: "text", label: "Orari" },
        { name: "fine", type: "page" },
        email,
      ],
    });
    const made = oneByOne(form, welcome, "Decidi tu");
    expect(made.welcome).toEqual({ title: "Ciao" });
    const pages = made.fields.filter(({ type }) => type === "page");
    expect(pages.map(({ name, when }) => [name, when])).toEqual([
      ["bar", { tipo: "Bar" }],
      ["screen-1", { tipo: "Bar" }],
      ["fine", undefined],
    ]);
  });
});

describe("what a kiosk keeps", () => {
  const text = JSON.stringify([["email", "ada@example.com"]]);

  it("is sealed under a key that cannot leave the device", async ({ expect }) => {
    const key = await newDeviceKey();
    await expect(crypto.subtle.exportKey("raw", key)).rejects.toThrow();
    const sealed = await seal(key, text, "al-banco 1");
    expect(Buffer.from(sealed.body).toString("latin1")).not.toContain("ada@");
    expect(await unseal(key, sealed, "al-banco 1")).toBe(text);
  });

  it("is sealed under the owner's public key, which cannot open it again", async ({ expect }) => {
    const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
    const publicKey = await readOwnerKey(await crypto.subtle.exportKey("jwk", pair.publicKey));
    const privateKey = await readOwnerKey(await crypto.subtle.exportKey("jwk", pair.privateKey));
    const [one, other] = [await seal(publicKey, text, "1"), await seal(publicKey, text, "1")];
    const hex = (bytes = new ArrayBuffer(0)) => Buffer.from(bytes).toString("hex");
    expect(hex(one.from)).toHaveLength(130);
    expect(hex(one.from), "a key for each").not.toBe(hex(other.from));
    await expect(unseal(publicKey, one, "1")).rejects.toThrow();
    expect(await unseal(privateKey, one, "1")).toBe(text);
  });

  it("opens neither when a bit was changed nor under another name", async ({ expect }) => {
    const key = await newDeviceKey();
    const sealed = await seal(key, text, "al-banco 1");
    await expect(unseal(key, sealed, "al-banco 2")).rejects.toThrow();
    const body = sealed.body.slice(0);
    new Uint8Array(body).set([(new Uint8Array(body)[0] ?? 0) ^ 1]);
    await expect(unseal(key, { ...sealed, body }, "al-banco 1")).rejects.toThrow();
    await expect(unseal(await newDeviceKey(), sealed, "al-banco 1")).rejects.toThrow();
  });
});
