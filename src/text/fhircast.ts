/** What the element that follows the patient of other applications (FHIRcast) says. */
export const fhircastWords = {
  label: 'Patient in your other applications',
  connecting: 'Connecting, to follow the patient who is open in your other applications.',
  connected: 'Follows the patient who is open in your other applications.',
  nobody: 'No patient is open in your other applications.',
  ended: 'You have signed out in another application. Open the patient again in your own system.',
  unsynced: 'Another application could not follow. Check that the same patient is open everywhere.',
  /** What went wrong, by its code. Each says that the record was closed, and what to do. */
  failures: {
    'hub-lost':
      'The connection to your other applications was lost, so the patient may have changed there. The record was closed. It opens again with the connection; until then, check who is open.',
    'hub-denied': 'Your other applications no longer share who is open. The record was closed. Open the patient again in your own system.',
    'hub-invalid': 'The page gave no https address of a hub. The patient of your other applications is not followed.',
    'patient-unclear': 'Your other applications did not say clearly which patient is open. The record was closed. Open the patient again there.',
    'nhs-number-unknown': 'A patient without a single valid NHS number was opened in another application. Their record cannot be shown.',
    'no-context': 'This must stand inside lcr-context.',
  },
};
