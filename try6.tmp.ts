import { castOf } from './simulation/command/cast';
import { scriptOf } from './simulation/command/examine';
import { playLife } from './simulation/playing/play-life';
async function main() {
const cast = await castOf(); const n: any = {};
for (let seed = 1000; seed < 1400; seed++) {
  const r = await playLife(scriptOf(seed, 0.2), cast);
  for (const a of r.view.audit) if (a.what === 'a person must decide') { const k = (a.reason ?? '').slice(0, 60); (n[k] ??= []).push(seed); }
}
for (const [k, v] of Object.entries(n) as any) console.log(v.length, k, v.slice(0, 8).join(' '));
}
main();
