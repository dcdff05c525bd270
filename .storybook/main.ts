import type { StorybookConfig } from '@storybook/web-components-vite';
import { pdfParts } from '../scripts/bundle.ts';
import { yaml } from '../scripts/yaml.ts';
import { cellsOf, tags } from '../stories/cells.ts';

export default {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/**/*.stories.ts', '../stories/states.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // One file has the states of every tag: each is listed beside that tag's own stories.
  experimental_indexers: (indexers = []) => [
    {
      test: /stories\/states\.ts$/,
      createIndex: (importPath) =>
        Promise.resolve(
          tags.flatMap((tag) =>
            cellsOf(tag).map(([exportName, { name }]) => ({ type: 'story' as const, importPath, exportName, name, title: tag.title, tags: ['!autodocs'] })),
          ),
        ),
    },
    ...indexers,
  ],
  viteFinal: (config) => ({
    ...config,
    logLevel: 'warn',
    plugins: [...(config.plugins ?? []), yaml, { ...pdfParts(), apply: 'build' as const, enforce: 'pre' as const }],
    // Not made small: the page of wordings names the places in a sentence as its module does.
    build: { ...config.build, target: 'es2022', minify: false, chunkSizeWarningLimit: 10_000 },
  }),
} satisfies StorybookConfig;
