/**
 * Ten digits whose last one is the check digit: weights 10 to 2, modulus 11
 * (NHS Data Dictionary, "NHS NUMBER"). Where the sum leaves 10 there is no such number.
 */
export function isNhsNumber(value: unknown): value is string {
  if (typeof value !== 'string' || !/^[0-9]{10}$/.test(value)) return false;
  const digits = Array.from(value, Number);
  const sum = digits.slice(0, 9).reduce((total, digit, place) => total + digit * (10 - place), 0);
  return (11 - (sum % 11)) % 11 === digits[9];
}
