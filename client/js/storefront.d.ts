/** The adapter's name on payments at Norce. */
export declare const adapterId: 'qliro_checkout_adapter';

/** Statuses of a Norce order with which the shopper belongs on the confirmation page. */
export declare const leavingStatuses: readonly string[];

/** What is read of a Norce order. */
export interface NorceOrder {
  state: { currentStatus: string };
  total: { includingVat: number };
  payments?: NorcePayment[];
  [member: string]: unknown;
}

/** What is read of a payment on a Norce order. */
export interface NorcePayment {
  id: string;
  adapterId: string;
  type: string;
  state: string;
  amount: number;
}

/** Routes of the shop's own server. The browser never has a token of Norce or of the adapter. */
export interface ShopRoutes {
  /** GET answers the Norce order. */
  order: string;

  /**
   * POST creates (the adapter's POST …/payments); below it GET /{id}, and POST /{id}/remove, /{id}/customer-update,
   * /{id}/shipping-option-update. Default: the order's route and /payments.
   */
  payments?: string;

  /** Headers of each call, such as one against forged requests. */
  headers?: () => Record<string, string>;
}

/** How a checkout is shown, and what it tells the page. */
export interface CheckoutOptions extends ShopRoutes {
  /** The snippet is drawn into it. */
  element: HTMLElement;

  /** Where a shopper whose order is bought or given up belongs. */
  confirmationUrl: string;

  /** True in an app's web view: an expired session reads the same payment again, and the app is told where to go. */
  isApp?: boolean;

  /** Leaves the page. Default: window.location.replace. */
  leave?: (url: string) => void;

  /** The order as it was just read: draw the cart. */
  onOrder?: (order: NorceOrder) => void;

  /** True while the shop works and the frame is locked. */
  onBusy?: (isBusy: boolean) => void;

  /** True from the press of the buy button to its end: make the page inert. */
  onPaying?: (isPaying: boolean) => void;

  /** The adapter declined the purchase: show the text. */
  onDeclined?: (text: string, reason: string) => void;

  /** Something failed for good: show it, and offer open() again. */
  onFailure?: (failure: Error) => void;

  /** The frame can be used. */
  onLoaded?: () => void;

  /** One of the two client events was forwarded; the status is 0 when no answer came. */
  onForwarded?: (event: 'customer-update' | 'shipping-option-update', status: number) => void;
}

/** How the confirmation page is shown. */
export interface ConfirmationOptions extends ShopRoutes {
  element: HTMLElement;

  /** Where a shopper who has not bought goes back to. */
  checkoutUrl: string;

  /** What the page shows itself: HEADER, TOTAL_PRICE, CUSTOMER_DETAILS, SHIPPING_METHOD. */
  exclude?: string[];

  leave?: (url: string) => void;

  /** The order as it was just read; again when an accepted order is completed soon. */
  onOrder?: (order: NorceOrder) => void;
}

/** A call of the shop's server that failed for good. */
export declare class CallFailed extends Error {
  constructor(what: string, status: number, error: { code?: string; message?: string } | null);

  /** The status; 0 when no answer came. */
  readonly status: number;

  /** The adapter's code, such as payment-conflict; null when there is none. */
  readonly code: string | null;
}

/** One checkout in one page. */
export declare class Checkout {
  constructor(options: CheckoutOptions);

  /** The payment that is shown; null before. */
  get paymentId(): string | null;

  /** True from the press of the buy button to its end: the cart must not change. */
  get isPaying(): boolean;

  /** Shows the checkout, or leaves for the confirmation page. Call it when the page opens, and to try again. */
  open(): Promise<void>;

  /** Runs work that changes the cart at Norce, with the frame locked until it shows the new sum. */
  change<T>(work: () => Promise<T>): Promise<T>;

  /**
   * Looks whether the order was changed elsewhere, such as in another tab, and brings page and frame in step with it.
   * Call it when the page is seen again.
   */
  refresh(): Promise<void>;

  /** Gives the payment up, for another way to pay. */
  remove(): Promise<void>;
}

/** Payments of the order that are not removed. */
export declare function livePayments(order: NorceOrder): NorcePayment[];

/** What is left for Qliro. */
export declare function leftToPay(order: NorceOrder): number;

/** Puts a snippet into the page, and runs its scripts. */
export declare function drawSnippet(element: HTMLElement, html: string): void;

/** The confirmation page. */
export declare function showConfirmation(options: ConfirmationOptions): Promise<void>;
