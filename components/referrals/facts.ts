import type { Entry } from '../../api-spec/record.ts';
import { formatDay } from '../../src/format/day.ts';
import { referralFactWords as say } from '../../src/text/referral-facts.ts';
import { referralWords } from '../../src/text/referrals.ts';
import { words } from '../../src/text/words.ts';
import { person, type Fact } from '../../src/view/detail.ts';

/** What a referral's detail adds to its row (FHIR ServiceRequest). Loaded when the first row is opened. */
export function facts({ referredTo, specialty, reasons, requester, due, intent }: Entry<'referrals'>): Fact[] {
  return [
    ...referredTo.map((who): Fact => [say.to, person(who)]),
    [say.specialty, specialty?.display],
    [say.reasons, reasons.map(({ display }) => display).join(', ') || words.notRecorded],
    [say.requester, person(requester) ?? words.notRecorded],
    [say.due, due && formatDay(due)],
    [say.intent, intent && referralWords.intents[intent]],
  ];
}
