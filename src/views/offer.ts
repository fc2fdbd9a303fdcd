import type { Catalog } from '../catalog/catalog.ts';
import type { Command } from '../definitions/command.ts';
import { runs } from '../messages/compose.ts';
import type { Action } from '../messages/message.ts';

/** A button, if this bot knows the command and whoever sees it may give it; what cannot be done is not offered. */
export type Offer = (...button: Parameters<typeof runs>) => Action | undefined;

export const offering =
  (catalog: Catalog, mayGive: (command: Command) => boolean = () => true): Offer =>
  (label, line, ...more) => {
    const [first = '', second = ''] = line.split(' ');
    const command = catalog.find(`${first} ${second}`) ?? catalog.find(first);
    return command && mayGive(command) ? runs(label, line, ...more) : undefined;
  };

/** The line behind the first button that is offered, to be typed. */
export const nextLine = (offered: readonly (Action | undefined)[]): string | undefined => {
  const first = offered.find((action) => action?.kind === 'command');
  return first?.kind === 'command' ? `Next: ${first.line}` : undefined;
};
