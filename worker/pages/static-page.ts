/** The headers of a static page that the Worker filled in: its own security policy, and kept by nobody. */
export function pageHeaders(page: Response): Headers {
  return headersOf(page, { "Cache-Control": "no-store", "X-Robots-Tag": "noindex" });
}

/** The headers of a page that is for everyone, as the platform gives them to pages that it serves itself. */
export function publicHeaders(page: Response): Headers {
  return headersOf(page, {
    "Cache-Control": "public, max-age=0, must-revalidate",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    // Without a word of ours the Worker's default would keep the page out of search.
    "X-Robots-Tag": "all",
  });
}

function headersOf(page: Response, own: Record<string, string>): Headers {
  const headers = new Headers({ "Content-Type": "text/html; charset=utf-8", ...own });
  // Without one (pages made on demand, locally) the strict default of the Worker would switch off their style.
  headers.set(
    "Content-Security-Policy",
    page.headers.get("Content-Security-Policy") ?? "frame-ancestors 'none'",
  );
  const refused = page.headers.get("Permissions-Policy");
  if (refused !== null) headers.set("Permissions-Policy", refused);
  return headers;
}
