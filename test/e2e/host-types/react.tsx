import { createRef } from 'react';
import type { LcrAllergies as Allergies, LcrEntryOpenEvent } from '@london-care-record/widgets';
import { LcrAllergies, LcrContext, LcrMedications } from '@london-care-record/widgets/react';

const ref = createRef<Allergies>();

export const wrapped = (
  <LcrContext gateway="https://record.example" patient={null} getToken={({ patient }) => patient} className="record">
    <LcrAllergies ref={ref} headingLevel={3} density="comfortable" onLcrState={({ detail }) => detail.state === 'ready'} onClick={() => undefined} />
    <LcrMedications kind="current past" onLcrEntryOpen={(event: LcrEntryOpenEvent) => event.detail.id} />
    {/* @ts-expect-error There is no such kind. */}
    <LcrMedications kind="future" />
    {/* @ts-expect-error Allergies have no kinds. */}
    <LcrAllergies kind="current" />
    {/* @ts-expect-error A heading has a number. */}
    <LcrAllergies headingLevel="third" />
    {/* @ts-expect-error The state is no number. */}
    <LcrAllergies onLcrState={({ detail }) => detail.state + 1 > 2} />
  </LcrContext>
);

/** The tags themselves, as React 19 takes them. */
export const bare = (
  <lcr-context gateway="https://record.example" patient="999 526 0182" token-url="/ehr/lcr-token" onlcr-token-needed={({ detail }) => detail.reason === 'first'}>
    <lcr-allergies ref={ref} heading-level="3" headingLevel={3} onlcr-state={({ detail }) => detail.state === 'ready'} />
    {/* @ts-expect-error There are two densities. */}
    <lcr-allergies density="tight" />
    {/* @ts-expect-error The state is no number. */}
    <lcr-allergies onlcr-state={({ detail }) => detail.state + 1 > 2} />
    {/* @ts-expect-error There is no such attribute. */}
    <lcr-allergies colour="red" />
    {/* @ts-expect-error There is no such tag. */}
    <lcr-weather />
  </lcr-context>
);
