import type { ArticleListView, ArticleView } from "../../templates/article/view.ts";
import { graphOf } from "./graph.ts";
import { breadcrumb, faqPage, organization, organizationId } from "./nodes.ts";

/** JSON-LD for an article: what it says, who wrote it and when, the way to it, the questions it answers. */
export function articleGraph(view: ArticleView): string {
  const { article, canonical, site, locale, home, places, texts, share, text } = view;
  const writer = article.author && { "@type": "Person", name: article.author };
  return graphOf([
    organization(site),
    {
      "@type": "Article",
      "@id": canonical,
      url: canonical,
      mainEntityOfPage: canonical,
      headline: article.title,
      description: article.seo.description ?? article.intro,
      inLanguage: locale,
      image: share?.href,
      datePublished: article.published,
      dateModified: article.updated ?? article.published,
      author: writer ?? { "@id": organizationId(site) },
      publisher: { "@id": organizationId(site) },
    },
    breadcrumb([
      { name: site.name, href: site.url + home },
      { name: texts.articles.title, href: site.url + places.list },
      { name: article.title, href: canonical },
    ]),
    ...(text.questions.length === 0 ? [] : [faqPage(canonical, text.questions)]),
  ]);
}

/** JSON-LD for a list of articles. */
export function articleListGraph(view: ArticleListView): string {
  const { site, locale, canonical, home, texts, articles } = view;
  return graphOf([
    organization(site),
    {
      "@type": "CollectionPage",
      "@id": canonical,
      url: canonical,
      name: texts.articles.title,
      inLanguage: locale,
      hasPart: articles.map(({ href }) => ({ "@id": site.url + href })),
      publisher: { "@id": organizationId(site) },
    },
    breadcrumb([
      { name: site.name, href: site.url + home },
      { name: texts.articles.title, href: canonical },
    ]),
  ]);
}
