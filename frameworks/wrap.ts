/** One React component for a tag, the same in React 18, which knows attributes only, and in React 19. */
import { createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import type { DetailedHTMLProps, ForwardRefExoticComponent, HTMLAttributes, ReactNode, RefAttributes } from 'react';
import { properties, type LcrElements } from './elements.ts';
import type { JsxProps } from './jsx.ts';

type Name = keyof LcrElements;
type Element<Tag extends Name> = LcrElements[Tag]['element'];
type Events<Tag extends Name> = LcrElements[Tag]['events'];
type Properties<Tag extends Name> = LcrElements[Tag]['properties'];

type Pascal<Text extends string> = Text extends `${infer One}-${infer More}` ? `${Capitalize<One>}${Pascal<More>}` : Capitalize<Text>;

/** What a wrapped tag takes: its properties, `onLcrState` for its events, and whatever React gives to an element. */
export type ReactProps<Tag extends Name> = {
  [Property in keyof Properties<Tag>]: Property extends keyof LcrElements[Tag]['attributes'] ? LcrElements[Tag]['attributes'][Property] & Properties<Tag>[Property] : Properties<Tag>[Property];
} & {
  [Event in keyof Events<Tag> & string as `on${Pascal<Event>}`]?: ((event: Events<Tag>[Event]) => void) | undefined;
} & Omit<HTMLAttributes<Element<Tag>>, 'content' | 'size' | 'open'> & { children?: ReactNode };

/** The bare tags in the JSX of React 19. */
export type ReactElements = {
  [Tag in Name]: JsxProps<Tag> & DetailedHTMLProps<HTMLAttributes<Element<Tag>>, Element<Tag>>;
};

declare module 'react' {
  // A module can only be told of more by an interface in its own namespace.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace JSX {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface IntrinsicElements extends ReactElements {}
  }
}

const isInPage = typeof document !== 'undefined';

// The code of a tag comes when the tag appears; on a server there is none to fetch.
if (isInPage) import('../components/autoload.ts').catch(reportError);

/** Before the browser draws; on a server React would warn of it, and nothing is drawn there. */
const useBeforeDrawing = isInPage ? useLayoutEffect : useEffect;

/** `onLcrPatientMismatch` listens to `lcr-patient-mismatch`. */
const eventOf = (prop: string) => prop.slice('on'.length).replace(/\B[A-Z]/g, '-$&').toLowerCase();

function sorted(props: object) {
  const given: Record<string, unknown> = {};
  const set: Record<string, unknown> = {};
  const heard: Record<string, EventListener> = {};
  for (const [name, value] of Object.entries(props)) {
    if (/^onLcr[A-Z]/.test(name)) {
      if (typeof value === 'function') heard[eventOf(name)] = value as EventListener;
    } else if (properties.has(name)) set[name] = value ?? properties.get(name);
    // React 18 hands a custom element what it is given, letter by letter.
    else given[name === 'className' ? 'class' : name] = value;
  }
  return { given, set, heard };
}

export function wrap<Tag extends Name>(tag: Tag): ForwardRefExoticComponent<ReactProps<Tag> & RefAttributes<Element<Tag>>> {
  const Wrapped = forwardRef<Element<Tag>, ReactProps<Tag>>((props, outer) => {
    const { given, set, heard } = sorted(props);
    const own = useRef<HTMLElement>(null);
    const before = useRef<Record<string, unknown>>({});
    const latest = useRef(heard);
    useImperativeHandle(outer, () => own.current as Element<Tag>, []);

    // One listener for each event as long as it is heard: a host's new function at each render costs nothing.
    const names = Object.keys(heard).sort().join(' ');
    useBeforeDrawing(() => {
      const element = own.current;
      const listeners = names.split(' ').filter(Boolean).map((name) => [name, (event: Event) => latest.current[name]?.(event)] as const);
      for (const [name, listener] of listeners) element?.addEventListener(name, listener);
      return () => listeners.forEach(([name, listener]) => element?.removeEventListener(name, listener));
    }, [names]);

    // After the listeners, which so hear of whatever is set; as properties, which may be anything.
    useBeforeDrawing(() => {
      latest.current = heard;
      for (const name of new Set([...Object.keys(before.current), ...Object.keys(set)])) {
        const value = name in set ? set[name] : properties.get(name);
        if (before.current[name] !== value) Object.assign(own.current!, { [name]: value });
      }
      before.current = set;
    });

    return createElement(tag, { ...given, ref: own });
  });
  Wrapped.displayName = tag;
  return Wrapped as ForwardRefExoticComponent<ReactProps<Tag> & RefAttributes<Element<Tag>>>;
}
