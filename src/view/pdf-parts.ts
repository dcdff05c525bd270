/**
 * Where PDF.js finds what it loads by itself: its worker, and what decodes faxes and scans (CCITT, JBIG2, JPEG 2000)
 * without WebAssembly, which a strict policy forbids. A bundle has copies beside it (scripts/bundle.ts).
 */
const here = import.meta.url;

export const worker = new URL('../../node_modules/pdfjs-dist/legacy/build/pdf.worker.min.mjs', here).href;
export const decoders = new URL('../../node_modules/pdfjs-dist/wasm/', here).href;
