// The confirmation page: reads the order once, a moment after it opened, and shows the receipt.
(function () {
  'use strict';
  var page = document.getElementById('page');
  var orderId = page.dataset.orderId;
  var orderPath = '/api/orders/' + encodeURIComponent(orderId);
  var snippet = document.getElementById('snippet');
  var momentMilliseconds = 500;

  function draw(html) {
    snippet.innerHTML = html;
    snippet.querySelectorAll('script').forEach(function (inert) {
      var script = document.createElement('script');
      script.textContent = inert.textContent;
      inert.replaceWith(script);
    });
  }

  async function show() {
    var order = await (await fetch(orderPath)).json();
    var status = order.state.currentStatus;
    if (status === 'checkout' || status === 'processing') {
      window.location.replace('/checkout?orderId=' + encodeURIComponent(orderId));
      return;
    }
    var payment = order.payments.filter(function (one) { return one.type === 'default' && one.state !== 'removed'; })[0];
    document.getElementById('status').textContent = status;
    document.getElementById('payment-state').textContent = payment ? payment.state : 'none';
    if (!payment) return;
    var answer = await fetch(orderPath + '/payments/' + payment.id);
    if (answer.ok) draw((await answer.json()).htmlSnippet);
  }

  window.q1Ready = function (q1) { q1.excludeResultModules([]); };
  window.setTimeout(show, momentMilliseconds);
})();
