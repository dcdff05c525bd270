/**
 * What a host gets with this package, as a CycloneDX bill of materials (https://cyclonedx.org/docs/1.5/json/): the packages
 * that `dependencies` names and all that they bring. From the lock file alone, so that every build writes the same.
 */
import { execSync } from 'node:child_process';

export interface Component {
  'bom-ref': string;
  name: string;
  version: string;
  purl: string;
  hashes?: { alg: string; content: string }[];
  licenses?: { license?: { id: string }; expression?: string }[];
}

export interface Bom {
  bomFormat: 'CycloneDX';
  specVersion: string;
  serialNumber?: string | undefined;
  metadata: { timestamp?: string | undefined; tools?: unknown; component: Component };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

/**
 * npm leaves out whatever a development package uses, too (`--omit dev` loses Lit): so it lists everything, and what can be
 * reached from `dependencies` stays.
 */
export function bom(dependencies: Readonly<Record<string, string>>, name: string): Bom {
  const listed = execSync('npm sbom --sbom-format cyclonedx --sbom-type library --package-lock-only', { encoding: 'utf8', maxBuffer: 64_000_000 });
  return reachable(JSON.parse(listed) as Bom, Object.entries(dependencies).map(([of, version]) => `${of}@${version}`), name);
}

export function reachable(all: Bom, direct: readonly string[], name: string): Bom {
  const uses = new Map(all.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  const kept = new Set(direct);
  for (const ref of kept) for (const used of uses.get(ref) ?? []) kept.add(used);
  const { component } = all.metadata;
  const own = component['bom-ref'];
  return {
    ...all,
    // What changes from one run, or one npm, to the next.
    serialNumber: undefined,
    metadata: { ...all.metadata, timestamp: undefined, tools: undefined, component: { ...component, name } },
    components: all.components.filter((one) => kept.has(one['bom-ref'])).sort(by((one) => one['bom-ref'])),
    dependencies: [
      { ref: own, dependsOn: [...direct].sort() },
      ...all.dependencies.filter(({ ref }) => kept.has(ref)).map(({ ref, dependsOn }) => ({ ref, dependsOn: [...dependsOn].sort() })).sort(by(({ ref }) => ref)),
    ],
  };
}

const by = <T>(key: (one: T) => string) => (one: T, other: T) => (key(one) < key(other) ? -1 : 1);
