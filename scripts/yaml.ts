/**
 * `import policy from './policy.yaml'` in pages: the policy and the contract are YAML files, and stories and tests
 * run the gateway inside the page, where nothing reads files. The same few lines serve Vite, Rollup and the test server.
 */
import { parse } from 'yaml';

const asModule = (yaml: string) => `export default ${JSON.stringify(parse(yaml))};`;

/** For Vite and Rollup. */
export const yaml = {
  name: 'yaml',
  transform: (code: string, id: string) => (/\.ya?ml$/.test(id) ? { code: asModule(code), map: null } : null),
};

/** For the test server (https://modern-web.dev/docs/dev-server/plugins/hooks/). */
export const servedYaml = {
  name: 'yaml',
  resolveMimeType: ({ path }: { path: string }) => (/\.ya?ml$/.test(path) ? 'js' : undefined),
  transform: ({ path, body }: { path: string; body: unknown }) =>
    /\.ya?ml$/.test(path) ? asModule(String(body)) : undefined,
};
