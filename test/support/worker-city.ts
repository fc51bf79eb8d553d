import type { Catalog, CatalogFileContents } from "../../content/schema/catalog.ts";
import { aCatalog } from "./worker-catalog.ts";

/** The small catalog with a landing on top whose words and first answers come with its address. */
export function aCityCatalog(change: (catalog: CatalogFileContents) => void = () => {}): Catalog {
  return aCatalog((catalog) => {
    const contact = catalog.landings.contatto;
    if (contact === undefined) throw new Error("The fixture has lost its landing contatto.");
    catalog.landings.citta = {
      ...contact,
      form: "citta",
      pages: { landing: "/citta/", thanks: "/citta/grazie/", grant: "/_private/citta/" },
      dynamic: {
        page: "/_private/citta/landing/",
        params: { citta: { default: "Milano", options: ["Milano", "Roma", "L’Aquila & dintorni"] } },
        words: { title: "Il pane di {citta}" },
      },
    };
    catalog.forms.citta = {
      fields: [
        { type: "email", name: "email", required: true, query: "mail" },
        { type: "given-name", name: "nome" },
        { type: "phone", name: "telefono", query: "tel" },
        { type: "choice", name: "pane", label: "Pane", options: ["Segale", "Farro"], query: "pane" },
        {
          type: "choice",
          name: "giorni",
          label: "Giorni",
          options: ["Lun", "Mar"],
          multiple: true,
          query: "g",
        },
        { type: "number", name: "persone", label: "Persone", max: 9, query: "n", when: { pane: "Farro" } },
        { type: "text", name: "oggetto", label: "Oggetto" },
        { type: "paragraph", name: "messaggio", label: "Messaggio", query: "msg" },
      ],
      prefill: true,
      consents: [{ purpose: "marketing", text: "Voglio ricevere le novità." }],
    };
    change(catalog);
  });
}

/** The private page that the Worker makes that landing of. */
export const cityPage = `<!doctype html><html lang="it"><body>
<h1 data-words="title">Il pane di Milano</h1><p data-words="intro">Due infornate al giorno.</p>
<p>A <span data-param="citta">Milano</span>, ogni mattina.</p>
<form id="form" method="post" action="/f/citta" data-landing="citta">
  <p data-notice hidden></p><div data-summary hidden><ul></ul></div>
  <input name="email" type="email"><input name="nome"><input name="telefono" type="tel">
  <input type="radio" name="pane" value="Segale"><input type="radio" name="pane" value="Farro">
  <input type="checkbox" name="giorni" value="Lun"><input type="checkbox" name="giorni" value="Mar">
  <input name="persone" type="number"><input name="oggetto"><textarea name="messaggio"></textarea>
  <input type="checkbox" name="consent-marketing" value="yes"><input type="text" name="_website">
</form></body></html>`;
