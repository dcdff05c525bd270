/** Small documents of every format, made here: good ones, and what somebody with bad intentions would send. */

const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** A PDF (ISO 32000-1) with a page for each text, and whatever else its catalogue and its first page are to have. */
export function pdf(pages: readonly string[], catalogue = '', page = '', more: readonly string[] = []): Uint8Array {
  const first = 4 + more.length;
  const kids = pages.map((_, at) => `${first + at * 2} 0 R`).join(' ');
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...more,
    ...pages.flatMap((text, at) => {
      const content = `BT /F1 24 Tf 72 720 Td (${text}) Tj ET 72 500 200 100 re f`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${first + at * 2 + 1} 0 R ${at ? '' : page} >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  let body = '%PDF-1.7\n';
  const places = objects.map((object, at) => {
    const place = body.length;
    body += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  return ascii(
    `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF`,
  );
}

/** Scripts at every place where a PDF may have one, and addresses at every place where it may name one. */
export const hostilePdf = (lure: string): Uint8Array =>
  pdf(
    ['Hostile letter'],
    `/OpenAction << /S /JavaScript /JS (globalThis.lured = 1; app.alert\\(1\\); app.launchURL\\('${lure}1'\\)) >> ` +
      `/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (fetch\\('${lure}2'\\)) >>] >> >> /AA << /WC << /S /URI /URI (${lure}3) >> >> /URI << /Base (${lure}) >>`,
    `/AA << /O << /S /Launch /F (${lure}4) >> >> /Annots [4 0 R 5 0 R 6 0 R]`,
    [
      `<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI (${lure}5) >> >>`,
      `<< /Type /Annot /Subtype /Widget /FT /Tx /T (x) /V (x) /Rect [0 0 99 99] /AA << /K << /S /JavaScript /JS (globalThis.lured = 2) >> >> >>`,
      `<< /Type /Annot /Subtype /Screen /Rect [0 0 99 99] /A << /S /Rendition /JS (globalThis.lured = 3) /R << /S /MR /C << /S /MCD /D << /FS /URL /F (${lure}6) >> >> >> >> >>`,
    ],
  );

/** Everything by which a web page runs something, sends something, fetches something, or leads somewhere. */
export const hostilePage = (lure: string): Uint8Array =>
  new TextEncoder().encode(`<!doctype html><html><head>
    <meta http-equiv="refresh" content="0;url=${lure}refresh"><base href="${lure}">
    <link rel="stylesheet" href="${lure}sheet"><link rel="prefetch" href="${lure}prefetch"><link rel="dns-prefetch" href="//lure.invalid">
    <style>@import "${lure}import"; body { background: url(${lure}style) } @font-face { font-family: x; src: url(${lure}font) }</style>
    <script>globalThis.lured = 1; fetch('${lure}script')</script></head>
    <body onload="globalThis.lured = 2" background="${lure}background">
    <h1>Clinic letter</h1><p onclick="globalThis.lured = 3" style="background: url(${lure}inline)">Dear <b>colleague</b></p>
    <img src="${lure}image" onerror="globalThis.lured = 4" srcset="${lure}set 2x" alt="Signature"><img src=x onerror=globalThis.lured=5>
    <svg onload="globalThis.lured = 6"><image href="${lure}svg"/><script>globalThis.lured = 7</script><a xlink:href="javascript:globalThis.lured=8"><text>x</text></a></svg>
    <math><mtext><table><mglyph><style><img src=x onerror="globalThis.lured = 9"></style></mglyph></table></mtext></math>
    <iframe src="${lure}frame" srcdoc="<script>parent.lured = 10</script>"></iframe><object data="${lure}object"></object><embed src="${lure}embed">
    <video src="${lure}video" poster="${lure}poster" autoplay></video><audio src="${lure}audio" autoplay></audio>
    <form action="${lure}form" id="f"><input autofocus onfocus="globalThis.lured = 11" name="parentNode"><button>Send</button></form>
    <a href="${lure}link" ping="${lure}ping">Results</a><a href="javascript:globalThis.lured = 12">Notes</a>
    <details open ontoggle="globalThis.lured = 13"><summary>More</summary></details><template><script>globalThis.lured = 14</script></template>
    <table border="1"><tr><td>Sodium</td><td>140</td></tr></table></body></html>`);

/** A picture of one colour. */
export async function png(width: number, height: number): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.fillStyle = '#005eb8';
  context.fillRect(0, 0, width, height);
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}
