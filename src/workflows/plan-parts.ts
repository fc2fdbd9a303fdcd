import type { Part } from '../operations/workflow.ts';
import type { JobTask } from '../ports/azure/job.ts';
import { taskStates } from '../protection/task-states.ts';
import type { PlanRun } from './plan-runs.ts';

type Group = NonNullable<PlanRun['groups']>[number];

/** Of the job of a recovery plan: a line for each group and action, with the machines as far as Azure tells of them. */
export const partsOf = (tasks: readonly JobTask[], groups: readonly Group[] = []): readonly Part[] => {
  const places = placesOf(groups);
  return tasks.map((task) => partOf(task, placeOf(task, places)));
};

/** How much of it is over, of what Azure lists. */
export const percentOf = (tasks: readonly JobTask[]): number | undefined => {
  const all = tasks.flatMap(leavesOf);
  const over = all.filter((task) => isOver(stateOf(task))).length;
  return all.length === 0 ? undefined : Math.floor((over / all.length) * 100);
};

const partOf = (task: JobTask, place: string): Part => {
  const { name, tasks } = task;
  const detail = tasks.length > 0 ? machinesIn(task) : whoseTurn(task);
  return { title: place === '' ? name : `${place}: ${name}`, state: stateOf(task), ...(detail && { detail }) };
};

const stateOf = ({ state }: JobTask): Part['state'] => taskStates[state];

const isOver = (state: Part['state']): boolean => state === 'done' || state === 'skipped';

const whoseTurn = ({ state, instructions }: JobTask): string | undefined => {
  if (state !== 'suspended') return undefined;
  return instructions ? `by hand: ${instructions}` : 'waits for somebody';
};

/** Their names alone where they are as far as their group. */
const machinesIn = (group: JobTask): string => {
  const machines = leavesOf(group);
  const names = (of: readonly JobTask[]) => of.map(({ name }) => name).join(', ');
  if (machines.every((machine) => stateOf(machine) === stateOf(group))) return names(machines);
  const states = [...new Set(machines.map(stateOf))];
  const inState = (state: Part['state']) => machines.filter((machine) => stateOf(machine) === state);
  return states.map((state) => `${names(inState(state))} ${state}`).join('; ');
};

const leavesOf = (task: JobTask): readonly JobTask[] =>
  task.tasks.length === 0 ? [task] : task.tasks.flatMap(leavesOf);

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
