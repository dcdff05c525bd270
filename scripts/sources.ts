import { globSync, readFileSync } from 'node:fs';

const folders = ['api-spec', 'host-kit', 'src', 'components', 'gateway', 'stories', 'test', 'demo', 'examples', 'frameworks', 'scripts', 'attack', 'bench', '.storybook', 'docs', 'safety'];

const left = /(^|\/)(node_modules|dist|storybook-static)(\/|$)/;

/** The project's own files by path, forward slashes everywhere, as every check reads them. */
export function sources(endings = ['ts']): Map<string, string> {
  const patterns = [...folders.map((folder) => `${folder}/**/*.`), '*.'].flatMap((start) => endings.map((end) => start + end));
  const paths = globSync(patterns, { exclude: (path) => left.test(path.replaceAll('\\', '/')) });
  const sorted = paths.map((path) => path.replaceAll('\\', '/')).sort();
  return new Map(sorted.map((path) => [path, readFileSync(path, 'utf8')]));
}
