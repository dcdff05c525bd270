import type { Scene } from '../demo/in-page.ts';
import type { LcrStateEvent } from '../src/element/events.ts';
import { tags, type Row, type Shown } from './cells.ts';

/** What a story says of itself: the tag that it is about, the state that this tag comes into, and the scene. */
export interface Told {
  readonly tag?: string | undefined;
  readonly shows?: Shown | undefined;
  readonly scene?: Scene | undefined;
}

/** What of a story's context tells it. */
interface Context {
  readonly title: string;
  readonly component?: unknown;
  /** `tag`: of a story that is about another tag than its file. */
  readonly parameters: { readonly cell?: keyof Row; readonly tag?: string; readonly scene?: Scene; readonly shows?: Shown };
}

/** Of a state that every tag has, the list says it; any other story says it itself. */
export function toldBy({ title, component, parameters: { cell, tag, scene, shows } }: Context): Told {
  const of = cell && tags.find((one) => one.title === title);
  if (of) return { tag: of.tag, ...of.cells[cell] };
  return { tag: tag ?? (typeof component === 'string' ? component : undefined), scene, shows };
}

/** What `lcr-state` calls the subject of a tag. */
const SUBJECTS: Readonly<Record<string, string>> = { 'lcr-patient-banner': 'patient', 'lcr-access-history': 'accesses' };

/** A context says nothing itself: it is in the state of the first list inside it. */
const speakerOf = (tag: string) => (tag === 'lcr-context' ? 'lcr-allergies' : tag);

/** The state that an element told of, if it is the one that the story is about; the elements inside it have states of their own. */
export function heard(tag: string | undefined, { target, detail: { category, state, completeness } }: LcrStateEvent): string | undefined {
  const speaker = tag && speakerOf(tag);
  if (!speaker || (target as Element).localName !== speaker || category !== (SUBJECTS[speaker] ?? speaker.slice('lcr-'.length))) return undefined;
  return state === 'ready' ? `ready ${completeness}` : state;
}
