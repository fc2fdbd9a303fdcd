import type { Check } from '../plans/plan.ts';
import { blocked } from './checks.ts';

/** Machines of the deployment model before the Resource Manager. */
export const isClassic = (id: string): boolean => /\/providers\/microsoft\.classiccompute\//iu.test(id);

/** They cannot be protected, whatever else is right about them. */
export const classicCheck = (name: string): Check =>
  blocked(
    'deployment model',
    `${name} is a classic VM, which this bot does not protect; Azure has retired that model.`,
    'Migrate it to Azure Resource Manager (Move-AzureVirtualNetwork moves it with its network), then protect it.',
  );
