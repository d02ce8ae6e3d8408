// Buys and captures with what openapi-typescript made of the API document: buy.js ADAPTER PANEL TOKEN.
import createClient from 'openapi-fetch';
import type { paths } from './api.js';

declare const process: { argv: string[]; exitCode?: number };
declare const console: { log(text: string): void };

const [adapterUrl, panelUrl, token] = process.argv.slice(2) as [string, string, string];
const adapter = createClient<paths>({ baseUrl: adapterUrl, headers: { Authorization: 'Bearer ' + token } });
const header = { 'x-merchant': 'acme', 'x-channel': 'se-qliro' };

async function trigger(name: string, given: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(panelUrl + '/api/triggers/' + name, { method: 'POST', body: JSON.stringify(given) });
  const said = (await answer.json()) as { message: string };
  if (!answer.ok) throw new Error(name + ': ' + said.message);
  return said.message.split(' ')[1] ?? '';
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < 150; look++) {
    if (await holds()) return;
    await new Promise(done => setTimeout(done, 200));
  }
  throw new Error('Never: ' + what);
}

const order_id = await trigger('cart.filled');
const created = await adapter.POST('/api/checkout/v1/orders/{order_id}/payments', {
  params: { header, path: { order_id } }
});
if (!created.data) throw new Error('create: ' + JSON.stringify(created.error));
const payment_id = created.data.paymentId ?? '';
const snippet = created.data.htmlSnippet ?? '';
if (!snippet.includes('<script>')) throw new Error('There is no script in the snippet.');
await trigger('push.completed', { order: order_id });

const params = { header, path: { order_id, payment_id } };
const ledger = async () => (await adapter.GET('/api/order/v1/orders/{order_id}/payments/{payment_id}/ledger', { params })).data;
await until('reserved', async () => ((await ledger())?.totals.reserved ?? 0) > 0);
const captured = await adapter.POST('/api/order/v1/orders/{order_id}/payments/{payment_id}/capture', { params, body: undefined });
if (captured.error) throw new Error('capture: ' + JSON.stringify(captured.error));
await until('captured', async () => ((await ledger())?.totals.captured ?? 0) > 0);
console.log('bought and captured ' + (await ledger())?.totals.captured);
