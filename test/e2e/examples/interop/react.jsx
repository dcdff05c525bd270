import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { values } from './scenes.js';

const scenes = {
  alone: () => <lcr-patient-banner id="tag" />,

  within() {
    return <lcr-context><lcr-allergies id="tag" /></lcr-context>;
  },

  around() {
    const [count, setCount] = useState(1);
    useEffect(() => setCount(2), []);
    return <lcr-context id="tag">{count} <lcr-allergies /></lcr-context>;
  },

  toggled() {
    const [isShown, setIsShown] = useState(true);
    return (
      <>
        <button id="toggle" onClick={() => setIsShown(!isShown)} />
        {isShown ? <lcr-allergies id="tag" /> : <p id="other" />}
      </>
    );
  },

  valued: () => (
    <>
      <lcr-document id="document" open={values.open} heading={values.heading} />
      <lcr-context gateway={values.gateway} patient={values.patient} token={values.token} fetch={values.fetch} id="holder">
        <lcr-allergies id="allergies" headingLevel={values.headingLevel} />
      </lcr-context>
      <lcr-context id="context" fetch={values.fetch} getToken={values.getToken} />
    </>
  ),

  listened() {
    const tag = useRef(null);
    const [isHeard, setIsHeard] = useState(false);
    useEffect(() => tag.current.addEventListener('lcr-error', () => setIsHeard(true)), []);
    return <lcr-context id="tag" ref={tag} data-heard={isHeard} />;
  },

  declared() {
    const [heard, setHeard] = useState([]);
    const hear = ({ type }) => setHeard((all) => [...all, type]);
    return (
      <lcr-context
        id="around"
        data-heard={heard.join(' ')}
        onlowercase={hear}
        onlcr-state={hear}
        oncamelCase={hear}
        onCAPScase={hear}
        onPascalCase={hear}
      >
        <lcr-allergies id="tag" />
      </lcr-context>
    );
  },
};

export function draw(scene, place) {
  const Scene = scenes[scene];
  const root = createRoot(place);
  root.render(<Scene />);
  return () => root.unmount();
}
