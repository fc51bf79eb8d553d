import type { Address, Shop, Site } from "../../content/schema/site.ts";
import type { LandingView } from "../../templates/view.ts";

/** A thing as schema.org describes it; what is undefined is left out. */
export interface GraphNode {
  "@type": string;
  [property: string]: unknown;
}

/** Who answers for the site, in as few words as a page needs. */
export function organization(site: Site): GraphNode {
  return { "@type": "Organization", "@id": organizationId(site), name: site.name, url: `${site.url}/` };
}

/** Who answers for the site, with address, telephone and pages elsewhere: for the home page. */
export function businessInFull(site: Site, logo: string | undefined): GraphNode {
  const { owner, name, social } = site;
  return {
    ...organization(site),
    logo,
    legalName: owner.name === name ? undefined : owner.name,
    vatID: owner.vat && `IT${owner.vat}`,
    address: postal(owner.address),
    telephone: owner.phone,
    sameAs: social.length === 0 ? undefined : social,
  };
}

/** The site as a whole. */
export function website(site: Site): GraphNode {
  const { name, url, locales } = site;
  const publisher = { "@id": organizationId(site) };
  return { "@type": "WebSite", "@id": `${url}/#site`, name, url: `${url}/`, inLanguage: locales, publisher };
}

/** A shop that people can walk into. */
export function store(site: Site, { name, title, address, phone }: Shop): GraphNode {
  return {
    "@type": "Store",
    "@id": `${site.url}/#${name}`,
    name: title,
    url: `${site.url}/`,
    address: postal(address),
    telephone: phone,
    parentOrganization: { "@id": organizationId(site) },
  };
}

/** The way from the home page to a page. */
export function breadcrumb(steps: readonly { name: string; href: string }[]): GraphNode {
  return {
    "@type": "BreadcrumbList",
    itemListElement: steps.map(({ name, href }, place) => ({
      "@type": "ListItem",
      position: place + 1,
      name,
      item: href,
    })),
  };
}

/** Questions that the page answers. */
export function faqPage(url: string, questions: readonly { question: string; answer: string }[]): GraphNode {
  return {
    "@type": "FAQPage",
    "@id": `${url}#faq`,
    mainEntity: questions.map(({ question, answer }) => ({
      "@type": "Question",
      name: question,
      acceptedAnswer: { "@type": "Answer", text: answer },
    })),
  };
}

/** What a landing gives away: a coupon as an offer, an e-book as a book. */
export function given({ magnet, site, canonical, share }: LandingView): GraphNode[] {
  if (magnet?.magnet.kind === "coupon") {
    const { title, summary, validFrom, validUntil, quota } = magnet.magnet;
    return [
      {
        "@type": "Offer",
        name: title,
        description: summary,
        url: canonical,
        validFrom,
        validThrough: validUntil,
        inventoryLevel: quota && { "@type": "QuantitativeValue", value: quota },
        offeredBy: { "@id": organizationId(site) },
      },
    ];
  }
  if (magnet?.magnet.kind !== "ebook") return [];
  const { title, subtitle, authors, language, pages } = magnet.magnet;
  return [
    {
      "@type": "Book",
      name: title,
      alternativeHeadline: subtitle,
      url: canonical,
      image: share?.href,
      author: authors.map((name) => ({ "@type": "Person", name })),
      inLanguage: language ?? site.locale,
      numberOfPages: pages,
      bookFormat: "https://schema.org/EBook",
      isAccessibleForFree: true,
      publisher: { "@id": organizationId(site) },
    },
  ];
}

/** The name by which other things of the graph refer to the business. */
export function organizationId({ url }: Pick<Site, "url">): string {
  return `${url}/#owner`;
}

/** A postal address. */
export function postal({ street, postalCode, city, province, country }: Address): GraphNode {
  return {
    "@type": "PostalAddress",
    streetAddress: street,
    postalCode,
    addressLocality: city,
    addressRegion: province,
    addressCountry: country,
  };
}
