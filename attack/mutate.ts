/** Ways to make a bad token of a good one (JWS, RFC 7515): with no key, with a wrong one, and with the right one. */
import { chance } from '../gateway/demo/chance.ts';
import { newKey, openSigningKey, type SigningKey } from '../gateway/token/keys.ts';

/** Draws of one try. */
export interface Draw {
  /** A whole number from 0, below a limit. */
  below(limit: number): number;
  of<T>(some: readonly T[]): T;
}

export function drawing(seed: string): Draw {
  const next = chance(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, of: (some) => some[below(some.length)]! };
}

/** A good text, and what whoever forges another may know or have. */
export interface Original {
  text: string;
  /** Another good one of the same kind, whose parts may be borrowed. */
  other: string;
  /** The key that may sign it: what is made with it is bad for what it says. */
  key: SigningKey;
  /** Seconds since 1970. */
  now: number;
  /** Claims without which it is none, each with shapes that it never has. */
  shapes: Readonly<Record<string, readonly unknown[]>>;
}

export type Way = (original: Original, draw: Draw) => string | Promise<string>;

const stranger = await openSigningKey(await newKey());
const url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url');
const split = (text: string) => text.split('.') as [string, string, string];
const open = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const number = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const bytes32 = (value: bigint) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');

/** Signs in the low form, so that nothing is refused for that alone. */
async function sign(header: string, payload: string, { privateKey }: SigningKey): Promise<string> {
  const head = `${url(header)}.${url(payload)}`;
  for (;;) {
    const made = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey as globalThis.CryptoKey, Buffer.from(head)));
    if (number(made.subarray(32)) <= ORDER / 2n) return `${head}.${url(made)}`;
  }
}

async function hmac(header: string, payload: string, secret: Uint8Array): Promise<string> {
  const head = `${url(header)}.${url(payload)}`;
  const key = await crypto.subtle.importKey('raw', Uint8Array.from(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return `${head}.${url(new Uint8Array(await crypto.subtle.sign('HMAC', key, Buffer.from(head))))}`;
}

const values: readonly unknown[] = [null, true, 0, -1, 1e308, '', 'x', 'admin', [], ['R8000'], {}, { $ne: '' }, '9990000026', 'audit', '\u0000', 'x'.repeat(9000), 4_000_000_000, 'https://attacker.example'];
const names = ['alg', 'typ', 'kid', 'iss', 'aud', 'sub', 'name', 'org', 'roles', 'patient', 'scope', 'purpose', 'azp', 'jti', 'iat', 'exp', 'nbf', 'htm', 'htu', 'ath', 'cnf', 'jwk', 'jku', 'x5c', 'crit', '__proto__', 'constructor', 'admin'];

/** Another value for a member, a member more, or one less. */
function edited(from: Record<string, unknown>, draw: Draw): string {
  const own = Object.keys(from);
  const name = draw.below(3) > 0 ? draw.of(own) : draw.of(names);
  const rest = Object.entries(from).filter(([key]) => key !== name);
  const members = draw.below(4) === 0 && own.includes(name) ? rest : [...rest, [name, draw.of(values)] as const];
  return `{${members.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join()}}`;
}

/** A piece of the text: where it begins, and where it ends. */
const piece = (text: string, draw: Draw, most = 40): [number, number] => {
  const from = draw.below(text.length - 1);
  return [from, Math.min(text.length, from + 1 + draw.below(most))];
};

const withSignature = (text: string, change: (signature: Buffer) => Uint8Array) => {
  const [header, payload, signature] = split(text);
  return `${header}.${payload}.${url(change(Buffer.from(signature, 'base64url')))}`;
};

/** Some parts of the token are edited, and which key signs is up to the way. */
function forged(text: string, draw: Draw): [header: Record<string, unknown>, payload: string] {
  const [header, payload] = split(text);
  const asIs = Buffer.from(payload, 'base64url').toString();
  return [open(header), draw.below(4) === 0 ? asIs : edited(JSON.parse(asIs), draw)];
}

export const ways: Readonly<Record<string, Way>> = {
  'a bit flipped': ({ text }, draw) => {
    const parts = split(text);
    const which = draw.below(3);
    const bytes = Buffer.from(parts[which]!, 'base64url');
    bytes[draw.below(bytes.length)]! ^= 1 << draw.below(8);
    parts[which] = url(bytes);
    return parts.join('.');
  },
  'a character replaced': ({ text }, draw) => {
    const at = draw.below(text.length);
    return text.slice(0, at) + String.fromCharCode(0x21 + draw.below(0x5e)) + text.slice(at + 1);
  },
  'cut short': ({ text }, draw) => text.slice(0, draw.below(text.length)),
  'the beginning cut off': ({ text }, draw) => text.slice(1 + draw.below(text.length - 1)),
  'a piece doubled': ({ text }, draw) => {
    const [from, to] = piece(text, draw);
    return text.slice(0, to) + text.slice(from);
  },
  'a piece taken out': ({ text }, draw) => {
    const [from, to] = piece(text, draw);
    return text.slice(0, from) + text.slice(to);
  },
  'white space inside': ({ text }, draw) => {
    const at = 1 + draw.below(text.length - 1);
    return text.slice(0, at) + draw.of([' ', '\t', '  ', '\u00a0', '\u00ad', '\u000b', '\u0085']) + text.slice(at);
  },
  'another base64': ({ text }, draw) =>
    draw.of<() => string>([
      () => text.replaceAll('-', '+').replaceAll('_', '/'),
      () => split(text).map((part) => Buffer.from(part, 'base64url').toString('base64')).join('.'),
      () => split(text).map((part) => Buffer.from(part, 'base64url').toString('hex')).join('.'),
      () => `${text}${'='.repeat(1 + draw.below(3))}`,
      () => split(text).map((part) => `${part}${'='.repeat(1 + draw.below(2))}`).join('.'),
      () => spare(text, draw),
    ])(),
  'encoded once more': ({ text }, draw) =>
    draw.of<() => string>([
      () => url(text),
      () => JSON.stringify(text),
      () => text.replaceAll('.', '%2E'),
      () => [...text].map((one) => (draw.below(30) === 0 ? `%${one.charCodeAt(0).toString(16)}` : one)).join('') + '%00',
      () => split(text).map(url).join('.'),
      () => text.toUpperCase(),
      () => text.toLowerCase(),
    ])(),
  'other parts, or in another order': ({ text }, draw) => {
    const [a, b, c] = split(text);
    return draw.of([
      [a, c, b], [b, a, c], [c, b, a], [a, b], [a, b, c, c], [a, b, ''], ['', b, c], [a, '', c], [a, b, c, ''], [a, a, c], [a, b, c, a, b], [b, c],
    ]).join('.');
  },
  'as JSON': ({ text }, draw) => {
    const [header, payload, signature] = split(text);
    const signed = { protected: header, signature };
    return JSON.stringify(draw.of([{ payload, ...signed }, { payload, signatures: [signed] }, [text], { token: text }, { payload, header: open(header), signature }]));
  },
  huge: ({ text }, draw) => {
    const more = 'A'.repeat(1 << (10 + draw.below(9)));
    const parts = split(text);
    const which = draw.below(3);
    parts[which] = draw.below(2) === 0 ? parts[which]! + more : more + parts[which]!;
    return parts.join('.');
  },
  'two of them': ({ text, other }, draw) => `${text}${draw.of([',', ', ', ' ', ';', '&', '.', '|'])}${other}`,
  'a part of another one': ({ text, other }, draw) => {
    const parts = split(text);
    const which = 1 + draw.below(2);
    parts[which] = split(other)[which]!;
    return parts.join('.');
  },
  'the signature in another form': ({ text }, draw) =>
    withSignature(
      text,
      draw.of<(signature: Buffer) => Uint8Array>([
        () => Buffer.alloc(64),
        () => Buffer.alloc(64, 0xff),
        () => Buffer.concat([bytes32(ORDER), bytes32(ORDER)]),
        () => Buffer.concat([bytes32(1n), bytes32(1n)]),
        (given) => Buffer.concat([given.subarray(32), given.subarray(0, 32)]),
        (given) => Buffer.concat([Buffer.from([0x30, 0x44, 0x02, 0x20]), given.subarray(0, 32), Buffer.from([0x02, 0x20]), given.subarray(32)]),
        (given) => Buffer.concat([given, Buffer.alloc(1 + draw.below(64))]),
        (given) => Buffer.concat([Buffer.alloc(1 + draw.below(64)), given]),
        (given) => given.subarray(0, draw.below(64)),
        (given) => Buffer.from(given).reverse(),
      ]),
    ),
  'edited, and not signed again': ({ text }, draw) => {
    const [header, payload, signature] = split(text);
    return draw.below(2) === 0 ? `${url(edited(open(header), draw))}.${payload}.${signature}` : `${header}.${url(edited(open(payload), draw))}.${signature}`;
  },
  'signed with another key': ({ text }, draw) => {
    const [header, payload] = forged(text, draw);
    const { kid, publicJwk } = stranger;
    const named = draw.of<object>([{}, { kid }, { jwk: publicJwk, kid }, { jku: 'https://attacker.example/jwks.json', kid }, { x5c: [url(JSON.stringify(publicJwk))] }, { kid: undefined }]);
    // Who shows a proof shows its key: another page's proof is good for another page only.
    const own = 'jwk' in header ? { jwk: { kty: publicJwk.kty, crv: publicJwk.crv, x: publicJwk.x, y: publicJwk.y } } : {};
    return sign(JSON.stringify({ ...header, ...named, ...(draw.below(2) === 0 ? own : {}) }), payload, stranger);
  },
  'signed with the public key as a secret': ({ text, key }, draw) => {
    const [header, payload] = forged(text, draw);
    const { x = '' } = key.publicJwk;
    const secret = draw.of([Buffer.from(JSON.stringify(key.publicJwk)), Buffer.from(x, 'base64url'), Buffer.from(x), Buffer.from(key.kid), Buffer.alloc(64)]);
    return hmac(JSON.stringify({ ...header, alg: draw.of(['HS256', 'HS384', 'HS512', 'hs256', header['alg']]) }), payload, secret);
  },
  'of no algorithm, or of another': ({ text }, draw) => {
    const [header, payload] = forged(text, draw);
    const alg = draw.of(['none', 'None', 'nOnE', '', null, 'ES384', 'ES256K', 'RS256', 'PS256', 'EdDSA', ['ES256'], 'ES256 ', 'HS256', 0]);
    const signature = draw.of(['', split(text)[2], 'AA']);
    return `${url(JSON.stringify({ ...header, alg }))}.${url(payload)}.${signature}`;
  },
  'a member twice, signed with the right key': ({ text, key }, draw) => {
    const parts = split(text).slice(0, 2).map((part) => Buffer.from(part, 'base64url').toString()) as [string, string];
    const which = draw.below(2);
    const name = draw.of(Object.keys(JSON.parse(parts[which]!) as object));
    const written = draw.below(2) === 0 ? name : `\\u00${name.charCodeAt(0).toString(16)}${name.slice(1)}`;
    const more = `"${written}":${JSON.stringify(draw.of(values))}`;
    parts[which] = draw.below(2) === 0 ? parts[which]!.replace('{', `{${more},`) : `${parts[which]!.slice(0, -1)},${more}}`;
    return sign(...parts, key);
  },
  'moved in time, signed with the right key': ({ text, key, now }, draw) => {
    const [header, payload] = split(text);
    const claims = open(payload);
    const life = typeof claims['exp'] === 'number' ? claims['exp'] - (claims['iat'] as number) : undefined;
    const away = 400 + 2 ** draw.below(31);
    const at = draw.below(2) === 0 ? now - away : now + away;
    const moved = life === undefined ? { iat: at } : draw.of([{ iat: at, exp: at + life }, { exp: (claims['iat'] as number) + life + away }, { exp: now - away }, { nbf: now + away }, { iat: now + away }]);
    return sign(Buffer.from(header, 'base64url').toString(), JSON.stringify({ ...claims, ...moved }), key);
  },
  'another header, signed with the right key': ({ text, key }, draw) => {
    const [header, payload] = split(text);
    const change = draw.of<object>([
      ...['logout+jwt', 'secevent+jwt', '', 7, null, ['JWT'], 'JWT '].map((typ) => ({ typ })),
      ...['none', 'HS256', 'es256', 'ES256K', 'RS256', 'EdDSA', null, ['ES256']].map((alg) => ({ alg })),
      { crit: ['lcr'], lcr: true }, { crit: ['exp'] }, { crit: [] }, { b64: false, crit: ['b64'] }, { kid: 'unknown' }, { kid: '../../etc/passwd' }, { kid: "' OR 1=1--" },
    ]);
    return sign(JSON.stringify({ ...open(header), ...change }), Buffer.from(payload, 'base64url').toString(), key);
  },
  'a claim of another shape, signed with the right key': ({ text, key, shapes }, draw) => {
    const [header, payload] = split(text);
    const claim = draw.of(Object.keys(shapes));
    const shape = draw.of([undefined, ...shapes[claim]!]);
    return sign(Buffer.from(header, 'base64url').toString(), JSON.stringify({ ...open(payload), [claim]: shape }), key);
  },
};

/** The same bytes, written with other spare bits in the last character of a part (RFC 4648 section 3.5). */
function spare(text: string, draw: Draw): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const parts = split(text);
  const loose = [0, 1, 2].filter((index) => parts[index]!.length % 4 !== 0);
  const which = draw.of(loose);
  const part = parts[which]!;
  parts[which] = part.slice(0, -1) + alphabet[alphabet.indexOf(part.at(-1)!) ^ 1]!;
  return parts.join('.');
}
