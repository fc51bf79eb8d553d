/** One part of a Meta Instant Form, and what stands for it here. */
export interface Counterpart {
  meta: string;
  ours: string;
  /** The key that does it: kind of file, then key by key; list entries need no step of their own. */
  key: string;
}

/** Each part of a Meta Instant Form beside ours, in the order in which Meta's form builder shows them. */
export const counterparts: { title: string; rows: Counterpart[] }[] = [
  {
    title: "The form",
    rows: [
      { meta: "Form name", ours: "The file's name, content/forms/<name>.yaml", key: "landing.form" },
      { meta: "More volume", ours: "A form as it is: one screen, one press", key: "form.fields" },
      { meta: "Higher intent, with a review screen", ours: "review: true", key: "form.review" },
      {
        meta: "Rich creative",
        ours: "The landing itself: template, text, pictures, blocks",
        key: "landing.template",
      },
      { meta: "Language", ours: "Italian or English, from the landing", key: "landing.locale" },
      {
        meta: "Tracking parameters",
        ours: "Hidden fields, declared or from the address",
        key: "form.fields.query",
      },
      {
        meta: "Field names for a CRM",
        ours: "name: of each field, also the CSV's column",
        key: "form.fields.name",
      },
    ],
  },
  {
    title: "The greeting",
    rows: [
      { meta: "Background picture", ours: "The landing's picture", key: "landing.image" },
      { meta: "Headline", ours: "welcome.title", key: "form.welcome.title" },
      { meta: "Paragraph", ours: "welcome.text", key: "form.welcome.text" },
      { meta: "List", ours: "welcome.points", key: "form.welcome.points" },
      { meta: "Button", ours: "welcome.button", key: "form.welcome.button" },
    ],
  },
  {
    title: "Questions that fill themselves in",
    rows: [
      { meta: "E-mail, work e-mail", ours: "type: email", key: "form.fields.type" },
      {
        meta: "Phone, work phone",
        ours: "type: phone, with the country a bare number belongs to",
        key: "form.fields.country",
      },
      {
        meta: "Full name, first name, last name",
        ours: "type: name, given-name, family-name",
        key: "form.fields.type",
      },
      {
        meta: "Street, city, province, post code, country",
        ours: "type: street-address, city, province, postal-code, country",
        key: "form.fields.type",
      },
      { meta: "Date of birth", ours: "type: birthday", key: "form.fields.type" },
      {
        meta: "Gender, marital status, relationship, military status",
        ours: "type: choice; ask only what the offer needs (GDPR art. 5(1)(c))",
        key: "form.fields.options",
      },
      { meta: "Job title, company name", ours: "type: job-title, company", key: "form.fields.type" },
      {
        meta: "National ID number",
        ours: "type: tax-code (codice fiscale), vat (partita IVA), both with their check digits",
        key: "form.fields.type",
      },
      {
        meta: "Prefilled answers",
        ours: "The phone's own suggestions, the address (query), a signed link (prefill)",
        key: "form.prefill",
      },
    ],
  },
  {
    title: "Questions of one's own",
    rows: [
      {
        meta: "Multiple choice",
        ours: "type: choice; several with multiple: true",
        key: "form.fields.multiple",
      },
      {
        meta: "Short answer",
        ours: "type: text; longer ones with type: paragraph",
        key: "form.fields.maxLength",
      },
      { meta: "Conditional question", ours: "when: on any field, note or step", key: "form.fields.when" },
      {
        meta: "Store locator",
        ours: "type: choice with the shops, or province and postal-code",
        key: "form.fields.options",
      },
      {
        meta: "Appointment request",
        ours: "type: datetime or date, with the first and last moment",
        key: "form.fields.min",
      },
      {
        meta: "Lead filtering",
        ours: "disqualify: a kind ending, no lead, nothing stored",
        key: "form.disqualify.when",
      },
      { meta: "Pages of questions", ours: "type: page", key: "form.fields.label" },
      {
        meta: "Verification of the address",
        ours: "One press in the delivery mail confirms it, and the receipt says so",
        key: "landing.delivery",
      },
      {
        meta: "Verification of the number",
        ours: "Judged by its country's numbering plan; nobody is sent an SMS",
        key: "form.fields.country",
      },
      {
        meta: "No counterpart: number, scale, link, note",
        ours: "type: number, scale, url, note",
        key: "form.fields.step",
      },
    ],
  },
  {
    title: "Privacy",
    rows: [
      {
        meta: "Link to the privacy policy",
        ours: "Made from site.yaml, under each form and on a page",
        key: "site.owner",
      },
      {
        meta: "Custom disclaimer: title and text",
        ours: "type: note, and the notice under art. 13 GDPR made from the form",
        key: "form.fields.text",
      },
      {
        meta: "Consent box, optional",
        ours: "consents: one purpose each, unticked, its wording kept in the receipt",
        key: "form.consents.text",
      },
      {
        meta: "Consent box, required",
        ours: "required: true; refused for marketing, profiling, partners and tracking",
        key: "form.consents.required",
      },
    ],
  },
  {
    title: "Review and endings",
    rows: [
      { meta: "Review screen", ours: "review: true", key: "form.review" },
      { meta: "Words on the sending button", ours: "submit, and a reassurance under it", key: "form.submit" },
      {
        meta: "Ending for leads: headline and description",
        ours: "thanks.title, thanks.text",
        key: "landing.thanks.text",
      },
      { meta: "Endings by answer", ours: "outcomes, the first that fits", key: "landing.outcomes.when" },
      { meta: "Button: visit the website", ours: "{ label, href }", key: "landing.thanks.buttons.href" },
      { meta: "Button: call the business", ours: "{ call }", key: "landing.thanks.buttons.call" },
      { meta: "Button: WhatsApp", ours: "{ whatsapp, message }", key: "landing.thanks.buttons.whatsapp" },
      {
        meta: "Button: view a file",
        ours: "{ download }, or a magnet by mail, counted and private",
        key: "landing.thanks.buttons.download",
      },
      { meta: "Button: book an appointment", ours: "{ book }", key: "landing.thanks.buttons.book" },
      {
        meta: "Offer or promo code",
        ours: "A coupon: one code a person, redeemed once",
        key: "landing.magnet",
      },
      {
        meta: "Ending for people who are filtered out",
        ours: "disqualify.thanks",
        key: "form.disqualify.thanks",
      },
    ],
  },
];
