import type { Gaps } from '../../ports/azure/reading.ts';
import type { CopyRecord, CopyRecordsReader } from '../../ports/copy-records.ts';

interface Remembered {
  /** By the id of the copy. */
  readonly records: ReadonlyMap<string, CopyRecord>;
  readonly missing: Gaps;
}

/** What the bot remembers of a machine's copies; they are shown without it as well. */
export const rememberedCopies = (vmId: string, reader: CopyRecordsReader): Promise<Remembered> =>
  reader.ofMachine(vmId).then(
    (records) => ({ records: new Map(records.map((each) => [each.copyId, each])), missing: [] }),
    () => ({
      records: new Map(),
      missing: [
        { kind: 'plain', sentence: 'My own record of copies could not be read, so when they began is not shown.' },
      ],
    }),
  );
