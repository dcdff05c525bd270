/**
 * Whether a unit as written and its UCUM code contradict each other, such as "l/l" beside "%": then nobody knows
 * which of the two the number was meant in. Only what is certain counts; two spellings of one unit do not.
 */
export function unitsConflict(written: string | undefined, ucum: string | undefined): boolean {
  if (!written || !ucum || written === ucum) return false;
  const [one, other] = [measureOf(written), measureOf(ucum)];
  return one !== undefined && other !== undefined && one !== other;
}

/** What is counted, apart from the power of ten before it; in lower case, since laboratories do not heed case. */
const BASES: ReadonlyMap<string, { base: string; power: number }> = new Map([
  ...bases('g', 'g', 'gram', 'grams'),
  ...bases('mol', 'mol', 'mole', 'moles'),
  ...bases('l', 'l', 'litre', 'litres', 'liter', 'liters'),
  ...bases('m', 'm', 'metre', 'meter'),
  ...bases('s', 's', 'sec', 'secs', 'second', 'seconds'),
  ...bases('min', 'min', 'mins', 'minute', 'minutes'),
  ...bases('h', 'h', 'hr', 'hrs', 'hour', 'hours'),
  ...bases('day', 'd', 'day', 'days', '24h', '24hr', '24hrs'),
  // Laboratories write one for the other: an enzyme's unit, an international unit.
  ...bases('unit', 'u', 'iu', '[iu]', 'unit', 'units'),
  ...bases('pa', 'pa'),
  ...bases('osm', 'osm', 'osmol'),
  ...bases('mmhg', 'mmhg', 'm[hg]', 'mm[hg]', 'millimeterofmercury', 'millimetreofmercury'),
  ...bases('cel', 'cel', 'c', '°c', 'degc'),
  ['', { base: '', power: 0 }],
  ['1', { base: '', power: 0 }],
  ['ratio', { base: '', power: 0 }],
  ['%', { base: '', power: -2 }],
  ['percent', { base: '', power: -2 }],
]);

function bases(base: string, ...spellings: string[]) {
  return spellings.map((spelling) => [spelling, { base, power: 0 }] as const);
}

const PREFIXES: ReadonlyMap<string, number> = new Map([
  ['k', 3], ['d', -1], ['c', -2], ['m', -3], ['u', -6], ['µ', -6], ['μ', -6], ['mc', -6], ['n', -9], ['p', -12],
  ['f', -15],
]);

/** A canonical form, equal for equal units; undefined for what is not understood to the last letter. */
function measureOf(unit: string): string | undefined {
  // Giga or gram, tera or nothing: these alone could be either.
  if (/^[GT]\/l$/i.test(unit) && /^[GT]/.test(unit)) return undefined;
  const plain = unit
    .replace(/^([mµun])M$/, '$1mol/L')
    .toLowerCase()
    .replace(/\{[^}]*\}/g, '') // an annotation has no meaning (UCUM, section 6)
    .replace(/\(\(173\/100\)\.m2\)|1\.73_?m\^?2|\b37\s?c\b/g, '') // per body surface; measured at
    .replace(/\s+/g, '')
    .replace(/^x(?=10)/, '')
    .replace(/\/+$/, '');
  const exponents = new Map<string, number>();
  let power = 0;
  for (const [at, factor] of plain.split('/').entries()) {
    for (const part of factor.split(/\.(?!\d)/)) {
      const atom = atomOf(part);
      if (!atom) return undefined;
      const sign = at === 0 ? 1 : -1;
      power += sign * atom.power;
      if (atom.base) exponents.set(atom.base, (exponents.get(atom.base) ?? 0) + sign);
    }
  }
  const dimensions = [...exponents].filter(([, exponent]) => exponent !== 0).toSorted();
  return JSON.stringify([power, dimensions]);
}

function atomOf(part: string): { base: string; power: number } | undefined {
  const ten = /^10(?:\*|\^|e)([+-]?\d{1,2})(.*)$/.exec(part);
  if (ten) {
    const rest = atomOf(ten[2]!);
    return rest && { base: rest.base, power: Number(ten[1]) + rest.power };
  }
  const whole = BASES.get(part);
  if (whole) return whole;
  for (const [prefix, power] of PREFIXES) {
    const base = part.startsWith(prefix) ? BASES.get(part.slice(prefix.length)) : undefined;
    if (base?.base) return { base: base.base, power: power + base.power };
  }
  return undefined;
}
