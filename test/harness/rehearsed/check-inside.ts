import { expect } from 'vitest';
import { computeState } from '../../../rehearsal/azure/services/compute/state.ts';
import type { Rehearsed } from '../rehearsed.ts';

export const checkInside: Rehearsed = {
  workflow: 'check-inside',
  given: async ({ world }) => {
    const stdout =
      'lifeboat|reach login.microsoftonline.com|ok|TCP 443\nlifeboat|disks|not|never initialised: /dev/sdc';
    world.azure.world.state(computeState).scriptAnswers.push({ contains: 'lifeboat|', stdout });
  },
  line: 'check-inside pay-web-01',
  seconds: 60,
  turns: 20,
  once: [],
  harmless: ['VirtualMachines_RunCommand'],
  proves: async (bench) => {
    const said = await bench.say('ana', 'operation DR-1001');

    expect(said).toContain('Inside pay-web-01: 1 finding.');
    expect(said).toContain('block  disks: never initialised: /dev/sdc.');
  },
};
