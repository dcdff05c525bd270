import { expect, fixture } from '@open-wc/testing';
import fc from 'fast-check';
import { html } from 'lit';
import type { Measurement, Value } from '../../api-spec/record.ts';
import type { Point } from '../../src/view/series.ts';
import { trend } from '../../src/view/trend.ts';

let ids = 0;
const point = (value: Value | null, more: Partial<Measurement> = {}, when = `2026-01-${String((++ids % 28) + 1).padStart(2, '0')}`): Point => ({
  when,
  measurement: { id: String(++ids), code: { system: 's', code: 'hb', display: 'Haemoglobin' }, status: 'final', when, flags: [], ranges: [], value, ...more },
});
const quantity = (value: string, unit?: string, more: object = {}): Value => ({ type: 'quantity', value, ...(unit && { unit }), ...more });
const high = { flags: [{ code: 'H', system: 's', level: 'abnormal' as const }] };

async function draw(points: Point[]) {
  const drawn = await fixture<HTMLElement>(html`<div>${trend('Haemoglobin', points, 500)}</div>`);
  const figures = [...drawn.querySelectorAll('figure')];
  return {
    drawn,
    text: (drawn.textContent ?? '').replace(/\s+/g, ' '),
    /** How many points stand in each chart, each chart being one line. */
    lines: figures.map((figure) => figure.querySelectorAll('[role=img]').length),
    rows: drawn.querySelectorAll('tbody tr').length,
  };
}

describe('A trend', () => {
  it('joins two values by a line only where unit, method and trust in the unit are the same, and says so', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ unit: fc.constantFrom('g/L', 'g/dL', undefined), method: fc.constantFrom('strip', undefined), doubtful: fc.boolean() }), { minLength: 1, maxLength: 12 }),
        async (assays) => {
          const points = assays.map(({ unit, method, doubtful }) => point(quantity('142', unit), { ...(method && { method: { display: method } }), ...(doubtful && { unitConflict: true }) }));
          const { lines, rows, text } = await draw(points);
          const sets = Map.groupBy(assays, (assay) => JSON.stringify(assay));
          expect(lines.toSorted()).to.deep.equal([...sets.values()].map(({ length }) => length).toSorted());
          expect(rows).to.equal(points.length);
          expect(text.includes('not joined')).to.equal(sets.size > 1);
        },
      ),
      { numRuns: 60 },
    ));

  it('has in its table alone what is no plain figure of a known day', async () => {
    const { lines, rows, text } = await draw([
      point(quantity('5', 'g/L')),
      point(quantity('5', 'g/L', { comparator: '<' })),
      point({ type: 'text', text: 'about 5' }),
      point(null, { status: 'cancelled' }),
      point(quantity('5', 'g/L'), {}, '2025'),
    ]);
    expect(lines).to.deep.equal([1]);
    expect(rows).to.equal(5);
    expect(text).to.match(/< ?5/).and.contain('about 5');
  });

  it('marks what its laboratory flagged by a shape and a word, and nothing whose unit is in doubt', async () => {
    const { drawn } = await draw([point(quantity('90', 'g/L'), high), point(quantity('90', 'g/L')), point(quantity('90', 'g/L'), { ...high, unitConflict: true })]);
    const flagged = [...drawn.querySelectorAll('.flagged')];
    expect(flagged.length).to.equal(1);
    expect(flagged[0]?.getAttribute('aria-label')).to.contain('High');
    expect(flagged[0]?.querySelectorAll(':scope > path').length).to.equal(1);
  });
});
