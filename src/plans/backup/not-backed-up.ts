import type { Target } from '../../ports/names.ts';
import type { Plan } from '../plan.ts';
import { refusedPlan } from '../refused-plan.ts';

export const notBackedUp = (vm: Target, title: string): Plan =>
  refusedPlan({
    title,
    subject: vm.name,
    why: 'no vault that I see backs it up as a machine.',
    fix: `To begin: backup enable ${vm.name}. Databases inside it (SQL Server, SAP HANA) that Azure Backup protects by themselves are not this bot's: see them in the Azure portal.`,
  });
