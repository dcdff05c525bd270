import { html } from 'lit';
import '../components/allergies/lcr-allergies.ts';
import { filter } from './play.ts';
import { scene } from './scene.ts';

export default {
  title: 'Categories/Allergies',
  component: 'lcr-allergies',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-allergies .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-allergies>`,
};

export const Several = scene('A child: food allergies, one outgrown. Every source answered in full.', { patient: 'leo' });
export const Disagreement = scene('One source states that there are no known allergies; another lists one.', { patient: 'margaret' });
export const SourcesDisagree = scene('Two sources have the same allergen with another status and risk: both are named, above the list.', { patient: 'margaret', sources: { canalside: 'down' } }, 'ready partial');
export const Filtered = {
  ...scene('A filter that matches nothing: what it hides is said, and the count above stays whole.', { patient: 'margaret' }),
  play: filter('Words', 'no such allergen'),
};
export const StatedByOne = scene('A source’s coded statement, and every source answered.', { patient: 'priya' }, 'known-none');
export const KnownNoneForDrugs = scene('The statement is about drugs only, and says so.', { patient: 'gwilym' }, 'known-none');
export const StatementWithASourceDown = scene('The same statement while a source is down: no verdict, only what was said.', { patient: 'priya', sources: { northbridge: 'slow' } }, 'incomplete');
export const Withheld = scene('Some entries are labelled beyond the reader’s role.', { patient: 'jerome', user: 'whitlock' }, 'ready partial');
export const Uncoded = scene('Entries without a code are counted, not shown.', { patient: 'eileen' }, 'ready partial');
