import { describe, expect, it } from 'vitest';
import type { Identities, LinkedAccount } from '../../src/ports/identities.ts';

const onSlack: LinkedAccount = { platform: 'slack', tenant: 'T1', id: 'U1', name: 'ana' };
const onTeams: LinkedAccount = { platform: 'teams', tenant: 'a tenant', id: 'an object', name: 'Ana Ruiz' };
const wanted = { person: 'ana', account: onTeams, provedBy: onSlack };

/** What every `Identities` does. `make` gives one more replica's view of the same, at first empty, store. */
export function describeIdentities(name: string, make: () => Promise<Identities>): void {
  describe(name, () => {
    it('gives a code to one who takes it, once, whichever replica was asked', async () => {
      const replicas = [await make(), await make(), await make()];
      await replicas[0]?.offer('CODE', onSlack, 60);

      const taken = await Promise.all(replicas.flatMap((each) => [each.take('CODE'), each.take('CODE')]));

      expect(taken.filter((account) => account !== undefined)).toEqual([onSlack]);
      expect(await replicas[0]?.take('OTHER')).toBeUndefined();
    });

    it('forgets a code that is too old', async () => {
      const identities = await make();
      await identities.offer('BRIEF', onSlack, 1);

      await new Promise((resolve) => setTimeout(resolve, 1500));

      expect(await identities.take('BRIEF')).toBeUndefined();
    });

    it('knows an account by its link, on every replica, and no other account', async () => {
      const [one, other] = [await make(), await make()];

      const added = await one.add(wanted);

      expect(await other.of(onTeams)).toEqual(added);
      expect(await other.of({ ...onTeams, tenant: 'another' })).toBeUndefined();
      expect(await other.of({ ...onTeams, platform: 'slack' })).toBeUndefined();
      expect(await other.of(onSlack)).toBeUndefined();
    });

    it('links an account to one person, however many ask at the same time', async () => {
      const replicas = [await make(), await make(), await make()];

      const added = await Promise.all(replicas.map((each, at) => each.add({ ...wanted, person: `person ${at}` })));

      expect(added.filter((each) => each === 'linked-already')).toHaveLength(2);
    });

    it('remembers who confirmed it', async () => {
      const identities = await make();
      const added = await identities.add(wanted);
      if (typeof added === 'string') throw new Error(added);
      expect(added.confirmed).toBeUndefined();

      await identities.confirm(added.id, { person: 'cleo', name: 'Cleo Wirth' });

      expect(await identities.of(onTeams)).toEqual({ ...added, confirmed: { person: 'cleo', name: 'Cleo Wirth' } });
      expect(await identities.confirm('L-999', { person: 'cleo', name: 'Cleo Wirth' })).toBe('gone');
    });

    it('removes once, and the account can be linked anew, unconfirmed', async () => {
      const [one, other] = [await make(), await make()];
      const added = await one.add(wanted);
      if (typeof added === 'string') throw new Error(added);
      await one.confirm(added.id, { person: 'cleo', name: 'Cleo Wirth' });

      const removed = await Promise.all([one.remove(added.id), other.remove(added.id)]);
      const again = await other.add(wanted);

      expect(removed.filter((each) => each !== undefined)).toHaveLength(1);
      expect(await one.of(onTeams)).toEqual(again);
      expect(typeof again === 'string' ? again : again.confirmed).toBeUndefined();
      expect(await one.confirm(added.id, { person: 'cleo', name: 'Cleo Wirth' })).toBe('gone');
    });
  });
}
