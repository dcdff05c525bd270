import { useState } from 'react';
import type { LcrEntryOpenEvent, LcrStateEvent, LcrTokenNeededEvent } from '@london-care-record/widgets';
import { LcrAllergies, LcrContext, LcrPatientBanner, LcrResults } from '@london-care-record/widgets/react';
import { getToken, type Patient } from '../../host';

export function App({ gateway, list }: { gateway: string; list: Patient[] }) {
  const [patient, setPatient] = useState(list[0].nhsNumber);
  const [isOpen, setIsOpen] = useState(true);
  const [token, setToken] = useState<string>();
  const [heard, setHeard] = useState<string[]>([]);
  const beside = list[list.length - 1].nhsNumber;

  const hear = (line: string) => setHeard((lines) => [...lines, line]);
  const onState = ({ detail }: LcrStateEvent) => hear(`${detail.category}: ${detail.state}`);
  const onEntryOpen = ({ detail }: LcrEntryOpenEvent) => hear(`${detail.category}: an entry was opened`);

  /** The other way to supply a token: the context asks with an event, and the host sets the property. */
  async function onTokenNeeded({ detail }: LcrTokenNeededEvent) {
    hear(`a token is needed: ${detail.reason}`);
    setToken((await getToken({ patient: beside })).access_token);
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
            <LcrContext id="record" gateway={gateway} patient={patient} getToken={getToken} onLcrState={onState} onLcrEntryOpen={onEntryOpen}>
              <LcrPatientBanner />
              <LcrAllergies headingLevel={3} />
              <LcrResults headingLevel={3} limit={5} />
            </LcrContext>
          )}
        </section>
        <section>
          <h2>Beside it, another patient</h2>
          <LcrContext id="beside" gateway={gateway} patient={beside} token={token} onLcrTokenNeeded={onTokenNeeded}>
            <LcrPatientBanner />
            <LcrResults headingLevel={3} limit={3} />
          </LcrContext>
        </section>
      </main>
      <h2>What the host heard</h2>
      <ol id="heard">{heard.map((line, index) => <li key={index}>{line}</li>)}</ol>
    </>
  );
}
