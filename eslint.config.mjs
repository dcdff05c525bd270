import js from '@eslint/js';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const widgets = ['src/**/*.ts', 'components/**/*.ts'];

/** Names that a browser page does not have. */
const onNodeOnly = ['process', 'Buffer', 'global', '__dirname', '__filename', 'require', 'setImmediate'];

export default tseslint.config(
  { ignores: ['**/dist/', 'storybook-static/', 'coverage/', '.lcr/', '**/*.d.ts', 'examples/*/node_modules/', 'test/e2e/host-types/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  tseslint.configs.strict,
  tseslint.configs.stylistic,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: ['test', 'describe', 'it', 'suite'].map((name) => ({ from: 'package', package: 'node:test', name })) },
      ],
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // After a look that says it is there, `!` is shorter than a second look.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
    },
  },
  {
    rules: {
      // The compiler knows which names there are.
      'no-undef': 'off',
      // Control characters are part of what a hostile source sends.
      'no-control-regex': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ForInStatement', message: 'for…in walks the prototype too: use Object.entries.' },
        { selector: 'LabeledStatement', message: 'A function says it better.' },
      ],
    },
  },
  { files: widgets, ...lit['flat/all'] },
  {
    files: widgets,
    rules: {
      // The keyed `repeat` leaks nodes, and a view that is a function has no methods to bind.
      'lit/no-template-map': 'off',
      'lit/no-template-arrow': 'off',
    },
  },
  { files: widgets, ...wc['flat/best-practice'] },
  {
    files: [...widgets, 'stories/**/*.ts', 'gateway/{record,categories,policy,token,register,routes}/**/*.ts', 'gateway/app.ts'],
    rules: { 'no-restricted-globals': ['error', ...onNodeOnly.map((name) => ({ name, message: 'This must run inside a page.' }))] },
  },
  {
    files: ['**/*.test.ts', 'test/**/*.ts'],
    // chai's assertions are expressions.
    rules: { '@typescript-eslint/no-unused-expressions': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    ignores: ['test/e2e/**'],
    // By the types of a plugin for chai every `equal` answers a promise.
    rules: { '@typescript-eslint/no-floating-promises': 'off' },
  },
);
