// The demo shop's checkout: draws the cart, and leaves the rest to the storefront's script.
import { Checkout, leftToPay, livePayments } from '/storefront.js';

const page = document.getElementById('page');
const orderPath = '/api/orders/' + encodeURIComponent(page.dataset.orderId);
const message = document.getElementById('message');
const busy = document.getElementById('busy');
const retry = document.getElementById('retry');

const checkout = new Checkout({
  element: document.getElementById('snippet'),
  order: orderPath,
  confirmationUrl: '/confirmation?' + new URLSearchParams({
    orderId: page.dataset.orderId, merchant: page.dataset.merchant, channel: page.dataset.channel
  }),
  isApp: page.dataset.isApp === 'true',
  onOrder: drawCart,
  onBusy: isBusy => { busy.hidden = !isBusy; },
  onPaying: isPaying => { page.inert = isPaying; },
  onDeclined: say,
  onFailure: failure => {
    say(failure.message);
    retry.hidden = false;
  },
  onLoaded: () => { page.dataset.checkoutLoaded = 'true'; },
  onForwarded: (event, status) => {
    page.dataset[event === 'customer-update' ? 'customerUpdate' : 'shippingUpdate'] = status;
  }
});

function say(text) {
  message.textContent = text || '';
  message.hidden = !text;
}

function cell(row, text, className) {
  const td = row.insertCell();
  td.textContent = text;
  if (className) td.className = className;
  return td;
}

function drawCart(order) {
  const cart = document.getElementById('cart');
  const totals = document.getElementById('totals');
  cart.replaceChildren();
  totals.replaceChildren();
  order.cart.items.forEach((item, at) => {
    const row = cart.insertRow();
    row.dataset.testid = 'row-' + item.sku;
    cell(row, item.name);
    cell(row, '').appendChild(quantityOf(item, at));
    cell(row, item.total.includingVat.toFixed(2), 'number');
  });
  (order.shippings || []).filter(one => one.state !== 'removed')
    .forEach(shipping => addTotal(totals, shipping.name || 'Shipping', shipping.total.includingVat, 'shipping'));
  livePayments(order).filter(one => one.type !== 'default')
    .forEach(voucher => addTotal(totals, voucher.name, -voucher.amount, 'voucher'));
  addTotal(totals, 'To pay', leftToPay(order), 'to-pay');
}

function quantityOf(item, at) {
  const input = document.createElement('input');
  input.type = 'number';
  input.min = '0';
  input.max = '99';
  input.value = item.quantity;
  input.setAttribute('aria-label', 'Quantity of ' + item.name);
  input.dataset.testid = 'cart-quantity-' + item.sku;
  // What is no quantity, such as nothing, is taken back; 0 takes the row out.
  input.addEventListener('change', () => {
    if (input.value !== '' && input.validity.valid) changeQuantity(at, Number(input.value));
    else input.value = item.quantity;
  });
  return input;
}

function addTotal(totals, label, amount, id) {
  const row = totals.insertRow();
  const head = document.createElement('th');
  head.colSpan = 2;
  head.scope = 'row';
  head.textContent = label;
  row.appendChild(head);
  cell(row, amount.toFixed(2), 'number').dataset.testid = id;
}

// The shop's server changes the cart at Norce, and Norce asks the adapter before it answers.
function changeQuantity(row, quantity) {
  say('');
  return checkout.change(async () => {
    const answer = await fetch(orderPath + '/rows/' + row, {
      method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ quantity })
    });
    await answer.text();
    if (!answer.ok) throw new Error('The cart could not be changed.');
  }).catch(failure => say(failure.message));
}

function open() {
  say('');
  retry.hidden = true;
  return checkout.open();
}

// Another tab may have changed the cart, or bought it.
document.addEventListener('visibilitychange', () => { if (!document.hidden) checkout.refresh(); });
window.addEventListener('focus', () => checkout.refresh());

retry.addEventListener('click', open);
open();
