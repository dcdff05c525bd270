import type { Preview } from '@storybook/web-components-vite';
import { setCustomElementsManifest } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import manifest from '../custom-elements.json';
import '../components/context/lcr-context.ts';
import '../src/style/themes.css';
import './preview.css';
import { patients, roles, sources } from '../demo/in-page.ts';
import { locales, localize } from '../src/locale/localize.ts';
import type { LcrStateEvent } from '../src/element/events.ts';
import { meanings } from '../stories/meanings.ts';
import { inScene } from '../stories/scene.ts';
import { heard, toldBy } from '../stories/shown.ts';
import { behaviours, changed, choice, type Chosen } from './toolbar.ts';

setCustomElementsManifest(manifest);

const { setLocale } = localize();
const languages = new Intl.DisplayNames('en-GB', { type: 'language' });

const preview: Preview = {
  parameters: {
    layout: 'padded',
    a11y: { test: 'error' },
    controls: { expanded: true },
    options: { storySort: { order: ['Start here', 'Design', ['States', 'Tokens', 'Wording'], 'Hosts', 'Patient', 'Whole record', 'Categories', 'Set-up', 'In use'] } },
  },
  tags: ['autodocs'],
  initialGlobals: { theme: 'lcr-theme-nhs' },
  globalTypes: {
    patient: choice('Patient', 'user', [
      { value: 'nobody', title: 'No patient' },
      { value: 'stranger', title: 'Somebody whom no source knows' },
      { value: 'stated', title: 'Somebody of whom the practice states that there is nothing' },
      ...patients.map(({ key, name: { given, family }, shows }) => ({ value: key, title: `${given[0]} ${family}: ${shows}` })),
    ]),
    role: choice('Role', 'users', roles.map(({ code, name }) => ({ value: code, title: name }))),
    organisation: choice('Organisation', 'home', sources.map(({ id, organisation }) => ({ value: id, title: organisation.name }))),
    ...Object.fromEntries(
      sources.map(({ id, organisation: { name } }) => [
        id,
        choice(name.split(' ')[0]!, 'lightning', Object.entries(behaviours).map(([value, how]) => ({ value, title: `${name} ${how}` }))),
      ]),
    ),
    speed: choice('Speed', 'timer', [
      { value: '500', title: 'Answers take half a second' },
      { value: '3000', title: 'Answers take three seconds' },
    ]),
    theme: choice('Theme', 'paintbrush', [
      { value: 'lcr-theme-nhs', title: 'NHS' },
      { value: 'lcr-theme-neutral', title: 'Neutral' },
      { value: 'lcr-theme-host', title: 'Host' },
      { value: 'dark', title: 'A dark host' },
    ]),
    locale: choice('Language', 'globe', Object.keys(locales).map((lang) => ({ value: lang, title: languages.of(lang) ?? lang }))),
    density: choice('Density', 'component', [
      { value: 'compact', title: 'Compact' },
      { value: 'comfortable', title: 'Comfortable: for touch' },
    ]),
  },
  loaders: [async ({ globals }) => setLocale((globals as Chosen)['locale'] || 'en-GB')],
  decorators: [
    (story, context) => {
      const globals = context.globals as Chosen;
      const { tag, shows, scene } = toldBy(context);
      const theme = globals['theme'] ?? '';
      const hear = (event: LcrStateEvent) => {
        const state = heard(tag, event);
        if (state) (event.currentTarget as HTMLElement).dataset['seen'] = state;
        // Here, because whatever a story shows, sooner or later it says so.
        if (globals['density']) (event.target as Element).setAttribute('density', globals['density']);
      };
      document.documentElement.classList.toggle('dark', theme === 'dark');
      const docs = context.parameters['docs'] as { description?: { story?: string } } | undefined;
      const caption = docs?.description?.story ?? (shows && meanings[shows].means);
      // What the story is about and what that should show, beside what it does show: the story run reads both.
      return html`<div class=${theme} data-tag=${tag ?? nothing} data-shows=${shows ?? nothing} @lcr-state=${hear}>
        ${caption && context.viewMode === 'story' && !context.tags.includes('autodocs') ? html`<p class="caption">${caption}</p>` : nothing}
        ${scene ? inScene(story(), { ...scene, ...changed(scene, globals) }) : story()}
      </div>`;
    },
  ],
};

export default preview;
