import type { Visit } from './engines.ts';
import type { Site } from './site.ts';

/** A browser looks for this by itself, whatever the page is. */
const ICON = '/favicon.ico';

/** Firefox says of a page that it draws it flatter than it is. That is no deed of the page's. */
const FLATTENED = 'The document tree is too deep.';

/** What was run, reported or asked for in a page since this was last asked, a line each. */
export async function misdeeds({ host, gateway, reports, strays }: Site, { page, asked, said }: Visit): Promise<string[]> {
  const { ran, violations, errors } = await page.evaluate(() => ({ ran: attack.ran.splice(0), violations: attack.violations.splice(0), errors: attack.errors.splice(0) }));
  // What begins with the first three is in the page already.
  const own = ['blob:', 'data:', 'about:srcdoc', `${host}/`, `${gateway}/`];
  return [
    ...ran.map((name) => `${name} was called`),
    ...violations.filter((one) => !one.includes(ICON)),
    ...errors,
    ...asked.splice(0).filter((address) => !own.some((start) => address.startsWith(start))).map((address) => `asked for ${address}`),
    ...reports.splice(0).filter((one) => !one.includes(ICON)),
    ...strays.splice(0).map((stray) => `asked for ${stray}`),
    ...said.splice(0).filter((line) => /^(dialog|exception)/.test(line) && !line.includes(ICON) && !line.includes(FLATTENED)),
  ];
}
