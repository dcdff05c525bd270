import type { EntrySource } from '../../api-spec/record.ts';
import { digest } from '../sources/digest.ts';
import type { Resource } from '../sources/source.ts';
import { isWithheld } from './labels.ts';
import { asWritten, at, isObject, listed, objects, text, versionOf, type Json } from './read.ts';
import type { LeftFor, Sifted, Sifting } from './rule.ts';

/** Where a resource stands: itself, or contained in another one. */
export interface Found {
  readonly resource: Json;
  /** The resource whose `contained` its `#` references lead to. */
  readonly within: Json;
  /** Its id in the record. */
  readonly id: string;
}

/**
 * What one source brought of a category, while it is being sifted. Every resource has exactly one fate, so that
 * none can be forgotten: it becomes an entry, or it is left for a reason.
 */
export class Holdings {
  readonly source: EntrySource;
  /** Whether the source is a community or mental health trust's. */
  readonly careSetting: Sifting['source']['careSetting'];
  /** What can be opened, by the id under which an entry names it: the FHIR `Attachment`s as they arrived. */
  readonly attachments = new Map<string, Json>();
  readonly #sifting: Sifting;
  readonly #byKey = new Map<string, Resource>();
  readonly #fates = new Map<unknown, LeftFor | 'entry'>();
  readonly #all: readonly unknown[];

  constructor(resources: readonly Resource[], sifting: Sifting) {
    this.#sifting = sifting;
    this.careSetting = sifting.source.careSetting;
    this.source = { ...sifting.source.organisation, system: sifting.source.system };
    this.#all = resources;
    for (const resource of resources) {
      if (!isObject(resource) || !text(resource.resourceType) || !text(resource.id)) continue;
      const key = keyOf(resource);
      if (this.#byKey.has(key)) continue;
      this.#byKey.set(key, resource);
      this.#fates.set(resource, 'not-this-category');
    }
  }

  ofType(type: string): Resource[] {
    return [...this.#byKey.values()].filter(({ resourceType }) => resourceType === type);
  }

  /** How many have come to this. */
  count(fate: LeftFor): number {
    return [...this.#fates.values()].filter((one) => one === fate).length;
  }

  fateOf(resource: unknown): LeftFor | 'entry' {
    return this.#fates.get(resource) ?? 'not-this-category';
  }

  /** A contained resource has no fate of its own: it shares that of the one around it. */
  decide(resource: unknown, fate: LeftFor | 'entry'): void {
    if (this.#fates.has(resource)) this.#fates.set(resource, fate);
  }

  /** `sourceId.Type.id`: one resource of one source. */
  idOf(resource: Json): string {
    return `${this.#sifting.source.id}.${asWritten(resource['resourceType'])}.${asWritten(resource['id'])}`;
  }

  /**
   * Takes in an attachment, and gives the id under which it can be opened: which category lets it be read, which
   * source holds it, and a digest instead of the source's own ids, which end up in addresses and logs.
   */
  attach(form: Json, name: string): string {
    const { category, source } = this.#sifting;
    const number = [name, `.${name}`].map((text) => digest(text).toString(16).padStart(8, '0')).join('');
    const id = `${category}.${source.id}.${number}`;
    this.attachments.set(id, form);
    return id;
  }

  /** The resource that has this id in the record. */
  withId(id: string): Resource | undefined {
    const [, type, ...rest] = id.split('.');
    return this.#byKey.get(`${type}/${rest.join('.')}`);
  }

  /** Of the resource behind an entry. One of several entries of a resource has a part of its own after the resource's id. */
  versionOf(id: string): string | undefined {
    const resource = this.withId(id) ?? this.withId(id.slice(0, id.lastIndexOf('.')));
    return resource && versionOf(resource);
  }

  isWithheld(resource: Json): boolean {
    return isWithheld(resource, this.#sifting.may);
  }

  /** Where a reference leads, if that has arrived, whoever may see it. */
  follow(link: unknown, within: Json): Found | undefined {
    const reference = text(at(link, 'reference'));
    if (reference?.startsWith('#')) {
      const local = reference.slice(1);
      const resource = objects(within['contained']).find(({ id }) => id === local);
      return resource && { resource, within, id: `${this.idOf(within)}.${local}` };
    }
    const resource = this.#byKey.get(reference ?? '');
    return resource && { resource, within: resource, id: this.idOf(resource) };
  }

  /** Where a reference to somebody or something that an entry only mentions leads, if the reader may see it. */
  mention(link: unknown, within: Json): Found | undefined {
    const found = this.follow(link, within);
    if (!found) return undefined;
    if (this.isWithheld(found.resource)) {
      this.decide(found.resource, 'withheld');
      return undefined;
    }
    if (this.fateOf(found.resource) === 'not-this-category') this.decide(found.resource, 'shown-within');
    return found;
  }

  /** One row for each resource that did not become an entry, in the order in which they came. */
  left(): Sifted<never>['left'] {
    const met = new Set<unknown>();
    return this.#all.flatMap((resource): Sifted<never>['left'] => {
      const fate = met.has(resource) ? undefined : this.#fates.get(resource);
      met.add(resource);
      if (fate === 'entry') return [];
      if (fate) return [{ id: this.idOf(resource as Json), reason: fate === 'not-this-category' && isGarbled(resource as Json) ? 'unreadable' : fate }];
      const again = isObject(resource) && this.#byKey.has(keyOf(resource));
      return again ? [{ id: this.idOf(resource), reason: 'duplicate' }] : [{ id: '', reason: 'unreadable' }];
    });
  }
}

/**
 * Which category an observation belongs to, only its own `category` says. Where something stands there and none of it can
 * be read, it may be any.
 */
function isGarbled({ resourceType, category }: Json): boolean {
  if (resourceType !== 'Observation' || category === undefined || category === null) return false;
  return !listed(category).some((one) => text(at(one, 'text')) || objects(at(one, 'coding')).some(({ code, display }) => text(code) ?? text(display)));
}

const keyOf = (resource: Json) => `${asWritten(resource['resourceType'])}/${asWritten(resource['id'])}`;
