// Derived from custom-elements.json by `npm run generate`.
import { wrap } from './wrap.ts';

export type { ReactElements, ReactProps } from './wrap.ts';

/**
 * Who has looked at this record: person, role and organisation, what they asked for, of whose data, and whether it was
 * shown or refused and why. For the patient, and for those who watch over access (contract, section 3); anybody else is
 * told that their role does not have it.
 */
export const LcrAccessHistory = wrap('lcr-access-history');

/**
 * Alerts that hold today (FHIR Flag, UKCore-Flag): safeguarding and risk first, reasonable adjustments last. Full or
 * empty, the list says that a missing alert does not mean that there is no risk; and where it shows safeguarding
 * information, that somebody else may be looking.
 */
export const LcrAlerts = wrap('lcr-alerts');

/**
 * Allergies and adverse reactions, by allergen (FHIR AllergyIntolerance, UKCore-AllergyIntolerance). Active ones
 * first; inactive, resolved and refuted ones wait under their own headings. "No known allergies" appears only as
 * what a source stated, and beside a listed allergy only as a disagreement (domain rules, A4).
 */
export const LcrAllergies = wrap('lcr-allergies');

/**
 * Appointments from today in London on, the soonest first (FHIR Appointment, UKCore-Appointment). What is only proposed,
 * asked for or waited for stands apart from what is booked; what was cancelled waits under its own heading, with its reason.
 */
export const LcrAppointments = wrap('lcr-appointments');

/**
 * Assessments: questionnaires with their answers, scores beside their scales, and documents (FHIR
 * QuestionnaireResponse, Observation, DocumentReference). The latest first; where one was made more than once, by title.
 */
export const LcrAssessments = wrap('lcr-assessments');

/**
 * Whom to turn to: every coordinator, team member and care manager, and the registered practice (FHIR CareTeam,
 * EpisodeOfCare, Patient.generalPractitioner). Who is in charge now stands first; who no longer is, waits under a heading.
 */
export const LcrCareCoordinator = wrap('lcr-care-coordinator');

/**
 * Care plans (FHIR CarePlan and DocumentReference, UKCore-CarePlan). Plans for an emergency, a crisis or the end of
 * life come first, the latest version first; what has ended or was replaced waits under its own heading. A copy here
 * may not be the plan in force, and the list says so.
 */
export const LcrCarePlans = wrap('lcr-care-plans');

/**
 * Community and mental health care: the caseloads that are open, then contacts and documents by service, the latest
 * first (FHIR EpisodeOfCare, Encounter, DocumentReference). EMIS community is never included.
 */
export const LcrCommunityMentalHealth = wrap('lcr-community-mental-health');

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
export const LcrContext = wrap('lcr-context');

/**
 * Discharge summaries and outpatient letters, by kind and, where there are many, by year (FHIR DocumentReference,
 * UKCore-DocumentReference). What a newer version has replaced is folded away and says by what. Letters of a GP
 * practice are never included (provider FAQ).
 */
export const LcrCorrespondence = wrap('lcr-correspondence');

/**
 * What this record includes and what it does not: which source is asked for which category, how old each source's data
 * are, and what is never included (provider FAQ). A category for which no source is connected says so.
 */
export const LcrCoverage = wrap('lcr-coverage');

/**
 * Diagnoses made at encounters (FHIR Condition, UKCore-Condition), the latest first. One that is provisional, one of
 * several or unconfirmed says so in its row; one that was ruled out waits under its own heading.
 */
export const LcrDiagnoses = wrap('lcr-diagnoses');

/**
 * Looks at the page in which it stands, and says in plain words what is wrong with its set-up, and who acts: for the
 * developers of hosts, not for a page that clinicians use. It needs nothing but itself, so that it appears where the
 * widgets do not: load it on its own (`doctor.js`), before the rest.
 */
export const LcrDoctor = wrap('lcr-doctor');

/**
 * A document of the record (FHIR Attachment): its name, and its content once it has been opened. Opening it is written
 * down like any other look at the record. PDF, pictures, plain text and web pages are shown here, without anything in
 * them being run or anything else being loaded; every document can be saved. With another patient all of it is gone.
 */
export const LcrDocument = wrap('lcr-document');

/**
 * Encounters and visits (FHIR Encounter, UKCore-Encounter), the newest first. What nobody closed is pinned, with since
 * when; that is no proof that it still goes on. A stay in the emergency department stands below the spell that it led to.
 */
export const LcrEncounters = wrap('lcr-encounters');

/**
 * Follows the patient who is open in the user's other applications, by FHIRcast 3.0: `Patient-open` opens that patient in
 * the `lcr-context` around it, `Patient-close` closes the record, `UserLogout` ends it. From the moment it stands there,
 * `patient` of that context is its business: whenever it is not certain who is open elsewhere, nobody is open here.
 *
 * The hub's topic and token are properties, never attributes: whoever has the topic hears which patients are opened.
 */
export const LcrFhircast = wrap('lcr-fhircast');

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
export const LcrFrame = wrap('lcr-frame');

/**
 * The GP's coded record by heading, with what the practice's system warns of above everything else (FHIR List,
 * UKCore-ListWarningCode; GP Connect Access Record: Structured). Each heading shows what the category of the same
 * name would show of this one source.
 */
export const LcrGpRecord = wrap('lcr-gp-record');

/**
 * Immunisations by what they protect against, or by vaccine where that was not sent (FHIR Immunization,
 * UKCore-Immunization), the latest first. One that was not given is told by its first words, with the reason; a
 * dose that two sources tell of stands there twice.
 */
export const LcrImmunisations = wrap('lcr-immunisations');

/**
 * Medications (FHIR MedicationStatement and MedicationRequest, UKCore-MedicationStatement, UKCore-MedicationRequest):
 * what was prescribed at discharge and what changed with it first, then what is current, then what is past. Each line
 * is written as NHS CUI writes it, and beside it stands what the source wrote. Lists of several sources stand side by
 * side: nothing is reconciled.
 */
export const LcrMedications = wrap('lcr-medications');

/**
 * Operation notes and every other document that no other list claims (FHIR DocumentReference,
 * UKCore-DocumentReference), the latest first; where there are many, by year. What a newer version has replaced is
 * folded away and says by what.
 */
export const LcrMiscellaneousReports = wrap('lcr-miscellaneous-reports');

/**
 * Who the patient is: name, date of birth and age, gender, NHS number, in the order and with the labels of the NHS
 * patient banner (NHS CUI NID-0001 to NID-0006), from FHIR Patient (UKCore-Patient). Says where sources disagree.
 */
export const LcrPatientBanner = wrap('lcr-patient-banner');

/**
 * The problem list (FHIR Condition, UKCore-Condition): what holds now, major problems first; what is past and what was
 * ruled out wait under their own headings. The same problem from two sources stands there twice, each as its
 * source has it: they may well disagree.
 */
export const LcrProblems = wrap('lcr-problems');

/**
 * Procedures (FHIR Procedure, UKCore-Procedure): what is planned or under way, then what is past, the latest first.
 * All are shown, since sources do not agree on which are surgical; those that are marked so say it. What was not
 * done, stopped or only planned is told by its first words.
 */
export const LcrProcedures = wrap('lcr-procedures');

/**
 * Progress notes by day, each with how it begins (FHIR DocumentReference, UKCore-DocumentReference). The whole note is
 * in its detail; one that is not plain text is a document to be opened.
 */
export const LcrProgressNotes = wrap('lcr-progress-notes');

/**
 * The whole record: every category that the role has, each in its own widget, with a list to go from one to the next,
 * in an order that fits the role. It finds words in what is loaded, prints it, and lists what the role does not have.
 * All categories are asked for in one round trip.
 */
export const LcrRecord = wrap('lcr-record');

/**
 * Referrals (FHIR ServiceRequest, UKCore-ServiceRequest), what is still to happen first. Requests for laboratory tests
 * and imaging are not among them, and GP referrals never are (provider FAQ). A referral is not an acceptance.
 */
export const LcrReferrals = wrap('lcr-referrals');

/**
 * Diagnostic results and reports, by kind and panel (FHIR DiagnosticReport and Observation, UKCore-DiagnosticReport-Lab,
 * UKCore-Observation-Lab). Values, units, ranges and flags stand as their laboratory sent them; nothing is converted
 * and no flag is worked out. The newest report of each panel is open; a test with several values has a trend.
 */
export const LcrResults = wrap('lcr-results');

/**
 * What is dated in the record, of all categories that the role has, in one order of time, newest first. A date is placed
 * with the precision that was recorded; what has none stands apart. A source that is missing is named, with the
 * categories that it leaves incomplete. Asks for nothing that a whole record on the same page has asked for.
 */
export const LcrTimeline = wrap('lcr-timeline');

/**
 * Vital signs: the latest of each, and the older ones under it (FHIR Observation, UKCore-Observation-VitalSigns). Early
 * warning scores stand first, exactly as a source sent them. Nothing is added up, converted or flagged here, and the two
 * pressures of a blood pressure are always those of one reading.
 */
export const LcrVitalSigns = wrap('lcr-vital-signs');
