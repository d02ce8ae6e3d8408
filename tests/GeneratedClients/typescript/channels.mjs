// deploy/channels/ncoctl as ncoctl, Norce's tool, reads and validates it: channels.mjs FOLDER SCHEMA.
// A channel's file is laid over the shared one, ${NAME} comes from the environment, and Ajv validates by draft 2020-12.
import { readFileSync, readdirSync } from 'node:fs';
import { deepStrictEqual } from 'node:assert';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import yaml from 'js-yaml';

const [folder, schema] = process.argv.slice(2);
const ajv = new Ajv2020.default({ allErrors: true, verbose: true, strict: false });
addFormats.default(ajv);
const isRight = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
const name = 'qliro_checkout_adapter.yaml';

const laidOver = (below, above) => {
  const both = { ...below };
  for (const [key, value] of Object.entries(above))
    both[key] = typeof value === 'object' && typeof below[key] === 'object' ? laidOver(below[key], value) : value;
  return both;
};
const read = file => yaml.load(readFileSync(`${folder}/${file}`, 'utf8'));
const filled = (document, values) => JSON.parse(
  JSON.stringify(document).replace(/\$\{([^}]+)\}/g, (whole, key) => values[key] ?? whole));
const mistakes = document => {
  isRight(document);
  return (isRight.errors ?? []).map(one => `${one.instancePath || 'root'} ${one.keyword} `
    + (one.params.additionalProperty ?? one.params.missingProperty ?? '')).map(line => line.trim());
};

const channels = readdirSync(folder, { withFileTypes: true }).filter(one => one.isDirectory()).map(one => one.name);
deepStrictEqual(channels.sort(), ['dk', 'fi', 'no', 'se']);
for (const channel of channels) {
  const merged = laidOver(read(name), read(`${channel}/${name}`));
  deepStrictEqual(mistakes(merged), [], `${channel}: before the environment is set`);
  const json = JSON.parse(readFileSync(`${folder}/../${channel}.json`, 'utf8'));
  deepStrictEqual(filled(merged, { QLIRO_MERCHANT_API_KEY: json.apiSettings.merchantApiKey,
    QLIRO_MERCHANT_API_SECRET: json.apiSettings.merchantApiSecret }), json, `${channel} is as in ${channel}.json`);
  deepStrictEqual(mistakes(filled(merged, { QLIRO_MERCHANT_API_KEY: 'K', QLIRO_MERCHANT_API_SECRET: 'filled-in' })), []);
}

const right = laidOver(read(name), read(`se/${name}`));
const wrong = (change, lines) => {
  const document = structuredClone(right);
  change(document);
  deepStrictEqual(mistakes(document), lines);
};
wrong(one => { one.apiSettings.merchantApiKye = one.apiSettings.merchantApiKey; delete one.apiSettings.merchantApiKey; },
  ['root required merchantApiKey', 'root if', '/apiSettings additionalProperties merchantApiKye']);
wrong(one => { one.options.primryColor = '#112233'; }, ['/options additionalProperties primryColor']);
wrong(one => { one.redirectUrls.confirmationUrl = 'https://shop.example/c?o={orderId}'; },
  ['/redirectUrls/confirmationUrl pattern']);
wrong(one => { one.options.recurring = 'perhaps'; }, ['/options/recurring type']);
console.log(`${channels.length} channels`);
