/** A document as a source has it. */
export interface Letter {
  title?: string;
  contentType: string;
  bytes: Uint8Array;
}

/** A report of a laboratory, with a letter as its form: the FHIR resource of a patient `p<number>`. */
export const reported = ({ title, contentType, bytes }: Letter, at: number, number: string) => ({
  resourceType: 'DiagnosticReport',
  id: `r${at}-${number}`,
  status: 'final',
  category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'LAB' }] }],
  code: { coding: [{ system: 'http://snomed.info/sct', code: '721981007', display: `Report ${at}` }] },
  subject: { reference: `Patient/p${number}` },
  effectiveDateTime: new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10),
  presentedForm: [{ title, contentType, data: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')), size: bytes.length }],
});
