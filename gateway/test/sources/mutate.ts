import fc from 'fast-check';

type Step = string | number;

/** What may stand where something else was meant. */
export const anywhere: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>,
  fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    ' ',
    0,
    -1,
    true,
    [],
    {},
    [null],
    [[]],
    '9999-99-99',
    '2024-02-30T00:00:00Z',
    '1e999',
    JSON.parse('{"__proto__": {"code": "x"}, "constructor": 1, "hasOwnProperty": 2}'),
    { toString: 0, valueOf: 0, toJSON: 0, length: -1 },
  ),
  fc.string({ unit: 'binary' }),
);

/** A value with up to so many strange things put in at places of it. */
export function mutationsOf<T>(
  whole: T,
  most: number,
  strange: fc.Arbitrary<unknown> = anywhere,
): fc.Arbitrary<T> {
  const mutation = fc.record({
    path: fc.constantFrom(...places(whole).filter((path) => path.length > 0)),
    what: strange,
  });
  return fc
    .array(mutation, { minLength: 1, maxLength: most })
    .map(
      (mutations) => mutations.reduce<unknown>((value, { path, what }) => put(value, path, what), whole) as T,
    );
}

function places(value: unknown, path: Step[] = []): Step[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const steps = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [path, ...steps.flatMap((step) => places((value as Record<Step, unknown>)[step], [...path, step]))];
}

function put(value: unknown, [step, ...rest]: Step[], what: unknown): unknown {
  if (step === undefined) return what;
  // An earlier mutation has removed the place.
  if (typeof value !== 'object' || value === null) return value;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<Step, unknown>;
  copy[step] = put(copy[step], rest, what);
  return copy;
}
