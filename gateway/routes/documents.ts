import { Hono } from 'hono';
import type { Door } from '../record/door.ts';
import type { Document } from '../record/document.ts';
import { askerOf } from './guard.ts';
import type { Env } from './log.ts';
import { readNothing } from './query.ts';

/** `/v1/documents/{id}`: bytes for a viewer to draw, and for nothing to run. */
export function documentRoutes(door: Door): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/:id', async (c) => {
    readNothing(new URL(c.req.url).searchParams);
    const asker = askerOf(c);
    const document = await door.document(asker, c.req.param('id'));
    const { bytes, format, contradicted } = document;
    return c.body(bytes, 200, {
      'Content-Type': format.type,
      'Content-Length': String(bytes.length),
      'Content-Disposition': disposition(document),
      'LCR-Patient': asker.claims.patient,
      ...(contradicted === undefined ? {} : { 'LCR-Declared-Type': contradicted }),
    });
  });
  return routes;
}

const LONGEST = 80;

/** What must not stand in a name: what systems take for more than a letter, and what turns the reading direction. */
const RISKY = /[\p{C}\p{Zl}\p{Zp}"*/:<>?\\|%]+/gu;

/** The name of a saved copy (RFC 6266, RFC 8187). How it ends is not for the source to say. */
function disposition({ title = '', format: { ending } }: Document): string {
  const words = title.normalize('NFC').replace(RISKY, ' ').replace(/\s+/g, ' ');
  const bare = words.replace(new RegExp(`\\.${ending}$`, 'i'), '');
  const name = [...bare].slice(0, LONGEST).join('').replace(/^[. ]+|[. ]+$/g, '') || 'document';
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^\w .-]/g, '_');
  const whole = encodeURIComponent(`${name}.${ending}`).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}.${ending}"; filename*=UTF-8''${whole}`;
}
