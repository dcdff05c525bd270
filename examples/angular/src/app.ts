import { Component, CUSTOM_ELEMENTS_SCHEMA, inject, InjectionToken, signal } from '@angular/core';
import type { LcrContext, LcrEntryOpenEvent, LcrStateEvent, LcrTokenNeededEvent } from '@london-care-record/widgets';
import '@london-care-record/widgets/components/context/lcr-context.js';
import '@london-care-record/widgets/components/patient-banner/lcr-patient-banner.js';
import '@london-care-record/widgets/components/allergies/lcr-allergies.js';
import '@london-care-record/widgets/components/results/lcr-results.js';
import { getToken, type Patient } from '../../host';

export const HOST = new InjectionToken<{ gateway: string; list: Patient[] }>('What the host knows already');

@Component({
  selector: 'fernway-app',
  // Angular is told that there are tags which are not its own.
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <h1>Fernway in Angular</h1>
    <nav id="patients" aria-label="Patients">
      @for (each of list; track each.nhsNumber) {
        <button [attr.aria-current]="each.nhsNumber === patient() || null" (click)="patient.set(each.nhsNumber)">{{ each.name }}</button>
      }
    </nav>
    <button id="toggle" (click)="isOpen.set(!isOpen())">{{ isOpen() ? 'Close the record' : 'Open the record' }}</button>
    <main>
      <section>
        @if (isOpen()) {
          <lcr-context
            id="record"
            [gateway]="gateway"
            [patient]="patient()"
            [getToken]="getToken"
            (lcr-state)="onState($event)"
            (lcr-entry-open)="onEntryOpen($event)"
          >
            <lcr-patient-banner />
            <lcr-allergies [headingLevel]="3" />
            <lcr-results [headingLevel]="3" [limit]="5" />
          </lcr-context>
        }
      </section>
      <section>
        <h2>Beside it, another patient</h2>
        <lcr-context id="beside" [gateway]="gateway" [patient]="beside" (lcr-token-needed)="onTokenNeeded($event)">
          <lcr-patient-banner />
          <lcr-results [headingLevel]="3" [limit]="3" />
        </lcr-context>
      </section>
    </main>
    <h2>What the host heard</h2>
    <ol id="heard">
      @for (line of heard(); track $index) {
        <li>{{ line }}</li>
      }
    </ol>
  `,
})
export class App {
  readonly getToken = getToken;
  readonly gateway = inject(HOST).gateway;
  readonly list = inject(HOST).list;
  readonly beside = this.list[this.list.length - 1].nhsNumber;
  readonly patient = signal(this.list[0].nhsNumber);
  readonly isOpen = signal(true);
  readonly heard = signal<string[]>([]);

  onState({ detail }: LcrStateEvent): void {
    this.hear(`${detail.category}: ${detail.state}`);
  }

  onEntryOpen({ detail }: LcrEntryOpenEvent): void {
    this.hear(`${detail.category}: an entry was opened`);
  }

  /** The other way to supply a token: the context asks with an event, and the host sets the property. */
  async onTokenNeeded({ detail, currentTarget }: LcrTokenNeededEvent): Promise<void> {
    this.hear(`a token is needed: ${detail.reason}`);
    (currentTarget as LcrContext).token = (await getToken({ patient: this.beside })).access_token;
  }

  private hear(line: string): void {
    this.heard.update((lines) => [...lines, line]);
  }
}
