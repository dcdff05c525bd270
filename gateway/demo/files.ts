import type { Filed } from './cabinet.ts';
import type { DraftedElements } from './draft.ts';
import { asJson } from './draft.ts';
import type { DemoSource } from './sources.ts';

export interface File {
  readonly name: string;
  readonly text: string;
}

/** The files that a source would export: NDJSON by type, one Bundle, or one file a resource. */
export function files(source: DemoSource, resources: readonly Filed[]): File[] {
  const { base, habits } = source;
  const fullUrl = ({ resourceType, id }: Filed): string =>
    habits.references === 'urn' ? `urn:uuid:${id}` : `${base}/${resourceType}/${id}`;
  const bundle = (type: string, more: (resource: Filed) => DraftedElements): File[] => {
    const entry = resources.map((resource) => ({ fullUrl: fullUrl(resource), resource, ...more(resource) }));
    return [{ name: `${source.id}.json`, text: asJson({ resourceType: 'Bundle', type, entry }) }];
  };
  switch (habits.export) {
    case 'ndjson': {
      const types = [...new Set(resources.map(({ resourceType }) => resourceType))];
      return types.map((type) => {
        const lines = resources.filter(({ resourceType }) => resourceType === type).map(asJson);
        return { name: `${type}.ndjson`, text: `${lines.join('\n')}\n` };
      });
    }
    case 'transaction':
      return bundle('transaction', ({ resourceType }) => ({ request: { method: 'POST',
        url: resourceType } }));
    case 'searchset':
      return bundle('searchset', () => ({ search: { mode: 'match' } }));
    case 'collection':
      return bundle('collection', () => ({}));
    case 'single':
      return resources.map((resource) => ({ name: `${resource.resourceType}-${resource.id}.json`,
        text: asJson(resource) }));
  }
}
