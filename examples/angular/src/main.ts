import { bootstrapApplication } from '@angular/platform-browser';
import { patients, session } from '../../host';
import { App, HOST } from './app';

const [{ gateway }, list] = await Promise.all([session(), patients()]);
await bootstrapApplication(App, { providers: [{ provide: HOST, useValue: { gateway, list } }] });
