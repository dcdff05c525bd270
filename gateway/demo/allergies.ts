import type { Cabinet, Wording } from './cabinet.ts';
import { concept } from './cabinet.ts';
import type { When } from './calendar.ts';
import type { Code, Label } from './codes.ts';
import { allergens, manifestations, routes } from './codes.ts';
import type { DraftedElements } from './draft.ts';
import type { Table } from './patients.ts';
import { rowsAt } from './patients.ts';
import type { ProfessionalKey } from './people.ts';
import { author, subject } from './people.ts';

interface Reaction {
  readonly shows: readonly Wording[];
  readonly severity?: 'mild' | 'moderate' | 'severe';
  readonly substance?: Code;
  readonly route?: Code;
  readonly when?: When;
  readonly description?: string;
  readonly note?: string;
}

interface Allergy {
  readonly agent: Wording;
  /** The source's own words, where they are not those of the code. */
  readonly text?: string;
  /** Active and confirmed unless said otherwise; `null` where the source does not say. */
  readonly status?: 'inactive' | 'resolved' | null;
  readonly verified?: 'unconfirmed' | 'refuted' | 'entered-in-error' | null;
  readonly kind?: readonly ['allergy' | 'intolerance', 'food' | 'medication' | 'environment' | 'biologic'];
  readonly risk?: 'low' | 'high' | 'unable-to-assess';
  readonly onset?: When;
  readonly recorded: When;
  readonly last?: When;
  readonly by?: ProfessionalKey;
  readonly reactions?: readonly Reaction[];
  readonly ended?: { readonly when: When; readonly why: string };
  readonly note?: string;
  readonly labels?: readonly Label[];
}

const { anaphylaxis, urticaria, rash, breathing, tightChest, dizziness, diarrhoea, eyelid } = manifestations;

const allergies: Table<Allergy> = {
  // Three sources, three different stories about penicillin.
  margaret: {
    northbridge: [
      { agent: allergens.penicillin, kind: ['allergy', 'medication'], risk: 'high', onset: '94mo',
        recorded: '2855d 16:20', last: '94mo', by: 'okafor',
        reactions: [{ shows: [anaphylaxis, breathing], severity: 'severe', substance: allergens.amoxicillin,
            route: routes.oral, when: '94mo',
            description: 'Collapse and wheeze within 20 minutes of the first capsule; ' +
              'adrenaline given twice.' }],
        note: 'Advised to wear a medical alert bracelet.' },
      { agent: allergens.latex, verified: 'refuted', kind: ['allergy', 'environment'],
        recorded: '1480d 11:05', by: 'tran', note: 'Specific IgE and patch tests negative.' },
      { agent: allergens.warfarin, status: null, verified: 'entered-in-error', recorded: '905d 09:40',
        by: 'tran' },
    ],
    canalside: [{ agent: allergens.noKnown, recorded: '3701d 22:14', by: 'fitzgerald' }],
    heathway: [
      { agent: allergens.ibuprofen, kind: ['intolerance', 'medication'], risk: 'unable-to-assess',
        recorded: '512d 14:10', by: 'boateng',
        reactions: [{ shows: [diarrhoea], severity: 'moderate',
            description: 'Bought over the counter for knee pain.' }] },
    ],
    larkfield: [
      { agent: allergens.penicillin, status: 'inactive', kind: ['allergy', 'medication'], risk: 'low',
        recorded: '31y', by: 'rao', reactions: [{ shows: [rash], severity: 'mild' }],
        ended: { when: '15y', why: 'Reported to have taken amoxicillin since without harm.' } },
      { agent: allergens.coCodamol, status: 'resolved', kind: ['intolerance', 'medication'], onset: '12y',
        recorded: '139mo', by: 'hughes', reactions: [{ shows: [dizziness], severity: 'mild' }],
        ended: { when: '6y', why: 'Tolerated at a lower dose.' } },
      { agent: allergens.degradedDrug, text: 'Erythromycin 250mg tablets', recorded: '15y' },
      { agent: allergens.grassPollen, kind: ['allergy', 'environment'], risk: 'low', onset: '66y',
        recorded: '31y', reactions: [{ shows: [eyelid], severity: 'mild' }] },
    ],
  },
  priya: {
    larkfield: [{ agent: allergens.noKnown, recorded: '410d 10:32', by: 'rao' }],
  },
  gwilym: {
    northbridge: [{ agent: allergens.noKnownDrug, recorded: '35d 13:50', by: 'tran' }],
  },
  fatima: {
    northbridge: [
      { agent: allergens.ceftriaxone, kind: ['allergy', 'medication'], risk: 'high', recorded: '730d 18:05',
        by: 'tran',
        reactions: [{ shows: [urticaria, tightChest], severity: 'severe', route: routes.intravenous }] },
    ],
    larkfield: [{ agent: allergens.shellfish, kind: ['allergy', 'food'], recorded: '9y', by: 'rao' }],
  },
  leo: {
    northbridge: [
      { agent: allergens.peanuts, kind: ['allergy', 'food'], risk: 'high', onset: '31mo',
        recorded: '884d 15:45', last: '410d', by: 'lindqvist',
        reactions: [{ shows: [anaphylaxis], severity: 'severe', when: '410d',
            description: 'Peanut biscuit at nursery. Adrenaline pen used.' },
          { shows: [urticaria, 'Swollen lips'], severity: 'moderate', when: '31mo',
            description: 'First taste of peanut butter.' }],
        note: 'Carries two adrenaline pens (150 micrograms). Nursery has the allergy plan.' },
      { agent: allergens.cashew, verified: 'unconfirmed', kind: ['allergy', 'food'], recorded: '884d 15:52',
        by: 'lindqvist', note: 'Never eaten; avoided since the skin test, 5 mm.' },
    ],
    larkfield: [
      { agent: allergens.cowMilk, status: 'resolved', kind: ['intolerance', 'food'], risk: 'low',
        onset: '53mo', recorded: '1610d', by: 'rao', reactions: [{ shows: [diarrhoea], severity: 'mild' }],
        ended: { when: '26mo', why: 'Outgrown: milk ladder completed.' } },
      { agent: allergens.eggs, kind: ['allergy', 'food'], risk: 'low', onset: '44mo', recorded: '1305d',
        by: 'rao', reactions: [{ shows: [urticaria], severity: 'mild' }] },
      { agent: allergens.houseDustMite, kind: ['allergy', 'environment'], risk: 'low', recorded: '14mo' },
    ],
  },
  kwabena: {
    northbridge: [
      { agent: allergens.iodophore, kind: ['allergy', 'medication'], risk: 'low', recorded: '2610d 07:55',
        by: 'tran',
        reactions: [{ shows: [rash], severity: 'moderate', route: routes.topical,
            description: 'Under the dressing of the dialysis line.' }] },
    ],
  },
  // Words are replaced by hostile ones.
  xanthe: {
    northbridge: [
      { agent: allergens.penicillin, text: 'Penicillin', kind: ['allergy', 'medication'], risk: 'high',
        onset: '8y', recorded: '900d 12:00', by: 'mallory', note: 'Note',
        reactions: [{ shows: [anaphylaxis, 'Swelling'], severity: 'severe', substance: allergens.amoxicillin,
            route: routes.oral, description: 'Description', note: 'Note' }] },
      { agent: { system: 'javascript:globalThis.pwned="system"',
          code: '"><img/src=x/onerror=globalThis.pwned="code">', display: 'Display' },
        recorded: '800d 12:00', by: 'mallory' },
    ],
    canalside: [{ agent: allergens.noKnown, text: 'None', recorded: '700d 12:00', by: 'mallory' }],
    heathway: [
      { agent: allergens.morphine, text: 'Morphine', recorded: '600d 12:00', by: 'mallory', note: 'Note' },
    ],
    larkfield: [
      { agent: allergens.latex, text: 'Latex', status: 'resolved', recorded: '500d', by: 'mallory',
        ended: { when: '400d', why: 'Reason' } },
    ],
    millmead: [{ agent: allergens.beeVenom, text: 'Bees', recorded: '400d', by: 'mallory', note: 'Note' }],
  },
  jerome: {
    northbridge: [
      { agent: allergens.latex, kind: ['allergy', 'environment'], risk: 'high', recorded: '640d 09:15',
        by: 'tran', labels: ['restricted'] },
    ],
    heathway: [
      { agent: allergens.metoclopramide, kind: ['intolerance', 'medication'], recorded: '333d 15:30',
        by: 'kowalska',
        reactions: [{ shows: ['Restlessness'], severity: 'severe', route: routes.intramuscular }],
        labels: ['veryRestricted'] },
    ],
    larkfield: [
      { agent: allergens.aspirin, kind: ['intolerance', 'medication'], risk: 'low', recorded: '8y', by: 'rao',
        reactions: [{ shows: [tightChest], severity: 'mild' }], labels: ['normal'] },
      { agent: allergens.shellfish, kind: ['allergy', 'food'], recorded: '5y', labels: ['unknown'] },
    ],
  },
  eileen: {
    northbridge: [
      { agent: allergens.morphine, text: 'Morphine (Oramorph): very drowsy',
        kind: ['intolerance', 'medication'], risk: 'low', recorded: '1122d 20:40', by: 'tran' },
    ],
    heathway: [
      { agent: { system: 'https://fhir.heathway.example/CodeSystem/agents', code: 'PLASTER' },
        text: 'Sticking plaster', kind: ['allergy', 'environment'], recorded: '60d 11:20', by: 'boateng' },
    ],
    larkfield: [
      { agent: 'Elastoplast - comes up in blisters', recorded: '22y' },
      { agent: 'Antibiotic, cannot recall which (pink liquid as a child)', kind: ['allergy', 'medication'],
        risk: 'unable-to-assess', recorded: '19y' },
    ],
    millmead: [{ agent: 'Fish makes her ill, says daughter', recorded: '75d', by: 'oyelaran' }],
  },
  haruto: {
    northbridge: [
      { agent: allergens.shellfish, kind: ['allergy', 'food'], risk: 'low', recorded: '48d 17:10', by: 'tran',
        reactions: [{ shows: [urticaria], severity: 'mild' }] },
    ],
  },
  bronwen: {
    larkfield: [
      { agent: allergens.erythromycin, kind: ['intolerance', 'medication'], risk: 'low', recorded: '11y',
        by: 'rao', reactions: [{ shows: [diarrhoea], severity: 'moderate' }] },
    ],
  },
  stanley: {
    northbridge: [
      { agent: allergens.salicylate, kind: ['allergy', 'medication'], risk: 'high', recorded: '6y',
        by: 'okafor',
        reactions: [{ shows: [tightChest, breathing], severity: 'severe', substance: allergens.aspirin }] },
    ],
  },
  amara: {
    larkfield: [
      { agent: allergens.latex, kind: ['allergy', 'environment'], risk: 'low', recorded: '4y', by: 'hughes',
        reactions: [{ shows: [rash], severity: 'mild' }] },
    ],
  },
  zeynep: {
    canalside: [
      { agent: allergens.influenzaVaccine, status: null, verified: null, kind: ['allergy', 'biologic'],
        recorded: '410d 08:30' },
    ],
    larkfield: [
      { agent: allergens.omeprazole, kind: ['intolerance', 'medication'], risk: 'low', recorded: '27mo',
        by: 'rao', reactions: [{ shows: [diarrhoea], severity: 'mild' }] },
    ],
  },
  callum: {
    northbridge: [
      { agent: allergens.nut, kind: ['allergy', 'food'], risk: 'high', onset: '21y', recorded: '17d 02:35',
        by: 'tran', reactions: [{ shows: [urticaria, breathing], severity: 'moderate' }] },
    ],
  },
  gareth: {
    northbridge: [
      { agent: allergens.ceftriaxone, kind: ['allergy', 'medication'], risk: 'low', recorded: '200d 16:00',
        by: 'bains', reactions: [{ shows: [urticaria], severity: 'moderate', route: routes.intravenous }] },
    ],
  },
};

const hl7 = 'http://terminology.hl7.org/CodeSystem';

/** UKCore-AllergyIntolerance for every allergy, and every statement that there is none, at this source. */
export function fileAllergies(cabinet: Cabinet): void {
  for (const [patient, allergy] of rowsAt(cabinet.source.id, allergies)) {
    const { contained, reference: recorder } = allergy.by ? author(cabinet, allergy.by) : {};
    const { status = 'active', verified = 'confirmed', kind, ended } = allergy;
    cabinet.file('AllergyIntolerance', {
      contained,
      clinicalStatus: status === null ? undefined : {
        extension: ended && [end(cabinet, ended)],
        ...concept({ system: `${hl7}/allergyintolerance-clinical`, code: status }),
      },
      verificationStatus: verified === null ? undefined :
        concept({ system: `${hl7}/allergyintolerance-verification`, code: verified }),
      type: kind?.[0],
      category: kind && [kind[1]],
      criticality: allergy.risk,
      code: concept(allergy.agent, allergy.text),
      patient: subject(cabinet, patient),
      onsetDateTime: allergy.onset && cabinet.at(allergy.onset),
      recordedDate: cabinet.at(allergy.recorded),
      recorder,
      lastOccurrence: allergy.last && cabinet.at(allergy.last),
      note: allergy.note === undefined ? undefined : [{ text: allergy.note }],
      reaction: allergy.reactions?.map((reaction) => ({
        substance: reaction.substance && concept(reaction.substance),
        manifestation: reaction.shows.map((shown) => concept(shown)),
        description: reaction.description,
        onset: reaction.when && cabinet.at(reaction.when),
        severity: reaction.severity,
        exposureRoute: reaction.route && concept(reaction.route),
        note: reaction.note === undefined ? undefined : [{ text: reaction.note }],
      })),
    }, { patient, recorded: allergy.recorded, labels: allergy.labels });
  }
}

/** Extension-UKCore-AllergyIntoleranceEnd. */
function end(cabinet: Cabinet, { when, why }: { when: When; why: string }): DraftedElements {
  return {
    url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-AllergyIntoleranceEnd',
    extension: [
      { url: 'endDate', valueDateTime: cabinet.at(when) },
      { url: 'reasonEnded', valueString: why },
    ],
  };
}
