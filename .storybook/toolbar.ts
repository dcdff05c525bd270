import type { Behaviour } from '../demo/behaving.ts';
import { sources, type Scene } from '../demo/in-page.ts';

/** What is chosen in the toolbar, by the name of its menu; nothing, or an empty text, where it is left to the story. */
export type Chosen = Readonly<Record<string, string | undefined>>;

interface Item {
  readonly value: string;
  readonly title: string;
}

type Icon = 'user' | 'users' | 'lightning' | 'timer' | 'paintbrush' | 'home' | 'component' | 'globe';

/** A menu of the toolbar. */
export const choice = (title: string, icon: Icon, items: readonly Item[]) => ({
  toolbar: { title, icon, dynamicTitle: true, items: [{ value: '', title: `${title}: the story’s own` }, ...items] },
});

/** How each source may behave; what it is called follows its name. */
export const behaviours: Readonly<Record<Behaviour, string>> = {
  answers: 'answers',
  down: 'is down',
  slow: 'is too slow',
  stale: 'has old data',
  withheld: 'keeps something back',
};

/** A scene with what is chosen in the toolbar in place of its own. */
export function changed(scene: Scene, { patient, role, organisation, speed, ...chosen }: Chosen): Scene {
  const broken = sources.flatMap(({ id }) => (chosen[id] ? [[id, chosen[id]]] : []));
  return {
    ...scene,
    ...(patient && { patient: (patient === 'nobody' ? null : patient) as Scene['patient'] }),
    ...(role && { role }),
    ...(organisation && { organisation: organisation as NonNullable<Scene['organisation']> }),
    ...(speed && { delay: Number(speed) }),
    sources: { ...scene.sources, ...(Object.fromEntries(broken) as Scene['sources']) },
  };
}
