import { commandIdOf, runCommandBody } from '../azure-bodies/run-command.ts';
import type { PlanContext } from '../definitions/command.ts';
import type { Target } from '../ports/names.ts';
import { attempt, listIn } from '../protection/attempt.ts';
import { nameIn } from '../protection/resource-id.ts';
import { itemsById } from '../protection/standing.ts';
import { blocked, passed } from '../readiness/checks.ts';
import { insideScript } from '../readiness/inside/script.ts';
import { checkAgent } from '../readiness/machine.ts';
import type { Plan } from './plan.ts';

/** A script inside the machine, which looks at what only shows there. */
export const planCheckInside = async (named: Target, { readers }: PlanContext): Promise<Plan> => {
  const id = named.resources[0] ?? '';
  const [{ value: vm }, { value: state }, items] = await Promise.all([
    readers.estate.vm(id),
    readers.estate.vmState(id),
    attempt('Site Recovery', readers.recovery.items('shared')),
  ]);
  const cache = itemsById(listIn(items))(vm.id)?.disks[0]?.cacheAccountId;
  const os = vm.os === 'windows' ? 'windows' : 'linux';
  const script = insideScript({ os, ...(cache && { cacheHost: `${nameIn(cache)}.blob.core.windows.net` }) });
  const agent = checkAgent(vm, state);
  return {
    title: `look inside ${vm.name}`,
    lines: [
      {
        title: vm.name,
        detail: `a script of ${script.length} lines (${os}): outbound reach, certificates, proxy, disks, agent`,
      },
    ],
    consequences: [
      'The script changes nothing. It runs with full rights inside the machine, as all that Run Command does.',
      'Nothing stops; no other script can be run inside meanwhile.',
    ],
    checks: [
      vm.os === 'unknown'
        ? blocked('system', 'Azure does not say whether it is Linux or Windows.', 'Start it once, then ask again.')
        : passed('system', vm.os),
      // Without a running machine and its agent nothing can be run inside.
      agent.outcome === 'warning' ? blocked(agent.subject, agent.why, agent.fix ?? '') : agent,
    ],
    facts: { decisive: { machine: vm.id.toLowerCase(), script: [script.join('\n')] }, bounded: {}, shown: {} },
    writes: [
      {
        action: 'Microsoft.Compute/virtualMachines/runCommand/action',
        resource: vm.id,
        call: {
          method: 'POST',
          body: runCommandBody(os, script),
        },
        az: `az vm run-command invoke --ids ${vm.id} --command-id ${commandIdOf(os)} --scripts @check.${os === 'windows' ? 'ps1' : 'sh'}`,
      },
    ],
    vms: 1,
    work: {
      workflow: 'check-inside',
      order: { vmId: vm.id, machine: vm.name, os, script },
      locks: [{ machine: vm.id.toLowerCase(), kind: 'copy' }],
    },
  };
};
