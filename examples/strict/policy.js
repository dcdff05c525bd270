/** The policy of a page with widgets: nothing but this is allowed. `lit-html` is the host's own Lit, the others are the widgets'. */
export const policy = ({ gateway, reports }) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ${gateway}`,
    // A picture of the record is drawn from memory.
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html lcr-lit-html lcr-document',
    `report-uri ${reports}`,
  ].join('; ');
