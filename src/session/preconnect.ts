const opened = new Set<string>();

/**
 * Opens the connection to a gateway while the token is still on its way: its handshakes take as long as two or three
 * answers (HTML, link type `preconnect`; its requests carry no credentials, hence `crossorigin`).
 */
export function preconnect(origin: string): void {
  if (origin === location.origin || opened.has(origin)) return;
  opened.add(origin);
  document.head.append(Object.assign(document.createElement('link'), { rel: 'preconnect', href: origin, crossOrigin: '' }));
}
