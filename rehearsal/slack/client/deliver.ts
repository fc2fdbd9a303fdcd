import { createHmac } from 'node:crypto';

/** One request to the app, as it was sent: it can be sent again. */
export interface Delivery {
  readonly kind: DeliveryKind;
  /** What the app answered when it acknowledged. */
  readonly status: number;
  readonly body: string;
  readonly milliseconds: number;
}

export type DeliveryKind = 'command' | 'interaction' | 'options' | 'event';

export interface Parcel {
  readonly kind: DeliveryKind;
  /** A command's fields, or what the interaction or the event is about. */
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface Outbox {
  send(parcel: Parcel, retry?: { readonly number: number; readonly reason: string }): Promise<Delivery>;
}

const acknowledgedWithinMs = 3000;

interface HttpOutboxOptions {
  /** Where the app listens. */
  readonly requestUrl: () => string;
  readonly signingSecret: string;
  readonly now: () => number;
  readonly complain: (complaint: string) => void;
}

interface SignedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Signs requests as Slack does, sends them, and complains of an app that is slow to acknowledge. */
export const createHttpOutbox = (options: HttpOutboxOptions) => {
  const sent: SignedRequest[] = [];
  const send: Outbox['send'] = async ({ kind, payload }, retry) => {
    const request = signed(bodyOf(kind, payload), options.signingSecret, options.now(), kind === 'event');
    const headers: Readonly<Record<string, string>> = retry
      ? { 'x-slack-retry-num': String(retry.number), 'x-slack-retry-reason': retry.reason }
      : {};
    sent.push(request);
    return deliver({ ...request, headers: { ...request.headers, ...headers } }, kind);
  };
  const deliver = async ({ headers, body }: SignedRequest, kind: DeliveryKind): Promise<Delivery> => {
    const started = performance.now();
    const answer = await fetch(options.requestUrl(), { method: 'POST', headers, body });
    const text = await answer.text();
    const milliseconds = performance.now() - started;
    if (milliseconds > acknowledgedWithinMs)
      options.complain(`${kind}: acknowledged after ${Math.round(milliseconds)} ms`);
    if (answer.status !== 200) options.complain(`${kind}: answered ${answer.status}`);
    return { kind, status: answer.status, body: text, milliseconds };
  };
  return { send, deliver, sent };
};

export const signed = (body: string, secret: string, now: number, json: boolean): SignedRequest => {
  const timestamp = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    body,
    headers: {
      'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
  };
};

const bodyOf = (kind: DeliveryKind, payload: Parcel['payload']): string => {
  if (kind === 'event') return JSON.stringify(payload);
  if (kind !== 'command') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return new URLSearchParams(
    Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)])),
  ).toString();
};
