import type { CopiesReader } from '../../ports/azure/copies.ts';
import type { BegunCopy, CopyRecord, CopyRecords, CopyRecordsReader } from '../../ports/copy-records.ts';
import { type CopySeen, type CopyStanding, standingOfCopy } from './standing.ts';

/** How a copy stands, whoever began it: one request to Azure. */
export const readCopy = async (
  copy: BegunCopy,
  readers: { readonly copies: CopiesReader },
  kept: { readonly copies: CopyRecordsReader },
): Promise<CopyStanding> => {
  const [seen, record] = await Promise.all([see(copy, readers.copies), kept.copies.read(copy.copyId)]);
  return standingOfCopy(record ?? copy, record, seen);
};

/** The same, and remembered: what Azure forgets when a copy fails, and what a rate is told from. */
export const followCopy = async (
  copy: BegunCopy,
  readers: { readonly copies: CopiesReader },
  kept: { readonly copies: CopyRecords },
): Promise<CopyStanding> => {
  const [seen, record] = await Promise.all([see(copy, readers.copies), kept.copies.read(copy.copyId)]);
  if (!record) await kept.copies.begin(copy);
  const standing = standingOfCopy(record ?? copy, record, seen);
  const { state, seenAt: at, disks, why } = standing;
  if (state === 'arriving' || state === 'arrived') await kept.copies.look(copy.copyId, { at, disks });
  if (state !== 'arriving')
    await kept.copies.end(copy.copyId, { outcome: state, at, ...(why !== undefined && { why }) });
  return standing;
};

/** How it stood when somebody last looked: nothing is asked of Azure. */
export const standingKept = (record: CopyRecord): CopyStanding =>
  standingOfCopy(record, record, {
    gone: record.ended?.outcome === 'gone',
    failed: record.ended?.outcome === 'failed',
    why: record.ended?.why,
    disks: record.looks.at(-1)?.disks ?? [],
    at: record.lookedAt ?? record.begunAt,
  });

const see = async ({ copyId }: BegunCopy, reader: CopiesReader): Promise<CopySeen> => {
  const { value, readAt: at } = await reader.progress(copyId);
  if (!value) return { gone: true, failed: false, disks: [], at };
  const disks = value.disks.map(({ diskName: name, percent, sizeBytes, encryption }) => ({
    name,
    percent,
    sizeBytes,
    encryption,
  }));
  const failed = value.provisioning === 'failed' || value.disks.some(({ copyFailed }) => copyFailed);
  const why = value.disks.find(({ copyError }) => copyError !== undefined)?.copyError;
  return { gone: false, failed, why, disks, at };
};
