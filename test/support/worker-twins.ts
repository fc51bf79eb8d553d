import { env } from "cloudflare:workers";

const [first, second, third, fourth] = ["1", "2", "3", "4"].map((n) => n.repeat(22)) as [
  string,
  string,
  string,
  string,
];
const sale = "s".repeat(22);
const [kept, thrown] = ["n".repeat(22), "m".repeat(22)];

/** Four leads that may be one person, of whom one is merged into another; two notes, a tag and a sale. */
export function twins(now: number): D1PreparedStatement[] {
  const lead = env.DB.prepare(
    `INSERT INTO lead (id, identity, email, phone, locale, first_source, last_source, created_at, seen_at)
     VALUES (?1, 'email:' || ?2, ?2, '+390515550142', 'it', '{}', '{}', ?3, ?3)`,
  );
  const note = env.DB.prepare("INSERT INTO note (id, lead_id, text, at) VALUES (?1, ?2, 'Richiamare', ?3)");
  return [
    ...[first, second, third, fourth].map((id, n) => lead.bind(id, `twin-${n}@example.com`, now)),
    env.DB.prepare("UPDATE lead SET merged_into = ?1 WHERE id = ?2").bind(first, fourth),
    ...[kept, thrown].map((id) => note.bind(id, first, now)),
    env.DB.prepare("INSERT INTO lead_tag (lead_id, tag, at) VALUES (?1, 'fiera', ?2)").bind(first, now),
    env.DB.prepare(
      "INSERT INTO sale (id, lead_id, day, at, what, noted_at) VALUES (?1, ?2, '2027-03-01', ?3, 'Una torta', ?3)",
    ).bind(sale, first, now),
  ];
}

/** What is done with them, by the route that does it. */
export const twinActs: Record<string, { address: string; body: [string, string][] }> = {
  ...Object.fromEntries(
    (
      [
        ["mark", "status", "contacted"],
        ["tag", "tag", "vip"],
        ["untag", "tag", "fiera"],
        ["notes", "text", "Chiede del pane nero."],
        ["unmerge", "other", fourth],
      ] as const
    ).map(([act, field, value]) => [
      `/admin/leads/:id/${act}`,
      { address: `/admin/leads/${first}/${act}`, body: [[field, value] satisfies [string, string]] },
    ]),
  ),
  "/admin/leads/:id/notes/:note": {
    address: `/admin/leads/${first}/notes/${kept}`,
    body: [["text", "Richiamare lunedì"]],
  },
  "/admin/leads/:id/notes/:note/delete": {
    address: `/admin/leads/${first}/notes/${thrown}/delete`,
    body: [],
  },
  "/admin/leads/:id/sales": {
    address: `/admin/leads/${first}/sales`,
    body: [
      ["day", "2027-03-02"],
      ["what", "Due pagnotte"],
      ["given", "yes"],
    ],
  },
  "/admin/leads/:id/sales/:sale/delete": {
    address: `/admin/leads/${first}/sales/${sale}/delete`,
    body: [],
  },
  "/admin/leads/duplicates/merge": { address: "/admin/leads/duplicates/merge", body: pair(second) },
  "/admin/leads/duplicates/apart": { address: "/admin/leads/duplicates/apart", body: pair(third) },
};

function pair(other: string): [string, string][] {
  return [
    ["one", first],
    ["other", other],
  ];
}
