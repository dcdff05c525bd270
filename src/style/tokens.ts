import { css } from 'lit';

/**
 * The applied tokens. Each is `--lcr-*` where the host sets it, then what the page publishes as `--nhsuk-*`
 * (nhsuk-frontend 10), then a value, so that a widget looks right with no set-up at all.
 * `light-dark()` follows the `color-scheme` that the host's page has, not the computer's.
 *
 * A host sets any of them on the page, on anything around the widgets, or on one widget:
 *
 * - `--lcr-text`: what is read, names and values above all (7:1 on each surface).
 * - `--lcr-text-secondary`: headings of columns, sources, counts, and the borders of fields.
 * - `--lcr-surface`: behind everything. `--lcr-surface-raised`: behind groups, details, the filter and the skeleton.
 * - `--lcr-border`: lines between rows, and around a widget. They only tidy: nothing is told by them alone.
 * - `--lcr-link`: what can be pressed, and the line of a chart.
 * - `--lcr-focus`, `--lcr-on-focus`: behind and on what has the keyboard; `on-focus` is its outline, too.
 * - `--lcr-danger`: words that must not be missed, and flagged points. `--lcr-danger-surface`: behind a failure.
 * - `--lcr-warning-surface`, `--lcr-warning-border`: behind and beside a warning.
 * - `--lcr-success`: the reference range of a chart, as a tint.
 * - `--lcr-font`, `--lcr-font-size`, `--lcr-line-height`: the type.
 * - `--lcr-space`: the unit of all distances. `--lcr-radius`: of corners. `--lcr-target`: the least height of what is pressed.
 *
 * `test/style/themes.test.ts` works out the contrast of each pair in each theme.
 */
export const tokens = css`
  :host {
    --_text: var(--lcr-text, var(--nhsuk-text-colour, light-dark(#212b32, #f0f4f5)));
    --_text-secondary: var(--lcr-text-secondary, var(--nhsuk-secondary-text-colour, light-dark(#4c6272, #c3ccd2)));
    --_surface: var(--lcr-surface, light-dark(#fff, #16202a));
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
