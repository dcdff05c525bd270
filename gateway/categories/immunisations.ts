import type { Coding, Entry } from '../../api-spec/record.ts';
import type { Resource } from '../sources/source.ts';
import { absence } from './absent.ts';
import { head, newestFirst, siftEach } from './each.ts';
import type { Holdings } from './holdings.ts';
import { place } from './links.ts';
import { quantity } from './measurement.ts';
import { firstPerson } from './people.ts';
import {
  asWritten, coding, codings, date, known, listed, moment, notes, objects, oneOf, term, text, type Json,
} from './read.ts';
import type { LeftFor, Rule, Sifted } from './rule.ts';

type Immunisation = Entry<'immunisations'>;
type Dose = NonNullable<Immunisation['dose']>;

/**
 * FHIR Immunization (UKCore-Immunization; https://hl7.org/fhir/R4/immunization.html). What was not given is an entry like
 * any other and says so by its status. Two sources that tell of the same dose are not made into one: whether they do
 * is for a clinician to say.
 */
export const immunisations: Rule<'immunisations'> = {
  searches: [
    {
      type: 'Immunization',
      include: [
        'Immunization:performer', 'Immunization:location', 'Immunization:manufacturer',
        'PractitionerRole:practitioner', 'PractitionerRole:organization',
      ],
    },
  ],
  coded: 'Immunization.vaccineCode, or the extension VaccinationProcedure',
  order: newestFirst,
  sift: siftEach<'immunisations'>({ Immunization: immunisation }),
};

function immunisation(resource: Resource, holdings: Holdings, sifted: Sifted<'immunisations'>): Immunisation | LeftFor {
  const status = oneOf(resource['status'], ['completed', 'not-done']);
  // Neither given nor not given: nobody may have to guess which.
  if (!status) return 'unreadable';
  const occurrence = moment(resource, 'occurrence') ?? null;
  const recorded = date(resource['recorded']) ?? null;
  const absent = absence(resource['vaccineCode'], { when: occurrence, recorded }, holdings, sifted);
  if (absent) return absent;
  const procedure = vaccinationProcedure(resource);
  const code = vaccine(resource) ?? procedure;
  if (!code) return 'uncoded';
  const doses = objects(resource['protocolApplied']);
  const occurred = text(resource['occurrenceString']);
  return known<Immunisation>({
    ...head(resource, holdings),
    code,
    status,
    statusReason: term(resource['statusReason']),
    procedure,
    dose: doses.map(dose).find((one) => one !== undefined),
    targetDiseases: terms(doses.flatMap(({ targetDisease }) => listed(targetDisease))),
    manufacturer: firstPerson(resource['manufacturer'], resource, holdings)?.name,
    batch: text(resource['lotNumber']),
    expires: date(resource['expirationDate']),
    site: term(resource['site']),
    route: term(resource['route']),
    quantity: quantity(resource['doseQuantity']),
    reasons: terms(resource['reasonCode']),
    performer: firstPerson(objects(resource['performer']).map(({ actor }) => actor), resource, holdings),
    location: place(resource['location'], resource, holdings),
    subpotent: resource['isSubpotent'] === true ? terms(resource['subpotentReason']) : undefined,
    reported: resource['primarySource'] === false,
    reportOrigin: term(resource['reportOrigin']),
    when: occurrence,
    recorded,
    note: notes([occurred && `When: ${occurred}`, ...listed(resource['note'])]),
  });
}

const terms = (concepts: unknown) => listed(concepts).map(term).filter((one) => one !== undefined);

/** Where nothing was given there is no product: the NHS sends "Not available" in its place, which names no vaccine. */
const NO_VALUE = /\/(v3-NullFlavor|data-absent-reason)$/;

const vaccine = ({ vaccineCode }: Resource): Coding | undefined =>
  coding(vaccineCode, codings(vaccineCode).filter(({ system }) => !NO_VALUE.test(system)));

/** Extension-UKCore-VaccinationProcedure, and CareConnect's before it. */
function vaccinationProcedure(resource: Resource): Coding | undefined {
  const extension = objects(resource['extension']).find(({ url }) => /-VaccinationProcedure(-1)?$/.test(text(url) ?? ''));
  return coding(extension?.['valueCodeableConcept']);
}

/** FHIR `protocolApplied`: the number of a dose may be words, and the number of doses in the series is often not known. */
function dose(protocol: Json): Dose | undefined {
  const either = (element: string) =>
    text(asWritten(protocol[`${element}PositiveInt`])) ?? text(protocol[`${element}String`]);
  const [number, of, series] = [either('doseNumber'), either('seriesDoses'), text(protocol['series'])];
  return number || of || series ? known<Dose>({ number, of, series }) : undefined;
}
