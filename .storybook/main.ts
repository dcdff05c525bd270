import type { StorybookConfig } from '@storybook/web-components-vite';
import { pdfParts } from '../scripts/bundle.ts';
import { yaml } from '../scripts/yaml.ts';

export default {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (config) => ({
    ...config,
    logLevel: 'warn',
    plugins: [...(config.plugins ?? []), yaml, { ...pdfParts(), apply: 'build' as const, enforce: 'pre' as const }],
    build: { ...config.build, target: 'es2022', chunkSizeWarningLimit: 2_000 },
  }),
} satisfies StorybookConfig;
