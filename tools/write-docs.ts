/** Writes the parts of the documentation that follow from the code. */
import { readFileSync, writeFileSync } from 'node:fs';
import { commands } from '../commands/index.ts';
import { azureActions } from '../src/authorization/azure-actions.ts';
import { authorizationPage } from './documents/authorization-page.ts';
import { withCommandTable } from './documents/command-table.ts';

writeFileSync('README.md', withCommandTable(readFileSync('README.md', 'utf8'), commands));
writeFileSync('docs/authorization.md', authorizationPage(azureActions));
