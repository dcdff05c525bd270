import type { Cabinet, Filed, Wording } from './cabinet.ts';
import { concept } from './cabinet.ts';
import type { When } from './calendar.ts';
import type { Label } from './codes.ts';
import { documentTypes, planCategories } from './document-codes.ts';
import type { Table } from './patients.ts';
import { rowsAt } from './patients.ts';
import type { ProfessionalKey } from './people.ts';
import { author, named, subject } from './people.ts';

interface Goal {
  readonly aim: string;
  readonly status: 'proposed' | 'active' | 'on-hold' | 'completed' | 'cancelled';
  readonly due?: When;
}

interface Activity {
  readonly what: string;
  readonly status: 'not-started' | 'scheduled' | 'in-progress' | 'on-hold' | 'completed' | 'stopped';
  readonly often?: string;
  readonly not?: true;
  readonly by?: ProfessionalKey;
}

interface Plan {
  readonly key?: string;
  readonly replaces?: string;
  readonly category: Wording;
  readonly title: string;
  readonly status: 'draft' | 'active' | 'on-hold' | 'revoked' | 'completed' | 'entered-in-error' | 'unknown';
  readonly intent?: 'proposal' | 'plan';
  readonly summary?: string;
  readonly from?: When;
  readonly until?: When;
  readonly made?: When;
  readonly by?: ProfessionalKey;
  readonly goals?: readonly Goal[];
  readonly activities?: readonly Activity[];
  readonly note?: string;
  readonly labels?: readonly Label[];
}

const plans: Table<Plan> = {
  margaret: {
    northbridge: [
      { key: 'first', category: planCategories.heartFailure, title: 'Heart failure self management plan', status: 'revoked', from: '295d',
        until: '251d', made: '295d', by: 'okafor', goals: [{ aim: 'Weight below 70 kg', status: 'cancelled' }] },
      { replaces: 'first', category: planCategories.heartFailure, title: 'Heart failure self management plan', status: 'active', from: '251d',
        made: '251d', by: 'okafor', summary: 'What to do each day, and when to ring the heart failure nurse.',
        goals: [{ aim: 'Stay out of hospital', status: 'active' }, { aim: 'Weight steady within 2 kg', status: 'active', due: '90d' },
          { aim: 'Climb the stairs at home without stopping', status: 'completed', due: '150d' }],
        activities: [{ what: 'Weigh every morning before breakfast', status: 'in-progress', often: 'Every day' },
          { what: 'Take ibuprofen or other anti-inflammatory tablets', status: 'not-started', not: true },
          { what: 'Telephone review by the heart failure nurse', status: 'scheduled', often: 'Every four weeks', by: 'tran' }] },
    ],
    heathway: [
      { category: planCategories.wound, title: 'Wound care, left shin', status: 'active', from: '31d', made: '31d', by: 'boateng',
        goals: [{ aim: 'Healed without infection', status: 'active' }],
        activities: [{ what: 'Change the dressing', status: 'in-progress', often: 'Every three days', by: 'boateng' },
          { what: 'Adhesive tape directly on the skin', status: 'not-started', not: true }] },
    ],
    larkfield: [
      { category: planCategories.diabetes, title: 'Diabetes self management plan', status: 'completed', from: '6y', until: '3y', by: 'rao' },
    ],
    millmead: [
      { category: planCategories.carePlan, title: 'Reablement after hospital', status: 'completed', from: '294d', until: '252d', made: '294d',
        by: 'oyelaran', goals: [{ aim: 'Wash and dress alone', status: 'completed' }, { aim: 'Make a hot meal', status: 'cancelled' }] },
      { category: planCategories.carePlan, title: 'Overnight care', status: 'draft', intent: 'proposal', made: '20d', by: 'oyelaran',
        note: 'To be discussed with the family. Not agreed, not funded.' },
    ],
  },
  leo: {
    larkfield: [
      { category: planCategories.asthma, title: 'Asthma plan for viral wheeze', status: 'on-hold', from: '14mo', by: 'rao',
        activities: [{ what: 'Blue inhaler with spacer', status: 'on-hold', often: 'When wheezy' }] },
    ],
  },
  kwabena: {
    northbridge: [
      { category: planCategories.carePlan, title: 'Dialysis plan', status: 'active', from: '2610d', made: '2610d', by: 'lindqvist',
        activities: [{ what: 'Blood pressure or blood tests on the left arm', status: 'not-started', not: true },
          { what: 'Haemodialysis', status: 'in-progress', often: 'Monday, Wednesday and Friday' }] },
    ],
  },
  xanthe: {
    northbridge: [
      { category: planCategories.selfCare, title: 'Title', status: 'active', from: '140d', made: '140d', by: 'mallory', summary: 'Summary',
        goals: [{ aim: 'Aim', status: 'active' }], activities: [{ what: 'What', status: 'in-progress', often: 'Often' }], note: 'Note' },
    ],
    millmead: [{ category: planCategories.carePlan, title: 'Title', status: 'unknown', made: '130d', by: 'mallory' }],
  },
  jerome: {
    heathway: [
      { category: documentTypes.crisisPlan, title: 'Crisis plan', status: 'active', from: '325d', made: '325d', by: 'kowalska', labels: ['restricted'],
        activities: [{ what: 'Ring the crisis line', status: 'not-started', often: 'When things get worse' }] },
      { category: planCategories.carePlan, title: 'Community care plan', status: 'active', from: '320d', made: '320d', by: 'kowalska',
        goals: [{ aim: 'Back to work', status: 'active' }], labels: ['normal'] },
    ],
  },
  eileen: {
    heathway: [{ category: 'Leg ulcer', title: 'Compression bandaging', status: 'active', from: '58d', made: '58d', by: 'boateng' }],
    larkfield: [{ category: planCategories.selfCare, title: 'Living with osteoarthritis', status: 'active', from: '2y', by: 'rao' }],
  },
  haruto: {
    northbridge: [
      { category: planCategories.carePlan, title: 'Entered for the wrong patient', status: 'entered-in-error', from: '40d', made: '40d', by: 'tran' },
      { category: planCategories.carePlan, title: 'Flare plan', status: 'on-hold', from: '39d', made: '39d', by: 'lindqvist' },
    ],
  },
  stanley: {
    larkfield: [
      { category: documentTypes.endOfLife, title: 'Gold standard framework', status: 'active', from: '160d', by: 'rao',
        summary: 'Preferred place of care: home. Preferred place of death: home.' },
    ],
  },
  gareth: {
    northbridge: [
      { category: planCategories.cancer, title: 'Cancer care plan', status: 'active', from: '200d', made: '200d', by: 'bains',
        summary: 'Surgery first, then chemotherapy.',
        goals: [{ aim: 'Cure', status: 'active' }, { aim: 'Back at work', status: 'proposed' }],
        activities: [{ what: 'Follow-up CT of chest and abdomen', status: 'scheduled', often: 'Once a year for five years', by: 'bains' },
          { what: 'Colonoscopy', status: 'not-started', often: 'One year after the operation' }] },
    ],
    canalside: [
      { category: planCategories.cancer, title: 'Chemotherapy plan', status: 'active', from: '144d', made: '144d', by: 'haddad',
        activities: [{ what: 'CAPOX', status: 'in-progress', often: 'Every three weeks, eight cycles' },
          { what: 'Ceftriaxone for fever', status: 'not-started', not: true }] },
    ],
    larkfield: [
      { category: planCategories.selfCare, title: 'Living with cancer review', status: 'completed', from: '60d', until: '60d', by: 'hughes' },
    ],
  },
};

/** UKCore-CarePlan and its Goals for every plan at this source that is not a document. */
export function fileCarePlans(cabinet: Cabinet): void {
  const byKey = new Map<string, Filed>();
  for (const [patient, plan] of rowsAt(cabinet.source.id, plans)) {
    const { made, by } = plan;
    const about = { patient, recorded: made ?? plan.from ?? '2y', labels: plan.labels } as const;
    const of = subject(cabinet, patient);
    const { contained, reference } = by ? author(cabinet, by) : {};
    const goals = plan.goals?.map(({ aim, status, due }) => cabinet.file('Goal', {
      lifecycleStatus: status,
      description: { text: aim },
      subject: of,
      target: due && [{ measure: { text: aim }, dueDate: cabinet.at(due) }],
    }, about));
    const older = byKey.get(`${patient}/${plan.replaces}`);
    const filed = cabinet.file('CarePlan', {
      contained,
      replaces: older && [cabinet.refer(older)],
      status: plan.status,
      intent: plan.intent ?? 'plan',
      category: [concept(plan.category)],
      title: plan.title,
      description: plan.summary,
      subject: of,
      period: plan.from && { start: cabinet.at(plan.from), end: plan.until && cabinet.at(plan.until) },
      created: made && cabinet.at(made),
      // No search brings the author of a plan along: the name stands beside the reference.
      author: reference && by && { ...reference, display: named(by) },
      goal: goals?.map((goal) => cabinet.refer(goal)),
      activity: plan.activities?.map(({ what, status, often, not, by: who }) => ({
        detail: {
          status,
          doNotPerform: not,
          scheduledString: often,
          performer: who && (cabinet.source.habits.people === 'contained' ? [{ display: named(who) }] : [author(cabinet, who).reference]),
          description: what,
        },
      })),
      note: plan.note === undefined ? undefined : [{ text: plan.note }],
    }, about);
    if (plan.key) byKey.set(`${patient}/${plan.key}`, filed);
  }
}
