/** An address as a host writes it, which may be relative to its page. */
export const address = (written: string | null): URL | undefined =>
  written && URL.canParse(written, location.href) ? new URL(written, location.href) : undefined;

/** Plain http is taken only where the page itself came that way, or from this machine, for development. */
export const isSafe = ({ protocol, hostname, origin }: URL): boolean =>
  protocol === 'https:' || origin === location.origin || (protocol === 'http:' && /^(localhost|127[\d.]+|\[::1])$/.test(hostname));
