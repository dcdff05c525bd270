import { css } from 'lit';

/**
 * The applied tokens. Each is `--lcr-*` where the host sets it, then what the page publishes as `--nhsuk-*`
 * (nhsuk-frontend 10), then a value, so that a widget looks right with no set-up at all.
 * `light-dark()` follows the `color-scheme` that the host's page has, not the computer's.
 *
 * @cssprop {<color>} --lcr-text - Text.
 * @cssprop {<color>} --lcr-text-secondary - Text beside the text: hints, sources, column headings.
 * @cssprop {<color>} --lcr-surface - Behind the widget.
 * @cssprop {<color>} --lcr-surface-raised - Behind what stands out from the widget: headings of a table, an opened entry.
 * @cssprop {<color>} --lcr-border - Lines between rows and around boxes.
 * @cssprop {<color>} --lcr-link - Links and buttons.
 * @cssprop {<color>} --lcr-focus - Behind what the keyboard is on.
 * @cssprop {<color>} --lcr-on-focus - Text of what the keyboard is on.
 * @cssprop {<color>} --lcr-danger - What could harm: the edge and text of a warning of that kind.
 * @cssprop {<color>} --lcr-danger-surface - Behind what could harm.
 * @cssprop {<color>} --lcr-success - A chart's band of what its source calls usual.
 * @cssprop {<color>} --lcr-warning-surface - Behind what a reader must not overlook.
 * @cssprop {<color>} --lcr-warning-border - Edge of what a reader must not overlook.
 * @cssprop {<string>} --lcr-font - Family of the typeface (CSS font-family).
 * @cssprop {<length>} --lcr-font-size - Size of the text; everything else follows it.
 * @cssprop {<number>} --lcr-line-height - Height of a line.
 * @cssprop {<length>} --lcr-space - Room between things; `comfortable` density has more of it.
 * @cssprop {<length>} --lcr-radius - Roundness of corners.
 * @cssprop {<length>} --lcr-target - Least size of what can be pressed (WCAG 2.2, 2.5.8); `comfortable` density has 44 px.
 */
export const tokens = css`
  :host {
    --_text: var(--lcr-text, var(--nhsuk-text-colour, light-dark(#212b32, #f0f4f5)));
    --_text-secondary: var(--lcr-text-secondary, var(--nhsuk-secondary-text-colour, light-dark(#4c6272, #c3ccd2)));
    --_surface: var(--lcr-surface, light-dark(#ffffff, #16202a));
    --_surface-raised: var(--lcr-surface-raised, color-mix(in srgb, var(--_text) 6%, var(--_surface)));
    --_border: var(--lcr-border, var(--nhsuk-grey-4-colour, light-dark(#d8dde0, #425563)));
    --_link: var(--lcr-link, var(--nhsuk-link-colour, light-dark(#005eb8, #8cc4ff)));
    --_focus: var(--lcr-focus, var(--nhsuk-focus-colour, #ffeb3b));
    --_on-focus: var(--lcr-on-focus, var(--nhsuk-focus-text-colour, #212b32));
    --_danger: var(--lcr-danger, light-dark(#a91b12, #ffb4ab));
    --_danger-surface: var(--lcr-danger-surface, color-mix(in srgb, var(--_danger) 12%, var(--_surface)));
    --_warning-surface: var(--lcr-warning-surface, color-mix(in srgb, var(--_warning-border) 15%, var(--_surface)));
    --_warning-border: var(--lcr-warning-border, var(--nhsuk-warm-yellow-colour, #ffb81c));
    --_font: var(--lcr-font, inherit);
    --_font-size: var(--lcr-font-size, 1rem);
    --_line-height: var(--lcr-line-height, 1.4);
    --_space: var(--lcr-space, 0.5rem);
    --_radius: var(--lcr-radius, 4px);
    --_target: var(--lcr-target, 24px);
  }
  :host([density='comfortable']) {
    --_space: var(--lcr-space, 0.75rem);
    --_target: var(--lcr-target, 44px);
  }
`;
