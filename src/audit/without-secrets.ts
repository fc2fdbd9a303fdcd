import type { AuditEvent } from '../ports/audit.ts';

/**
 * What secrets look like, as people paste them: tokens, keys, signed addresses, passwords, codes that prove an account.
 * Strangers write what is searched: nothing here without bounds is tried again from the next character.
 */
const secrets: readonly RegExp[] = [
  /eyJ[\w-]{8,1000}\.[\w-]{8,}\.[\w-]*/gu,
  /\bxox[a-z]-[\w-]{8,}/gu,
  /\bxapp-[\w-]{8,}/gu,
  /(?<=\b(?:AccountKey|SharedAccessKey|SharedAccessSignature|sig|client_secret|password|passwd|pwd|secret|token)["']?\s?[=:]\s?["']?)[^\s"';&,]{3,}/giu,
  /(?<![A-Za-z\d+/])[A-Za-z\d+/]{86}==/gu,
  /[\w.~-]{3}\dQ~[\w.~-]{31,34}/gu,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----.*/gsu,
  /(?<=^\s{0,20}link\s{1,20}(?:--code\s{1,20})?"?)[A-Z\d]{10}\b/giu,
  /(?<=\bBearer )[\w.~+/-]{8,}=*/gu,
  /(?<=:\/\/[^\s/:@]{0,100}:)[^\s/@]{3,}(?=@)/gu,
];

const hidden = '(hidden)';

const clean = (text: string): string => secrets.reduce((left, secret) => left.replace(secret, hidden), text);

/** The log is read by many and kept for long: what looks like a secret does not get into it. */
export const withoutSecrets = (event: AuditEvent): AuditEvent => ({
  ...event,
  what: clean(event.what),
  ...(event.facts && {
    facts: Object.fromEntries(Object.entries(event.facts).map(([name, value]) => [name, clean(value)])),
  }),
});
