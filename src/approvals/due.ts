import type { PolicyDifference } from '../policy/difference.ts';
import type { Touched } from '../policy/touched.ts';
import { counted } from '../views/decided.ts';
import { stillWaits } from '../views/glass.ts';
import { requestCard } from '../views/request.ts';
import { keepCards, refreshCards } from './cards.ts';
import { type ChangeRequest, isComplete } from './request.ts';
import { Settler, type SettlerParts } from './settle.ts';
import { escalationAt, glassOpensAt, lastCallAt, nextLook } from './timetable.ts';

/** What happens to requests without anybody's click: they end, escalate, open by broken glass, or are voided. */
export class DueRequests {
  readonly #parts: SettlerParts;
  readonly #settler: Settler;

  constructor(parts: SettlerParts) {
    this.#parts = parts;
    this.#settler = new Settler(parts);
  }

  /** The time of a request has come: it is over, has to be told of, or is decided and did not start yet. */
  async wake(id: string): Promise<void> {
    const { approvals } = this.#parts;
    for (const expired of await approvals.expire()) await refreshCards(expired, this.#parts);
    const request = await approvals.read(id);
    if (!request) return;
    if (request.state.kind !== 'open') return refreshCards(request, this.#parts);
    const now = await approvals.time();
    const isOpenByGlass = isReached(glassOpensAt(request.breakGlass), now);
    if (isOpenByGlass || isComplete(request))
      return void (await this.#settler.settle(request, { alone: isOpenByGlass }));
    if (isReached(escalationAt(request), now)) return this.#escalate(request, now);
    if (isReached(lastCallAt(request), now))
      return void (await this.#settler.write(request, { lastCallAt: now }, counted));
    await approvals.update(request, {}, nextLook(request));
  }

  /** Told once, by whoever wrote it down; who asks too late finds it written. */
  async #escalate(request: ChangeRequest, now: number): Promise<void> {
    const { approvals, speaker, policy } = this.#parts;
    const next = { escalatedAt: now };
    const written = await approvals.update(request, next, nextLook({ ...request, ...next }));
    if (written.kind !== 'updated') return;
    await refreshCards(written.request, this.#parts);
    await speaker.announce('approvals', stillWaits(written.request));
    const asked = written.request.rule.escalate?.people ?? [];
    const people = policy().people.filter(({ id }) => asked.includes(id) && id !== request.asker.person);
    const told = await speaker.tell(people, requestCard(written.request));
    await keepCards(written.request, told, this.#parts);
  }

  /** A new policy is in force: what was asked under rules that are no more has to be asked again. */
  async voidTouched({ touched }: PolicyDifference): Promise<void> {
    const { pending } = await this.#parts.approvals.waiting();
    await this.#void(
      pending.filter((request) => isTouched(request, touched)),
      'the policy that it was asked under changed',
    );
  }

  /** What was approved in a store that went back in time may have been decided otherwise since. */
  async voidAll(why: string): Promise<readonly ChangeRequest[]> {
    const { pending } = await this.#parts.approvals.waiting();
    await this.#void(pending, why);
    return pending;
  }

  async #void(requests: readonly ChangeRequest[], why: string): Promise<void> {
    for (const request of requests)
      await this.#settler.write(request, { state: { kind: 'voided', at: 0, why } }, counted);
  }
}

const isReached = (at: number | undefined, now: number): boolean => at !== undefined && at <= now;

const isTouched = (request: ChangeRequest, touched: Touched): boolean =>
  touched.approvals ||
  touched.people.includes(request.asker.person) ||
  request.approvals.some((each) => touched.people.includes(each.person)) ||
  request.targets.some(
    (target) =>
      (target.kind === 'application' && touched.applications.includes(target.name)) ||
      target.resources.some((id) => touched.resources.includes(id)),
  );
