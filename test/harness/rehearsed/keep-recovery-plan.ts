import { expect } from 'vitest';
import type { Rehearsed } from '../rehearsed.ts';

export const keepRecoveryPlan: Rehearsed = {
  workflow: 'keep-recovery-plan',
  line: 'recovery-plan create plan-shop --group "shop-db-01" --group "shop-web-01 shop-web-02"',
  seconds: 30,
  turns: 20,
  once: [],
  proves: async ({ world }) => {
    const { value: plans } = await world.connected.readers.recovery.plans('fresh');
    expect(plans.filter(({ name }) => name === 'plan-shop')).toHaveLength(1);
  },
};
