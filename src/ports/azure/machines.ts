import type { OperationStanding, OperationToken, Sending } from './write.ts';

/** What is done inside a machine, by Azure's Run Command. */
export interface MachineWriter {
  /** One at a time on a machine. Its output is the result of the operation. */
  runInside(
    order: { readonly vmId: string; readonly os: 'linux' | 'windows'; readonly script: readonly string[] },
    sending: Sending,
  ): Promise<OperationToken>;
  standing(token: OperationToken): Promise<OperationStanding>;
}
