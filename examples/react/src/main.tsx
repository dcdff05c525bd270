import { createRoot } from 'react-dom/client';
import { patients, session } from '../../host';
import '../../host.css';
import { App } from './App';

const [{ gateway }, list] = await Promise.all([session(), patients()]);
const app = document.querySelector('#app');
if (app) createRoot(app).render(<App gateway={gateway} list={list} />);
