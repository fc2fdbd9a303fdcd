import { authorize } from '../authorization/authorize.ts';
import { subjectOf } from '../authorization/decide.ts';
import type { Asker } from '../definitions/command.ts';
import { identify } from '../dispatch/identify.ts';
import type { Message } from '../messages/message.ts';
import type { Person, Policy } from '../policy/policy.ts';
import type { Account } from '../ports/chat.ts';
import type { Identities, Link, LinkedAccount } from '../ports/identities.ts';
import type { Links } from '../ports/links.ts';
import type { Speaker } from '../speaking/speaker.ts';
import { heldBack } from '../views/decided.ts';
import * as say from '../views/links.ts';

interface LinksParts {
  readonly identities: Identities;
  readonly speaker: Pick<Speaker, 'announce'>;
  /** Says something to one account alone. */
  readonly direct: (account: Account, message: Message) => Promise<void>;
  readonly policy: () => Policy;
  readonly newCode: () => string;
  /** Hears of an account that could not be told. */
  readonly failed: (error: unknown) => void;
}

const codeLivesMinutes = 10;

/** Codes go from Slack to Teams and never back: a link that a stranger sends cannot be made to prove anything. */
export class LinksDesk implements Links {
  readonly #parts: LinksParts;

  constructor(parts: LinksParts) {
    this.#parts = parts;
  }

  async link(code: string | undefined, { account, channel }: Asker): Promise<Message> {
    if (account.outsider) return say.notForOutsiders();
    const speaker = linkable(account);
    if (!speaker) return say.beginOnSlack();
    if (speaker.platform === 'slack') return code === undefined ? this.#begin(speaker) : say.finishOnTeams();
    if (code === undefined) return say.beginOnSlack();
    const other = await this.#parts.identities.take(code);
    if (!channel.personal) return say.codeSeenByOthers();
    return other ? this.#join(other, speaker) : say.unknownCode();
  }

  async confirm(id: string, { person }: Asker): Promise<Message> {
    const { identities } = this.#parts;
    const link = await identities.read(id);
    if (!link || !person) return say.noSuchLink();
    if (link.person === person.id) return say.notYourOwnLink();
    const found = await identities.confirm(id, { person: person.id, name: person.name });
    if (found === 'held') return heldBack();
    if (found === 'gone') return say.noSuchLink();
    const message = say.confirmed(found, this.#nameOf(found), person.name);
    await this.#tellBoth(found, message);
    return message;
  }

  async unlink(id: string | undefined, asker: Asker): Promise<Message> {
    const { identities } = this.#parts;
    const speaker = linkable(asker.account);
    const link = id === undefined ? speaker && (await identities.of(speaker)) : await identities.read(id);
    if (!link || !this.#mayRevoke(link, asker)) return say.noSuchLink();
    const removed = await identities.remove(link.id);
    if (!removed) return say.noSuchLink();
    await this.#tellBoth(removed, say.unlinked(removed));
    return say.unlinked(removed);
  }

  async #begin(account: LinkedAccount): Promise<Message> {
    const { identities, newCode, direct } = this.#parts;
    const code = newCode();
    await identities.offer(code, account, codeLivesMinutes * 60);
    await direct(accountOf(account), say.codeToType(code, codeLivesMinutes));
    return say.codeSent();
  }

  async #join(onSlack: LinkedAccount, onTeams: LinkedAccount): Promise<Message> {
    const [slackPerson, teamsPerson] = [onSlack, onTeams].map((each) => this.#personOf(each));
    if (slackPerson && teamsPerson) return slackPerson.id === teamsPerson.id ? say.onePersonAlready() : say.twoPeople();
    if (slackPerson) return this.#add(slackPerson, onTeams, onSlack);
    return teamsPerson ? this.#add(teamsPerson, onSlack, onTeams) : say.neitherKnown();
  }

  async #add(person: Person, account: LinkedAccount, provedBy: LinkedAccount): Promise<Message> {
    const added = await this.#parts.identities.add({ person: person.id, account, provedBy });
    if (added === 'held') return heldBack();
    if (added === 'linked-already') return say.linkedAlready();
    const message = say.linked(added, person.name);
    await this.#tellBoth(added, message);
    await this.#parts.speaker.announce('audit', say.waitsForConfirmation(added, person.name));
    return message;
  }

  /** By the policy alone: a link proves no further link. */
  #personOf(account: LinkedAccount): Person | undefined {
    return identify(accountOf(account), this.#parts.policy());
  }

  #nameOf({ person }: Link): string {
    return this.#parts.policy().people.find(({ id }) => id === person)?.name ?? person;
  }

  /** The linked account itself, any account of the person, and whoever keeps people. */
  #mayRevoke({ person, account }: Link, { account: own, person: asker, unconfirmed }: Asker): boolean {
    if (own.platform === account.platform && own.tenant === account.tenant && own.id === account.id) return true;
    if (!asker) return false;
    if (asker.id === person) return true;
    const policy = this.#parts.policy();
    const mayKeep = authorize(subjectOf(asker, policy), { grant: 'people-admin' }, [], policy).allowed;
    return mayKeep && !unconfirmed;
  }

  async #tellBoth({ account, provedBy }: Link, message: Message): Promise<void> {
    const { direct, failed } = this.#parts;
    await Promise.all([account, provedBy].map((each) => direct(accountOf(each), message).catch(failed)));
  }
}

const linkable = ({ platform, tenant, id, name }: Account): LinkedAccount | undefined =>
  platform === 'terminal' ? undefined : { platform, tenant, id, name };

const accountOf = (account: LinkedAccount): Account => ({ ...account, outsider: false });
