import { list } from './list.ts';

/** The sentences of the patient banner (NHS CUI patient banner, NID-0001 to NID-0006). */
export const bannerWords = list('bannerWords', {
  label: 'Patient',
  subject: { title: 'Patient details' },
  born: 'Born',
  died: 'Died',
  age: (years: number) => (years === 1 ? '1 year' : `${years} years`),
  ageAtDeath: (years: number) => `aged ${years}`,
  diedDateNotRecorded: 'Date not recorded',
  gender: 'Gender',
  genders: { male: 'Male', female: 'Female', other: 'Other', unknown: 'Not known' },
  nhsNumber: 'NHS No.',
  unverified: 'unverified',
  nameNotRecorded: 'Name not recorded',
  address: 'Address',
  telephone: 'Telephone',
  email: 'Email',
  gp: 'GP practice',
  restricted: 'Address and contact details are restricted for this patient.',
  disagreement: (field: string, who: string, value: string) => `${field} differs at ${who}: ${value}. Check that this is the right patient.`,
  fields: { name: 'Name', birthDate: 'Date of birth', gender: 'Gender', deceased: 'Date of death' },
});
