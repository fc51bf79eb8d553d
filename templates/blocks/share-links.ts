import type { ShareWay } from "./action-schema.ts";

/** The plain link that passes `address` on, with `text` where the way takes one. */
export function shareLink(way: ShareWay, text: string, address: string): string {
  const said = encodeURIComponent(text);
  const to = encodeURIComponent(address);
  const both = encodeURIComponent(`${text}\n${address}`);
  switch (way) {
    case "whatsapp":
      return `https://wa.me/?text=${both}`;
    case "email":
      return `mailto:?subject=${said}&body=${both}`;
    case "facebook":
      return `https://www.facebook.com/sharer/sharer.php?u=${to}`;
    case "linkedin":
      return `https://www.linkedin.com/sharing/share-offsite/?url=${to}`;
    case "x":
      return `https://x.com/intent/post?text=${said}&url=${to}`;
  }
}
