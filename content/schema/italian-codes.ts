/** Whether `code` is a partita IVA with the right check digit (Luhn's sum, DPR 633/1972). */
export function isVatNumber(code: string): boolean {
  if (!/^\d{11}$/.test(code)) return false;
  const sum = [...code].reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

const oddPlaces = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/** Whether `code` is a person's codice fiscale with the right check letter (DM 23 December 1976). */
export function isTaxCode(code: string): boolean {
  const letters = code.toUpperCase();
  if (!/^[A-Z]{6}[0-9L-NP-V]{2}[A-EHLMPRST][0-9L-NP-V]{2}[A-Z][0-9L-NP-V]{3}[A-Z]$/.test(letters))
    return false;
  const sum = [...letters.slice(0, 15)].reduce((total, character, place) => {
    const value = /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65;
    return total + (place % 2 === 0 ? (oddPlaces[value] ?? 0) : value);
  }, 0);
  return String.fromCharCode(65 + (sum % 26)) === letters[15];
}

/** The two letters of Italy's 107 provinces. */
export const provinces = (
  "AG AL AN AO AP AQ AR AT AV BA BG BI BL BN BO BR BS BT BZ CA CB CE CH CL CN CO CR CS CT CZ EN FC FE FG FI FM " +
  "FR GE GO GR IM IS KR LC LE LI LO LT LU MB MC ME MI MN MO MS MT NA NO NU OR PA PC PD PE PG PI PN PO PR PT PU PV " +
  "PZ RA RC RE RG RI RM RN RO SA SI SO SP SR SS SU SV TA TE TN TO TP TR TS TV UD VA VB VC VE VI VR VT VV"
).split(" ");
