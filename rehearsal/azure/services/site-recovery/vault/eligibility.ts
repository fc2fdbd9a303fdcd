import { ArmError } from '../../../wire/errors.ts';
import type { ArmRequest, ArmResponse, Route } from '../../../wire/route.ts';
import { findVirtualMachine } from '../../compute/provision.ts';
import type { VirtualMachine } from '../../compute/shapes.ts';
import { machineFacts } from '../../compute/state.ts';
import { nicsOf } from '../items/nic-views.ts';
import { unreachableTag } from '../items/outbound.ts';
import { ok } from '../routes.ts';

const MACHINE =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Compute/virtualMachines/{virtualMachineName}';
const RESULTS = `${MACHINE}/providers/Microsoft.RecoveryServices/replicationEligibilityResults`;
const ACTION = 'Microsoft.RecoveryServices/replicationEligibilityResults/read';

export const eligibilityRoutes: readonly Route[] = [
  {
    operation: 'ReplicationEligibilityResults_List',
    method: 'GET',
    path: RESULTS,
    action: ACTION,
    coverage: 'supported',
    handle: (request) => ok({ value: [resultView(request)] }),
  },
  {
    operation: 'ReplicationEligibilityResults_Get',
    method: 'GET',
    path: `${RESULTS}/default`,
    action: ACTION,
    coverage: 'supported',
    handle: (request): ArmResponse => ok(resultView(request)),
  },
];

function resultView(request: ArmRequest): Record<string, unknown> {
  const machine = requireMachine(request);
  return {
    name: 'default',
    type: 'Microsoft.RecoveryServices/replicationEligibilityResults',
    id: `${machine.id}/providers/Microsoft.RecoveryServices/replicationEligibilityResults/default`,
    properties: {
      clientRequestId: request.clientRequestId ?? request.correlationId,
      errors: problemsOf(request, machine),
    },
  };
}

function requireMachine(request: ArmRequest): VirtualMachine {
  const { subscriptionId, resourceGroupName, virtualMachineName } = request.params;
  const id = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}/providers/Microsoft.Compute/virtualMachines/${virtualMachineName}`;
  const machine = findVirtualMachine(request.world, id);
  if (machine !== undefined) return machine;
  const message = `The Resource 'Microsoft.Compute/virtualMachines/${virtualMachineName}' under resource group '${resourceGroupName}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`;
  throw new ArmError(404, 'ResourceNotFound', message, { headers: { 'x-ms-failure-cause': 'gateway' } });
}

interface Problem {
  readonly code: string;
  readonly message: string;
  readonly possibleCauses: string;
  readonly recommendedAction: string;
  readonly status: string;
}

function problemsOf({ world }: ArmRequest, machine: VirtualMachine): Problem[] {
  const problems: Problem[] = [];
  if (machine.properties.securityProfile?.securityType === 'ConfidentialVM') {
    problems.push(
      problem(
        'A2AConfidentialVMNotSupported',
        `The virtual machine '${machine.name}' is a confidential VM.`,
        'Protect the machine by other means.',
      ),
    );
  }
  const { power, agent } = machineFacts(world, machine.id);
  if (power !== 'running')
    problems.push(
      problem('A2AVMNotRunning', `The virtual machine '${machine.name}' is not running.`, 'Start the virtual machine.'),
    );
  if (agent !== 'ready')
    problems.push(
      problem(
        'A2AVMAgentNotReady',
        `The agent of '${machine.name}' does not answer.`,
        'Repair the agent of the virtual machine.',
      ),
    );
  const tag = nicsOf(world, machine.id)
    .map((nic) => unreachableTag(world, nic, machine.location))
    .find((one) => one !== undefined);
  if (tag !== undefined)
    problems.push(
      problem(
        'A2AOutboundBlocked',
        `'${machine.name}' has no outbound connection to '${tag}'.`,
        `Allow outbound TCP 443 to the service tag '${tag}'.`,
      ),
    );
  return problems;
}

function problem(code: string, message: string, recommendedAction: string): Problem {
  return {
    code,
    message,
    possibleCauses: 'The virtual machine does not meet the requirements of replication.',
    recommendedAction,
    status: 'Failed',
  };
}
