import { useState } from 'react';
import type { LcrContext, LcrEntryOpenEvent, LcrStateEvent, LcrTokenNeededEvent } from '@london-care-record/widgets';
import '@london-care-record/widgets/components/context/lcr-context.js';
import '@london-care-record/widgets/components/patient-banner/lcr-patient-banner.js';
import '@london-care-record/widgets/components/allergies/lcr-allergies.js';
import '@london-care-record/widgets/components/results/lcr-results.js';
import { getToken, type Patient } from '../../host';

export function App({ gateway, list }: { gateway: string; list: Patient[] }) {
  const [patient, setPatient] = useState(list[0].nhsNumber);
  const [isOpen, setIsOpen] = useState(true);
  const [heard, setHeard] = useState<string[]>([]);
  const beside = list[list.length - 1].nhsNumber;

  const hear = (line: string) => setHeard((lines) => [...lines, line]);
  const onState = ({ detail }: LcrStateEvent) => hear(`${detail.category}: ${detail.state}`);
  const onEntryOpen = ({ detail }: LcrEntryOpenEvent) => hear(`${detail.category}: an entry was opened`);

  /** The other way to supply a token: the context asks with an event, and the host sets the property. */
  async function onTokenNeeded({ detail, currentTarget }: LcrTokenNeededEvent) {
    hear(`a token is needed: ${detail.reason}`);
    (currentTarget as LcrContext).token = (await getToken({ patient: beside })).access_token;
  }

  return (
    <>
      <h1>Fernway in React</h1>
      <nav id="patients" aria-label="Patients">
        {list.map(({ nhsNumber, name }) => (
          <button key={nhsNumber} aria-current={nhsNumber === patient || undefined} onClick={() => setPatient(nhsNumber)}>
            {name}
          </button>
        ))}
      </nav>
      <button id="toggle" onClick={() => setIsOpen(!isOpen)}>
        {isOpen ? 'Close the record' : 'Open the record'}
      </button>
      <main>
        <section>
          {isOpen && (
            <lcr-context id="record" gateway={gateway} patient={patient} getToken={getToken} onlcr-state={onState} onlcr-entry-open={onEntryOpen}>
              <lcr-patient-banner />
              <lcr-allergies headingLevel={3} />
              <lcr-results headingLevel={3} limit={5} />
            </lcr-context>
          )}
        </section>
        <section>
          <h2>Beside it, another patient</h2>
          <lcr-context id="beside" gateway={gateway} patient={beside} onlcr-token-needed={onTokenNeeded}>
            <lcr-patient-banner />
            <lcr-results headingLevel={3} limit={3} />
          </lcr-context>
        </section>
      </main>
      <h2>What the host heard</h2>
      <ol id="heard">{heard.map((line, index) => <li key={index}>{line}</li>)}</ol>
    </>
  );
}
