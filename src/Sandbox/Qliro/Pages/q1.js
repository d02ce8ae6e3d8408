// Runs in the shop's page: draws the checkout into an iframe and gives the page its q1.
(function () {
  'use strict';
  var settings = window.q1Settings;
  var base = settings.checkoutWebAppBaseUrl;
  var place = document.getElementById('qliro-checkout');
  var token = encodeURIComponent(settings.authToken);
  var listeners = {};
  var locked = false;
  var polling = null;
  var expired = false;
  var pollMilliseconds = 300;

  function on(name) {
    return function (callback) {
      (listeners[name] = listeners[name] || []).push(callback);
    };
  }

  function tell(name) {
    var rest = Array.prototype.slice.call(arguments, 1);
    (listeners[name] || []).forEach(function (callback) { callback.apply(null, rest); });
    return (listeners[name] || []).length > 0;
  }

  function expire() {
    if (expired) return;
    expired = true;
    stopPolling();
    if (!tell('onSessionExpired')) window.location.reload();
  }

  function readState() {
    return fetch(base + '/checkout-ui/' + settings.orderId + '/state?token=' + token).then(function (answer) {
      if (answer.status === 410) { expire(); return null; }
      return answer.ok ? answer.json() : null;
    });
  }

  function stopPolling() {
    if (polling) window.clearInterval(polling);
    polling = null;
  }

  // Without a lock before it there is nothing to wait for, so nothing is polled.
  function poll() {
    if (polling || !locked) return;
    polling = window.setInterval(function () {
      readState().then(function (state) {
        if (state && locked) tell('onOrderUpdated', {
          merchantUpdateVersion: state.merchantUpdateVersion, totalPrice: state.totalPrice, orderItems: state.orderItems
        });
      });
    }, pollMilliseconds);
  }

  function post(message) { frame.contentWindow.postMessage(message, base); }

  var addOrderUpdated = on('onOrderUpdated');
  var q1 = {
    onCheckoutLoaded: on('onCheckoutLoaded'),
    onCustomerInfoChanged: on('onCustomerInfoChanged'),
    onCustomerDeauthenticating: on('onCustomerDeauthenticating'),
    onPaymentMethodChanged: on('onPaymentMethodChanged'),
    onShippingMethodChanged: on('onShippingMethodChanged'),
    onShippingPriceChanged: on('onShippingPriceChanged'),
    onPaymentProcess: function (start, end) {
      on('paymentStart')(start);
      if (end) on('paymentEnd')(end);
    },
    onPaymentDeclined: on('onPaymentDeclined'),
    onSessionExpired: on('onSessionExpired'),
    onOrderUpdated: function (callback) {
      listeners.onOrderUpdated = [];
      addOrderUpdated(callback);
      poll();
    },
    lock: function () {
      locked = true;
      post({ q1: 'lock' });
      if ((listeners.onOrderUpdated || []).length > 0) poll();
    },
    unlock: function () {
      locked = false;
      stopPolling();
      post({ q1: 'unlock' });
    },
    excludeResultModules: function () {},
    enableScrolling: function () {}
  };

  window.addEventListener('message', function (event) {
    if (event.origin !== new URL(base).origin || event.source !== frame.contentWindow) return;
    var message = event.data || {};
    switch (message.q1) {
      case 'loaded': tell('onCheckoutLoaded'); break;
      case 'height': frame.style.height = message.height + 'px'; break;
      case 'customer': tell('onCustomerInfoChanged', message.customer); break;
      case 'shipping':
        tell('onShippingMethodChanged', message.shipping);
        tell('onShippingPriceChanged', message.shipping.price, message.shipping.totalShippingPrice);
        break;
      case 'paymentStart': tell('paymentStart'); break;
      case 'paymentEnd': tell('paymentEnd'); break;
      case 'declined': tell('onPaymentDeclined', message.reason, message.message); break;
      case 'expired': expire(); break;
      case 'completed': window.location.assign(message.redirect); break;
    }
  });

  var frame = document.createElement('iframe');
  frame.title = 'Qliro Checkout';
  frame.setAttribute('data-testid', 'qliro-frame');
  frame.style.cssText = 'width:100%;border:0;min-height:320px';
  frame.src = base + '/checkout-ui/' + settings.orderId + '?token=' + token;
  place.replaceChildren(frame);
  if (settings.customerCheckoutStatus === 'InProcess') {
    var watch = window.setInterval(function () {
      if (expired || !place.isConnected) { window.clearInterval(watch); return; }
      readState();
    }, 5000);
  }
  window.q1 = q1;
  if (typeof window.q1Ready === 'function') window.q1Ready(q1);
})();
