import type { Catalog } from '../catalog/catalog.ts';
import { runs } from '../messages/compose.ts';
import type { Action } from '../messages/message.ts';

/** A button, if this bot knows the command; what it cannot do is not offered. */
export type Offer = (...button: Parameters<typeof runs>) => Action | undefined;

export const offering =
  (catalog: Catalog): Offer =>
  (label, line, ...more) => {
    const [first = '', second = ''] = line.split(' ');
    return catalog.find(first) || catalog.find(`${first} ${second}`) ? runs(label, line, ...more) : undefined;
  };

/** The line behind the first button that is offered, to be typed. */
export const nextLine = (offered: readonly (Action | undefined)[]): string | undefined => {
  const first = offered.find((action) => action?.kind === 'command');
  return first?.kind === 'command' ? `Next: ${first.line}` : undefined;
};
