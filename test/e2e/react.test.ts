import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { browser } from './start.ts';

/** What a page does with the wrappers, and leaves at `window` for the test to look at: of the errors, those of the context's own. */
const page = `
  import { createElement, createRef } from 'react';
  import { flushSync } from 'react-dom';
  import { createRoot } from 'react-dom/client';
  import { LcrAllergies, LcrContext, LcrDocument } from './dist/esm/frameworks/react.js';

  const root = createRoot(document.body.appendChild(document.createElement('main')));
  const ref = createRef();
  const heard = [];
  Object.assign(window, {
    heard,
    ref,
    getToken: () => 'a token',
    show: (context, list, open) =>
      flushSync(() =>
        root.render(
          createElement(LcrContext, { ...context, onLcrError: ({ target, currentTarget, detail }) => target === currentTarget && heard.push(detail.code) },
            createElement(LcrAllergies, { ref, ...list }),
            createElement(LcrDocument, { heading: 'A letter', documentId: 'd1', open })))),
    clear: () => flushSync(() => root.render(null)),
  });
`;

type Show = (context: object, list?: object, open?: boolean) => void;
declare global {
  interface Window {
    heard: string[];
    ref: { current: HTMLElement | null };
    getToken: () => string;
    show: Show;
    clear(): void;
  }
}

/** What stands behind the names, so that one test runs both. */
const versions: Record<string, Record<string, string>> = {
  'React 19': {},
};

for (const [name, alias] of Object.entries(versions)) {
  describe(`The wrappers in ${name}`, () => {
    let chromium: Browser;
    let tab: Page;
    const complaints: string[] = [];

    before(async () => {
      const made = build({ stdin: { contents: page, resolveDir: process.cwd() }, bundle: true, write: false, format: 'esm', alias, define: { 'process.env.NODE_ENV': '"development"' }, logLevel: 'silent' });
      const [{ outputFiles }, opened] = await Promise.all([made, browser()]);
      chromium = opened;
      tab = await chromium.newPage();
      tab.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
      tab.on('pageerror', (error) => complaints.push(error.message));
      await tab.setContent('<!doctype html><html lang="en"><title>React</title><body></body></html>');
      await tab.addScriptTag({ content: outputFiles[0]!.text, type: 'module' });
      await tab.waitForFunction(() => 'show' in window);
    });
    after(() => chromium?.close());

    it('hand properties on, whatever their type, and an element to a ref', async () => {
      await tab.evaluate(() => window.show({ gateway: 'https://record.example', getToken: window.getToken, className: 'wide' }, { headingLevel: 4, density: 'comfortable', limit: 5 }, true));
      await tab.waitForFunction(() => document.querySelector('lcr-allergies')?.shadowRoot);
      const found = await tab.evaluate(() => {
        const context = document.querySelector('lcr-context')!;
        const list = document.querySelector('lcr-allergies')!;
        return {
          gateway: context.gateway,
          getToken: context.getToken === window.getToken,
          class: context.className,
          list: [list.headingLevel, list.density, list.limit],
          ref: window.ref.current === list,
          document: [document.querySelector('lcr-document')?.heading, document.querySelector('lcr-document')?.documentId, document.querySelector('lcr-document')?.open],
        };
      });
      assert.deepEqual(found, { gateway: 'https://record.example', getToken: true, class: 'wide', list: [4, 'comfortable', 5], ref: true, document: ['A letter', 'd1', true] });
    });

    it('hear events, through the function of the last render alone', async () => {
      await tab.evaluate(() => {
        window.show({ gateway: 'https://record.example', getToken: window.getToken, patient: '1' });
        window.show({ gateway: 'https://record.example', getToken: window.getToken, patient: '2' });
      });
      await tab.waitForFunction(() => window.heard.length > 0);
      assert.deepEqual(await tab.evaluate(() => window.heard), ['nhs-number-invalid', 'nhs-number-invalid']);
    });

    it('take back what is no longer given', async () => {
      await tab.evaluate(() => window.show({}, {}, false));
      const found = await tab.evaluate(() => {
        const context = document.querySelector('lcr-context')!;
        return [context.patient, context.gateway, context.getToken, context.className, document.querySelector('lcr-allergies')?.density, document.querySelector('lcr-document')?.open];
      });
      assert.deepEqual(found.map((value) => value ?? null), [null, null, null, '', null, false]);
      assert.equal(await tab.evaluate(() => document.querySelector('lcr-allergies')?.headingLevel), 2);
    });

    it('leave nothing behind, and come back', async () => {
      await tab.evaluate(() => window.clear());
      assert.equal(await tab.evaluate(() => document.querySelector('main')?.childElementCount), 0);
      const before = await tab.evaluate(() => window.heard.length);
      await tab.evaluate(() => window.show({ patient: '3' }));
      await tab.waitForFunction((count) => window.heard.length > count, before);
      assert.equal(await tab.evaluate(() => window.heard.length), before + 1);
    });

    it('give React nothing to complain of', () => assert.deepEqual(complaints, []));
  });
}
