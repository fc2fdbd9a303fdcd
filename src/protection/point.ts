export const mechanisms = ['site-recovery', 'backup', 'backup-secondary', 'restore-point', 'snapshot'] as const;
export type Mechanism = (typeof mechanisms)[number];

/** A moment to which a machine, or one of its disks, can be brought back: of whichever mechanism. */
export interface Point {
  /** As people type it, e.g. `sr-4k2m9q`. */
  readonly id: string;
  /** Azure's id. */
  readonly resourceId: string;
  readonly mechanism: Mechanism;
  /** Azure's name, where a person gave it. */
  readonly name?: string;
  /** Undefined where Azure does not say. Of a copy: the time of its source. */
  readonly at?: Date;
  readonly consistency: 'crash' | 'application' | 'file-system' | 'unknown';
  readonly region: string;
  /** The short id of the point it was copied from; Azure's id where that one is gone. */
  readonly copyOf?: string;
  readonly restorable: Restorable;
}

export type Restorable =
  /** `remark`: what somebody should know all the same. */
  { readonly now: true; readonly remark?: string } | { readonly now: false; readonly why: string };

export type PointWithoutId = Omit<Point, 'id'>;
