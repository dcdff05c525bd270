import { mount } from 'svelte';
import { patients, session } from '../../host';
import '../../host.css';
import App from './App.svelte';

const [{ gateway }, list] = await Promise.all([session(), patients()]);
mount(App, { target: document.querySelector('#app')!, props: { gateway, list } });
