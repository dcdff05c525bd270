/**
 * SHA-256 (FIPS 180-4) of bytes, or of a text in UTF-8, in lower-case hexadecimal.
 *
 * Web Crypto hands each piece to another thread, and for pieces as small as ours that costs many times what the digest
 * does: several of them stand before every answer. Node's own answers at once; a page has only the other.
 */
export async function sha256(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  if (own) return own.hash('sha256', content);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// Not an import: what stands below the app must open in a page, too.
const own = globalThis.process?.getBuiltinModule?.('node:crypto');
