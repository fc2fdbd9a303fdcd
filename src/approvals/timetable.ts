import type { BreakGlass, ChangeRequest } from './request.ts';

/** So long any approver may abort what somebody starts alone. */
export const abortWithinMs = 2 * 60_000;
/** So long what was broken open may then wait for a lock or for Azure. */
export const glassLifetimeMs = abortWithinMs + 10 * 60_000;
/** So long before its end the card says that the end is near. */
const lastCallMs = 5 * 60_000;

type Timed = Pick<ChangeRequest, 'openedAt' | 'expiresAt' | 'rule' | 'breakGlass' | 'escalatedAt' | 'lastCallAt'>;

/** When an open request has to be looked at next, by the store's clock. */
export const nextLook = (request: Timed): number =>
  Math.min(
    request.expiresAt,
    ...[glassOpensAt(request.breakGlass), escalationAt(request), lastCallAt(request)].flatMap((at) => at ?? []),
  );

/** Undefined where nobody broke it. */
export const glassOpensAt = (glass: BreakGlass | undefined): number | undefined => glass && glass.at + abortWithinMs;

/** Undefined where nobody is to be asked, or they were. */
export const escalationAt = ({ openedAt, rule, escalatedAt }: Timed): number | undefined =>
  rule.escalate && escalatedAt === undefined ? openedAt + rule.escalate.afterSeconds * 1000 : undefined;

/** Undefined where it was made, or where the whole life is no longer than that. */
export const lastCallAt = ({ openedAt, expiresAt, lastCallAt: made }: Timed): number | undefined =>
  made === undefined && expiresAt - openedAt > lastCallMs ? expiresAt - lastCallMs : undefined;
