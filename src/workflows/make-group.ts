import type { Step } from '../operations/workflow.ts';
import { nameIn } from '../protection/resource-id.ts';
import { regionTitle } from '../views/region-title.ts';
import type { Tools } from './tools.ts';

interface GroupOrder {
  readonly id: string;
  readonly region: string;
}

/** A resource group for what is made; one that somebody else has made since is as good. */
export const makeGroup = ({ id, region }: GroupOrder): Step<Tools> => ({
  name: 'make-group',
  title: `prepare resource group ${nameIn(id)} in ${regionTitle(region)}`,
  dangerous: false,
  look: async (tools) => ((await isThere(id, tools)) ? { kind: 'done', evidence: 'it is there' } : { kind: 'to-do' }),
  act: ({ writers }, sending) => writers.places.createResourceGroup({ id, region }, sending),
  standing: ({ writers }, token) => writers.places.standing(token),
  reconcile: async (tools) =>
    (await isThere(id, tools)) ? { seen: 'done', evidence: 'it is there' } : { seen: 'nothing' },
});

const isThere = async (id: string, { readers }: Tools): Promise<boolean> =>
  (await readers.places.resourceGroup(id)).value !== undefined;
