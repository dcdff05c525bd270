import { inEach, inPage } from './page/engines.ts';
import { openSite } from './page/site.ts';
import { poisonedGateway, sample } from './hostile-text/record.ts';
import { hosts } from './strict-host/hosts.ts';
import { serve, pathOf } from './strict-host.ts';
const site=await openSite();
site.embedded = await poisonedGateway(sample(), () => 'word', site.gateway, site.host);
await inEach([process.argv[2] as never], await inPage('attack/page/watch.ts'), async ({visit})=>{
 for(const h of hosts){ await serve(site,h); const o=await visit(); const t=Date.now(); await o.page.goto(site.host+pathOf(h)).catch(e=>console.log(String(e)));
  console.log(h.name, Date.now()-t);
  const r=await Promise.race([o.page.evaluate(async()=>{const s=await attack.openAll();return {s,rows:attack.rows(),ran:attack.ran,v:attack.violations,e:attack.errors}}), new Promise(r=>setTimeout(r,25000))]);
  console.log(Date.now()-t, JSON.stringify(r), o.said.slice(0,3), site.reports.splice(0).length);
  await o.close();
 }});
site.stop();
