/** The headers of a static page that the Worker filled in: its own security policy, and kept by nobody. */
export function pageHeaders(page: Response): Headers {
  const headers = new Headers({
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
  });
  const policy = page.headers.get("Content-Security-Policy");
  // Without one (pages made on demand, locally) the strict default of the Worker would switch off their style.
  headers.set("Content-Security-Policy", policy ?? "frame-ancestors 'none'");
  return headers;
}
