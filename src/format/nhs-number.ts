/** A ten-digit NHS number that passes its Modulus 11 check (NHS Data Dictionary), without spaces. */
export type NhsNumber = string;

/**
 * Reads an NHS number as people write it (`943 476 5919`, `943-476-5919`).
 * @returns the ten digits, or `undefined` where it is not a valid NHS number.
 */
export function parseNhsNumber(written: string | null | undefined): NhsNumber | undefined {
  const digits = (written ?? '').replace(/[\s-]/g, '');
  if (!/^\d{10}$/.test(digits)) return undefined;
  let sum = 0;
  for (let place = 0; place < 9; place++) sum += Number(digits[place]) * (10 - place);
  const check = (11 - (sum % 11)) % 11;
  return check === Number(digits[9]) ? digits : undefined;
}

/** Writes an NHS number 3-3-4 (NHS CUI NUM-0001). */
export const formatNhsNumber = (number: NhsNumber): string =>
  `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`;
