/**
 * `npm run bench [name…]`: every benchmark, or those named, as tables, and as one line of JSON at the end.
 *
 * ROUNDS and SECONDS in the environment make it longer or shorter.
 */
import { cpus } from 'node:os';
import { type Figures, table } from './figures.ts';

const benches: Record<string, () => Promise<Figures[]>> = {
  gateway: async () => (await import('./gateway.ts')).measureGateway(),
  pages: async () => (await import('./pages.ts')).measurePages(),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}

const all: Figures[] = [];
for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) {
  for (const figures of await benches[name]!()) {
    all.push(figures);
    console.log(`${table(figures)}\n`);
  }
}
console.log(JSON.stringify({ node: process.version, cores: cpus().length, figures: all }));
