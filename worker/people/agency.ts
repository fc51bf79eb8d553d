/** One client of the agency, as the others' desks may tell it to the agency alone. */
export interface AgencyClient {
  host: string;
  name: string;
  /** The origin of its site; its desk lies at /admin. */
  url: string;
  /** Null while its database is not bound. */
  db: D1Database | null;
}

/** The agency that serves this client among others. */
export interface Agency {
  /** What opens every client's desk. */
  token: string;
  /** The host of this client. */
  host: string;
  /** All clients; to be asked only for whoever came with the agency's token. */
  clients: () => readonly AgencyClient[];
}
