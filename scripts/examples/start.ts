/** `npm run examples`: packs, builds and serves every example beside the real gateway, and says where each is. */
import { build, openWorkshop } from './pack.ts';
import { serve } from './serve.ts';

const workshop = await openWorkshop();
process.once('exit', workshop.stop);
await build(workshop);
const { addresses, stop } = await serve(workshop);
for (const [name, address] of Object.entries(addresses)) console.log(`${name.padEnd(16)} ${address}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop().then(() => process.exit(0)));
