import { joined } from "../bytes.ts";
import type { Deps } from "../env.ts";
import { inOneStep } from "./claim.ts";
import { decode, isWindows } from "./encoding.ts";
import { pieceSize } from "./pieces.ts";
import type { Reading } from "./reading.ts";
import { recordsIn } from "./separate.ts";
import { forgetting, type Import } from "./store-imports.ts";
import { isMeta } from "./targets.ts";

/** Bytes that one step reads. */
const sliceSize = 128_000;
/** Rows of one piece, of which a step takes one. */
const rowsAPart = 300;
/** A record longer than this is a quote that was never closed. */
const longestRecord = 200_000;

/** Reads on for one step: cuts what comes next into rows. Whether there is more to read. */
export async function cutOn(
  { db }: Deps,
  { id, reading, carry, bytes, at_byte, parts, rows }: Import,
  noted?: D1PreparedStatement,
): Promise<boolean> {
  const piece = Math.floor(at_byte / pieceSize);
  const slice = await db
    .prepare("SELECT substr(bytes, ?3, ?4) AS slice FROM import_bytes WHERE import_id = ?1 AND n = ?2")
    .bind(id, piece, (at_byte % pieceSize) + 1, sliceSize)
    .first<ArrayBuffer | number[]>("slice");
  const held: Carry = carry === null ? { text: "", bytes: [] } : (JSON.parse(carry) as Carry);
  const read = new Uint8Array(slice ?? []);
  const next = joined([Uint8Array.from(held.bytes), read]);
  const encoding = reading.encoding === "utf-8" && isWindows(next) ? "windows-1252" : reading.encoding;
  const { text, rest } = decode(next, encoding);
  const end = at_byte + read.length;
  const isLast = end >= bytes;
  const whole = held.text + (at_byte === 0 ? text.replace(/^\ufeff/, "") : text);
  const cut = recordsIn(whole, reading.separator, isLast);
  const isEndless = cut.isOpen || cut.rest.length > longestRecord;
  const heads = reading.heads.length > 0 ? reading.heads : (cut.records.shift() ?? []);
  const samples = [...reading.samples, ...cut.records]
    .slice(0, 3)
    .map((row) => row.map((cell) => cell.slice(0, 80)));
  const made = partsOf(cut.records, parts, rows);
  const done = isLast || isEndless;
  const isBroken = isEndless || (done && rows + cut.records.length === 0);
  const told: Reading = { ...reading, encoding, heads: heads.slice(0, 200), samples, meta: isMeta(heads) };
  const left: Carry = { text: cut.rest, bytes: [...next.subarray(next.length - rest)] };
  await inOneStep({ db }, { id, status: "reading", n: at_byte }, [
    db
      .prepare(
        `INSERT INTO import_part (import_id, n, first, rows)
           SELECT ?1, value ->> 'n', value ->> 'first', value -> 'rows' FROM json_each(?2)`,
      )
      .bind(id, JSON.stringify(made)),
    db
      .prepare(
        `UPDATE import SET reading = ?2, carry = ?3, at_byte = ?4, parts = parts + ?5, rows = rows + ?6, status = ?7
            WHERE id = ?1`,
      )
      .bind(
        ...[
          id,
          JSON.stringify(told),
          done ? null : JSON.stringify(left),
          end,
          made.length,
          cut.records.length,
        ],
        statusAfter(done, isBroken),
      ),
    ...(noted === undefined ? [] : [noted]),
    ...(isBroken
      ? forgetting(db, id)
      : done
        ? [db.prepare("DELETE FROM import_bytes WHERE import_id = ?1").bind(id)]
        : []),
  ]);
  return !done;
}

/** What belongs to the next step: half a record, and the bytes of half a character. */
interface Carry {
  text: string;
  bytes: number[];
}

function statusAfter(done: boolean, isBroken: boolean): string {
  if (isBroken) return "stopped";
  return done ? "mapping" : "reading";
}

function partsOf(records: string[][], parts: number, rows: number) {
  const made: { n: number; first: number; rows: string[][] }[] = [];
  for (let place = 0; place < records.length; place += rowsAPart)
    made.push({
      n: parts + made.length,
      first: rows + place + 1,
      rows: records.slice(place, place + rowsAPart),
    });
  return made;
}
