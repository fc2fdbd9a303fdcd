import type { Catalog } from '../catalog/catalog.ts';
import type { Danger } from '../policy/policy.ts';
import type { Journal } from '../ports/journal.ts';
import type { UnderWay } from '../ports/operations.ts';
import { fold } from './state.ts';

const dangers = ['reversible', 'outage', 'data-loss'] as const satisfies readonly Danger[];

type Weight = UnderWay['danger'];

/** The heavier of two. */
export const heavier = (one: Weight, other: Weight): Weight =>
  dangers.indexOf(one) >= dangers.indexOf(other) ? one : other;

/** Never lighter than its command is here, whatever its journal says. */
export const createUnderWay =
  (catalog: Catalog, journal: Pick<Journal, 'read'>) =>
  async (id: string): Promise<UnderWay | undefined> => {
    const recorded = await journal.read(id);
    if (!recorded) return undefined;
    const state = fold(id, recorded);
    const command = catalog.find(state.started.command);
    const least = command?.kind === 'change' ? command.danger : 'data-loss';
    return { state, danger: heavier(least, state.started.danger ?? least) };
  };
