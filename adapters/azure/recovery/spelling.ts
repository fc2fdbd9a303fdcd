/** The vault that a thing of Site Recovery lies in, spelled as other services spell it: this one writes a capital S. */
export const vaultOf = (id: string): string =>
  id
    .split('/')
    .slice(0, 9)
    .join('/')
    .replace(/^\/subscriptions\//iu, '/subscriptions/');

/** `East US 2`, as plans call their regions, is `eastus2`. */
export const regionNamed = (title: string | undefined): string =>
  (title ?? '').toLowerCase().replace(/[^a-z0-9]/gu, '');

/** Causes and actions come with line ends and indentation inside. */
export const oneLine = (value: string | undefined): string => (value ?? '').replace(/\s+/gu, ' ').trim();
