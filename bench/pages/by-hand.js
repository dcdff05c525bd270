/**
 * The twenty lists of a shared record, written by hand for speed: from what the gateway answers for a category to the
 * markup that our widget shows of it. All texts are the record's own; but of what our widgets say of missing and doubtful
 * values there is only what this page's patient has.
 */
import { allergies } from './by-hand/allergies.js';
import { coded, columns, dated, date, day, frame, joined, marked, named, none, note, safe, shown, source, split, unbrokenMoment } from './by-hand/frame.js';
import { assessments, carePlans, correspondence, isSuperseded, miscellaneousReports, progressNotes, superseded } from './by-hand/documents.js';
import { diagnoses, encounters, gpRecord, immunisations, medications, problems } from './by-hand/gp-record.js';
import { results, vitalSigns } from './by-hand/results.js';

// Alerts

const alertColumns = columns(
  ['Alert', ({ code }) => safe(coded(code))],
  ['Category', ({ categories }) => safe(categories.map(shown).join(', ') || none)],
  ['Since', ({ when }) => day(when), 'date'],
  source,
);
const concernGroup = { safeguarding: 'Safeguarding and risk', risk: 'Safeguarding and risk', 'reasonable-adjustment': 'Reasonable adjustments' };
function alerts(section) {
  const of = Map.groupBy(section.entries, ({ concern }) => concernGroup[concern] ?? 'Other alerts');
  const groups = ['Safeguarding and risk', 'Other alerts', 'Reasonable adjustments'].map((title) => [title, of.get(title) ?? []]);
  const isPrivate = section.entries.some(({ concern }) => concern === 'safeguarding');
  return frame(section, 'Alerts', groups, alertColumns, {
    above: isPrivate ? '<p class="notice">Safeguarding information. Check who else can see this screen.</p>' : '',
    below: '<p class="state">A missing alert does not mean that there is no risk.</p>',
  });
}

// Appointments

const bookings = { booked: 'Booked', arrived: 'Arrived', 'checked-in': 'Checked in', fulfilled: 'Took place', proposed: 'Not booked: proposed', pending: 'Not booked: waiting for a reply', waitlist: 'Not booked: on a waiting list', noshow: 'Did not attend' };
const isOff = ({ status }) => status === 'cancelled' || status === 'noshow';
const isNotBooked = ({ status }) => status === 'proposed' || status === 'pending' || status === 'waitlist';
const wanted = ({ start, end }) =>
  `No date yet, wanted ${start && end ? `between ${unbrokenMoment(start)} and ${unbrokenMoment(end)}` : start ? `from ${unbrokenMoment(start)}` : `by ${unbrokenMoment(end)}`}`;
const appointed = (entry) => {
  if (entry.when) return unbrokenMoment(entry.when) + (isNotBooked(entry) ? ', not agreed' : '');
  return entry.requested ? wanted(entry.requested) : isNotBooked(entry) ? 'No date yet' : none;
};
const booking = (entry) =>
  entry.status === 'cancelled' ? `${marked('Cancelled')}: ${safe(entry.cancellation?.display ?? 'reason not recorded')}` : isOff(entry) ? marked(bookings[entry.status]) : bookings[entry.status];
const appointmentColumns = columns(
  ['Appointment', ({ service, specialty, type }) => safe((service ?? specialty ?? type)?.display ?? none)],
  ['When', appointed],
  ['Where', ({ location, channel }) => safe(joined([location?.name, channel?.display], '. ') || none)],
  ['With', ({ clinicians }) => safe(clinicians.map(({ name }) => name).join('; ') || none)],
  ['Status', booking],
  source,
);
function appointments(section) {
  const [standing, off] = split(section.entries, isOff);
  const [booked, notBooked] = split(standing, isNotBooked);
  return frame(section, 'Appointments', [['', booked], ['Not booked: asked for or waiting', notBooked], ['Cancelled or not attended', off, true]], appointmentColumns);
}

// Care coordinator and team

const charges = { active: 'Current', proposed: 'Proposed: not yet in charge', planned: 'Planned: not yet in charge', waitlist: 'Waiting list: not yet in charge', suspended: 'Suspended', onhold: 'On hold', inactive: 'Ended', finished: 'Ended', cancelled: 'Cancelled: never in charge', unknown: 'Status not recorded' };
const hasLeft = ({ status }) => status === 'inactive' || status === 'finished' || status === 'cancelled';
const role = ({ role: own, from, team }) => {
  const place = safe(from === 'general-practitioner' ? 'Registered GP' : joined([from === 'care-team' ? 'Care team' : 'Care manager', team], ': '));
  return own ? `${safe(own.display)} <span class="aside">${place}</span>` : place;
};
const contact = ({ organisation, telephone, email }) =>
  `${safe(organisation ?? none)} ${telephone ? `<div class="number">${safe(telephone)}</div>` : ''}${email ? `<div><wbr>${safe(email).replace(/@/g, '<wbr>@')}</div>` : ''}${telephone || email ? '' : '<div class="aside">Contact not recorded</div>'}`;
const charge = (entry) => {
  const { status, period } = entry;
  if (hasLeft(entry)) return `<span class="mark">${charges[status]}${period?.end ? ` ${unbrokenMoment(period.end)}` : ''}</span>`;
  return charges[status] + (period?.start && status === 'active' ? ` since ${unbrokenMoment(period.start)}` : '');
};
const coordinatorColumns = columns(
  ['Name', ({ name, organisation, team }) => safe(name ?? organisation ?? team ?? none)],
  ['Role', role],
  ['Organisation and contact', contact],
  ['Status', charge],
  source,
);
function careCoordinator(section) {
  const [known, again, met] = [[], [], new Set()];
  for (const entry of section.entries) {
    const { from, name, organisation, telephone, email } = entry;
    const who = from === 'general-practitioner' && JSON.stringify([name, organisation, telephone, email]);
    // The practice that another source has named already is worth a line, not a page.
    (who && met.has(who) ? again : known).push(entry);
    met.add(who);
  }
  const [inCharge, left] = split(known, hasLeft);
  return frame(section, 'Care coordinator and team', [['', inCharge], ['The same GP practice, as other sources have it', again, true], ['No longer in charge', left, true]], coordinatorColumns);
}

// Community and mental health

const contactStatuses = { planned: 'Planned: has not taken place', waitlist: 'On a waiting list', arrived: 'Arrived', triaged: 'Triaged', 'in-progress': 'In progress', active: 'Open', onleave: 'On leave', onhold: 'On hold', finished: 'Finished', cancelled: 'Cancelled: did not take place', unknown: 'Status not recorded', current: 'Current', superseded };
const isCaseload = ({ from }) => from === 'episode-of-care';
const isOpenCaseload = (entry) => isCaseload(entry) && entry.status !== 'finished' && entry.status !== 'cancelled';
const contactName = (entry) =>
  safe(isCaseload(entry) ? joined(['On the caseload', entry.service?.display], ': ') : (entry.contactType?.display ?? (entry.code ? named(entry.code) : entry.from === 'document' ? 'Document' : 'Contact')));
const contacted = (entry) => {
  if (!isCaseload(entry)) return entry.when ? unbrokenMoment(entry.when) : none;
  const { start, end } = entry.period ?? {};
  if (start && end) return `${unbrokenMoment(start)} to ${unbrokenMoment(end)}`;
  return start ? `Since ${unbrokenMoment(start)}` : end ? `Until ${unbrokenMoment(end)}` : none;
};
const contactStatus = ({ status, missed }) => (missed ? marked('Did not attend') : status === 'cancelled' ? marked(contactStatuses.cancelled) : contactStatuses[status]);
const contactColumns = columns(
  ['Contact', contactName],
  ['When', contacted],
  ['Seen by', ({ professionals }) => safe(professionals.map(({ name }) => name).join('; ') || none)],
  ['Outcome', ({ outcome, from }) => (outcome ? safe(outcome.display) : from === 'encounter' ? none : '')],
  ['Status', contactStatus],
  source,
);
function communityMentalHealth(section) {
  const [standing, old] = split(section.entries, isSuperseded);
  const [rest, caseloads] = split(standing, isOpenCaseload);
  const services = Map.groupBy(rest, ({ service, kind }) => `${service?.display ?? 'Service not recorded'} (${kind === 'community' ? 'community' : 'mental health'})`);
  return frame(section, 'Community and mental health', [['Caseloads that are open', caseloads], ...services, [superseded, old, true]], contactColumns);
}

// Procedures

const procedureStatuses = { preparation: 'Planned', 'in-progress': 'In progress', 'not-done': 'Not done', 'on-hold': 'On hold', stopped: 'Stopped before it was complete', completed: 'Done', unknown: 'Not known whether it was done' };
const before = { preparation: '<span>Planned:</span>', 'not-done': '<span class="mark">Not done:</span>', 'on-hold': '<span>On hold:</span>', stopped: '<span class="mark">Stopped:</span>' };
const isAhead = ({ status }) => status === 'preparation' || status === 'in-progress' || status === 'on-hold';
const procedure = ({ code, status }) => (before[status] ? `<span>${before[status]} ${safe(coded(code))}</span>` : safe(coded(code)));
const procedureStatus = ({ status, statusReason, category, complications }) => {
  const reason = statusReason?.display ?? (status === 'not-done' && none);
  // SNOMED CT 387713003 |Surgical procedure|.
  const said = [procedureStatuses[status], reason && `Reason: ${reason}`, category?.code === '387713003' && 'Surgical'];
  return safe(joined(said, '. ')) + (complications.length ? `. ${marked('Complication recorded')}` : '');
};
const site = ({ bodySites, laterality, code }) => {
  const where = bodySites.map(shown).join(', ');
  if (laterality) return safe(joined([where, laterality.display]));
  if (!where) return none;
  return safe(/\b(left|right|both|bilateral|unilateral)\b/i.test(`${where} ${code.display}`) ? where : `${where}. Side not recorded`);
};
const procedureColumns = columns(['Procedure', procedure], ['Status', procedureStatus], date, ['Site and side', site], source);
function procedures(section) {
  const [known, unknown] = split(section.entries, ({ status }) => status === 'unknown');
  const [past, ahead] = split(known, isAhead);
  return frame(section, 'Procedures', [['Planned or under way', ahead], ['Done, stopped or not done', past], ['Not known whether done', unknown, true]], procedureColumns);
}

// Referrals

const priorities = { routine: 'Routine', urgent: 'Urgent', asap: 'As soon as possible', stat: 'At once' };
const referralStatuses = { draft: 'Draft: not sent', active: 'Sent: acceptance not recorded', 'on-hold': 'On hold', revoked: 'Revoked: withdrawn', completed: 'Completed', unknown: 'Status not known' };
const referralIntents = { proposal: 'Proposed only', plan: 'Planned only', option: 'One of several options' };
const isWithdrawn = ({ status }) => status === 'revoked' || status === 'draft';
const referralColumns = columns(
  ['Referral', ({ code }) => safe(named(code))],
  ['Referred to', ({ referredTo, specialty }) => safe(joined([...referredTo.map(({ name }) => name), specialty?.display]) || none)],
  ['Date', ({ when, due }) => (when ? dated('', when) : none) + (due ? dated('wanted by', due) : '')],
  ['Priority', ({ priority }) => priorities[priority] ?? none],
  ['Status', ({ status, intent }) => joined([referralStatuses[status], referralIntents[intent]], '. ')],
  source,
);
function referrals(section) {
  const [standing, withdrawn] = split(section.entries, isWithdrawn);
  const [open, completed] = split(standing, ({ status }) => status === 'completed');
  return frame(section, 'Referrals', [['', open], ['Completed', completed], ['Revoked or draft', withdrawn, true]], referralColumns, {
    above: note('A referral shows what was asked for. It does not show that it was accepted or seen.'),
    below: note('Whoever made a referral remains responsible for it. If something worries you, speak to them.'),
  });
}

export const byHand = {
  alerts, allergies, appointments, assessments, 'care-coordinator': careCoordinator, 'care-plans': carePlans, correspondence,
  'community-mental-health': communityMentalHealth, diagnoses, results, encounters, 'gp-record': gpRecord, immunisations, medications,
  'miscellaneous-reports': miscellaneousReports, problems, procedures, 'progress-notes': progressNotes, referrals, 'vital-signs': vitalSigns,
};
