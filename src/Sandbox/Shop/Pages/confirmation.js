// The demo shop's confirmation page: the order's status, and Qliro's receipt.
import { livePayments, showConfirmation } from '/storefront.js';

const { orderId } = document.getElementById('page').dataset;

showConfirmation({
  element: document.getElementById('snippet'),
  order: '/api/orders/' + encodeURIComponent(orderId),
  checkoutUrl: '/checkout?orderId=' + encodeURIComponent(orderId),
  onOrder: order => {
    const payment = livePayments(order).find(one => one.type === 'default');
    document.getElementById('status').textContent = order.state.currentStatus;
    document.getElementById('payment-state').textContent = payment ? payment.state : 'none';
  }
});
