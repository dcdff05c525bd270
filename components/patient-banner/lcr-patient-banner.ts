import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import type { Demographics } from '../../api-spec/record.ts';
import { announcer } from '../../src/element/announce.ts';
import { readDemographics } from '../../src/api/demographics.ts';
import { define } from '../../src/element/define.ts';
import { formatDay, yearsBetween } from '../../src/format/day.ts';
import { formatNhsNumber } from '../../src/format/nhs-number.ts';
import { formatPersonName } from '../../src/format/person-name.ts';
import { isComplete } from '../../src/record/conclude.ts';
import { Reading, type ReadingHost } from '../../src/record/reading.ts';
import { asWritten } from '../../src/style/as-written.ts';
import { chip } from '../../src/style/chip.ts';
import { sheet } from '../../src/style/sheet.ts';
import { bannerWords as say } from '../../src/text/banner.ts';
import { words } from '../../src/text/words.ts';
import { completenessLine } from '../../src/view/completeness.ts';
import { classed } from '../../src/view/filled.ts';
import { missingNotice, stateNotice } from '../../src/view/notice.ts';
import { why } from '../../src/view/why.ts';

/**
 * Who the patient is: name, date of birth and age, gender, NHS number, in the order and with the labels of the NHS
 * patient banner (NHS CUI NID-0001 to NID-0006), from FHIR Patient (UKCore-Patient). Says where sources disagree.
 *
 * @element lcr-patient-banner
 * @fires {LcrStateEvent} lcr-state - The banner came into a state.
 * @fires {LcrErrorEvent} lcr-error - Something failed; `code` is stable.
 * @fires {LcrPatientMismatchEvent} lcr-patient-mismatch - An answer for another patient was thrown away.
 * @csspart banner - The banner's line of facts.
 * @csspart notice - A state or a warning in words.
 * @csspart why - Why something is not shown, and whom to ask.
 * @csspart completeness - The line that says who answered.
 */
export class LcrPatientBanner extends LitElement implements ReadingHost {
  static override readonly styles = [
    sheet,
    chip,
    asWritten,
    css`
      :host {
        text-transform: none;
        text-indent: 0;
        white-space: normal;
      }
      .banner {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25em 2em;
        align-items: baseline;
        padding: var(--_space) calc(var(--_space) * 1.5);
        background: var(--_surface-raised);
      }
      .name {
        font-size: 1.25em;
        font-weight: 700;
      }
      dl {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25em 2em;
      }
      dl div {
        display: flex;
        gap: 0.5em;
        align-items: baseline;
      }
      dt {
        white-space: nowrap;
      }
      dd {
        font-weight: 700;
      }
      .one-line {
        white-space: nowrap;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  readonly #reading = new Reading<Demographics>(this, {
    ask: (session, signal) => readDemographics(session.gateway, signal),
    conclude: (found) =>
      found.source
        ? { state: 'ready', completeness: isComplete(found) ? 'complete' : 'partial' }
        : { state: isComplete(found) ? 'nothing-recorded' : 'incomplete', completeness: isComplete(found) ? 'complete' : 'partial' },
  });
  readonly #announce = announcer(this, 'patient');

  stateChanged(clear: boolean): void {
    this.requestUpdate();
    if (clear && this.hasUpdated) this.performUpdate();
    this.#announce(this.#reading);
  }

  protected override render(): TemplateResult {
    const { data, state, completeness, failure } = this.#reading;
    const retry = () => this.#reading.reload();
    return html`<section aria-label=${say.label} aria-busy=${state === 'loading'}>
      ${data && state === 'ready'
        ? html`${this.#banner(data)} ${completeness === 'partial' ? missingNotice(data.sources, retry) : nothing}`
        : stateNotice(state, say.subject, { failure, ...(data && { sources: data.sources }), retry })}
      ${data ? completenessLine(data.sources, data.answeredAt) : nothing} ${why(this.#reading)}
    </section>`;
  }

  #banner(patient: Demographics): TemplateResult {
    const { name, birthDate, deceased, gender, numberStatus, address, telephone, email, gp, restricted, disagreements } = patient;
    const died = deceased?.when;
    const age = birthDate ? yearsBetween(birthDate, died ?? new Date().toISOString()) : undefined;
    const fact = (label: string, value: unknown, kind = '') => (value ? html`<div><dt>${label}</dt><dd class=${kind}>${value}</dd></div>` : nothing);
    return html`<div class="banner" part="banner">
        <span class="name">${name ? formatPersonName(name) : say.nameNotRecorded}</span>
        <dl>
          ${fact(say.born, [formatDay(birthDate), !deceased && age !== undefined ? `(${say.age(age)})` : ''].join(' ').trim())}
          ${deceased
            ? fact(say.died, [died ? formatDay(died) : say.diedDateNotRecorded, died && age !== undefined ? `(${say.ageAtDeath(age)})` : ''].join(' ').trim())
            : nothing}
          ${fact(say.gender, gender ? say.genders[gender] : words.notRecorded)}
          ${fact(
            say.nhsNumber,
            html`${formatNhsNumber(patient.patient)} ${numberStatus === 'unverified' ? classed('chip', say.unverified) : nothing}`,
            'one-line',
          )}
          ${fact(say.address, address?.join(', '))} ${fact(say.telephone, telephone)} ${fact(say.email, email)} ${fact(say.gp, gp?.name)}
        </dl>
      </div>
      ${restricted ? classed('notice', say.restricted, 'p') : nothing}
      ${disagreements.map(
        ({ field, source, value }) =>
          html`<p class="notice" role="status">
            ${say.disagreement(say.fields[field], source.name, field === 'birthDate' || field === 'deceased' ? formatDay(value) : value)}
          </p>`,
      )}`;
  }
}

define('lcr-patient-banner', LcrPatientBanner);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-patient-banner': LcrPatientBanner;
  }
}
