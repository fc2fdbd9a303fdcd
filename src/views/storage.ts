import { actions, facts, message, note, table, text } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { StorageAccount } from '../ports/azure/estate.ts';
import type { StorageReport } from '../protection/read-storage.ts';
import { nextLine, type Offer } from './offer.ts';
import { lastNote, leftOutNote, missingNotes } from './reading-notes.ts';
import { regionTitle } from './region-title.ts';
import { ago, counted, inWords, moment, secondsBetween } from './words.ts';

/** How storage accounts are kept, and what a failover of them would lose now. */
export const storageCard = (report: StorageReport, offer: Offer): Message => {
  const [account] = report.accounts;
  return report.target.kind === 'storage-account' && account
    ? accountCard(account, report, offer)
    : regionCard(report, offer);
};

const accountCard = (account: StorageAccount, report: StorageReport, offer: Offer): Message => {
  const { name, region, secondaryRegion, secondaryEndpoint } = account;
  const { now } = report;
  const buttons = secondaryRegion
    ? [failoverButton(account, offer)]
    : [offer('Keep a copy elsewhere', `storage set-redundancy ${name} geo`)];
  return message(
    `${name}: ${kindWords(account)}, ${secondaryRegion ? `${regionTitle(region)}, copied to ${regionTitle(secondaryRegion)}` : `in ${regionTitle(region)} alone`}.`,
    secondaryRegion ? 'neutral' : 'warning',
    facts(
      ['Type', `${account.sku} (${account.kind})`],
      secondaryRegion
        ? ['Readable there', secondaryEndpoint ?? `no, only after a failover`]
        : ['If its region is down', 'it cannot be reached; if the region is lost for good, so is what is in it'],
      secondaryRegion ? ['Last synchronised', syncWords(account, now)] : undefined,
      secondaryRegion ? ['A failover now would lose', lossWords(account, now)] : undefined,
      secondaryRegion ? ['Can be failed over now', canWords(account)] : undefined,
    ),
    secondaryRegion ? note(remapWords) : undefined,
    ...missingNotes(report),
    lastNote(nextLine(buttons), report),
    actions(...buttons),
  );
};

/** While both regions work, the way that loses nothing. */
const failoverButton = ({ name, canFailover, canPlannedFailover }: StorageAccount, offer: Offer) => {
  if (canPlannedFailover) return offer('Fail it over without loss', `storage failover ${name} --planned`);
  return canFailover ? offer('Fail it over', `storage failover ${name}`) : undefined;
};

/** What Azure may do by itself, so that nobody waits for it or takes a failover for the same. */
const remapWords =
  'If a whole region is lost for good, Azure may move the names of all accounts in it to their copies by itself. It decides whether and when, nobody can ask for it, and until then nothing can be written. This bot does not imitate that: storage failover moves one account, when you decide it.';

const kindWords = ({ sku }: StorageAccount): string =>
  skuWords.find(([pattern]) => pattern.test(sku))?.[1] ?? `redundancy ${sku}`;

const skuWords: readonly (readonly [RegExp, string])[] = [
  [/_RAGZRS$/u, 'zone- and geo-redundant, readable in both regions'],
  [/_GZRS$/u, 'zone- and geo-redundant'],
  [/_RAGRS$/u, 'geo-redundant, readable in both regions'],
  [/_GRS$/u, 'geo-redundant'],
  [/_ZRS$/u, 'zone-redundant'],
  [/_LRS$/u, 'locally redundant'],
];

const syncWords = ({ lastSyncAt }: StorageAccount, now: Date): string =>
  lastSyncAt ? `${moment(lastSyncAt, now)}, ${ago(lastSyncAt, now)}` : 'not yet: the first copy is on its way';

const lossWords = ({ lastSyncAt }: StorageAccount, now: Date): string =>
  lastSyncAt ? `what was written in the last ${inWords(secondsBetween(lastSyncAt, now))}` : 'everything';

const canWords = ({ canFailover, canPlannedFailover }: StorageAccount): string => {
  if (!canFailover) return 'no: Azure says that the copy is not ready';
  return canPlannedFailover ? 'yes; and without loss while both regions work (--planned)' : 'yes';
};

const aloneWords = (alone: number, all: number): string => {
  if (alone === 0) return all === 1 ? 'with a copy' : 'each with a copy';
  return alone === all ? 'without a copy' : `${alone} of them without a copy`;
};

const regionCard = (report: StorageReport, offer: Offer): Message => {
  const { target, accounts, now } = report;
  const buttons = accounts.slice(0, 5).map(({ name }) => offer(`Show ${name}`, `storage show ${name}`));
  const alone = accounts.filter(({ secondaryRegion }) => secondaryRegion === undefined).length;
  return message(
    accounts.length === 0
      ? `I see no storage account in ${target.where}.`
      : `${target.where}: ${counted(accounts.length, 'storage account')}, ${aloneWords(alone, accounts.length)} elsewhere.`,
    alone > 0 ? 'warning' : 'neutral',
    accounts.length === 0
      ? text('None that you may read, at any rate.')
      : table(
          ['Account', 'Kept', 'Copied to', 'Last synchronised', 'Can fail over'],
          accounts.map((account) => [
            account.name,
            kindWords(account),
            account.secondaryRegion ? regionTitle(account.secondaryRegion) : 'nowhere',
            account.secondaryRegion ? syncWords(account, now) : '',
            account.secondaryRegion ? (account.canFailover ? 'yes' : 'no') : '',
          ]),
        ),
    leftOutNote(report.leftOut, 'account'),
    ...missingNotes(report),
    lastNote(nextLine(buttons), report),
    actions(...buttons),
  );
};
