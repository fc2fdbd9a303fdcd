/** Azure's ids differ in letter case between answers, so they are compared without it. */
export const sameId = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();

/** The resource's own name. */
export const nameIn = (id: string): string => id.split('/').filter(Boolean).at(-1) ?? id;

export const groupIn = (id: string): string => id.split('/')[4] ?? '';

/** The vault that something is part of. */
export const vaultIn = (id: string): string => id.split('/').slice(0, 9).join('/');

export const subscriptionIn = (id: string): string => id.split('/')[2] ?? '';

/** `East US` and `eastus` are one region. */
export const regionKey = (region: string): string => region.toLowerCase().replaceAll(/\s/gu, '');
