import { createApp } from 'vue';
import { patients, session } from '../../host';
import '../../host.css';
import App from './App.vue';

const [{ gateway }, list] = await Promise.all([session(), patients()]);
createApp(App, { gateway, list }).mount('#app');
