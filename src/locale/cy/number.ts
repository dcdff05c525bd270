const rules = new Intl.PluralRules('cy');

/** A number and its noun, which stays in the singular and whose first letter changes after some numbers (Unicode CLDR, cy). */
export const counted = (count: number, other: string, changed: Partial<Record<Intl.LDMLPluralRule, string>> = {}): string =>
  `${count} ${changed[rules.select(count)] ?? other}`;

/** After `1`, `2` and `6`: a feminine noun in t-. */
export const pages = (count: number): string => counted(count, 'tudalen', { one: 'dudalen', two: 'dudalen', many: 'thudalen' });

export const documents = (count: number): string => counted(count, 'dogfen', { one: 'ddogfen', two: 'ddogfen' });

export const categories = (count: number): string => counted(count, 'categori', { two: 'gategori', few: 'chategori', many: 'chategori' });

export const values = (count: number): string => counted(count, 'gwerth', { two: 'werth' });

/** Begins with a vowel: nothing changes. */
export const entries = (count: number): string => counted(count, 'eitem');

export const visits = (count: number): string => counted(count, 'ymweliad');
