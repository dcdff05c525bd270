import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Category } from '../../api-spec/record.ts';
import { decide } from '../policy/decide.ts';
import { explain } from '../policy/explain.ts';
import { categories } from '../policy/kinds.ts';
import { policyFrom } from '../policy/text.ts';

/**
 * Who may see what, once more, by hand and in another form: one letter for a part of the record and a column of
 * people. It is not made from policy.yaml; whoever changes one has to change the other, and say so twice.
 *
 * A letter is what labels an entry may carry and still be seen:
 *   .  nothing is seen         n  normal only             r  restricted as well
 *   a  restricted, mental health and violence             c  restricted, mental health
 *   m  restricted, mental health and dependence           p  dependence        s  violence
 * and at XQ5, where nobody sees what is restricted, the same without that: A C M. q is dependence less SUD, x is n and mental health.
 */
const letters: Record<string, string> = {
  '.': '', n: 'N', r: 'N R', a: 'N R PSY MH SDV VIO', c: 'N R PSY MH', m: 'N R PSY MH ETH SUD', p: 'N ETH SUD', s: 'N SDV VIO',
  A: 'N PSY MH SDV VIO', C: 'N PSY MH', M: 'N PSY MH ETH SUD', q: 'N ETH', x: 'N PSY MH',
};

const everybody = `
full      R8000 R8001 R8003 R0260 R0050 R0110 R1981 R8016 R0600 R0620 R0700 R1975
summary   R1110 R1070 R8004 R0790 R0950 R0955 R1310 R8005
pharmacy  R1290
social    R8014 R1330 R1340
home
admin     R8006 R8008 R8009 R8010 R8007 R8013
nothing   PATIENT R0001 R5105 R8012 R8015 R9999`;

const everywhere = `
part                                    full summary pharmacy social home admin
alerts                                    a     n       n       s     n    .
allergies                                 r     n       n       n     n    .
appointments                              r     n       .       n     n    n
assessments                               r     n       .       n     .    .
care-coordinator                          r     n       .       n     n    n
care-plans                                c     n       .       n     n    .
correspondence/inpatient-discharge        r     n       n       .     .    .
correspondence/emergency-discharge        r     n       n       .     .    .
correspondence/outpatient-letter          r     n       .       .     .    .
community-mental-health/community         m     .       .       .     .    .
community-mental-health/mental-health     m     .       .       .     .    .
diagnoses                                 r     n       n       .     .    .
results/radiology                         r     n       .       .     .    .
results/histopathology                    r     .       .       .     .    .
results/blood-sciences                    r     n       n       .     .    .
results/microbiology-virology             r     n       n       .     .    .
results/other                             r     n       .       .     .    .
encounters                                r     n       .       n     .    .
gp-record                                 r     .       .       .     .    .
immunisations                             r     n       n       .     n    .
medications/discharge                     m     n       p       .     n    .
medications/current                       m     n       p       .     n    .
medications/past                          m     n       p       .     n    .
miscellaneous-reports                     r     .       .       .     .    .
problems                                  r     n       n       .     .    .
procedures                                r     n       .       .     .    .
progress-notes                            r     .       .       .     .    .
referrals                                 r     n       .       n     .    n
vital-signs                               r     n       n       .     .    .`;

/** Two organisations that differ, as they would write it, and as somebody else would expect it. */
const differing = `organisations:
  XQ3:
    roles: { R8008: clinical-summary, R8009: none }
    allow:
      - { to: [R1310], categories: [community-mental-health], labels: [PSY, MH] }
    refuse:
      - { to: [clinical-summary], categories: [results], kinds: [radiology, other] }
      - { to: [R1310], categories: [procedures] }
  XQ5:
    roles: { R8008: care-home, R8004: none }
    allow:
      - { to: [R8014], categories: [results], kinds: [blood-sciences] }
      - { to: [care-home], categories: [vital-signs] }
    refuse:
      - { to: [social-care], categories: [encounters] }
      - { to: [pharmacy], categories: [medications], kinds: [past], labels: [SUD] }
      - { labels: [R] }
`;

const atXQ3 = {
  people: `
full      R8000 R8001 R8003 R0260 R0050 R0110 R1981 R8016 R0600 R0620 R0700 R1975
summary   R1110 R1070 R8004 R0790 R0950 R0955 R8005 R8008
mind      R1310
pharmacy  R1290
social    R8014 R1330 R1340
admin     R8006 R8010 R8007 R8013
nothing   PATIENT R0001 R5105 R8012 R8015 R9999 R8009`,
  parts: `
part                                    full summary mind pharmacy social admin
alerts                                    a     n     n      n       s     .
allergies                                 r     n     n      n       n     .
appointments                              r     n     n      .       n     n
assessments                               r     n     n      .       n     .
care-coordinator                          r     n     n      .       n     n
care-plans                                c     n     n      .       n     .
correspondence/inpatient-discharge        r     n     n      n       .     .
correspondence/emergency-discharge        r     n     n      n       .     .
correspondence/outpatient-letter          r     n     n      .       .     .
community-mental-health/community         m     .     x      .       .     .
community-mental-health/mental-health     m     .     x      .       .     .
diagnoses                                 r     n     n      n       .     .
results/radiology                         r     .     .      .       .     .
results/histopathology                    r     .     .      .       .     .
results/blood-sciences                    r     n     n      n       .     .
results/microbiology-virology             r     n     n      n       .     .
results/other                             r     .     .      .       .     .
encounters                                r     n     n      .       n     .
gp-record                                 r     .     .      .       .     .
immunisations                             r     n     n      n       .     .
medications/discharge                     m     n     n      p       .     .
medications/current                       m     n     n      p       .     .
medications/past                          m     n     n      p       .     .
miscellaneous-reports                     r     .     .      .       .     .
problems                                  r     n     n      n       .     .
procedures                                r     n     .      .       .     .
progress-notes                            r     .     .      .       .     .
referrals                                 r     n     n      .       n     n
vital-signs                               r     n     n      n       .     .`,
};

const atXQ5 = {
  people: `
full      R8000 R8001 R8003 R0260 R0050 R0110 R1981 R8016 R0600 R0620 R0700 R1975
summary   R1110 R1070 R0790 R0950 R0955 R1310 R8005
pharmacy  R1290
lead      R8014
social    R1330 R1340
home      R8008
admin     R8006 R8009 R8010 R8007 R8013
nothing   PATIENT R0001 R5105 R8012 R8015 R9999 R8004`,
  parts: `
part                                    full summary pharmacy lead social home admin
alerts                                    A     n       n      s     s     n    .
allergies                                 n     n       n      n     n     n    .
appointments                              n     n       .      n     n     n    n
assessments                               n     n       .      n     n     .    .
care-coordinator                          n     n       .      n     n     n    n
care-plans                                C     n       .      n     n     n    .
correspondence/inpatient-discharge        n     n       n      .     .     .    .
correspondence/emergency-discharge        n     n       n      .     .     .    .
correspondence/outpatient-letter          n     n       .      .     .     .    .
community-mental-health/community         M     .       .      .     .     .    .
community-mental-health/mental-health     M     .       .      .     .     .    .
diagnoses                                 n     n       n      .     .     .    .
results/radiology                         n     n       .      .     .     .    .
results/histopathology                    n     .       .      .     .     .    .
results/blood-sciences                    n     n       n      n     .     .    .
results/microbiology-virology             n     n       n      .     .     .    .
results/other                             n     n       .      .     .     .    .
encounters                                n     n       .      .     .     .    .
gp-record                                 n     .       .      .     .     .    .
immunisations                             n     n       n      .     .     n    .
medications/discharge                     M     n       p      .     .     n    .
medications/current                       M     n       p      .     .     n    .
medications/past                          M     n       q      .     .     n    .
miscellaneous-reports                     n     .       .      .     .     .    .
problems                                  n     n       n      .     .     .    .
procedures                                n     n       .      .     .     .    .
progress-notes                            n     .       .      .     .     .    .
referrals                                 n     n       .      n     n     .    n
vital-signs                               n     n       n      .     .     n    .`,
};

/** What an entry may be labelled with, and the labels of the letters above that it takes. Two of one entry: both. */
const CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
export const ACT = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
export const marks: [labels: [system: string, code: string][], needs: string[]][] = [
  [[], ['N']],
  [[[CONFIDENTIALITY, 'N']], ['N']],
  [[[CONFIDENTIALITY, 'L']], ['N']],
  [[[CONFIDENTIALITY, 'R']], ['R']],
  [[[CONFIDENTIALITY, 'V']], ['V']],
  ...['PSY', 'MH', 'ETH', 'SUD', 'SDV', 'VIO', 'HIV', 'STD', 'SEX', 'TBOO'].map((code): [[string, string][], string[]] => [[[ACT, code]], [code]]),
  [[['https://fhir.larkfield.example/CodeSystem/sealing', 'SEALED-2']], ['https://fhir.larkfield.example/CodeSystem/sealing|SEALED-2']],
  [[['urn:other', 'N']], ['urn:other|N']],
  [[[CONFIDENTIALITY, 'R'], [ACT, 'PSY']], ['R', 'PSY']],
];

export interface Part {
  category: Category;
  kind: string | undefined;
}

interface Table {
  people: Map<string, string>;
  parts: (Part & { letters: Map<string, string> })[];
}

function tableFrom(people: string, parts: string): Table {
  const [head, ...rows] = parts.trim().split('\n').map((line) => line.trim().split(/\s+/));
  return {
    people: new Map(people.trim().split('\n').flatMap((line) => {
      const [column, ...roles] = line.trim().split(/\s+/);
      return roles.map((role): [string, string] => [role, column!]);
    })),
    parts: rows.map(([name, ...cells]) => {
      const [category, kind] = name!.split('/');
      return { category: category as Category, kind, letters: new Map(head!.slice(1).map((column, index) => [column, cells[index]!])) };
    }),
  };
}

const usual = tableFrom(everybody, everywhere);
export const tables = new Map([
  ['XQ1', usual],
  ['XQ2', usual],
  ['XQ3', tableFrom(atXQ3.people, atXQ3.parts)],
  ['XQ4', usual],
  ['XQ5', tableFrom(atXQ5.people, atXQ5.parts)],
]);
export const parts: Part[] = usual.parts;
export const policy = policyFrom(readFileSync(new URL('../policy.yaml', import.meta.url), 'utf8').replace('organisations: {}\n', differing));

/** What the table says of one part and the people of a column: every label that may be on it. */
export const labelsOf = ({ people, parts: rows }: Table, role: string, index: number): string[] =>
  (letters[rows[index]!.letters.get(people.get(role)!) ?? '.'] ?? assert.fail('a letter without a meaning')).split(' ').filter(Boolean);

export const cellsOf = () =>
  [...tables].flatMap(([org, table]) => [...table.people.keys()].map((role) => ({ org, role, table })));

/** Cells that were compared, and those that are otherwise than written by hand. */
export interface Compared {
  compared: number;
  wrong: string[];
}

/** Holds what the policy decides, and how it explains it, against the table. */
export function decided(): Compared {
  let compared = 0;
  const wrong: string[] = [];
  for (const { org, role, table } of cellsOf()) {
    const { granted } = decide(policy, { org, roles: [role] }, categories.map((category) => ({ category })));
    for (const [index, { category, kind }] of parts.entries()) {
      const grant = granted.find((one) => one.category === category);
      const shown = grant && (!grant.kinds || grant.kinds.includes(kind!));
      const sight = shown ? grant.sights.find(({ kinds }) => !kinds || kinds.includes(kind!)) : undefined;
      const expected = labelsOf(table, role, index);
      for (const [, needs] of marks) {
        compared += 1;
        const sees = sight !== undefined && needs.every((label) => sight.labels.has(label));
        const should = expected.length > 0 && needs.every((label) => expected.includes(label));
        if (sees !== should) wrong.push(`${org} ${role} ${category} ${kind ?? ''} ${needs.join('+')}: ${sees}`);
        if (needs.length > 1) continue;
        const told = explain(policy, { org, role, category, kind, label: needs[0] });
        if ((told.answer === 'yes') !== should) wrong.push(`explained otherwise: ${org} ${role} ${category} ${kind ?? ''} ${needs[0]}`);
      }
    }
  }
  return { compared, wrong };
}
