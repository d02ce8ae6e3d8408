// The types of client/js are compiled as a shop would use them. Never run.
import { Checkout, CallFailed, drawSnippet, leftToPay, showConfirmation } from './storefront.js';

export async function page(element: HTMLElement): Promise<void> {
  const checkout = new Checkout({
    element,
    order: '/api/orders/42',
    confirmationUrl: '/confirmation',
    isApp: false,
    onOrder: order => { element.title = leftToPay(order).toFixed(2); },
    onFailure: failure => { if (failure instanceof CallFailed && failure.code === 'payment-conflict') void checkout.open(); }
  });
  await checkout.open();
  await checkout.refresh();
  const status: number = await checkout.change(async () => (await fetch('/cart', { method: 'PUT' })).status);
  if (status === 200 && !checkout.isPaying) await checkout.remove();
  drawSnippet(element, '<p></p>');
  await showConfirmation({ element, order: '/api/orders/42', checkoutUrl: '/checkout', exclude: ['HEADER'] });
}
