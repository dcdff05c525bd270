// Derived from custom-elements.json by `npm run generate`.
import type { Check, GetToken, LcrAccessHistory, LcrAlerts, LcrAllergies, LcrAppointments, LcrAssessments, LcrCareCoordinator, LcrCarePlans, LcrCommunityMentalHealth, LcrContext, LcrCorrespondence, LcrCoverage, LcrDiagnoses, LcrDoctor, LcrDocument, LcrEncounters, LcrEntryOpenEvent, LcrErrorEvent, LcrFhircast, LcrFrame, LcrGpRecord, LcrImmunisations, LcrMedications, LcrMiscellaneousReports, LcrPatientBanner, LcrPatientMismatchEvent, LcrProblems, LcrProcedures, LcrProgressNotes, LcrRecord, LcrReferrals, LcrResults, LcrStateEvent, LcrTimeline, LcrTokenNeededEvent, LcrVitalSigns, NhsNumberOf } from '../components/index.ts';

/** A number, or one as markup writes it. */
export type Numeric = number | `${number}`;

/** One of the names, or several with spaces between. */
export type Listed<Name extends string> = Name | `${Name} ${string}`;

/** What each tag is, takes and tells. */
export interface LcrElements {
  /**
   * Who has looked at this record: person, role and organisation, what they asked for, of whose data, and whether it was
   * shown or refused and why. For the patient, and for those who watch over access (contract, section 3); anybody else is
   * told that their role does not have it.
   */
  'lcr-access-history': {
    element: LcrAccessHistory;
    attributes: {
      /** Level of the heading, 1 to 6. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** Level of the heading, 1 to 6. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The history came into a state (`category` is `accesses`). */
      'lcr-state': LcrStateEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * Alerts that hold today (FHIR Flag, UKCore-Flag): safeguarding and risk first, reasonable adjustments last. Full or
   * empty, the list says that a missing alert does not mean that there is no risk; and where it shows safeguarding
   * information, that somebody else may be looking.
   */
  'lcr-alerts': {
    element: LcrAlerts;
    attributes: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      'limit'?: Numeric | undefined;
      /** Level of the widget's heading, 1 to 6. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      limit?: number | undefined;
      /** Level of the widget's heading, 1 to 6. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The widget came into a state. */
      'lcr-state': LcrStateEvent;
      /** The detail of an entry was opened. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * Allergies and adverse reactions, by allergen (FHIR AllergyIntolerance, UKCore-AllergyIntolerance). Active ones
   * first; inactive, resolved and refuted ones wait under their own headings. "No known allergies" appears only as
   * what a source stated, and beside a listed allergy only as a disagreement (domain rules, A4).
   */
  'lcr-allergies': {
    element: LcrAllergies;
    attributes: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      'limit'?: Numeric | undefined;
      /** Level of the widget's heading, 1 to 6. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      limit?: number | undefined;
      /** Level of the widget's heading, 1 to 6. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The widget came into a state. */
      'lcr-state': LcrStateEvent;
      /** The detail of an entry was opened. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * Appointments from today in London on, the soonest first (FHIR Appointment, UKCore-Appointment). What is only proposed,
   * asked for or waited for stands apart from what is booked; what was cancelled waits under its own heading, with its reason.
   */
  'lcr-appointments': {
    element: LcrAppointments;
    attributes: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      'limit'?: Numeric | undefined;
      /** Level of the widget's heading, 1 to 6. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      limit?: number | undefined;
      /** Level of the widget's heading, 1 to 6. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The widget came into a state. */
      'lcr-state': LcrStateEvent;
      /** The detail of an entry was opened. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * Assessments: questionnaires with their answers, scores beside their scales, and documents (FHIR
   * QuestionnaireResponse, Observation, DocumentReference). The latest first; where one was made more than once, by title.
   */
  'lcr-assessments': {
    element: LcrAssessments;
    attributes: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      'limit'?: Numeric | undefined;
      /** Level of the widget's heading, 1 to 6. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      limit?: number | undefined;
      /** Level of the widget's heading, 1 to 6. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The widget came into a state. */
      'lcr-state': LcrStateEvent;
      /** The detail of an entry was opened. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * Whom to turn to: every coordinator, team member and care manager, and the registered practice (FHIR CareTeam,
   * EpisodeOfCare, Patient.generalPractitioner). Who is in charge now stands first; who no longer is, waits under a heading.
   */
  'lcr-care-coordinator': {
    element: LcrCareCoordinator;
    attributes: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      'limit'?: Numeric | undefined;
      /** Level of the widget's heading, 1 to 6. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      limit?: number | undefined;
      /** Level of the widget's heading, 1 to 6. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The widget came into a state. */
      'lcr-state': LcrStateEvent;
      /** The detail of an entry was opened. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * Care plans (FHIR CarePlan and DocumentReference, UKCore-CarePlan). Plans for an emergency, a crisis or the end of
   * life come first, the latest version first; what has ended or was replaced waits under its own heading. A copy here
   * may not be the plan in force, and the list says so.
   */
  'lcr-care-plans': {
    element: LcrCarePlans;
    attributes: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      'limit'?: Numeric | undefined;
      /** Level of the widget's heading, 1 to 6. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      limit?: number | undefined;
      /** Level of the widget's heading, 1 to 6. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The widget came into a state. */
      'lcr-state': LcrStateEvent;
      /** The detail of an entry was opened. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * Community and mental health care: the caseloads that are open, then contacts and documents by service, the latest
   * first (FHIR EpisodeOfCare, Encounter, DocumentReference). EMIS community is never included.
   */
  'lcr-community-mental-health': {
    element: LcrCommunityMentalHealth;
    attributes: {
      /** Kinds to show, with spaces between. */
      'kind'?: Listed<'community' | 'mental-health'> | undefined;
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      'limit'?: Numeric | undefined;
      /** Level of the widget's heading, 1 to 6. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** One kind of the category, or several with spaces between, where the category has kinds. All where it is not set. */
      kind?: string | undefined;
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      limit?: number | undefined;
      /** Level of the widget's heading, 1 to 6. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The widget came into a state. */
      'lcr-state': LcrStateEvent;
      /** The detail of an entry was opened. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * Holds one patient, one user and one supply of tokens for every widget inside it.
   *
   * ```html
   * <lcr-context gateway="https://record.example" patient="999 000 0018" token-url="/ehr/lcr-token">
   *   <lcr-allergies></lcr-allergies>
   * </lcr-context>
   * ```
   *
   * A change of `patient` or `gateway` ends the session: every widget drops what it shows in the same task.
   * There is no token attribute, and the token cannot be read back.
   */
  'lcr-context': {
    element: LcrContext;
    attributes: {
      /** Address of the record gateway: https, or http on a loopback address. */
      'gateway'?: string | null | undefined;
      /** NHS number of the patient who is open, with or without spaces. Remove it to close the record. */
      'patient'?: string | null | undefined;
      /** Same-origin address of the host's backend that answers POST `{patient}` with `{access_token, expires_in}`. */
      'token-url'?: string | null | undefined;
    };
    properties: {
      /** Address of the record gateway: https, or http on a loopback address. Reflects the attribute. */
      gateway?: string | null | undefined;
      /** NHS number of the patient who is open, with or without spaces; null or empty closes the record. Reflects the attribute. */
      patient?: string | null | undefined;
      /** Same-origin address of the host's own token call. Reflects the attribute. */
      tokenUrl?: string | null | undefined;
      /**
       * The host's own way to get a token, instead of `token-url`: given `{patient, reason, signal}`, it answers a token or
       * `{access_token, expires_in}`, or a promise of it.
       */
      getToken?: GetToken | undefined;
      /** A token for the patient who is open. Write-only: reading it gives `undefined`. */
      token?: string | undefined;
      /** How requests to the gateway are sent: the page's own `fetch` unless a host brings its own (a native bridge, a test). */
      fetch?: typeof globalThis.fetch | undefined;
    };
    events: {
      /** A token is needed and neither `getToken` nor `token-url` is there to give one: set `token`. */
      'lcr-token-needed': LcrTokenNeededEvent;
      /** The element is set up in a way that cannot work; `code` says how. Those of the widgets inside pass here, too. */
      'lcr-error': LcrErrorEvent;
      /** A widget inside came into a state: it bubbles, so that one listener here hears all. */
      'lcr-state': LcrStateEvent;
      /** The detail of an entry was opened in a widget inside. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** A widget inside threw away an answer for another patient. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * Discharge summaries and outpatient letters, by kind and, where there are many, by year (FHIR DocumentReference,
   * UKCore-DocumentReference). What a newer version has replaced is folded away and says by what. Letters of a GP
   * practice are never included (provider FAQ).
   */
  'lcr-correspondence': {
    element: LcrCorrespondence;
    attributes: {
      /** Kinds to show, with spaces between. */
      'kind'?: Listed<'inpatient-discharge' | 'emergency-discharge' | 'outpatient-letter'> | undefined;
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      'limit'?: Numeric | undefined;
      /** Level of the widget's heading, 1 to 6. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** One kind of the category, or several with spaces between, where the category has kinds. All where it is not set. */
      kind?: string | undefined;
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      limit?: number | undefined;
      /** Level of the widget's heading, 1 to 6. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The widget came into a state. */
      'lcr-state': LcrStateEvent;
      /** The detail of an entry was opened. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * What this record includes and what it does not: which source is asked for which category, how old each source's data
   * are, and what is never included (provider FAQ). A category for which no source is connected says so.
   */
  'lcr-coverage': {
    element: LcrCoverage;
    attributes: {
      /** Level of the heading, 1 to 5. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** Level of the heading, 1 to 5. */
      headingLevel?: number | undefined;
      /** How much room there is. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The coverage came into a state (`category` is `coverage`). */
      'lcr-state': LcrStateEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
    };
  };
  /**
   * Diagnoses made at encounters (FHIR Condition, UKCore-Condition), the latest first. One that is provisional, one of
   * several or unconfirmed says so in its row; one that was ruled out waits under its own heading.
   */
  'lcr-diagnoses': {
    element: LcrDiagnoses;
    attributes: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      'limit'?: Numeric | undefined;
      /** Level of the widget's heading, 1 to 6. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      limit?: number | undefined;
      /** Level of the widget's heading, 1 to 6. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The widget came into a state. */
      'lcr-state': LcrStateEvent;
      /** The detail of an entry was opened. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * Looks at the page in which it stands, and says in plain words what is wrong with its set-up, and who acts: for the
   * developers of hosts, not for a page that clinicians use. It needs nothing but itself, so that it appears where the
   * widgets do not: load it on its own (`doctor.js`), before the rest.
   */
  'lcr-doctor': {
    element: LcrDoctor;
    attributes: Record<never, never>;
    properties: {
      /** What was found when it last looked. */
      checks?: readonly Check[] | undefined;
    };
    events: Record<never, never>;
  };
  /**
   * A document of the record (FHIR Attachment): its name, and its content once it has been opened. Opening it is written
   * down like any other look at the record. PDF, pictures, plain text and web pages are shown here, without anything in
   * them being run or anything else being loaded; every document can be saved. With another patient all of it is gone.
   */
  'lcr-document': {
    element: LcrDocument;
    attributes: {
      /** The `id` of a document that an entry of the record names. */
      'document-id'?: string | null | undefined;
      /** What the document is called. */
      'heading'?: string | null | undefined;
      /** The media type that its source declared, for the line beside its name. */
      'content-type'?: string | null | undefined;
      /** Its size in bytes, for the line beside its name. */
      'size'?: Numeric | undefined;
      /** Whether its content is shown. It is fetched when this is set, and dropped when it is not. */
      'open'?: boolean | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** The `id` of a document that an entry of the record names. */
      documentId?: string | undefined;
      /** What the document is called. */
      heading?: string | undefined;
      /** The media type that its source declared, for the line beside its name. */
      contentType?: string | undefined;
      /** Its size in bytes, for the line beside its name. */
      size?: number | undefined;
      /** Whether its content is shown. It is fetched when this is set, and dropped when it is not. */
      open?: boolean | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The opened document came into a state. */
      'lcr-state': LcrStateEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * Encounters and visits (FHIR Encounter, UKCore-Encounter), the newest first. What nobody closed is pinned, with since
   * when; that is no proof that it still goes on. A stay in the emergency department stands below the spell that it led to.
   */
  'lcr-encounters': {
    element: LcrEncounters;
    attributes: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      'limit'?: Numeric | undefined;
      /** Level of the widget's heading, 1 to 6. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      limit?: number | undefined;
      /** Level of the widget's heading, 1 to 6. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The widget came into a state. */
      'lcr-state': LcrStateEvent;
      /** The detail of an entry was opened. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * Follows the patient who is open in the user's other applications, by FHIRcast 3.0: `Patient-open` opens that patient in
   * the `lcr-context` around it, `Patient-close` closes the record, `UserLogout` ends it. From the moment it stands there,
   * `patient` of that context is its business: whenever it is not certain who is open elsewhere, nobody is open here.
   *
   * The hub's topic and token are properties, never attributes: whoever has the topic hears which patients are opened.
   */
  'lcr-fhircast': {
    element: LcrFhircast;
    attributes: {
      /** Address of the hub. */
      'hub'?: string | null | undefined;
    };
    properties: {
      /** Address of the hub. */
      hub?: string | null | undefined;
      /** The session to follow (`hub.topic` of the SMART launch). */
      topic?: string | null | undefined;
      /** The host's own way to an NHS number, where an event has none. What it does not know is not shown. */
      nhsNumber?: NhsNumberOf | undefined;
      /** A token of the hub's, or a function that gives the present one. Write-only: reading it gives `undefined`. */
      token?: string | (() => string | undefined | Promise<string | undefined>) | undefined;
    };
    events: {
      /** It came into a state (`category` is `fhircast`): `loading`, `ready`, `no-patient`, `session-ended` or `failed`. */
      'lcr-state': LcrStateEvent;
      /** The patient is not followed; `code` says why, such as `hub-lost`. */
      'lcr-error': LcrErrorEvent;
    };
  };
  /**
   * The same widgets in a frame of the gateway's own, for hosts whose scripts should not see the record: a page cannot look
   * into a frame of another origin. Patient, tokens and events are as at `lcr-context`, which stands in the frame.
   *
   * ```html
   * <lcr-frame gateway="https://record.example" patient="999 000 0018" token-url="/ehr/lcr-token"
   *   show="lcr-patient-banner lcr-allergies lcr-results[kind=radiology]"></lcr-frame>
   * ```
   *
   * A change of `patient` takes the frame away in the same task: another patient is another frame.
   */
  'lcr-frame': {
    element: LcrFrame;
    attributes: {
      /** Address of the record gateway: https, or http on a loopback address. */
      'gateway'?: string | null | undefined;
      /** NHS number of the patient who is open, with or without spaces. Remove it to close the record. */
      'patient'?: string | null | undefined;
      /** Same-origin address of the host's backend that answers POST `{patient}` with `{access_token, expires_in}`. */
      'token-url'?: string | null | undefined;
      /** The widgets, one after another, as tags; their attributes as in `lcr-results[kind=radiology]`. */
      'show'?: string | null | undefined;
    };
    properties: {
      /** Address of the record gateway. */
      gateway?: string | null | undefined;
      /** NHS number of the patient who is open. */
      patient?: string | null | undefined;
      /** Same-origin address of the host's own token call. */
      tokenUrl?: string | null | undefined;
      /** The widgets in the frame. */
      show?: string | null | undefined;
      /** The host's own way to get a token, instead of `token-url`. */
      getToken?: GetToken | undefined;
      /** A token for the patient who is open. Write-only: reading it gives `undefined`. */
      token?: string | undefined;
    };
    events: {
      /** A widget in the frame came into a state. */
      'lcr-state': LcrStateEvent;
      /** The user opened an entry's detail. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** A token is needed and neither `getToken` nor `token-url` is there to give one: set `token`. */
      'lcr-token-needed': LcrTokenNeededEvent;
      /** An answer was for another patient and was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
      /** Something failed; `code` is stable. `frame-unreachable`: the gateway's frame did not come. */
      'lcr-error': LcrErrorEvent;
    };
  };
  /**
   * The GP's coded record by heading, with what the practice's system warns of above everything else (FHIR List,
   * UKCore-ListWarningCode; GP Connect Access Record: Structured). Each heading shows what the category of the same
   * name would show of this one source.
   */
  'lcr-gp-record': {
    element: LcrGpRecord;
    attributes: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      'limit'?: Numeric | undefined;
      /** Level of the widget's heading, 1 to 6. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      limit?: number | undefined;
      /** Level of the widget's heading, 1 to 6. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The widget came into a state. */
      'lcr-state': LcrStateEvent;
      /** The detail of an entry was opened. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * Immunisations by what they protect against, or by vaccine where that was not sent (FHIR Immunization,
   * UKCore-Immunization), the latest first. One that was not given is told by its first words, with the reason; a
   * dose that two sources tell of stands there twice.
   */
  'lcr-immunisations': {
    element: LcrImmunisations;
    attributes: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      'limit'?: Numeric | undefined;
      /** Level of the widget's heading, 1 to 6. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      limit?: number | undefined;
      /** Level of the widget's heading, 1 to 6. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The widget came into a state. */
      'lcr-state': LcrStateEvent;
      /** The detail of an entry was opened. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * Medications (FHIR MedicationStatement and MedicationRequest, UKCore-MedicationStatement, UKCore-MedicationRequest):
   * what was prescribed at discharge and what changed with it first, then what is current, then what is past. Each line
   * is written as NHS CUI writes it, and beside it stands what the source wrote. Lists of several sources stand side by
   * side: nothing is reconciled.
   */
  'lcr-medications': {
    element: LcrMedications;
    attributes: {
      /** Kinds to show, with spaces between. */
      'kind'?: Listed<'discharge' | 'current' | 'past'> | undefined;
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      'limit'?: Numeric | undefined;
      /** Level of the widget's heading, 1 to 6. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** One kind of the category, or several with spaces between, where the category has kinds. All where it is not set. */
      kind?: string | undefined;
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      limit?: number | undefined;
      /** Level of the widget's heading, 1 to 6. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The widget came into a state. */
      'lcr-state': LcrStateEvent;
      /** The detail of an entry was opened. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * Operation notes and every other document that no other list claims (FHIR DocumentReference,
   * UKCore-DocumentReference), the latest first; where there are many, by year. What a newer version has replaced is
   * folded away and says by what.
   */
  'lcr-miscellaneous-reports': {
    element: LcrMiscellaneousReports;
    attributes: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      'limit'?: Numeric | undefined;
      /** Level of the widget's heading, 1 to 6. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      limit?: number | undefined;
      /** Level of the widget's heading, 1 to 6. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The widget came into a state. */
      'lcr-state': LcrStateEvent;
      /** The detail of an entry was opened. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * Who the patient is: name, date of birth and age, gender, NHS number, in the order and with the labels of the NHS
   * patient banner (NHS CUI NID-0001 to NID-0006), from FHIR Patient (UKCore-Patient). Says where sources disagree.
   */
  'lcr-patient-banner': {
    element: LcrPatientBanner;
    attributes: Record<never, never>;
    properties: Record<never, never>;
    events: {
      /** The banner came into a state. */
      'lcr-state': LcrStateEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * The problem list (FHIR Condition, UKCore-Condition): what holds now, major problems first; what is past and what was
   * ruled out wait under their own headings. The same problem from two sources stands there twice, each as its
   * source has it: they may well disagree.
   */
  'lcr-problems': {
    element: LcrProblems;
    attributes: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      'limit'?: Numeric | undefined;
      /** Level of the widget's heading, 1 to 6. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      limit?: number | undefined;
      /** Level of the widget's heading, 1 to 6. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The widget came into a state. */
      'lcr-state': LcrStateEvent;
      /** The detail of an entry was opened. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * Procedures (FHIR Procedure, UKCore-Procedure): what is planned or under way, then what is past, the latest first.
   * All are shown, since sources do not agree on which are surgical; those that are marked so say it. What was not
   * done, stopped or only planned is told by its first words.
   */
  'lcr-procedures': {
    element: LcrProcedures;
    attributes: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      'limit'?: Numeric | undefined;
      /** Level of the widget's heading, 1 to 6. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      limit?: number | undefined;
      /** Level of the widget's heading, 1 to 6. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The widget came into a state. */
      'lcr-state': LcrStateEvent;
      /** The detail of an entry was opened. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * Progress notes by day, each with how it begins (FHIR DocumentReference, UKCore-DocumentReference). The whole note is
   * in its detail; one that is not plain text is a document to be opened.
   */
  'lcr-progress-notes': {
    element: LcrProgressNotes;
    attributes: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      'limit'?: Numeric | undefined;
      /** Level of the widget's heading, 1 to 6. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      limit?: number | undefined;
      /** Level of the widget's heading, 1 to 6. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The widget came into a state. */
      'lcr-state': LcrStateEvent;
      /** The detail of an entry was opened. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * The whole record: every category that the role has, each in its own widget, with a list to go from one to the next,
   * in an order that fits the role. It finds words in what is loaded, prints it, and lists what the role does not have.
   * All categories are asked for in one round trip.
   */
  'lcr-record': {
    element: LcrRecord;
    attributes: {
      /** The categories to show and their order, by name with spaces between. All, in the role's order, where it is not set. */
      'categories'?: string | null | undefined;
      /** Level of the heading, 1 to 4; the categories' own are one below. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** The categories to show and their order, by name with spaces between. All, in the role's order, where it is not set. */
      categories?: string | undefined;
      /** Level of the heading, 1 to 4; the categories' own are one below. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The record as a whole came into a state (`category` is `record`); each widget inside tells of its own. */
      'lcr-state': LcrStateEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * Referrals (FHIR ServiceRequest, UKCore-ServiceRequest), what is still to happen first. Requests for laboratory tests
   * and imaging are not among them, and GP referrals never are (provider FAQ). A referral is not an acceptance.
   */
  'lcr-referrals': {
    element: LcrReferrals;
    attributes: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      'limit'?: Numeric | undefined;
      /** Level of the widget's heading, 1 to 6. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      limit?: number | undefined;
      /** Level of the widget's heading, 1 to 6. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The widget came into a state. */
      'lcr-state': LcrStateEvent;
      /** The detail of an entry was opened. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * Diagnostic results and reports, by kind and panel (FHIR DiagnosticReport and Observation, UKCore-DiagnosticReport-Lab,
   * UKCore-Observation-Lab). Values, units, ranges and flags stand as their laboratory sent them; nothing is converted
   * and no flag is worked out. The newest report of each panel is open; a test with several values has a trend.
   */
  'lcr-results': {
    element: LcrResults;
    attributes: {
      /** Kinds to show, with spaces between. */
      'kind'?: Listed<'radiology' | 'histopathology' | 'blood-sciences' | 'microbiology-virology' | 'other'> | undefined;
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      'limit'?: Numeric | undefined;
      /** Level of the widget's heading, 1 to 6. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** One kind of the category, or several with spaces between, where the category has kinds. All where it is not set. */
      kind?: string | undefined;
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      limit?: number | undefined;
      /** Level of the widget's heading, 1 to 6. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The widget came into a state. */
      'lcr-state': LcrStateEvent;
      /** The detail of an entry was opened. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * What is dated in the record, of all categories that the role has, in one order of time, newest first. A date is placed
   * with the precision that was recorded; what has none stands apart. A source that is missing is named, with the
   * categories that it leaves incomplete. Asks for nothing that a whole record on the same page has asked for.
   */
  'lcr-timeline': {
    element: LcrTimeline;
    attributes: {
      /** The categories to take in, by name with spaces between. All where it is not set. */
      'categories'?: string | null | undefined;
      /** Level of the heading, 1 to 4. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** The categories to take in, by name with spaces between. All where it is not set. */
      categories?: string | undefined;
      /** Level of the heading, 1 to 4. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The timeline came into a state (`category` is `timeline`). */
      'lcr-state': LcrStateEvent;
      /** An entry was opened. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
  /**
   * Vital signs: the latest of each, and the older ones under it (FHIR Observation, UKCore-Observation-VitalSigns). Early
   * warning scores stand first, exactly as a source sent them. Nothing is added up, converted or flagged here, and the two
   * pressures of a blood pressure are always those of one reading.
   */
  'lcr-vital-signs': {
    element: LcrVitalSigns;
    attributes: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      'limit'?: Numeric | undefined;
      /** Level of the widget's heading, 1 to 6. */
      'heading-level'?: Numeric | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      'density'?: 'compact' | 'comfortable' | undefined;
    };
    properties: {
      /** How many entries to ask for at a time. The gateway's own number where it is not set. */
      limit?: number | undefined;
      /** Level of the widget's heading, 1 to 6. */
      headingLevel?: number | undefined;
      /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
      density?: 'compact' | 'comfortable' | undefined;
    };
    events: {
      /** The widget came into a state. */
      'lcr-state': LcrStateEvent;
      /** The detail of an entry was opened. */
      'lcr-entry-open': LcrEntryOpenEvent;
      /** Something failed; `code` is stable. */
      'lcr-error': LcrErrorEvent;
      /** An answer for another patient was thrown away. */
      'lcr-patient-mismatch': LcrPatientMismatchEvent;
    };
  };
}

/** Every property of any tag, with its value where nobody sets it. */
export const properties: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['categories', undefined],
  ['checks', undefined],
  ['contentType', undefined],
  ['density', undefined],
  ['documentId', undefined],
  ['fetch', undefined],
  ['gateway', undefined],
  ['getToken', undefined],
  ['heading', undefined],
  ['headingLevel', 2],
  ['hub', undefined],
  ['kind', undefined],
  ['limit', undefined],
  ['nhsNumber', undefined],
  ['open', false],
  ['patient', undefined],
  ['show', undefined],
  ['size', undefined],
  ['token', undefined],
  ['tokenUrl', undefined],
  ['topic', undefined],
]);
