import { rehearse } from './rehearse.ts';
import { ofBackup } from './rehearsed/index.ts';

rehearse('Backup in storms', ofBackup);
