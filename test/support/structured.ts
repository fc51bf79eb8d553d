import * as z from "zod";

const nodeSchema = z.looseObject({ "@type": z.string() });
type GraphNode = z.output<typeof nodeSchema>;

const documentSchema = z.strictObject({
  "@context": z.literal("https://schema.org"),
  "@graph": z.array(nodeSchema).min(1),
});

const text = z.string().min(1);
const address = z.url({ protocol: /^https$/ });
const reference = z.strictObject({ "@id": address });
const day = z.union([
  z.iso.date(),
  z.iso.datetime({ offset: true, precision: -1 }),
  z.iso.datetime({ offset: true }),
]);
const postal = z.looseObject({
  "@type": z.literal("PostalAddress"),
  streetAddress: text,
  postalCode: text,
  addressLocality: text,
  addressCountry: z.string().length(2),
});
const person = z.looseObject({ "@type": z.literal("Person"), name: text });
const place = z.union([
  z.looseObject({ "@type": z.literal("Place"), name: text, address: postal }),
  z.looseObject({ "@type": z.literal("VirtualLocation"), url: address }),
]);
const offer = { "@type": z.literal("Offer"), url: address };

/** What schema.org and Google's documentation of rich results ask of each type (November 2026). */
const required: Record<string, z.ZodType> = {
  Organization: z.looseObject({
    name: text,
    url: address,
    logo: address.optional(),
    address: postal.optional(),
  }),
  Store: z.looseObject({ name: text, address: postal }),
  WebSite: z.looseObject({ name: text, url: address }),
  WebPage: z.looseObject({ name: text, url: address, inLanguage: text, isPartOf: reference }),
  CollectionPage: z.looseObject({
    name: text,
    url: address,
    inLanguage: text,
    hasPart: z.array(reference).optional(),
  }),
  BreadcrumbList: z.looseObject({
    itemListElement: z
      .array(z.strictObject({ "@type": z.literal("ListItem"), position: z.int(), name: text, item: address }))
      .min(2),
  }),
  FAQPage: z.looseObject({
    mainEntity: z
      .array(
        z.looseObject({
          "@type": z.literal("Question"),
          name: text,
          acceptedAnswer: z.looseObject({ "@type": z.literal("Answer"), text }),
        }),
      )
      .min(1),
  }),
  Event: z.looseObject({
    name: text,
    startDate: day,
    endDate: day.optional(),
    location: z.union([place, z.array(place)]),
    organizer: reference,
    offers: z.looseObject({ ...offer, price: z.number(), priceCurrency: z.string().length(3) }).optional(),
  }),
  Offer: z.looseObject({ ...offer, name: text, offeredBy: reference, validThrough: day.optional() }),
  Book: z.looseObject({ name: text, author: z.array(person).min(1), inLanguage: text, url: address }),
  Article: z.looseObject({
    headline: text,
    datePublished: day,
    dateModified: day.optional(),
    author: z.union([person, z.array(person), reference]),
    publisher: reference.optional(),
  }),
};

/** The things that a page's structured data speaks of. */
export function nodesIn(html: string): GraphNode[] {
  const found = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html)?.[1];
  return found === undefined ? [] : documentSchema.parse(JSON.parse(found))["@graph"];
}

/** What `nodes` lack, and references that lead nowhere within the site. */
export function gapsIn(nodes: readonly GraphNode[]): string[] {
  return nodes.flatMap((node) => {
    const schema = required[node["@type"]];
    if (schema === undefined) return [`${node["@type"]} is a type that nobody has looked up.`];
    const { error } = schema.safeParse(node);
    return error?.issues.map(({ path, message }) => `${node["@type"]}.${path.join(".")}: ${message}`) ?? [];
  });
}
