import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import type { World } from '../../world/world.ts';
import { sameId } from '../resources/ids.ts';
import { startLongRunning } from './long-running.ts';
import { machineIn } from './machine-routes.ts';
import { IN_GROUP } from './paths.ts';
import { invalidParameter, notAllowed } from './refusals.ts';
import { remaining } from './remaining.ts';
import type { OsType, VirtualMachine } from './shapes.ts';
import { computeState, machineFacts, type ScriptAnswer } from './state.ts';

const SECONDS = 15;

const commandBody = z.object({
  commandId: z.string().min(1),
  script: z.array(z.string()).optional(),
  parameters: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
});

function runCommand(request: ArmRequest): ArmResponse {
  const { world } = request;
  const { commandId, script = [] } = parseBody(request, commandBody);
  const machine = machineIn(request);
  const osType = machine.properties.storageProfile.osDisk.osType;
  requireCommand(commandId, osType);
  const facts = machineFacts(world, machine.id);
  if (facts.power !== 'running') {
    throw notAllowed('Cannot modify extensions in the VM when the VM is not running.');
  }
  if (facts.scriptRunning) {
    const message =
      'Run command extension execution is in progress. Please wait for completion before invoking a run command.';
    throw new ArmError(409, 'Conflict', message);
  }
  facts.scriptRunning = true;
  const headers = startLongRunning(request, {
    side: 'operations',
    location: machine.location,
    seconds: SECONDS,
    complete: () => {
      facts.scriptRunning = false;
      if (facts.agent !== 'ready') throw agentSilent(machine);
      return resultFor(osType, answerTo(world, machine, script.join('\n')));
    },
    fail: () => {
      facts.scriptRunning = false;
    },
  });
  return { status: 202, headers: { ...headers, ...remaining('updateMachine') } };
}

function requireCommand(commandId: string, osType: OsType): void {
  const known = osType === 'Windows' ? 'RunPowerShellScript' : 'RunShellScript';
  if (commandId.toLowerCase() === known.toLowerCase()) return;
  throw invalidParameter('commandId', `The command '${commandId}' is not supported for ${osType} VMs.`);
}

function agentSilent({ name }: VirtualMachine): ArmError {
  const message = `VM '${name}' has not reported status for VM agent or extensions. Verify that the OS is up and healthy, the VM has a running VM agent, and that it can establish outbound connections to Azure storage.`;
  return new ArmError(409, 'VMAgentStatusCommunicationError', message);
}

function answerTo(world: World, machine: VirtualMachine, script: string): Pick<ScriptAnswer, 'stdout' | 'stderr'> {
  const prepared = world
    .state(computeState)
    .scriptAnswers.find(
      ({ vmId, contains }) => (vmId === undefined || sameId(vmId, machine.id)) && script.includes(contains),
    );
  return prepared ?? { stdout: '' };
}

/** Windows tells the two outputs apart; Linux writes them one below the other. */
function resultFor(osType: OsType, { stdout, stderr = '' }: Pick<ScriptAnswer, 'stdout' | 'stderr'>) {
  const status = { level: 'Info', displayStatus: 'Provisioning succeeded' };
  if (osType === 'Linux') {
    const message = `Enable succeeded: \n[stdout]\n${stdout}\n[stderr]\n${stderr}`;
    return { value: [{ code: 'ProvisioningState/succeeded', ...status, message }] };
  }
  return {
    value: [
      { code: 'ComponentStatus/StdOut/succeeded', ...status, message: stdout },
      { code: 'ComponentStatus/StdErr/succeeded', ...status, message: stderr },
    ],
  };
}

export const runCommandRoutes: readonly Route[] = [
  {
    operation: 'VirtualMachines_RunCommand',
    method: 'POST',
    path: `${IN_GROUP}/virtualMachines/{vmName}/runCommand`,
    action: 'Microsoft.Compute/virtualMachines/runCommand/action',
    coverage: 'partial',
    note: 'Scripts do not run: their output is what was laid down for them, else nothing.',
    handle: runCommand,
  },
];
