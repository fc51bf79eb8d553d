import type { Catalog, CatalogFileContents } from "../../content/schema/catalog.ts";
import { aCatalog } from "./worker-catalog.ts";

type Landing = CatalogFileContents["landings"][string];

/**
 * The small catalog with a request for a quote on top: a welcome, a step, a step that only parties see, a step about
 * the person, and reading back; who wants something else is told kindly.
 */
export function aQuoteCatalog(
  change: (landing: Landing, catalog: CatalogFileContents) => void = () => {},
): Catalog {
  return aCatalog((catalog) => {
    const contact = catalog.landings.contatto;
    if (contact === undefined) throw new Error("The fixture has lost its landing contatto.");
    const landing: Landing = {
      ...contact,
      form: "preventivo",
      pages: {
        landing: "/preventivo/",
        thanks: "/preventivo/grazie/",
        grant: "/_private/preventivo/",
        disqualified: "/preventivo/esito/",
      },
    };
    catalog.landings.preventivo = landing;
    catalog.forms.preventivo = {
      welcome: { title: "Un preventivo in un minuto" },
      fields: [
        {
          type: "choice",
          name: "tipo",
          label: "Per che cosa",
          options: ["Festa", { value: "ristorante", label: "Il mio ristorante" }, "Altro"],
          required: true,
        },
        {
          type: "number",
          name: "persone",
          label: "Quante persone",
          min: 1,
          required: true,
          when: { tipo: "Festa" },
        },
        { type: "page", name: "quando", label: "Quando", when: { tipo: "Festa" } },
        { type: "date", name: "giorno", label: "Giorno", min: "2027-01-01", required: true },
        { type: "page", name: "chi", label: "Chi sei" },
        { type: "email", name: "email", required: true },
        { type: "phone", name: "telefono" },
        { type: "province", name: "provincia" },
        { type: "text", name: "nota", label: "Nota" },
        { type: "hidden", name: "annuncio", query: "ad" },
      ],
      review: true,
      disqualify: { when: { tipo: "Altro" } },
      consents: [
        { purpose: "marketing", text: "Voglio ricevere le novità." },
        { purpose: "regolamento", text: "Ho letto le condizioni.", required: true },
      ],
    };
    change(landing, catalog);
  });
}

/** The page of that form, as far as the Worker reads it. */
export const quotePage = `<!doctype html><html lang="it"><body>
<form id="form" method="post" action="/f/preventivo" data-landing="preventivo" novalidate>
  <p class="notice" data-notice role="alert" hidden></p>
  <div class="summary" data-summary role="alert" tabindex="-1" hidden><h2>Da sistemare</h2><ul></ul></div>
  <section data-step="0"><h2>Un preventivo in un minuto</h2><button name="_step" value="1">Comincia</button></section>
  <section data-step="1" hidden>
    <fieldset class="field" data-field="tipo">
      <input type="radio" name="tipo" value="Festa"><input type="radio" name="tipo" value="ristorante">
      <input type="radio" name="tipo" value="Altro"><p class="error" data-error hidden></p></fieldset>
    <div class="field" data-field="persone"><input name="persone" type="number"><p class="error" data-error hidden></p></div>
    <button name="_step" value="2">Avanti</button><button name="_back" value="0">Indietro</button></section>
  <section data-step="2" hidden>
    <div class="field" data-field="giorno"><input name="giorno" type="date"><p class="error" data-error hidden></p></div>
    <button name="_step" value="3">Avanti</button><button name="_back" value="1">Indietro</button></section>
  <section data-step="3" hidden>
    <div class="field" data-field="email"><input name="email" type="email"><p class="error" data-error hidden></p></div>
    <div class="field" data-field="telefono"><input name="telefono" type="tel"><p class="error" data-error hidden></p></div>
    <div class="field" data-field="provincia"><select name="provincia"><option value="">Scegli</option>
      <option value="BO">Bologna</option><option value="MO">Modena</option></select></div>
    <div class="field" data-field="nota"><input name="nota"></div>
    <input type="hidden" name="annuncio" data-query="ad">
    <button name="_step" value="4">Rileggi</button><button name="_back" value="2">Indietro</button></section>
  <section data-step="4" data-review hidden>
    <input type="hidden" name="_reviewed" value="yes" disabled><dl data-review-list></dl>
    <div class="field" data-field="consent-marketing"><input type="checkbox" name="consent-marketing" value="yes">
      <p class="error" data-error hidden></p></div>
    <div class="field" data-field="consent-regolamento"><input type="checkbox" name="consent-regolamento" value="yes">
      <p class="error" data-error hidden></p></div>
    <button data-submit>Manda</button><button name="_back" value="3">Indietro</button></section>
  <input type="text" name="_website">
</form></body></html>`;

/** The sections that a page shows; all others are hidden. */
export function shownIn(page: string): string[] {
  return [...page.matchAll(/<section data-step="(\d+)"([^>]*)>/g)]
    .filter(([, , attributes = ""]) => !attributes.includes("hidden"))
    .map(([, place = ""]) => place);
}

/** The controls of a page as a browser without script would send them with its next press. */
export function controlsIn(page: string): Record<string, string> {
  const controls: Record<string, string> = {};
  for (const [tag] of page.matchAll(/<input[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
    const isTick = /type="(?:radio|checkbox)"/.test(tag);
    const name = attribute("name");
    if (name === undefined || / disabled/.test(tag) || (isTick && !/ checked/.test(tag))) continue;
    controls[name] = (attribute("value") ?? "").replaceAll("&amp;", "&");
  }
  for (const [, name = "", options = ""] of page.matchAll(/<select name="(\w+)">([\s\S]*?)<\/select>/g)) {
    controls[name] = /value="(\w*)" selected/.exec(options)?.[1] ?? "";
  }
  return controls;
}
