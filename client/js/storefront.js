// The browser's part of a checkout on Norce with Qliro: shows the snippet, keeps cart and frame in step, forwards what
// the shopper does, and survives expired sessions. docs/storefront.md says why each step is as it is.

/** The adapter's name on payments at Norce. */
export const adapterId = 'qliro_checkout_adapter';

/** Statuses of a Norce order with which the shopper belongs on the confirmation page. */
export const leavingStatuses = ['accepted', 'completed', 'declined', 'removed'];

const triesMax = 3;
const finalStatuses = [401, 403, 404, 409];
const pauseMilliseconds = 200;
const inStepMilliseconds = 10000;
const sameSum = 0.005;

/** A call of the shop's server that failed for good. */
export class CallFailed extends Error {
  constructor(what, status, error) {
    super(error && error.message || what);
    this.name = 'CallFailed';
    /** The status; 0 when no answer came. */
    this.status = status;
    /** The adapter's code, such as payment-conflict; null when there is none. */
    this.code = error && error.code || null;
  }
}

/** Payments of the order that are not removed. */
export function livePayments(order) {
  return (order.payments || []).filter(payment => payment.state !== 'removed');
}

/** What is left for Qliro: the order's total less vouchers and other payments that are not the default one. */
export function leftToPay(order) {
  const cents = livePayments(order).filter(payment => payment.type !== 'default')
    .reduce((sum, payment) => sum - Math.round(payment.amount * 100), Math.round(order.total.includingVat * 100));
  return cents / 100;
}

// What a shopper sees of an order.
const lookOf = order => JSON.stringify([order.cart, leftToPay(order)]);

/** Puts a snippet into the page. Scripts that innerHTML makes do not run, so each is made anew. */
export function drawSnippet(element, html) {
  element.innerHTML = html;
  for (const inert of element.querySelectorAll('script')) {
    const script = document.createElement('script');
    for (const attribute of inert.attributes) script.setAttribute(attribute.name, attribute.value);
    script.textContent = inert.textContent;
    inert.replaceWith(script);
  }
}

const after = milliseconds => new Promise(done => setTimeout(done, milliseconds));

/** The shop's own server, which calls Norce and the adapter with their tokens. */
class ShopServer {
  constructor(options) {
    this.order = options.order;
    this.payments = options.payments || options.order + '/payments';
    this.headers = options.headers || (() => ({}));
  }

  // Each of these calls may come up to three times. The adapter answers 400 also when a partner is away for a moment.
  async call(method, path, body, signal) {
    let answer = null;
    for (let attempt = 0; attempt < triesMax; attempt++) {
      if (attempt > 0) await after(pauseMilliseconds << attempt);
      try {
        answer = await fetch(path, {
          method, signal, cache: 'no-store',
          headers: body === undefined ? this.headers() : { ...this.headers(), 'Content-Type': 'application/json' },
          body: body === undefined ? undefined : JSON.stringify(body)
        });
        if (answer.ok || finalStatuses.includes(answer.status)) return answer;
      } catch (failure) {
        if (signal && signal.aborted) throw failure;
        answer = null;
      }
    }
    return answer;
  }

  async read(method, path, what) {
    const answer = await this.call(method, path);
    if (answer && answer.ok) return answer.json();
    throw await failureOf(answer, what);
  }

  readOrder() { return this.read('GET', this.order, 'The order cannot be read.'); }
}

async function failureOf(answer, what) {
  let error = null;
  if (answer) try { error = await answer.json(); } catch { /* not the adapter's */ }
  return new CallFailed(what, answer ? answer.status : 0, error);
}

/** One checkout in one page. Its options are described in storefront.d.ts. */
export class Checkout {
  #server; #options; #paymentId = null; #q1 = null; #locks = 0; #queue = Promise.resolve();
  #isPaying = false; #isFollowing = false; #wanted = null; #shipping = null; #opening = null;
  #shown = null; #refreshing = null;

  constructor(options) {
    this.#options = options;
    this.#server = new ShopServer(options);
  }

  /** The payment that is shown; null before. */
  get paymentId() { return this.#paymentId; }

  /** True from the press of the buy button to its end: the cart must not change. */
  get isPaying() { return this.#isPaying; }

  /** Shows the checkout, or leaves for the confirmation page. Call it when the page opens, and to try again. */
  open() {
    if (!this.#opening) this.#opening = this.#open().finally(() => { this.#opening = null; });
    return this.#opening;
  }

  async #open() {
    window.q1Ready = q1 => this.#listen(q1);
    this.#tell('onBusy', true);
    try {
      const order = await this.#read();
      if (leavingStatuses.includes(order.state.currentStatus)) {
        this.#leave(this.#options.confirmationUrl);
        return;
      }
      const payment = await this.#payment(order);
      this.#paymentId = payment.paymentId;
      drawSnippet(this.#options.element, payment.htmlSnippet);
      await this.#read();
    } catch (failure) {
      this.#tell('onFailure', failure);
    } finally {
      this.#tell('onBusy', this.#locks > 0);
    }
  }

  // A live payment is shown again; where the adapter no longer has it, one is made.
  async #payment(order) {
    const ours = livePayments(order).find(one => one.type === 'default' && one.adapterId === adapterId);
    let answer = ours ? await this.#server.call('GET', this.#pathOf(ours.id)) : null;
    if (!ours || answer && answer.status === 404) answer = await this.#server.call('POST', this.#server.payments);
    if (answer && answer.ok) return answer.json();
    throw await failureOf(answer, 'The payment could not be started.');
  }

  /**
   * Changes the cart: locks the frame, runs the work, which changes it at Norce and waits for the answer, and unlocks
   * when the frame shows the new sum. What the work throws is thrown on when the frame is usable again.
   */
  change(work) {
    if (this.#isPaying) return Promise.reject(new CallFailed('The purchase is under way.', 0, null));
    return this.#whileLocked(work, true);
  }

  /**
   * Looks whether the order was changed elsewhere, such as in another tab, and brings page and frame in step with it.
   * Call it when the page is seen again.
   */
  refresh() {
    if (!this.#refreshing) this.#refreshing = this.#refresh().finally(() => { this.#refreshing = null; });
    return this.#refreshing;
  }

  async #refresh() {
    if (!this.#paymentId || this.#isBusy()) return;
    let order = null;
    try {
      order = await this.#server.readOrder();
    } catch {
      return; // What the page does next fails too, and says so.
    }
    if (this.#isBusy()) return; // It ends with a look of its own.
    const isOurs = livePayments(order).some(one => one.id === this.#paymentId);
    if (leavingStatuses.includes(order.state.currentStatus) || !isOurs) await this.open();
    else if (lookOf(order) !== this.#shown) await this.change(() => {});
  }

  #isBusy() { return this.#isPaying || this.#locks > 0 || this.#opening !== null; }

  /** Gives the payment up, for another way to pay. A purchase that is under way or done is refused: open() then. */
  async remove() {
    if (!this.#paymentId) return;
    const answer = await this.#server.call('POST', this.#pathOf(this.#paymentId) + '/remove');
    if (!answer || !(answer.ok || answer.status === 404)) {
      throw await failureOf(answer, 'The payment could not be given up.');
    }
    this.#paymentId = null;
    this.#q1 = null;
    this.#options.element.replaceChildren();
  }

  // One at a time, because Norce refuses a write while another one is under way. Locked from the first to the last.
  #whileLocked(work, changesCart) {
    this.#lock();
    const run = this.#queue.then(async () => {
      try {
        return await work();
      } finally {
        await this.#catchUp(changesCart);
      }
    });
    this.#queue = run.catch(() => {});
    return run;
  }

  async #catchUp(changesCart) {
    try {
      const order = await this.#read();
      if (changesCart) await this.#inStep(leftToPay(order));
    } catch (failure) {
      this.#tell('onFailure', failure);
    } finally {
      this.#unlock();
    }
  }

  #lock() {
    this.#locks++;
    if (this.#q1) this.#q1.lock();
    this.#tell('onBusy', true);
  }

  #unlock() {
    this.#locks--;
    if (this.#locks > 0) return;
    if (this.#q1) this.#q1.unlock();
    this.#tell('onBusy', false);
  }

  // Registering is what makes the frame poll its order, so it is done once and after a lock; never when it is loaded.
  // A frame that does not tell its sum in time is unlocked all the same, or nobody could use it.
  #inStep(total) {
    const q1 = this.#q1;
    if (!q1) return Promise.resolve();
    return new Promise(done => {
      const watchdog = setTimeout(done, inStepMilliseconds);
      this.#wanted = order => {
        if (Math.abs(order.totalPrice - total) > sameSum) return;
        this.#wanted = null;
        clearTimeout(watchdog);
        done();
      };
      if (this.#isFollowing) return;
      this.#isFollowing = true;
      q1.onOrderUpdated(order => { if (this.#q1 === q1 && this.#wanted) this.#wanted(order); });
    });
  }

  #listen(q1) {
    this.#q1 = q1;
    this.#isFollowing = false;
    this.#wanted = null;
    if (this.#locks > 0) q1.lock();
    q1.onCheckoutLoaded(() => this.#tell('onLoaded'));
    q1.onCustomerInfoChanged(() => this.#forward('customer-update'));
    q1.onShippingMethodChanged(shipping => this.#forwardShipping(shipping));
    q1.onPaymentProcess(() => this.#paying(true), () => this.#paying(false));
    q1.onPaymentDeclined((reason, text) => this.#tell('onDeclined', text || reason, reason));
    q1.onSessionExpired(() => this.#renew());
    // Only the app's frame has this one: it tells the address in place of following it.
    if (this.#options.isApp && q1.onCompletePurchaseRedirect) {
      q1.onCompletePurchaseRedirect(told => this.#leave(told.merchantConfirmationUrl));
    }
  }

  #paying(isPaying) {
    this.#isPaying = isPaying;
    this.#tell('onPaying', isPaying);
  }

  // The adapter reads the person from Qliro: the page never sees the address of a recognised shopper.
  #forward(event, body, signal) {
    const path = this.#pathOf(this.#paymentId) + '/' + event;
    return this.#whileLocked(async () => {
      if (signal && signal.aborted) return;
      try {
        const answer = await this.#server.call('POST', path, body, signal);
        if (answer) await answer.text();
        this.#tell('onForwarded', event, answer ? answer.status : 0);
      } catch (failure) {
        if (!(signal && signal.aborted)) throw failure;
      }
    }, false).catch(failure => this.#tell('onFailure', failure));
  }

  // A newer choice of delivery takes the place of one that is still on its way.
  #forwardShipping(shipping) {
    if (this.#shipping) this.#shipping.abort();
    this.#shipping = new AbortController();
    this.#forward('shipping-option-update', shipping, this.#shipping.signal);
  }

  // An app reads the same payment again; a page gives it up and makes a new one. A payment that cannot be given up is
  // bought or being bought, and opening finds that out.
  async #renew() {
    this.#q1 = null;
    if (!this.#options.isApp) await this.remove().catch(() => {});
    await this.open();
  }

  async #read() {
    const order = await this.#server.readOrder();
    this.#shown = lookOf(order);
    this.#tell('onOrder', order);
    return order;
  }

  #pathOf(paymentId) { return this.#server.payments + '/' + encodeURIComponent(paymentId); }

  #leave(url) { (this.#options.leave || (to => window.location.replace(to)))(url); }

  #tell(name, ...values) { if (this.#options[name]) this.#options[name](...values); }
}

/**
 * The confirmation page. Qliro leads there at about the time when its push reaches the adapter, so the order is read a
 * moment later, and a few times more while the purchase is being finished. When nothing was bought, the shopper goes
 * back to the checkout page; otherwise the receipt is drawn, which the adapter gives for twelve hours.
 */
export async function showConfirmation(options) {
  const server = new ShopServer(options);
  const leave = options.leave || (to => window.location.replace(to));
  window.q1Ready = q1 => q1.excludeResultModules(options.exclude || []);
  let order = null;
  for (let look = 0; look < 4; look++) {
    await after(500 << look);
    order = await server.readOrder();
    if (order.state.currentStatus !== 'processing') break;
  }
  if (['checkout', 'processing'].includes(order.state.currentStatus)) {
    leave(options.checkoutUrl);
    return;
  }
  if (options.onOrder) options.onOrder(order);
  const ours = livePayments(order).find(one => one.type === 'default' && one.adapterId === adapterId);
  const answer = ours ? await server.call('GET', server.payments + '/' + encodeURIComponent(ours.id)) : null;
  if (answer && answer.ok) drawSnippet(options.element, (await answer.json()).htmlSnippet);
  // Accepted may be the moment before completed, or a review of days.
  for (let look = 0; look < 5 && order.state.currentStatus === 'accepted'; look++) {
    await after(500 << look);
    order = await server.readOrder();
    if (options.onOrder) options.onOrder(order);
  }
}
