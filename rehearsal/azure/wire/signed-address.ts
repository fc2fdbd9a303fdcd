import { createHash } from 'node:crypto';

const TICKS_AT_EPOCH = 621_355_968_000_000_000n;

/**
 * An address of a long operation as Azure gives it out since 2024, more than three kilobytes long: `t` is the moment,
 * `c` a certificate and always the same, `s` and `h` differ with the address and the moment. Nothing here checks them.
 */
export function signedAddress(address: string, now: number): string {
  const ticks = String(TICKS_AT_EPOCH + BigInt(now) * 10_000n);
  const signature = filler(`s${address}${ticks}`, 342);
  return `${address}&t=${ticks}&c=${CERTIFICATE}&s=${signature}&h=${filler(`h${address}${ticks}`, 43)}`;
}

const CERTIFICATE = filler('certificate', 2900);

function filler(seed: string, length: number): string {
  let text = '';
  for (let part = 0; text.length < length; part += 1) {
    text += createHash('sha512').update(`${seed}${part}`).digest('base64url');
  }
  return text.slice(0, length);
}
