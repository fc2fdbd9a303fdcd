import type { Part } from '../operations/workflow.ts';
import type { JobTask } from '../ports/azure/job.ts';
import { taskStates } from '../protection/task-states.ts';
import type { PlanRun } from './plan-runs.ts';

type Group = NonNullable<PlanRun['groups']>[number];

/** Of the job of a recovery plan: its groups, in each the machines as far as Azure tells of them, and the actions. */
export const partsOf = (tasks: readonly JobTask[], groups: readonly Group[] = []): readonly Part[] => {
  const places = placesOf(groups);
  return tasks.flatMap((task) => partOf(task, placeOf(task, places)));
};

/** How much of it is over, of what Azure lists. */
export const percentOf = (parts: readonly Part[]): number | undefined => {
  const over = parts.filter(({ state }) => state === 'done' || state === 'skipped').length;
  return parts.length === 0 ? undefined : Math.floor((over / parts.length) * 100);
};

const partOf = ({ name, state, tasks, instructions }: JobTask, place: string): readonly Part[] => [
  {
    title: place === '' ? name : `${place}: ${name}`,
    state: taskStates[state],
    ...(state === 'suspended' && { detail: instructions ? `by hand: ${instructions}` : 'waits for somebody' }),
  },
  ...tasks.flatMap((child) => partOf(child, name)),
];

/** Azure names an action alone, whichever group it belongs to: the plan knows, in its order. */
const placesOf = (groups: readonly Group[]): { readonly action: string; readonly place: string }[] =>
  groups.flatMap(({ before, after }, at) => [
    ...before.map((action) => ({ action, place: `Before group ${at + 1}` })),
    ...after.map((action) => ({ action, place: `After group ${at + 1}` })),
  ]);

/** Of two actions with one name, each task takes the next. */
const placeOf = ({ name, tasks }: JobTask, places: { readonly action: string; readonly place: string }[]): string => {
  const at = tasks.length > 0 ? -1 : places.findIndex(({ action }) => action === name);
  return at < 0 ? '' : (places.splice(at, 1)[0]?.place ?? '');
};
