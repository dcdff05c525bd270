/** A page's content security policies, each a map from directive to sources. What a page does, every one has to allow. */
export type Policies = readonly ReadonlyMap<string, readonly string[]>[];

const FALLBACK: Readonly<Record<string, readonly string[]>> = {
  'connect-src': ['default-src'],
  'frame-src': ['child-src', 'default-src'],
  'img-src': ['default-src'],
  'script-src': ['default-src'],
};

/** The policies of the header, and of the page's own `<meta http-equiv>` (CSP Level 3, section 3). */
export function policiesOf(header: string | null, html: string): Policies {
  const inPage = tagsOf(html, 'meta').filter(({ 'http-equiv': name }) => name?.toLowerCase() === 'content-security-policy');
  const texts = [...(header?.split(',') ?? []), ...inPage.map(({ content }) => content ?? '')];
  return texts.map(read).filter(({ size }) => size > 0);
}

function read(text: string): Map<string, readonly string[]> {
  const directives = new Map<string, readonly string[]>();
  for (const part of text.split(';')) {
    const [name, ...sources] = part.trim().split(/\s+/);
    // Of a directive that is there twice the first one counts.
    if (name && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
  }
  return directives;
}

/** Whether something of this address may be had by this directive. @param page - what `'self'` means */
export function allows(policies: Policies, directive: string, address: URL, page: URL): boolean {
  return policies.every((policy) => sourcesOf(policy, directive)?.some((source) => fits(source, address, page)) ?? true);
}

/** Whether a script tag may run, and what it loads after itself: beside 'strict-dynamic' no address counts. */
export function allowsScript(policies: Policies, address: URL, page: URL, nonce: string | undefined): boolean {
  return policies.every((policy) => {
    const sources = policy.get('script-src-elem') ?? sourcesOf(policy, 'script-src');
    if (!sources) return true;
    if (sources.includes("'strict-dynamic'")) return nonce !== undefined && sources.includes(`'nonce-${nonce}'`);
    return sources.some((source) => fits(source, address, page));
  });
}

/** The policies of Trusted Types that could not be made. */
export function refusedTypes(policies: Policies, names: readonly string[]): string[] {
  const lists = policies.map((policy) => policy.get('trusted-types')).filter((list) => list !== undefined);
  return names.filter((name) => lists.some((list) => !list.includes(name) && !list.includes('*')));
}

const sourcesOf = (policy: ReadonlyMap<string, readonly string[]>, directive: string) =>
  [directive, ...(FALLBACK[directive] ?? [])].map((name) => policy.get(name)).find((sources) => sources !== undefined);

/** Whether a source expression means an address (CSP Level 3, section 6.7.2). */
function fits(source: string, address: URL, page: URL): boolean {
  if (source === "'self'") return address.origin === page.origin;
  if (source === '*') return /^(https?|wss?):$/.test(address.protocol);
  if (/^[a-z][a-z0-9+.-]*:$/i.test(source)) return address.protocol === source.toLowerCase() || (source === 'http:' && address.protocol === 'https:');
  const [, scheme = page.protocol, host, port, path] = /^(?:([a-z][a-z0-9+.-]*:)\/\/)?([^/:']+)(?::(\d+|\*))?(\/[^?#]*)?$/i.exec(source) ?? [];
  if (host === undefined) return false;
  const sameScheme = address.protocol === scheme.toLowerCase() || (scheme === 'http:' && address.protocol === 'https:');
  const sameHost = host.startsWith('*.') ? address.hostname.endsWith(host.slice(1).toLowerCase()) : host === '*' || address.hostname === host.toLowerCase();
  const usual = address.protocol === 'https:' ? '443' : '80';
  const samePort = port === '*' || (port ?? usual) === (address.port || usual);
  const samePath = path === undefined || (path.endsWith('/') ? address.pathname.startsWith(path) : address.pathname === path);
  return sameScheme && sameHost && samePort && samePath;
}

/** The tags of a page by name, each with its attributes. A look at what a server sent, not a parser of HTML. */
export function tagsOf(html: string, name: string): Record<string, string>[] {
  const bare = html.replace(/<!--[\s\S]*?-->/g, '');
  return [...bare.matchAll(new RegExp(`<${name}\\b((?:[^>"']|"[^"]*"|'[^']*')*)>`, 'gi'))].map(([, inside = '']) =>
    Object.fromEntries(
      [...inside.matchAll(/([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)].map(([, key, one, other, bareValue]) => [
        key!.toLowerCase(),
        (one ?? other ?? bareValue ?? '').replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"'),
      ]),
    ),
  );
}
