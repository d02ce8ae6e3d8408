// The sandbox's panel: shows what the simulators know, once a second, and pulls triggers.
(function () {
  'use strict';
  const at = id => document.getElementById(id);
  const quick = ['down', 'unreachable', 'up', 'slow', 'answers-lost', 'proxy-page', 'refuses'];
  let shown = 'norce';
  let last = null;

  function make(tag, text, className) {
    const element = document.createElement(tag);
    if (text !== undefined && text !== null) element.textContent = text;
    if (className) element.className = className;
    return element;
  }

  function row(cells) {
    const tr = make('tr');
    cells.forEach(cell => tr.append(cell instanceof Node ? cell : make('td', cell)));
    return tr;
  }

  const number = value => make('td', value === null || value === undefined ? '' : value.toFixed(2), 'number');

  async function pull(name, given) {
    const result = at('result');
    let message, isDone = false;
    try {
      const answer = await fetch('/api/triggers/' + name, {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(given || {})
      });
      isDone = answer.ok;
      message = (await answer.json()).message;
    } catch {
      message = 'The sandbox does not answer.';
    }
    result.textContent = name + ': ' + message;
    result.className = isDone ? '' : 'refused';
    result.hidden = false;
    await look();
  }

  function button(text, name, given) {
    const element = make('button', text);
    element.type = 'button';
    element.dataset.testid = 'pull-' + name;
    element.addEventListener('click', () => pull(name, given));
    return element;
  }

  function triggerForm(trigger) {
    const form = make('form', null, 'trigger');
    form.dataset.testid = 'trigger-' + trigger.name;
    const says = make('div', null, 'says');
    says.append(make('code', trigger.name), make('p', trigger.text));
    form.append(says);
    trigger.takes.forEach(argument => {
      const label = make('label', argument.name);
      const input = make('input');
      input.name = argument.name;
      input.value = argument.default;
      input.title = argument.text;
      if (!argument.default) input.placeholder = argument.name === 'order' ? 'newest or new' : 'any';
      label.append(input);
      form.append(label);
    });
    form.append(make('button', 'Do it'));
    form.addEventListener('submit', event => {
      event.preventDefault();
      pull(trigger.name, Object.fromEntries(new FormData(form)));
    });
    return form;
  }

  function drawTriggers(triggers) {
    const groups = Map.groupBy ? Map.groupBy(triggers, one => one.group)
      : triggers.reduce((all, one) => all.set(one.group, [...(all.get(one.group) || []), one]), new Map());
    groups.forEach((all, name) => {
      const rush = name === 'A rush of shoppers';
      const group = make('details', null, 'group');
      group.open = all.length < 4 || name === 'Shoppers';
      group.append(make('summary', name));
      all.filter(one => one.name !== 'rush.judged').forEach(one => group.append(triggerForm(one)));
      if (!rush) at('triggers').append(group);
      else group.querySelectorAll('.trigger').forEach(form => at('rush').append(form));
    });
    at('rush').append(make('p', '', 'verdict'), make('ul', '', 'findings'));
    at('rush').querySelector('.verdict').dataset.testid = 'verdict';
  }

  // A tile is made once and its texts change: a button that is being used stays where it is.
  function tileOf(name, buttons) {
    const known = at('tile-' + name);
    if (known) return known;
    const tile = make('div', null, 'tile');
    tile.id = 'tile-' + name;
    const status = make('p', '', 'status');
    status.dataset.testid = 'outage-' + name.toLowerCase();
    const all = make('div', null, 'buttons');
    all.append(...buttons.map(([text, trigger]) => button(text, trigger)));
    tile.append(make('h3', name), status, make('p', '', 'more quiet'), make('p', '', 'armed busy'), all);
    at('partners').append(tile);
    return tile;
  }

  function say(element, text, className) {
    element.textContent = text;
    if (className) element.className = className;
  }

  function drawPartners(state) {
    state.partners.forEach(partner => {
      const key = partner.name.toLowerCase();
      const tile = tileOf(partner.name, quick.map(what => [what.replace('-', ' '), key + '.' + what]));
      const works = partner.outage === 'None';
      say(tile.querySelector('.status'), works ? 'works' : partner.outage.toLowerCase(), works ? 'status good' : 'status bad');
      say(tile.querySelector('.more'), partner.requests + ' requests');
      say(tile.querySelector('.armed'), partner.faults.length > 0 ? 'Armed: ' + partner.faults.join('; ') : '');
    });
    const pushes = state.pushes;
    const isNormal = pushes.copies === 1 && pushes.delaySeconds === 0;
    const tile = tileOf('Pushes', ['doubled', 'late', 'held', 'released', 'lost', 'normal'].map(what => [what, 'pushes.' + what]));
    say(tile.querySelector('.status'), isNormal ? 'once and at once'
      : 'each sent ' + pushes.copies + ' times, after ' + pushes.delaySeconds + ' s', isNormal ? 'status good' : 'status busy');
  }

  function drawOrders(orders) {
    at('orders').replaceChildren(...orders.map(order => {
      const id = make('td');
      const link = make('a', order.id);
      link.href = last.links.shop + '/backoffice/' + order.id;
      id.append(link);
      return row([id, order.status, order.payment || '–', order.qliroOrder ? order.qliroOrder + ' ' + order.qliroStatus : '–',
        make('td', order.total.toFixed(2) + ' ' + order.currency, 'number'), number(order.reserved),
        number(order.captured), number(order.refunded)]);
    }));
  }

  function drawRequests(state) {
    const isPushes = shown === 'pushes';
    at('requests-head').replaceChildren(row((isPushes ? ['No', 'Kind', 'Order at Qliro', 'Says', 'Attempts', 'State']
      : ['No', 'Time', 'From', 'Request', 'Answer', 'Fault', '']).map(text => {
      const head = make('th', text);
      head.scope = 'col';
      return head;
    })));
    at('requests').replaceChildren(...(isPushes ? state.pushes.last.map(push =>
      row([push.number, push.kind, push.qliroOrder, push.says, push.attempts, push.state]))
      : state.requests[shown].map(request => {
        const more = make('td');
        const open = make('button', 'show');
        const partner = shown;
        open.setAttribute('aria-label', 'Show request ' + request.number);
        open.addEventListener('click', () => showRequest(partner, request.number));
        more.append(open);
        return row([request.number, request.at, request.caller,
          make('td', request.method + ' ' + request.path, 'path'),
          make('td', request.status || 'none', request.status >= 400 || !request.status ? 'bad' : ''),
          request.fault || '', more]);
      })));
  }

  async function showRequest(partner, which) {
    const request = await (await fetch('/api/requests/' + partner + '/' + which)).json();
    const pretty = value => typeof value === 'string' ? value : JSON.stringify(value, null, 2);
    at('request').textContent = request.line + '\n'
      + Object.entries(request.headers).map(([name, value]) => name + ': ' + value).join('\n')
      + (request.body ? '\n\n' + pretty(request.body) : '') + '\n\n→ ' + (request.status || 'no answer')
      + (request.fault ? ' (' + request.fault + ')' : '') + (request.answer ? '\n' + pretty(request.answer) : '');
    at('request').hidden = false;
    at('request').scrollIntoView({ block: 'nearest' });
  }

  function drawRush(rush) {
    const verdict = at('rush').querySelector('.verdict');
    if (!verdict) return;
    const colours = { right: 'good', wrong: 'bad' };
    verdict.textContent = rush ? 'Seed ' + rush.seed + ': ' + rush.text : 'No rush yet.';
    verdict.className = 'verdict ' + (rush ? colours[rush.word] || 'busy' : 'quiet');
    verdict.dataset.word = rush ? rush.word : '';
    at('rush').querySelector('.findings').replaceChildren(...(rush ? rush.findings : []).map(one => make('li', one)));
  }

  function drawPersons(persons) {
    for (let first = 0; first < persons.length; first += 3) {
      const [approved, held, denied] = persons.slice(first, first + 3);
      at('persons').append(row([approved.country, approved.kind, approved.number, held.number, denied.number]));
    }
  }

  async function look() {
    try {
      last = await (await fetch('/api/state')).json();
    } catch {
      return;
    }
    [['shop-link', 'shop'], ['ops-link', 'ops'], ['api-link', 'api'], ['try-link', 'try']].forEach(([id, name]) => { at(id).href = last.links[name] || '#'; });
    at('clock').textContent = last.clock ? last.clock.now + ' UTC'
      + (last.clock.aheadMinutes ? ' (' + last.clock.aheadMinutes + ' min ahead)' : '') : '';
    drawPartners(last);
    drawOrders(last.orders);
    if (!at('requests').contains(document.activeElement)) drawRequests(last);
    drawRush(last.rush);
  }

  document.querySelectorAll('.tabs button').forEach(tab => tab.addEventListener('click', () => {
    shown = tab.dataset.partner;
    document.querySelectorAll('.tabs button').forEach(one => one.setAttribute('aria-pressed', one === tab));
    at('request').hidden = true;
    if (last) drawRequests(last);
  }));

  async function start() {
    const answers = await Promise.all(['/api/triggers', '/api/persons'].map(path => fetch(path)));
    drawTriggers(await answers[0].json());
    drawPersons(await answers[1].json());
    await look();
    window.setInterval(() => { if (!document.hidden) look(); }, 1000);
  }

  start();
})();
