import type { Scenario, ScenarioApplication } from '../world/scenario.ts';
import { small } from './small.ts';

const MACHINES_PER_APPLICATION = 100;

/** So many replicated machines, in applications of a hundred. */
export function generated(machines: number): Scenario {
  const applications = Math.ceil(machines / MACHINES_PER_APPLICATION);
  return {
    ...small,
    name: 'generated',
    applications: Array.from({ length: applications }, (_, index) => application(index, machines)),
  };
}

function application(index: number, machines: number): ScenarioApplication {
  const first = index * MACHINES_PER_APPLICATION;
  const count = Math.min(MACHINES_PER_APPLICATION, machines - first);
  const name = (machine: number) => `vm-${String(first + machine + 1).padStart(5, '0')}`;
  return {
    name: `generated-${String(index + 1).padStart(3, '0')}`,
    location: 'eastus',
    replication: { vault: 'vault-recovery', target: 'westus', replicaDisks: false },
    machines: Array.from({ length: count }, (_, machine) => ({ name: name(machine), dataDisks: [64] })),
  };
}
