import { beforeEach, describe, it } from "vitest";
import { readPhone, sayPhone } from "../../worker/phone.ts";
import { anApp, countRows, freshDatabase, rowsOf, submitJson } from "../support/worker-app.ts";
import { readDesk } from "../support/worker-desk.ts";

beforeEach(freshDatabase);

describe("a telephone number", () => {
  it.for<[string, string, string, string]>([
    ["051 555 0142", "IT", "+390515550142", "+39 051 555 0142"],
    ["+39 051-555.0142", "IT", "+390515550142", "+39 051 555 0142"],
    ["0039 (051) 5550142", "IT", "+390515550142", "+39 051 555 0142"],
    ["333/1234567", "IT", "+393331234567", "+39 333 123 4567"],
    ["06 12 34 56 78", "FR", "+33612345678", "+33 6 12 34 56 78"],
    ["(212) 555-0100", "US", "+12125550100", "+1 212 555 0100"],
    ["0044 20 7946 0018", "US", "+442079460018", "+44 20 7946 0018"],
    ["+44 20 7946 0018", "XX", "+442079460018", "+44 20 7946 0018"],
  ])("%s in %s is %s", ([typed, country, kept, said], { expect }) => {
    expect(readPhone(typed, country)).toBe(kept);
    expect(sayPhone(kept)).toBe(said);
  });

  it.for(["12345", "00000", "+999 12345678", "123456789012345", "+39 0515 5501 4212 34"])(
    "%s can be none: refused with a sentence, and nothing is kept",
    async (telefono, { expect }) => {
      const { status, body } = await submitJson(anApp(), "contatto", {
        answers: { telefono },
        consents: ["regolamento"],
      });
      expect([status, body.errors]).toMatchObject([422, [{ field: "telefono", code: "phone" }]]);
      expect(await countRows()).toMatchObject({ lead: 0, submission: 0 });
    },
  );

  it("is kept in one way and names one lead, and people read it in the usual one", async ({ expect }) => {
    const app = anApp();
    for (const telefono of ["051 555 0142", "+39 051-555.0142", "0039 (051) 5550142"]) {
      await submitJson(app, "contatto", { answers: { telefono }, consents: ["regolamento"] });
    }
    const leads = await rowsOf("lead");
    expect(leads).toMatchObject([{ identity: "tel:+390515550142", phone: "+390515550142" }]);
    const [submission] = await rowsOf("submission");
    expect(JSON.parse(String(submission?.answers))).toEqual({ telefono: "+390515550142" });
    expect(await countRows()).toMatchObject({ submission: 1 });
    const page = await readDesk(app, `/admin/leads/${leads[0]?.id}`);
    expect(page).toContain('href="tel:+390515550142">+39 051 555 0142</a>');
    expect(page).toContain("<dt>Telefono</dt><dd>+39 051 555 0142</dd>");
  });

  it("from before it was parsed stays as it was typed", ({ expect }) => {
    expect(sayPhone("051 555 0142")).toBe("051 555 0142");
    expect(sayPhone("+1")).toBe("+1");
  });
});
