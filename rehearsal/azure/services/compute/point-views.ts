import type { World } from '../../world/world.ts';
import { type CopyProgress, copyInto, shownProgress } from './copies.ts';
import { diskPointsOf } from './points.ts';
import type { RestorePoint } from './shapes.ts';

/** A restore point as GET tells it: children have neither type nor location here. */
export function pointView(world: World, point: RestorePoint, expand: { instanceView?: boolean } = {}) {
  const { id, name, properties } = point;
  const instanceView = expand.instanceView ? replicationView(world, point) : undefined;
  return { name, id, properties: { ...properties, ...(instanceView && { instanceView }) } };
}

type State = CopyProgress['state'];

const levels: Readonly<Record<State, string>> = { InProgress: 'Info', Succeeded: 'Info', Failed: 'Error' };
const words: Readonly<Record<State, string>> = {
  InProgress: 'In progress',
  Succeeded: 'Succeeded',
  Failed: 'Failed',
};

function replicationView(world: World, point: RestorePoint): Record<string, unknown> | undefined {
  if (point.properties.provisioningState !== 'Succeeded') return undefined;
  const parts = diskPointsOf(world, point.id).map(({ id }) => ({ id, progress: progressOf(world, id) }));
  const overall = overallState(parts.map(({ progress }) => progress.state));
  return {
    diskRestorePoints: parts.map(({ id, progress }) => ({
      id,
      replicationStatus: {
        status: statusOf(progress.state),
        ...(progress.percent !== undefined && { completionPercent: progress.percent }),
      },
    })),
    statuses: [statusOf(overall)],
  };
}

function progressOf(world: World, diskPointId: string): CopyProgress {
  const copy = copyInto(world, diskPointId);
  return copy === undefined ? { state: 'Succeeded', percent: 100 } : shownProgress(world, copy);
}

function overallState(states: readonly State[]): State {
  if (states.includes('Failed')) return 'Failed';
  return states.includes('InProgress') ? 'InProgress' : 'Succeeded';
}

/** A code and nothing more, even of a failure. */
function statusOf(state: State) {
  const code = `ReplicationState/${state.charAt(0).toLowerCase()}${state.slice(1)}`;
  return { code, level: levels[state], displayStatus: words[state] };
}
