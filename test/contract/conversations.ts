import { describe, expect, it } from 'vitest';
import type { Conversations } from '../../src/ports/conversations.ts';

const channel = { tenant: 't1', id: '19:dr@thread.tacv2', serviceUrl: 'https://smba.example/emea/' };
const own = { tenant: 't1', id: 'a:ana', serviceUrl: 'https://smba.example/emea/', person: 'ana' };

/** What every `Conversations` does. `make` gives one more replica's view of the same, at first empty, store. */
export function describeConversations(name: string, make: () => Promise<Conversations>): void {
  describe(name, () => {
    it('finds what was kept, on every replica', async () => {
      const [one, other] = [await make(), await make()];

      await one.keep(channel);

      expect(await other.find('t1', channel.id)).toEqual(channel);
      expect(await other.find('t2', channel.id)).toBeUndefined();
      expect(await other.find('t1', 'unknown')).toBeUndefined();
    });

    it('finds the conversation of a person, and no other', async () => {
      const conversations = await make();

      await conversations.keep(channel);
      await conversations.keep(own);

      expect(await conversations.ofPerson('t1', 'ana')).toEqual(own);
      expect(await conversations.ofPerson('t1', 'cleo')).toBeUndefined();
      expect(await conversations.ofPerson('t2', 'ana')).toBeUndefined();
    });

    it('goes by the newest word', async () => {
      const conversations = await make();
      await conversations.keep(own);

      await conversations.keep({ ...own, serviceUrl: 'https://smba.example/amer/' });

      expect((await conversations.ofPerson('t1', 'ana'))?.serviceUrl).toBe('https://smba.example/amer/');
      expect(await conversations.serviceUrlOf('t1')).toBe('https://smba.example/amer/');
      expect(await conversations.serviceUrlOf('t2')).toBeUndefined();
    });

    it('drops once, whoever tries, and takes it back when it is kept anew', async () => {
      const replicas = [await make(), await make(), await make()];
      const [conversations] = replicas as [Conversations];
      await conversations.keep(own);

      const dropped = await Promise.all(replicas.map((each) => each.drop('t1', own.id)));

      expect(dropped.filter((done) => done)).toHaveLength(1);
      expect(await conversations.find('t1', own.id)).toBeUndefined();
      expect(await conversations.ofPerson('t1', 'ana')).toBeUndefined();
      await conversations.keep(own);
      expect(await conversations.ofPerson('t1', 'ana')).toEqual(own);
    });
  });
}
