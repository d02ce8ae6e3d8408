// The storefront's checkout: shows the cart, draws the payment snippet, and keeps cart and payment page in step.
(function () {
  'use strict';
  var page = document.getElementById('page');
  var orderId = page.dataset.orderId;
  var orderPath = '/api/orders/' + encodeURIComponent(orderId);
  var adapterId = 'qliro_checkout_adapter';
  var leaving = ['accepted', 'completed', 'declined', 'removed'];
  var tries = 3;
  var snippet = document.getElementById('snippet');
  var message = document.getElementById('message');
  var busy = document.getElementById('busy');
  var retry = document.getElementById('retry');
  var paymentId = null;
  var shippingUpdate = null;

  function confirmationUrl() {
    return '/confirmation?orderId=' + encodeURIComponent(orderId) + '&merchant=' + encodeURIComponent(page.dataset.merchant) +
      '&channel=' + encodeURIComponent(page.dataset.channel);
  }

  function say(text) {
    message.textContent = text || '';
    message.hidden = !text;
  }

  // A failed call is tried again, up to three times in all; a refusal that names its reason is final for the cart only.
  async function call(method, path, body, options) {
    var answer = null;
    for (var attempt = 0; attempt < (options && options.tries || tries); attempt++) {
      try {
        answer = await fetch(path, {
          method: method, signal: options && options.signal,
          headers: body ? { 'Content-Type': 'application/json' } : {}, body: body ? JSON.stringify(body) : undefined
        });
        if (answer.ok || answer.status === 404) return answer;
      } catch (failure) {
        if (failure.name === 'AbortError') throw failure;
      }
    }
    return answer;
  }

  async function readOrder() {
    var answer = await call('GET', orderPath);
    if (!answer || !answer.ok) throw new Error('The order cannot be read.');
    return answer.json();
  }

  function live(order, test) {
    return (order.payments || []).filter(function (payment) { return payment.state !== 'removed' && test(payment); });
  }

  function vouchers(order) {
    return live(order, function (payment) { return payment.type !== 'default'; });
  }

  function left(order) {
    return vouchers(order).reduce(function (sum, payment) { return sum - payment.amount; }, order.total.includingVat);
  }

  function cell(row, text, className) {
    var td = row.insertCell();
    td.textContent = text;
    if (className) td.className = className;
    return td;
  }

  function money(amount) { return amount.toFixed(2); }

  function drawCart(order) {
    var cart = document.getElementById('cart');
    var totals = document.getElementById('totals');
    cart.replaceChildren();
    totals.replaceChildren();
    order.cart.items.forEach(function (item, at) {
      var row = cart.insertRow();
      row.dataset.testid = 'row-' + item.sku;
      cell(row, item.name);
      var input = document.createElement('input');
      input.type = 'number';
      input.min = '0';
      input.max = '99';
      input.value = item.quantity;
      input.setAttribute('aria-label', 'Quantity of ' + item.name);
      input.dataset.testid = 'cart-quantity-' + item.sku;
      input.addEventListener('change', function () { changeQuantity(at, Number(input.value)); });
      cell(row, '').appendChild(input);
      cell(row, money(item.total.includingVat), 'number');
    });
    (order.shippings || []).filter(function (one) { return one.state !== 'removed'; }).forEach(function (shipping) {
      addTotal(shipping.name || 'Shipping', shipping.total.includingVat, 'shipping');
    });
    vouchers(order).forEach(function (voucher) { addTotal(voucher.name, -voucher.amount, 'voucher'); });
    addTotal('To pay', left(order), 'to-pay');

    function addTotal(label, amount, id) {
      var row = totals.insertRow();
      var head = document.createElement('th');
      head.colSpan = 2;
      head.scope = 'row';
      head.textContent = label;
      row.appendChild(head);
      cell(row, money(amount), 'number').dataset.testid = id;
    }
  }

  // Elements that innerHTML makes do not run; scripts have to be made anew.
  function draw(html) {
    snippet.innerHTML = html;
    snippet.querySelectorAll('script').forEach(function (inert) {
      var script = document.createElement('script');
      Array.prototype.forEach.call(inert.attributes, function (one) { script.setAttribute(one.name, one.value); });
      script.textContent = inert.textContent;
      inert.replaceWith(script);
    });
  }

  async function show() {
    say('');
    retry.hidden = true;
    busy.hidden = false;
    try {
      var order = await readOrder();
      if (leaving.indexOf(order.state.currentStatus) >= 0) {
        window.location.replace(confirmationUrl());
        return;
      }
      drawCart(order);
      var ours = live(order, function (payment) { return payment.type === 'default' && payment.adapterId === adapterId; })[0];
      var answer = ours ? await call('GET', orderPath + '/payments/' + ours.id) : null;
      if (!ours || answer && answer.status === 404) answer = await call('POST', orderPath + '/payments');
      if (!answer || !answer.ok) throw new Error('The payment could not be started.');
      var payment = await answer.json();
      paymentId = payment.paymentId;
      draw(payment.htmlSnippet);
      drawCart(await readOrder());
    } catch (failure) {
      say(failure.message);
      retry.hidden = false;
    } finally {
      busy.hidden = true;
    }
  }

  // While the shop works on the order the payment page is locked; after a change of the cart until it shows the new sum.
  async function whileLocked(work, changesCart) {
    if (window.q1) window.q1.lock();
    busy.hidden = false;
    try {
      return await work();
    } finally {
      var order = await readOrder();
      drawCart(order);
      if (changesCart) await inStep(left(order));
      if (window.q1) window.q1.unlock();
      busy.hidden = true;
    }
  }

  function inStep(total) {
    return new Promise(function (done) {
      if (!window.q1) { done(); return; }
      var watchdog = window.setTimeout(done, 10000);
      window.q1.onOrderUpdated(function (order) {
        if (Math.abs(order.totalPrice - total) > 0.005) return;
        window.clearTimeout(watchdog);
        done();
      });
    });
  }

  function changeQuantity(row, quantity) {
    say('');
    return whileLocked(async function () {
      var answer = await call('PUT', orderPath + '/rows/' + row, { quantity: quantity }, { tries: 1 });
      if (answer) await answer.text();
      if (!answer || !answer.ok) say('The cart could not be changed.');
    }, true);
  }

  async function forward(name, body, signal) {
    var answer = await call('POST', orderPath + '/payments/' + paymentId + '/' + name, body, { signal: signal });
    if (answer) await answer.text();
    return answer;
  }

  window.q1Ready = function (q1) {
    q1.onCheckoutLoaded(function () { page.dataset.checkoutLoaded = 'true'; });
    q1.onCustomerInfoChanged(function () {
      whileLocked(async function () {
        var answer = await forward('customer-update');
        page.dataset.customerUpdate = answer ? answer.status : 'none';
      });
    });
    q1.onShippingMethodChanged(function (shipping) {
      if (shippingUpdate) shippingUpdate.abort();
      shippingUpdate = new AbortController();
      var signal = shippingUpdate.signal;
      whileLocked(async function () {
        try {
          var answer = await forward('shipping-option-update', shipping, signal);
          page.dataset.shippingUpdate = answer ? answer.status : 'none';
        } catch (failure) {
          if (failure.name !== 'AbortError') throw failure;
        }
      });
    });
    q1.onPaymentProcess(function () { page.inert = true; }, function () { page.inert = false; });
    q1.onPaymentDeclined(function (reason, text) { say(text || reason); });
    q1.onSessionExpired(async function () {
      await call('POST', orderPath + '/payments/' + paymentId + '/remove');
      await show();
    });
  };

  retry.addEventListener('click', show);
  show();
})();
