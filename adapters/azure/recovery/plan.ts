import { z } from 'zod';
import type {
  PlanAction,
  RecoveryPlan,
  RecoveryPlanGroup,
  RecoveryPlanSummary,
} from '../../../src/ports/azure/recovery.ts';
import { text, texts } from '../core/shapes.ts';
import { time } from '../core/times.ts';
import { runningJobOf } from './item.ts';
import { scenario } from './item-schema.ts';
import { regionNamed, vaultOf } from './spelling.ts';

const action = z.object({
  actionName: text,
  failoverTypes: texts,
  customDetails: z.object({ instanceType: text, description: text, path: text, runbookId: text, fabricLocation: text }),
});

const group = z.object({
  groupType: z.string(),
  replicationProtectedItems: z.array(z.object({ id: text })).nullish(),
  startGroupActions: z.array(action).nullish(),
  endGroupActions: z.array(action).nullish(),
});

const planSchema = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    primaryFabricId: text,
    primaryFabricFriendlyName: text,
    recoveryFabricId: text,
    recoveryFabricFriendlyName: text,
    allowedOperations: texts,
    lastTestFailoverTime: time,
    currentScenario: scenario,
    groups: z.array(group).nullish(),
  }),
});

type PlanRead = z.output<typeof planSchema>;

export const planSummaryShape = planSchema.transform((read): RecoveryPlanSummary => summaryFrom(read));

export const planShape = planSchema.transform(
  (read): RecoveryPlan => ({ ...summaryFrom(read), groups: (read.properties.groups ?? []).map(groupFrom) }),
);

const summaryFrom = ({ id, name, properties }: PlanRead): RecoveryPlanSummary => ({
  id,
  name,
  vaultId: vaultOf(id),
  sourceRegion: regionNamed(properties.primaryFabricFriendlyName),
  targetRegion: regionNamed(properties.recoveryFabricFriendlyName),
  primaryFabricId: properties.primaryFabricId ?? '',
  recoveryFabricId: properties.recoveryFabricId ?? '',
  allowed: properties.allowedOperations,
  lastDrillAt: properties.lastTestFailoverTime,
  runningJob: runningJobOf(properties.currentScenario),
});

const groupKinds: Readonly<Record<string, RecoveryPlanGroup['kind']>> = { shutdown: 'shutdown', failover: 'failover' };

const groupFrom = (read: z.output<typeof group>): RecoveryPlanGroup => ({
  kind: groupKinds[read.groupType.toLowerCase()] ?? 'boot',
  itemIds: (read.replicationProtectedItems ?? []).flatMap(({ id }) => id ?? []),
  before: (read.startGroupActions ?? []).map(actionFrom),
  after: (read.endGroupActions ?? []).map(actionFrom),
});

const actionKinds: Readonly<Record<string, PlanAction['kind']>> = {
  ManualActionDetails: 'manual',
  ScriptActionDetails: 'script',
};

const actionFrom = ({ actionName, failoverTypes, customDetails: details }: z.output<typeof action>): PlanAction => ({
  name: actionName ?? '',
  kind: actionKinds[details.instanceType ?? ''] ?? 'runbook',
  instructions: details.description,
  runs: details.path ?? details.runbookId,
  runsAt: placeFrom(details.fabricLocation),
  during: duringFrom(failoverTypes),
});

const placeFrom = (location: string | undefined) => {
  if (location === undefined) return undefined;
  return location.toLowerCase() === 'primary' ? ('source' as const) : ('target' as const);
};

const duringFrom = (types: readonly string[]): PlanAction['during'] => {
  const drills = types.includes('TestFailover');
  const failovers = types.some((type) => type.endsWith('Failover') && type !== 'TestFailover');
  if (drills === failovers) return undefined;
  return drills ? ['drill'] : ['failover'];
};
