/** Something that a sink of Trusted Types takes in place of a text (https://w3c.github.io/trusted-types/). */
export type Trusted = string;

interface Policy {
  createHTML(text: string): Trusted;
  createScriptURL(text: string): Trusted;
}

let policy: Policy | undefined;

const asIs: Policy = { createHTML: (text) => text, createScriptURL: (text) => text };

/**
 * The policy `lcr-document`, for the two places where a browser asks for one: a page that has been cleaned, and the
 * address of our own worker. It is made when the first document is opened that needs it. Where the host's page does not
 * allow it, texts are used as they are; a page that insists on a policy then refuses them.
 */
export function trusted(): Policy {
  const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } };
  try {
    return (policy ??= trustedTypes?.createPolicy('lcr-document', asIs) ?? asIs);
  } catch {
    return (policy = asIs);
  }
}
