// Compiled in the page: the Angular example is the one that is compiled before.
import '@angular/compiler';
import { Component, CUSTOM_ELEMENTS_SCHEMA, provideZonelessChangeDetection, signal, ViewChild } from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { values } from './scenes.js';

class Scene {
  static scene;
  scene = Scene.scene;
  values = values;
  count = signal(1);
  isShown = signal(true);
  isHeard = signal(false);
  heard = signal([]);

  hear({ type }) {
    this.heard.update((all) => [...all, type]);
  }

  ngAfterViewInit() {
    this.count.set(2);
    this.listened?.nativeElement.addEventListener('lcr-error', () => this.isHeard.set(true));
  }
}

const Drawn = Component({
  selector: 'interop-scene',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  queries: { listened: new ViewChild('listened') },
  template: `
    @switch (scene) {
      @case ('alone') { <lcr-patient-banner id="tag" /> }
      @case ('within') { <lcr-context><lcr-allergies id="tag" /></lcr-context> }
      @case ('around') { <lcr-context id="tag">{{ count() }} <lcr-allergies /></lcr-context> }
      @case ('toggled') {
        <button id="toggle" (click)="isShown.set(!isShown())"></button>
        @if (isShown()) { <lcr-allergies id="tag" /> } @else { <p id="other"></p> }
      }
      @case ('valued') {
        <lcr-document id="document" [open]="values.open" [heading]="values.heading" />
        <lcr-context id="holder" [gateway]="values.gateway" [patient]="values.patient" [token]="values.token" [fetch]="values.fetch">
          <lcr-allergies id="allergies" [headingLevel]="values.headingLevel" />
        </lcr-context>
        <lcr-context id="context" [fetch]="values.fetch" [getToken]="values.getToken" />
      }
      @case ('listened') { <lcr-context id="tag" #listened [attr.data-heard]="isHeard()" /> }
      @default {
        <lcr-context
          id="around"
          [attr.data-heard]="heard().join(' ')"
          (lowercase)="hear($event)"
          (lcr-state)="hear($event)"
          (camelCase)="hear($event)"
          (CAPScase)="hear($event)"
          (PascalCase)="hear($event)"
        >
          <lcr-allergies id="tag" />
        </lcr-context>
      }
    }
  `,
})(Scene);

export async function draw(scene, place) {
  Scene.scene = scene;
  const application = await createApplication({ providers: [provideZonelessChangeDetection()] });
  application.bootstrap(Drawn, place);
  return () => application.destroy();
}
