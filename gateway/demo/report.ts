import type { Wording } from './cabinet.ts';
import type { When } from './calendar.ts';
import type { Code, Flag, Label, absences, sections, specimens } from './codes.ts';
import type { ProfessionalKey } from './people.ts';

export type Status =
  | 'registered' | 'partial' | 'preliminary' | 'final' | 'amended' | 'corrected' | 'appended' | 'cancelled'
  | 'entered-in-error' | 'unknown';

export interface Quantity {
  readonly quantity: string;
  readonly unit?: string;
  readonly ucum?: string;
  readonly comparator?: '<' | '<=' | '>=' | '>';
}
export type Value =
  | Quantity
  | { readonly coded: Code; readonly text?: string }
  | { readonly words: string }
  | { readonly between: readonly [low: string, high: string]; readonly unit: string; readonly ucum: string }
  | { readonly ratio: readonly [numerator: string, denominator: string] }
  | { readonly yes: boolean };

export interface Range {
  readonly low?: string;
  readonly high?: string;
  readonly unit?: string;
  readonly ucum?: string;
  readonly words?: string;
  readonly of?: string;
}

/** One line of a report; `parts` belong to the very same observation, `members` are observations below it. */
export interface Finding {
  readonly code: Wording;
  readonly text?: string;
  readonly value?: Value;
  readonly range?: Range;
  readonly flag?: Flag;
  readonly status?: Status;
  readonly absent?: readonly [reason: keyof typeof absences, words: string];
  readonly note?: string;
  readonly method?: string;
  readonly parts?: readonly Finding[];
  readonly members?: readonly Finding[];
  readonly labels?: readonly Label[];
}

export interface Report {
  readonly code: Wording;
  readonly text?: string;
  readonly section: keyof typeof sections;
  readonly status?: Status;
  readonly taken: When;
  readonly issued?: When;
  /** When the source changed the report after issuing it. */
  readonly changed?: When;
  readonly specimen?: keyof typeof specimens;
  readonly specimenNote?: string;
  readonly by?: ProfessionalKey;
  readonly reader?: ProfessionalKey;
  readonly findings?: readonly Finding[];
  readonly conclusion?: string;
  readonly concludes?: readonly Code[];
  readonly document?: { readonly title: string; readonly text: string };
  readonly labels?: readonly Label[];
}
