import type { PlanContext } from '../../definitions/command.ts';
import { AzureReadInPart } from '../../errors/azure.ts';
import { subscriptionIn } from '../../protection/resource-id.ts';
import { blocked } from '../../readiness/checks.ts';
import type { Plan } from '../plan.ts';
import { atRestCheck, changePlan, readReplicated } from './replicated.ts';
import { addPart, agentPart, removePart } from './update-disks.ts';
import type { UpdateWanted } from './update-scene.ts';
import { attached, networkOf, updatePart } from './update-settings.ts';

/** Changes what a machine becomes when it is failed over, or which of its disks are replicated. */
export const planUpdate = async (wanted: UpdateWanted, context: PlanContext): Promise<Plan> => {
  const { readers } = context;
  const { found, blocks } = await readReplicated([wanted.vm], context);
  const title = `change the protection of ${wanted.vm.name}`;
  const [machine] = found;
  const nothing = { title, machines: [], changes: [], lines: [], consequences: [], next: [] };
  if (!machine) return changePlan({ ...nothing, checks: blocks });
  const { value: vm } = await readers.estate.vm(machine.item.vmId);
  const networks = await readers.estate.networks(subscriptionIn(machine.item.recoveryNetworkId ?? vm.id));
  if (networks.missing.length > 0) throw new AzureReadInPart('see the networks', networks.missing);
  const scene = { machine, vm, networks: networks.value, wanted };
  const network = networkOf(scene);
  const parts = [agentPart(scene), addPart(scene), removePart(scene), updatePart(scene, network.chosen)];
  const changes = parts.flatMap(({ change }) => change ?? []);
  const checks = [atRestCheck(machine, 'change it'), ...network.checks, ...parts.flatMap((each) => each.checks)];
  const touchesNetwork = [wanted.network, wanted.subnet, wanted.address].some((each) => each !== undefined);
  return changePlan({
    ...nothing,
    machines: [machine],
    changes,
    lines: parts.flatMap(({ lines }) => lines),
    consequences: consequencesOf(wanted, touchesNetwork),
    checks:
      changes.length > 0
        ? checks
        : [...checks, blocked('change', 'Nothing would change.', 'Say what: help protection-update')],
    next: [{ label: `Show ${wanted.vm.name}`, line: `status ${wanted.vm.name}` }],
    ...(wanted.removeDisks?.length ? { danger: 'data-loss' } : touchesNetwork ? { danger: 'outage' } : {}),
    attached: attached(machine, network.chosen, wanted),
  });
};

const consequencesOf = ({ removeDisks, addDisks }: UpdateWanted, touchesNetwork: boolean): readonly string[] => [
  'Nothing stops now: it counts from the next failover on.',
  ...(touchesNetwork ? ['A machine in another network is reached by another address, or by none.'] : []),
  ...(removeDisks?.length
    ? ['What you lose: the recovery points of the disks that are taken out, and their replicas.']
    : []),
  ...(addDisks?.length ? ['Until the new disks are copied, the recovery points are without them.'] : []),
];
