/** The page as a team would build it on @medplum/react: the client, its hook for a search, and its displays in a table. */
import { MantineProvider, Table, Title } from '@mantine/core';
import { MedplumClient, MemoryStorage, ClientStorage } from '@medplum/core';
import { CodeableConceptDisplay, MedplumProvider } from '@medplum/react';
import { useSearchResources } from '@medplum/react-hooks';
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import '@mantine/core/styles.css';

const { gateway, patient, types } = document.body.dataset;
const wanted = types.split(' ');
let waiting = wanted.length;

function List({ type }) {
  const [found] = useSearchResources(type, { patient, _count: '10000' });
  useEffect(() => {
    if (found && --waiting === 0) document.dispatchEvent(new Event('drawn'));
  }, [found]);
  if (!found) return <p>Loading: {type}</p>;
  return (
    <section aria-label={type}>
      <Title order={2}>{type} {found.length}</Title>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {['Allergen', 'Reaction', 'Risk', 'Status', 'Date', 'Source'].map((name) => <Table.Th key={name} scope="col">{name}</Table.Th>)}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {found.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Th scope="row"><CodeableConceptDisplay value={one.code ?? one.type?.[0] ?? one.type ?? one.vaccineCode ?? one.medicationCodeableConcept} /></Table.Th>
              <Table.Td><CodeableConceptDisplay value={one.reaction?.[0]?.manifestation?.[0]} /></Table.Td>
              <Table.Td>{one.criticality ?? 'Not recorded'}</Table.Td>
              <Table.Td><CodeableConceptDisplay value={one.clinicalStatus} /></Table.Td>
              <Table.Td>{one.recordedDate ?? one.authoredOn ?? one.date ?? one.effectiveDateTime}</Table.Td>
              <Table.Td>{one.recorder?.display ?? 'Northbridge'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

const { access_token: token } = await (await fetch('/token', { method: 'POST', body: JSON.stringify({ patient }) })).json();
const medplum = new MedplumClient({ baseUrl: gateway, fhirUrlPath: 'fhir/R4', storage: new ClientStorage(new MemoryStorage()), accessToken: token });
createRoot(document.querySelector('main')).render(
  <MedplumProvider medplum={medplum}>
    <MantineProvider>{wanted.map((type, place) => <List key={place} type={type} />)}</MantineProvider>
  </MedplumProvider>,
);
