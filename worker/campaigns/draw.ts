import { sign } from "../digest.ts";

/** Draws the readers on whom the subjects of a campaign are tried: by a keyed hash of each, not by the order of arrival. */
export interface Draw {
  /** Whether the lead is among those, and which subject it gets then. */
  of: (leadId: string) => { isDrawn: boolean; variant: number };
}

/** The draw of the campaign `name`: `share` per cent of its readers, in equal parts for `variants` subjects. */
export async function drawOf(
  secret: string,
  name: string,
  { share, variants }: { share: number; variants: number },
): Promise<Draw> {
  const key = await sign(secret, `subjects:${name}`);
  const seeds = [seedOf(key.slice(0, 21)), seedOf(key.slice(21))] as const;
  return {
    of: (leadId) => ({
      isDrawn: mixed(leadId, seeds[0]) / 2 ** 32 < share / 100,
      variant: Math.floor((mixed(leadId, seeds[1]) / 2 ** 32) * variants),
    }),
  };
}

function seedOf(text: string): number {
  return mixed(text, 0);
}

/** MurmurHash3 of `text`, 32 bits: a campaign of a hundred thousand is drawn without as many calls of the platform. */
function mixed(text: string, seed: number): number {
  let hash = seed;
  for (let place = 0; place < text.length; place += 1) {
    let block = Math.imul(text.charCodeAt(place), 0xcc9e2d51);
    block = (block << 15) | (block >>> 17);
    hash ^= Math.imul(block, 0x1b873593);
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
