import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import '@london-care-record/widgets/components/autoload.js';
import type { GetToken, LcrErrorEvent, LcrStateEvent } from '@london-care-record/widgets';

@Component({
  selector: 'app-record',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  // The last line is wrong, and the compiler has to say so.
  template: `
    <lcr-context gateway="https://record.example" [patient]="patient" [getToken]="getToken">
      <lcr-allergies [headingLevel]="3" (lcr-state)="told($event)"></lcr-allergies>
      <lcr-allergies (lcr-state)="failed($event)"></lcr-allergies>
    </lcr-context>
  `,
})
export class Record {
  patient = '999 526 0182';

  readonly getToken: GetToken = ({ patient }) => patient;

  told({ detail }: LcrStateEvent): void {
    console.info(detail.category, detail.state);
  }

  failed({ detail }: LcrErrorEvent): void {
    console.info(detail.code);
  }
}
