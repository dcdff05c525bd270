/** What is different between the tags of two releases. */
import { levelOf, pairs, said, turnOf, type Change, type Level, type Turn } from './changes.ts';
import { tagsOf, type Attribute, type Described, type Manifest, type Tag } from './manifest.ts';

type Compare<T> = (one: T, other: T, where: string, what: string) => Change[];

export function manifestChanges(before: Manifest, now: Manifest): Change[] {
  const byTag = (manifest: Manifest) => new Map(tagsOf(manifest).map((tag) => [tag.tagName, tag]));
  const { gone, added, both } = pairs(byTag(before), byTag(now));
  return [
    ...gone.map(([where]): Change => ({ level: 'major', where, what: 'the tag is gone' })),
    ...added.map(([where]): Change => ({ level: 'minor', where, what: 'a new tag' })),
    ...both.flatMap(([name, one, other]) => tagChanges(name, one, other)),
    ...eventChanges(before, now),
  ];
}

function tagChanges(where: string, before: Tag, now: Tag): Change[] {
  const list = <T extends Described>(what: string, one: readonly T[], other: readonly T[], compare: Compare<T> = () => []) => {
    const { gone, added, both } = pairs(byName(one), byName(other));
    const named = (name: string) => `${what} ${name ? `\`${name}\`` : '(default)'}`;
    return [
      ...gone.map(([name]): Change => ({ level: 'major', where, what: `${named(name)} is gone` })),
      ...added.map(([name]): Change => ({ level: 'minor', where, what: `${named(name)} is new` })),
      ...both.flatMap(([name, first, second]) => compare(first, second, where, named(name))),
    ];
  };
  // The machinery behind a tag is a member, too, in the first manifest; hosts have its fields.
  const fields = ({ members }: Tag) => members.filter(({ kind, static: ofClass }) => kind === 'field' && !ofClass);
  return [
    ...list('attribute', before.attributes, now.attributes, settings),
    ...list('property', fields(before), fields(now), settings),
    ...list('event', before.events, now.events, sameType),
    ...list('slot', before.slots, now.slots),
    ...list('part', before.cssParts, now.cssParts),
    ...list('token', before.cssProperties, now.cssProperties, (one, other, at, what) => [
      ...(one.syntax === other.syntax ? [] : [{ level: 'major' as Level, where: at, what: `${what} is of another type` }]),
      ...(one.default === other.default ? [] : [{ level: 'patch' as Level, where: at, what: `${what} has another value where it is not set` }]),
    ]),
  ];
}

const byName = <T extends Described>(all: readonly T[]) => new Map(all.map((one) => [one.name, one]));

/** A host gives it: what it takes may grow. */
const settings: Compare<Attribute> = (one, other, where, what) => {
  const turn = typeTurn(one.type?.text, other.type?.text);
  return [
    ...(turn === 'same' ? [] : [{ level: levelOf(turn, 'given'), where, what: `${what} ${said[turn]} (${typeWords(other)}, was ${typeWords(one)})` }]),
    ...(one.default === other.default ? [] : [{ level: 'major' as Level, where, what: `${what} is \`${other.default ?? 'undefined'}\` where it is not set (was \`${one.default ?? 'undefined'}\`)` }]),
  ];
};

const sameType: Compare<Described> = (one, other, where, what) =>
  one.type?.text === other.type?.text ? [] : [{ level: 'major', where, what: `${what} is of class \`${other.type?.text}\` (was \`${one.type?.text}\`)` }];

const typeWords = ({ type }: Described) => `\`${type?.text ?? 'unknown'}\``;

/** How a union stands to another; `string` takes in every word. */
export function typeTurn(before = 'unknown', now = 'unknown'): Turn {
  const members = (type: string) => new Set(type.split('|').map((member) => member.trim()).filter(Boolean));
  return turnOf(members(before), members(now), (type, member) => type.has(member) || (type.has('string') && member.startsWith("'")));
}

/** What an event tells: a host reads it, and what it reads must stay. */
function eventChanges(before: Manifest, now: Manifest): Change[] {
  const details = ({ modules }: Manifest) =>
    new Map(
      modules.flatMap(({ declarations }) => declarations ?? []).filter(({ kind, name }) => kind === 'class' && name.endsWith('Event')).flatMap(({ name, members }) => {
        const text = members?.find((member) => member.name === 'detail')?.type?.text ?? '';
        // The first manifest does not say it.
        return text.includes('{') ? [[name, fieldsOf(text)] as const] : [];
      }),
    );
  return pairs(details(before), details(now)).both.flatMap(([where, one, other]) => {
    const { gone, added, both } = pairs(one, other);
    return [
      ...gone.map(([name]): Change => ({ level: 'major', where, what: `\`detail.${name}\` is gone` })),
      ...added.map(([name]): Change => ({ level: 'minor', where, what: `\`detail.${name}\` is new` })),
      ...both.flatMap(([name, first, second]): Change[] => {
        const turn = typeTurn(first, second);
        return turn === 'same' ? [] : [{ level: levelOf(turn, 'got'), where, what: `\`detail.${name}\` ${said[turn]} (\`${second}\`, was \`${first}\`)` }];
      }),
    ];
  });
}

/** `Readonly<{ a: T; b?: U }>` by field; one that may be missing may be `undefined`. */
const fieldsOf = (text: string) =>
  new Map([...text.matchAll(/(\w+)(\?)?: ([^;}]+)/g)].map(([, name = '', optional, type = '']) => [name, `${type.trim()}${optional ? ' | undefined' : ''}`] as const));
