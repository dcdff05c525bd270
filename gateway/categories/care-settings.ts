import type { Kind } from '../../api-spec/record.ts';
import type { About } from '../sources/source.ts';
import { codings, SNOMED } from './read.ts';

type CareSetting = Kind<'community-mental-health'>;

export interface Classified {
  readonly kind: CareSetting;
  /** The step that decided, and the code it decided by. */
  readonly classifiedBy: string;
}

/**
 * Services (SNOMED CT, UK Core CareSettingType) and contacts (UK Core EncounterType) that are of one kind wherever they
 * are found. A learning disability service counts as mental health, as it does in the Mental Health Services Data Set.
 */
const ALWAYS = table({
  community: '931801000000101 1078501000000104 384181000000102 518921000000105 439362007',
  'mental-health':
    '788002001 310117003 89301000000108 89311000000105 892581000000104 431957001 185232008 432806004 305908005',
});

/** Services that hospitals have as well: in a community or mental health trust they are community services. */
const IN_THE_COMMUNITY = table({
  community: '893641000000102 722140001 310087009 963151000000104 816074000 1323881000000102',
});

/**
 * Whether something is of community or mental health care, and of which: by its service, otherwise by the kind of
 * contact, otherwise by the trust whose source it is. Undefined: it is of neither, as far as anybody has said.
 */
export function careSettingOf(
  services: readonly unknown[],
  contacts: readonly unknown[],
  { careSetting }: { readonly careSetting?: About['careSetting'] | undefined },
): Classified | undefined {
  const step = (concepts: readonly unknown[], tables: readonly ReadonlyMap<string, CareSetting>[], what: string) => {
    const found = concepts.flatMap(codings).flatMap(({ system, code }): Classified[] => {
      const kind = system === SNOMED ? tables.map((one) => one.get(code)).find(Boolean) : undefined;
      return kind ? [{ kind, classifiedBy: `${what} ${code}` }] : [];
    });
    // What is of both is shown only to those who may see the more protected of the two.
    return found.find(({ kind }) => kind === 'mental-health') ?? found[0];
  };
  return (
    step(services, careSetting ? [ALWAYS, IN_THE_COMMUNITY] : [ALWAYS], 'service type') ??
    step(contacts, [ALWAYS], 'contact type') ??
    (careSetting && { kind: careSetting, classifiedBy: `source of a ${careSetting} trust` })
  );
}

function table(rows: Partial<Record<CareSetting, string>>): ReadonlyMap<string, CareSetting> {
  return new Map(
    (Object.entries(rows) as [CareSetting, string][]).flatMap(([kind, codes]) =>
      codes.split(' ').map((code) => [code, kind] as const),
    ),
  );
}
