import type { Calendar, When } from './calendar.ts';
import { chance, uuid } from './chance.ts';
import type { Code, Label } from './codes.ts';
import { labels } from './codes.ts';
import type { Drafted, DraftedElements } from './draft.ts';
import { Link } from './draft.ts';
import type { DemoSource } from './sources.ts';

/** A drafted resource. */
export interface Filed extends DraftedElements {
  resourceType: string;
  id: string;
}

/** A value from a code table, or words alone, or a code with the source's own words. */
export type Wording = Code | string;

export function concept(value: Wording, text?: string, local?: Code): DraftedElements {
  if (typeof value === 'string') return { text: value };
  const coding = local ? [{ ...local }, { ...value }] : [{ ...value }];
  return { coding, text };
}

/** What a resource is filed under; an entry about no patient in particular has none. */
export interface About {
  readonly patient?: string | undefined;
  /** When it was recorded or last changed. */
  readonly recorded: When;
  readonly labels?: readonly Label[] | undefined;
}

/** Everything one source has on file, written in that source's habits. */
export class Cabinet {
  readonly source: DemoSource;
  readonly calendar: Calendar;
  /** In the order of filing, each with the patient whose record it belongs to. */
  readonly filed: { resource: Filed; patient: string | undefined }[] = [];
  readonly #counts = new Map<string, number>();
  readonly #kept = new Map<string, Filed>();

  constructor(source: DemoSource, calendar: Calendar) {
    this.source = source;
    this.calendar = calendar;
  }

  file(
    type: string,
    elements: DraftedElements,
    about: About,
  ): Filed {
    const { habits } = this.source;
    const resource: Filed = {
      resourceType: type,
      id: this.#number(type),
      meta: {
        lastUpdated: habits.stamps ? this.calendar.loaded(about.recorded) : undefined,
        source: habits.people === 'words' ? undefined : this.source.base,
        profile: [`https://fhir.hl7.org.uk/StructureDefinition/UKCore-${type}`],
        security: about.labels?.map((label) => ({ ...labels[label] })),
      },
      ...elements,
    };
    this.filed.push({ resource, patient: about.patient });
    return resource;
  }

  /** The resource kept under this key, made and filed the first time it is asked for. */
  kept(key: string, make: () => Filed): Filed {
    const resource = this.#kept.get(key) ?? make();
    this.#kept.set(key, resource);
    return resource;
  }

  refer({ resourceType, id }: Filed, display?: string): { reference: Link; display: Drafted } {
    const { habits, base } = this.source;
    const relative = `${resourceType}/${id}`;
    const written = { relative, urn: `urn:uuid:${id}`, absolute: `${base}/${relative}` }[habits.references];
    return { reference: new Link(written, relative), display };
  }

  at(when: When): string {
    return this.calendar.at(when, this.source.habits.zone);
  }

  #number(type: string): string {
    const count = (this.#counts.get(type) ?? 0) + 1;
    this.#counts.set(type, count);
    if (this.source.habits.references === 'urn') return uuid(chance(`${this.source.id}/${type}/${count}`));
    return `${type.replace(/[a-z]/g, '').toLowerCase()}-${count}`;
  }
}
