import { finding, type Finding } from '../../host-kit/doctor.ts';

/** What of a report is looked at; the event and the body of a report have the same members. */
export type Violation = Pick<SecurityPolicyViolationEvent, 'effectiveDirective' | 'sample'> & { blockedURI?: string; blockedURL?: string };

const seen: Violation[] = [];

/** From when this module has come; where the browser keeps them (Chromium), from the page's beginning. */
addEventListener('securitypolicyviolation', (event) => void seen.push(event));
if ('ReportingObserver' in globalThis) {
  const observer = new ReportingObserver((reports) => seen.push(...reports.map(({ body }) => body as unknown as Violation)), {
    types: ['csp-violation'],
    buffered: true,
  });
  observer.observe();
}

/** What the page's policy has refused so far, as far as it is ours. A page may well refuse things of its own. */
export function refusedByPolicy(gateway: URL | undefined): Finding[] {
  const found = seen.flatMap((one) => ours(one, gateway) ?? []);
  return [...new Map(found.map((each) => [each.code, each])).values()];
}

function ours({ effectiveDirective: directive, blockedURI, blockedURL, sample }: Violation, gateway: URL | undefined): Finding | undefined {
  const blocked = (blockedURL ?? blockedURI) || '';
  const isGateway = URL.canParse(blocked) && new URL(blocked).origin === gateway?.origin;
  if (directive === 'connect-src' && isGateway) return finding('csp-connect-src', gateway?.origin);
  if (directive === 'frame-src' && isGateway) return finding('csp-frame-src', gateway?.origin);
  if (directive === 'img-src' && /^(blob|data)/.test(blocked)) return finding('csp-img-src');
  if (directive.startsWith('script-src') && /\/(lcr|dpop|frame)(-[\w-]+)?\.js$/.test(blocked)) return finding('csp-script-src', blocked);
  if (directive === 'trusted-types' && sample.startsWith('lcr-')) return finding('csp-trusted-types', sample);
  if (directive === 'trusted-types' && sample.startsWith('lit-html')) return finding(copiesOfLit() > 1 ? 'lit-policy' : 'csp-trusted-types', sample);
  return undefined;
}

/** Every copy of Lit writes its version there. */
function copiesOfLit(): number {
  return (globalThis as { litHtmlVersions?: string[] }).litHtmlVersions?.length ?? 0;
}
