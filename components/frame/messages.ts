import type { IssuedToken, TokenRequest } from '../../src/session/token.ts';

/** The frame's first word, and the only one that does not go through the port: it stands and listens. */
export const READY = 'lcr-frame-ready';

/** What the host's element says first, to one origin, with the port for everything else. */
export interface Opening {
  patient: string | null;
  /** The widgets, as `show` names them. */
  show: string;
  /** Whether the host answers when it is asked for a token; otherwise it sets one when it hears that one is needed. */
  asks: boolean;
  /** The host page's own, which no frame inherits. */
  colorScheme: string;
}

/** From the host's element to the frame. */
export type ToFrame =
  | { token: string }
  | { asks: true }
  | { answer: number; issued: IssuedToken }
  | { answer: number; refused: string };

/** From the frame to the host's element: never anything of the record. */
export type FromFrame =
  | { height: number }
  | { event: string; detail: object }
  | { ask: number; request: Omit<TokenRequest, 'signal'> };
