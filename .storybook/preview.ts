import type { Preview } from '@storybook/web-components-vite';
import { setCustomElementsManifest } from '@storybook/web-components-vite';
import { html } from 'lit';
import manifest from '../custom-elements.json';
import '../components/context/lcr-context.ts';
import '../src/style/themes.css';
import type { Scene } from '../demo/in-page.ts';
import { users } from '../demo/ehr.ts';
import { sources } from '../gateway/demo/record.ts';
import { inScene } from '../stories/scene.ts';

type Icon = 'user' | 'lightningoff' | 'timer' | 'paintbrush';

setCustomElementsManifest(manifest);

const choice = (title: string, icon: Icon, items: { value: string; title: string }[]) => ({
  toolbar: { title, icon, dynamicTitle: true, items: [{ value: '', title: `${title}: the story’s own` }, ...items] },
});

const preview: Preview = {
  parameters: {
    layout: 'padded',
    a11y: { test: 'error' },
    controls: { expanded: true },
    options: { storySort: { order: ['Set-up', 'Patient', 'Whole record', 'Categories'] } },
  },
  tags: ['autodocs'],
  initialGlobals: { theme: 'lcr-theme-nhs' },
  globalTypes: {
    user: choice('Role', 'user', users.map(({ id, role }) => ({ value: id, title: role }))),
    outage: choice('Source down', 'lightningoff', sources.map(({ id, organisation }) => ({ value: id, title: organisation.name }))),
    slowness: choice('Speed', 'timer', [
      { value: '500', title: 'Answers take half a second' },
      { value: '3000', title: 'Answers take three seconds' },
    ]),
    theme: choice('Theme', 'paintbrush', [
      { value: 'lcr-theme-nhs', title: 'NHS' },
      { value: 'lcr-theme-neutral', title: 'Neutral' },
      { value: 'lcr-theme-host', title: 'Host' },
      { value: 'dark', title: 'A dark host' },
    ]),
  },
  decorators: [
    (story, { parameters, globals }) => {
      const { theme, user, outage, slowness } = globals as Record<string, string | undefined>;
      const scene = parameters['scene'] as Scene | undefined;
      const page = html`<div class=${theme ?? ''}>${
        scene
          ? inScene(story(), {
              ...scene,
              ...(user && { user }),
              ...(slowness && { delay: Number(slowness) }),
              ...(outage && { sources: { ...scene.sources, [outage]: 'down' } }),
            })
          : story()
      }</div>`;
      document.documentElement.style.colorScheme = theme === 'dark' ? 'dark' : 'light';
      document.body.style.background = theme === 'dark' ? '#0c141b' : '';
      return page;
    },
  ],
};

export default preview;
