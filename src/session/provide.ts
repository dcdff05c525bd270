import type { ContextCallback, ContextEvent } from '@lit/context';
import { sessionContext, type NoSession, type Session } from './session.ts';

type Heard = ContextCallback<Session | NoSession>;

/**
 * Answers the context requests of the elements inside `host` (the Context Community Protocol of the web components
 * community group). It is `ContextProvider` of @lit/context without the hand-over of subscriptions to providers that
 * are defined later: our elements ask again by themselves, and the first widget is half a kilobyte lighter.
 */
export function provideSession(host: HTMLElement): (session: Session | NoSession) => void {
  let current: Session | NoSession = { reason: 'no-patient' };
  const subscribed = new Map<Heard, () => void>();
  host.addEventListener('context-request', (event) => {
    const { context, contextTarget, callback, subscribe } = event as ContextEvent<typeof sessionContext>;
    if (context !== sessionContext || contextTarget === host) return;
    event.stopImmediatePropagation();
    const unsubscribe = () => void subscribed.delete(callback);
    if (subscribe) subscribed.set(callback, unsubscribe);
    callback(current, subscribe ? unsubscribe : undefined);
  });
  return (session) => {
    current = session;
    for (const [callback, unsubscribe] of [...subscribed]) {
      // What one subscriber sets off may bring the next session, or move another away: neither may get this one then.
      if (current === session && subscribed.has(callback)) callback(session, unsubscribe);
    }
  };
}
