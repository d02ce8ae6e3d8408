// Runs inside the iframe: tells the shop's page what the shopper does.
(function () {
  'use strict';
  var form = document.getElementById('form');
  var notice = document.getElementById('notice');
  var here = window.location.pathname;
  var token = window.location.search;

  function tell(message) { window.parent.postMessage(message, '*'); }

  function height() { tell({ q1: 'height', height: document.documentElement.scrollHeight }); }

  function send(what, body) {
    return fetch(here + '/' + what + token, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body)
    }).then(function (answer) {
      if (answer.status === 410) { tell({ q1: 'expired' }); throw new Error('expired'); }
      return answer.json();
    });
  }

  function details() {
    var body = {};
    new FormData(form).forEach(function (value, name) { body[name] = value; });
    return body;
  }

  window.addEventListener('message', function (event) {
    if (event.source !== window.parent || !event.data) return;
    if (event.data.q1 === 'lock') document.body.classList.add('locked');
    if (event.data.q1 === 'unlock') refresh();
  });

  // New lines and total, with the shopper's typing left as it is.
  function refresh() {
    fetch(window.location.href).then(function (answer) { return answer.text(); }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('main section');
      var old = document.querySelector('main section');
      if (fresh && old) old.replaceWith(fresh);
      document.body.classList.remove('locked');
      height();
    });
  }

  // A person has a personal number, a company a number and a name of its own.
  function showKind() {
    var isCompany = form.elements.kind.value === 'company';
    ['organizationNumber', 'companyName'].forEach(function (name) { form.elements[name].closest('label').hidden = !isCompany; });
    form.elements.personalNumber.closest('label').hidden = isCompany;
    height();
  }

  function choosePerson(select) {
    var kind = select.selectedOptions[0].dataset.kind;
    if (!kind) return;
    form.elements.kind.value = kind;
    form.elements[kind === 'company' ? 'organizationNumber' : 'personalNumber'].value = select.value;
  }

  if (form) {
    form.addEventListener('change', function (event) {
      if (event.target.id === 'test-person') choosePerson(event.target);
      showKind();
      if (event.target.name === 'shippingMethod') {
        send('shipping', { method: event.target.value }).then(function (shipping) {
          refresh();
          tell({ q1: 'shipping', shipping: shipping });
        });
        return;
      }
      send('customer', details()).then(function (customer) { tell({ q1: 'customer', customer: customer }); });
    });
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      var body = details();
      body.outcome = event.submitter ? event.submitter.value : 'approve';
      notice.hidden = true;
      document.body.classList.add('locked');
      tell({ q1: 'paymentStart' });
      send('pay', body).then(function (result) {
        document.body.classList.remove('locked');
        tell({ q1: 'paymentEnd' });
        if (result.accepted) {
          tell({ q1: 'completed', redirect: result.redirect });
          return;
        }
        if (result.declineReason === 'SessionExpired') { tell({ q1: 'expired' }); return; }
        notice.textContent = result.declineReasonMessage;
        notice.hidden = false;
        height();
        // Qliro's own denial is said here only: the page's event is for what the merchant declined.
        if (result.declineReason !== 'PaymentDeclined') tell({ q1: 'declined', reason: result.declineReason, message: result.declineReasonMessage });
      });
    });
    showKind();
    send('customer', details()).then(function (customer) { tell({ q1: 'customer', customer: customer }); });
  } else if (document.querySelector('[data-testid=qliro-expired]')) {
    tell({ q1: 'expired' });
  }

  tell({ q1: 'loaded' });
  height();
  window.addEventListener('resize', height);
})();
