import { z } from 'zod';

const outcome = z.object({
  /** Azure's job, where one was followed. */
  job: z.string().optional(),
  /** What Azure allows next. */
  allowed: z.array(z.string()).readonly(),
  /** Of a failover: how old each machine's point was. */
  lost: z
    .array(z.object({ machine: z.string(), seconds: z.number() }))
    .readonly()
    .optional(),
});

/** What a finished move leaves in the journal: buttons and reports are made from it. */
type MoveOutcome = z.infer<typeof outcome>;

export const outcomeWords = ({ job, allowed, lost = [] }: MoveOutcome): string =>
  JSON.stringify({ ...(job && { job }), allowed, ...(lost.length > 0 && { lost }) });

/** Undefined where a step left something else. */
export const readOutcome = (evidence: string): MoveOutcome | undefined => {
  if (!evidence.startsWith('{')) return undefined;
  const read = outcome.safeParse(JSON.parse(evidence));
  return read.success ? read.data : undefined;
};
